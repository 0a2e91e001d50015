"""Doctrines: add, change, move and retire the entries of a codebook."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.actions.codebook import EDITABLE, RESERVED
from annotations.actions.recording import recording
from annotations.models import Doctrine

#: Who checked the pin-cite, and when.
CHECKED = ("checked", "checked_by")
#: An entry stays where it is; None is the top.
KEPT: Any = object()


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
        doctrine.slug = slug.strip() or _free_slug(project, parent, name)
        if parent is not None:
            doctrine.palette = parent.palette
            doctrine.polarity = parent.polarity
        if "order" not in fields:
            doctrine.order = _last_order(project) + 10
        _set(doctrine, fields)
        _check(doctrine, checked or None, by)
        _require_place(doctrine, parent)
        if doctrine.slug in RESERVED:
            raise ValidationError(
                {"slug": f"“{doctrine.slug}” is no id; choose another."}
            )
        _refuse_twin(doctrine)
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


def edit_doctrine(*, doctrine, by, checked=None, parent=KEPT, **fields):
    """Change fields of an entry; those that are not named, or equal, are not written.

    Args:
        parent: where to move it, as ``move_doctrine`` takes it.
        checked: True: ``by`` compared the pin-cite with its source today; False: nobody
            did; None: as it was, but a new pin-cite is unchecked.
        fields: of EDITABLE.

    Returns:
        the doctrine as it stands now.

    Raises:
        PermissionDenied, ValidationError
    """
    with recording(project=doctrine.project, by=by, kind="edit", about=doctrine.slug):
        if parent is not KEPT:
            _move(doctrine, parent)
        current = _current(doctrine)
        before = {name: getattr(current, name) for name in (*EDITABLE, *CHECKED)}
        _set(current, fields)
        if checked is None and current.pin_cite != before["pin_cite"]:
            checked = False
        _check(current, checked, by)
        current.full_clean()
        changed = [
            name for name, value in before.items() if getattr(current, name) != value
        ]
        if changed:
            current.save(update_fields=changed)
    return current


def move_doctrine(*, doctrine, parent, by):
    """Put an entry, with all below it, under another one; its slug stays.

    Args:
        parent: a doctrine of the project, or None for the top.

    Raises:
        PermissionDenied
        ValidationError: the new place lies under the entry itself.
    """
    with recording(project=doctrine.project, by=by, kind="move", about=doctrine.slug):
        return _move(doctrine, parent)


def _move(doctrine, parent):
    current = _current(doctrine)
    _require_place(current, parent)
    if current.parent_id != (parent and parent.pk):
        current.parent = parent
        current.order = _last_order(current.project) + 10
        current.save(update_fields=["parent", "order"])
    return current


def retire_doctrine(*, doctrine, by, replaced_by=None):
    """Keep an entry from new marks; old ones stay.

    Args:
        replaced_by: the entry to use instead.

    Raises:
        PermissionDenied, ValidationError
    """
    with recording(project=doctrine.project, by=by, kind="retire", about=doctrine.slug):
        current = _current(doctrine)
        if replaced_by is not None:
            if replaced_by.pk == current.pk:
                raise ValidationError(
                    {"replaced_by": "A doctrine cannot be replaced by itself."}
                )
            if _current(replaced_by).retired:
                raise ValidationError(
                    {"replaced_by": f"“{replaced_by}” is retired too; choose another."}
                )
        current.retired = current.retired or timezone.now()
        current.replaced_by = replaced_by
        current.save(update_fields=["retired", "replaced_by"])
    return current


def restore_doctrine(*, doctrine, by):
    """Bring a retired entry back."""
    with recording(
        project=doctrine.project, by=by, kind="restore", about=doctrine.slug
    ):
        current = _current(doctrine)
        current.retired = current.replaced_by = None
        current.save(update_fields=["retired", "replaced_by"])
    return current


def _current(doctrine):
    """The entry as others left it, with the project the caller was checked for."""
    current = Doctrine.objects.get(pk=doctrine.pk)
    current.project = doctrine.project
    return current


def _set(doctrine, fields):
    for name, value in fields.items():
        if name not in EDITABLE:
            raise ValidationError({name: f"“{name}” of a doctrine cannot be changed."})
        if name == "name":
            value = " ".join(value.split())
        elif isinstance(value, str):
            value = value.strip()
        setattr(doctrine, name, value)


def _check(doctrine, checked, by):
    if checked and not doctrine.pin_cite:
        raise ValidationError({"checked": "There is no pin-cite that was checked."})
    if checked and not doctrine.checked:
        doctrine.checked, doctrine.checked_by = timezone.localdate(), str(by)[:200]
    elif checked is False:
        doctrine.checked, doctrine.checked_by = None, ""


def _require_place(doctrine, parent):
    """Refuse a parent of another project, or below the entry itself."""
    if parent is None:
        return
    if parent.project_id != doctrine.project_id:
        raise ValidationError({"parent": "There is no such doctrine."})
    parents = dict(
        Doctrine.objects.filter(project=doctrine.project_id).values_list("pk", "parent")
    )
    above = parent.pk
    while above is not None:
        if above == doctrine.pk:
            raise ValidationError(
                {"parent": f"“{parent}” lies under “{doctrine}”; choose another place."}
            )
        above = parents.get(above)


def _last_order(project):
    orders = Doctrine.objects.of_project(project).order_by("-order")
    return orders.values_list("order", flat=True).first() or 0


def _free_slug(project, parent, name):
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


def slug_of(name):
    """A name as one part of an id: small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:35] or "doctrine"
