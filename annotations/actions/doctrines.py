"""Doctrines: add, change and retire the entries of a codebook."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.actions import reconsider
from annotations.actions.arranging import (
    KEPT,
    STEP,
    as_it_stands,
    last_order,
    put_under,
    require_place,
)
from annotations.actions.codebook import EDITABLE, RESERVED
from annotations.actions.in_use import hold
from annotations.actions.recording import recording
from annotations.errors import Conflict
from annotations.models import Doctrine
from formats.slugs import slug_of

#: Who checked the pin-cite, and when.
CHECKED = ("checked", "checked_by")
#: What an entry means, each in at most so many characters.
MEANING = ("definition", "include", "exclude")
LONGEST_TEXT = 4000
UNCHANGED = "Change the definition or a note first; nothing that it means is changed."


def create_doctrine(
    *, project, name, by, slug="", parent=None, checked=False, **fields
):
    """Add an entry to the codebook, after its siblings.

    Args:
        slug: the permanent id; without it, one is made of the parent's and the name.
        parent: a doctrine of the project, or None for a new branch.
        checked: ``by`` compared the pin-cite with its source today.
        fields: of EDITABLE.

    Raises:
        PermissionDenied, ValidationError
    """
    with recording(project=project, by=by, kind="create") as change:
        doctrine = Doctrine(project=project, name=" ".join(name.split()), parent=parent)
        doctrine.slug = slug.strip() or free_slug(project, parent, name)
        if parent is not None:
            doctrine.palette = parent.palette
            doctrine.polarity = parent.polarity
        if "order" not in fields:
            doctrine.order = last_order(project) + STEP
        _set(doctrine, fields)
        _check(doctrine, checked or None, by)
        require_place(doctrine, parent)
        if doctrine.slug in RESERVED:
            raise ValidationError(
                {"slug": f"“{doctrine.slug}” is no id; choose another."}
            )
        _refuse_twin(doctrine)
        require_lengths(doctrine, MEANING)
        doctrine.full_clean()
        doctrine.save(force_insert=True)
        change.about = doctrine.slug
    return doctrine


def _refuse_twin(doctrine):
    """Refuse the name of an entry in the same place: most are a second click (P5)."""
    twins = Doctrine.objects.filter(
        project=doctrine.project, parent=doctrine.parent, name__iexact=doctrine.name
    ).in_use()
    if twins.exists():
        raise ValidationError({"name": f"“{doctrine.name}” is there already."})


def edit_doctrine(
    *,
    doctrine,
    by,
    version,
    checked=None,
    parent=KEPT,
    meaning=False,
    note="",
    **fields,
):
    """Change fields of an entry; those that are not named, or equal, are not written.

    Args:
        version: the version the editor saw.
        checked: True: ``by`` compared the pin-cite with its source today; False: nobody
            did; None: as it was, but a new pin-cite is unchecked.
        parent: where to move it, as ``move_doctrine`` takes it.
        meaning: what the entry means is another: each standing annotation of it waits
            to be kept, moved or dropped.
        note: why, for the history.
        fields: of EDITABLE.

    Returns:
        the doctrine as it stands now.

    Raises:
        Conflict: it was changed since, with the current row.
        PermissionDenied, ValidationError
    """
    project, about = doctrine.project, doctrine.slug
    with recording(
        project=project,
        by=by,
        kind="edit",
        note=note,
        about=about,
        only=lambda: Doctrine.objects.filter(pk=doctrine.pk),
    ) as change:
        current = as_seen(doctrine, version)
        if parent is not KEPT:
            put_under(current, parent)
        before = {name: getattr(current, name) for name in (*EDITABLE, *CHECKED)}
        _set(current, fields)
        if checked is None and current.pin_cite != before["pin_cite"]:
            checked = False
        _check(current, checked, by)
        changed = [
            name for name, value in before.items() if getattr(current, name) != value
        ]
        require_lengths(current, changed)
        current.full_clean()
        if changed:
            current.version = version + 1
            current.save(update_fields=[*changed, "version"])
        elif parent is not KEPT:
            change.kind = "move"
        if meaning:
            if not set(MEANING) & set(changed):
                raise ValidationError({"meaning": UNCHANGED})
            change.kind = "meaning"
            reconsider.queue(change, current)
    return current


def retire_doctrine(*, doctrine, by, replaced_by=None):
    """Keep an entry from new marks; old ones stay.

    Args:
        replaced_by: the entry to use instead.

    Raises:
        PermissionDenied, ValidationError
    """
    with recording(
        project=doctrine.project,
        by=by,
        kind="retire",
        about=doctrine.slug,
        only=lambda: Doctrine.objects.filter(pk=doctrine.pk),
    ):
        hold([doctrine.pk])
        current = as_it_stands(doctrine)
        if replaced_by is not None:
            if replaced_by.pk == current.pk:
                raise ValidationError(
                    {"replaced_by": "A doctrine cannot be replaced by itself."}
                )
            if as_it_stands(replaced_by).retired:
                raise ValidationError(
                    {"replaced_by": f"“{replaced_by}” is retired too; choose another."}
                )
        current.retired = current.retired or timezone.now()
        current.replaced_by = replaced_by
        current.version += 1
        current.save(update_fields=["retired", "replaced_by", "version"])
    return current


def restore_doctrine(*, doctrine, by):
    """Bring a retired entry back."""
    with recording(
        project=doctrine.project,
        by=by,
        kind="restore",
        about=doctrine.slug,
        only=lambda: Doctrine.objects.filter(pk=doctrine.pk),
    ):
        current = as_it_stands(doctrine)
        current.retired = current.replaced_by = None
        current.version += 1
        current.save(update_fields=["retired", "replaced_by", "version"])
    return current


def as_seen(doctrine, version):
    """The entry as it stands, if it has the version the editor saw (I5).

    Raises:
        Conflict
    """
    current = as_it_stands(doctrine)
    if current.version != version:
        raise Conflict(
            f"Somebody changed “{current}” since you opened it.", current, "stale"
        )
    return current


def _set(doctrine, fields):
    for name, value in fields.items():
        if name not in EDITABLE:
            raise ValidationError({name: f"“{name}” of a doctrine cannot be changed."})
        if name == "name":
            value = " ".join(value.split())
        elif isinstance(value, str):
            # a browser ends lines with both
            value = value.strip().replace("\r\n", "\n")
        setattr(doctrine, name, value)


def _check(doctrine, checked, by):
    if checked and not doctrine.pin_cite:
        raise ValidationError({"checked": "There is no pin-cite that was checked."})
    if checked and not doctrine.checked:
        doctrine.checked, doctrine.checked_by = timezone.localdate(), str(by)[:200]
    elif checked is False:
        doctrine.checked, doctrine.checked_by = None, ""


def require_lengths(doctrine, names):
    """Refuse texts that nobody would read beside a list.

    Raises:
        ValidationError
    """
    problems = {
        name: f"Write at most {LONGEST_TEXT:,} characters; these are {length:,}."
        for name in MEANING
        if name in names and (length := len(getattr(doctrine, name))) > LONGEST_TEXT
    }
    if problems:
        raise ValidationError(problems)


def free_slug(project, parent, name):
    """An id such as "ibi.consent" that no entry of the project has."""
    wanted = slug_of(name)
    if parent is not None:
        wanted = f"{parent.slug[:60]}.{wanted}"
    taken = set(
        Doctrine.objects.filter(project=project, slug__startswith=wanted).values_list(
            "slug", flat=True
        )
    )
    number, slug = 1, wanted
    while slug in taken | RESERVED:
        number += 1
        slug = f"{wanted}_{number}"
    return slug
