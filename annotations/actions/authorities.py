"""Authorities: add the wording of a provision that annotations may name."""

from django.core.exceptions import ValidationError

from annotations.actions.recording import recording
from annotations.models import Instrument, Provision
from corpus.actions.names import one_line
from corpus.importers import partial_date

LONGEST_NAME = 200
DATES = ("in_force_from", "in_force_to")


def create_provision(*, project, by, instrument, locator, version="", **fields):
    """Add one wording of a provision, and its instrument if that is new.

    Args:
        instrument: a name, such as that of a treaty.
        locator: the place in it, such as "Art. 4".
        version: which wording, such as "1992".
        fields: in_force_from, in_force_to (partial dates), link, description.

    Raises:
        PermissionDenied, ValidationError
    """
    with recording(project=project, by=by, kind="authority"):
        provision = Provision(
            project=project,
            instrument=_instrument(project, one_line(instrument)),
            locator=one_line(locator),
            version=one_line(version),
            **fields,
        )
        _require_place(provision)
        _require_dates(provision)
        provision.full_clean(validate_constraints=False)
        provision.save(force_insert=True)
    return provision


def _instrument(project, name):
    found = Instrument.objects.filter(project=project, name=name).first()
    if found is None:
        if not 0 < len(name) <= LONGEST_NAME:
            sentence = f"Name the instrument in at most {LONGEST_NAME} characters."
            raise ValidationError({"instrument": sentence})
        found = Instrument.objects.create(project=project, name=name)
    return found


def _require_place(provision):
    """Refuse a provision without a place, and one that is there already."""
    if not provision.locator:
        raise ValidationError({"locator": "Name the place in it, such as “Art. 4”."})
    twins = Provision.objects.filter(
        instrument=provision.instrument,
        locator=provision.locator,
        version=provision.version,
    )
    if twins.exists():
        raise ValidationError({"version": f"“{provision}” is there already."})


def _require_dates(provision):
    for field in DATES:
        try:
            partial_date.validate_plain(getattr(provision, field))
        except ValueError as error:
            raise ValidationError({field: str(error)}) from error
    begins, ends = provision.in_force_from, provision.in_force_to
    if begins and ends and ends < begins[: len(ends)]:
        sentence = "The wording cannot end before it begins."
        raise ValidationError({"in_force_to": sentence})
