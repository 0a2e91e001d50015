"""Authorities: instruments, and the wordings of their provisions."""

from django.core.exceptions import ValidationError

from annotations.actions.recording import recording
from annotations.errors import Conflict
from annotations.models import Annotation, Instrument, Provision
from corpus.actions.names import one_line
from corpus.importers import partial_date

LONGEST_NAME = 200
DATES = ("in_force_from", "in_force_to")
#: Fields that are one line each.
LINES = ("name", "kind", "locator", "version", "in_force_for")
KIND = "authority"


def create_instrument(*, project, by, name, **fields):
    """Add an instrument without provisions.

    Args:
        fields: kind, adopted (a partial date), link.

    Raises:
        PermissionDenied, ValidationError
    """
    with recording(project=project, by=by, kind=KIND):
        instrument = Instrument(project=project, name=name)
        _write(instrument, fields)
    return instrument


def edit_instrument(*, instrument, seen, by, **fields):
    """Change fields of an instrument.

    Args:
        seen: the ``row_version`` that the editor saw.

    Raises:
        Conflict: it was changed since, with the current row.
        PermissionDenied, ValidationError
    """
    with recording(project=instrument.project, by=by, kind=KIND):
        current = _current(instrument, seen)
        _write(current, fields)
    return current


def delete_instrument(*, instrument, seen, by):
    """Take away an instrument that has no provision.

    Raises:
        Conflict, PermissionDenied, ValidationError
    """
    with recording(project=instrument.project, by=by, kind=KIND):
        current = _current(instrument, seen)
        number = current.provisions.count()
        if number:
            raise ValidationError(
                f"“{current}” has {number} wording{'' if number == 1 else 's'}."
                " Delete those first."
            )
        current.delete()


def create_provision(*, project, by, instrument, locator, version="", **fields):
    """Add one wording of a provision, and its instrument if that is new.

    Args:
        instrument: a name, such as that of a treaty.
        locator: the place in it, such as "Art. 4".
        version: which wording, such as "1992".
        fields: in_force_from, in_force_to (partial dates), in_force_for, link,
            description.

    Raises:
        PermissionDenied, ValidationError
    """
    with recording(project=project, by=by, kind=KIND):
        found = _instrument(project, one_line(instrument))
        provision = Provision(project=project, instrument=found)
        _write(provision, {"locator": locator, "version": version, **fields})
    return provision


def edit_provision(*, provision, seen, by, **fields):
    """Change fields of one wording; annotations that name it go along.

    Args:
        seen: the ``row_version`` that the editor saw.

    Raises:
        Conflict: it was changed since, with the current row.
        PermissionDenied, ValidationError
    """
    with recording(project=provision.project, by=by, kind=KIND):
        current = _current(provision, seen)
        _write(current, fields)
    return current


def delete_provision(*, provision, seen, by):
    """Take away a wording that no annotation names, not even a deleted one.

    Raises:
        Conflict, PermissionDenied, ValidationError
    """
    with recording(project=provision.project, by=by, kind=KIND):
        current = _current(provision, seen)
        number = Annotation.objects.filter(
            project=current.project_id, provision=current
        ).count()
        if number:
            noun = "annotation relies" if number == 1 else "annotations rely"
            raise ValidationError(
                f"{number:,} {noun} on “{current}”, deleted ones counted. Give them"
                " another wording first."
            )
        current.delete()


def _current(row, seen):
    """The row as it stands under the codebook's lock, if it is the one that was seen.

    Raises:
        Conflict
    """
    rows = type(row).objects.select_related("project")
    current = rows.filter(project=row.project_id, pk=row.pk).first()
    if current is None:
        raise Conflict("Somebody deleted this since you opened it.", code="stale")
    current.project.role = getattr(row.project, "role", None)
    if current.row_version != seen:
        raise Conflict("Somebody changed this since you opened it.", current, "stale")
    return current


def _write(row, fields):
    """Set fields, check the row and store it, when there is something to store."""
    before = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, one_line(value) if name in LINES else value.strip())
    if row.pk and all(getattr(row, name) == value for name, value in before.items()):
        return
    if isinstance(row, Instrument):
        _require_name(row)
        _require_date(row, "adopted")
    else:
        _require_place(row)
        _require_dates(row)
    row.full_clean(validate_constraints=False)
    if row.pk:
        row.row_version += 1
    row.save()


def _instrument(project, name):
    found = Instrument.objects.filter(project=project, name=name).first()
    if found is None:
        found = Instrument(project=project, name=name)
        _require_name(found, "instrument")
        found.save()
    return found


def _require_name(instrument, field="name"):
    instrument.name = one_line(instrument.name)
    if not 0 < len(instrument.name) <= LONGEST_NAME:
        sentence = f"Name the instrument in at most {LONGEST_NAME} characters."
        raise ValidationError({field: sentence})
    twins = Instrument.objects.filter(
        project=instrument.project, name=instrument.name
    ).exclude(pk=instrument.pk)
    if twins.exists():
        raise ValidationError({field: f"“{instrument}” is there already."})


def _require_place(provision):
    """Refuse a provision without a place, and one that is there already."""
    if not provision.locator:
        raise ValidationError({"locator": "Name the place in it, such as “Art. 4”."})
    twins = Provision.objects.filter(
        instrument=provision.instrument,
        locator=provision.locator,
        version=provision.version,
    ).exclude(pk=provision.pk)
    if twins.exists():
        raise ValidationError({"version": f"“{provision}” is there already."})


def _require_dates(provision):
    for field in DATES:
        _require_date(provision, field)
    begins, ends = provision.in_force_from, provision.in_force_to
    if begins and ends and ends < begins[: len(ends)]:
        sentence = "The wording cannot end before it begins."
        raise ValidationError({"in_force_to": sentence})


def _require_date(row, field):
    try:
        partial_date.validate_plain(getattr(row, field))
    except ValueError as error:
        raise ValidationError({field: str(error)}) from error
