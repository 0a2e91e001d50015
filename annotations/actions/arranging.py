"""Where an entry stands in the codebook: under which other one, after which sibling."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from annotations.actions.recording import recording
from annotations.errors import Conflict
from annotations.models import Doctrine

#: An entry stays under what it is under; None is the top.
KEPT: Any = object()
#: After all its siblings; None is before them.
LAST: Any = object()
#: Between neighbours, so that most moves write one row.
STEP = 10


def place_doctrine(*, doctrine, parent, after, by, seen=KEPT):
    """Put an entry, with all below it, under another one, after one of its children.

    Args:
        parent: a doctrine of the project, or None for the top.
        after: the sibling that it shall follow, None to be the first, or LAST.
        seen: the parent, or None, that the entry had when ``by`` looked.

    Returns:
        the doctrine as it stands now.

    Raises:
        Conflict: it, or the sibling, was moved meanwhile.
        PermissionDenied
        ValidationError: the new place lies under the entry itself.
    """
    project, about = doctrine.project, doctrine.slug
    touched = Q(pk=doctrine.pk) | Q(project=project, parent=key(parent))
    with recording(
        project=project,
        by=by,
        kind="reorder",
        about=about,
        only=lambda: Doctrine.objects.filter(touched),
    ) as change:
        current = as_it_stands(doctrine)
        if seen is not KEPT and current.parent_id != key(seen):
            raise Conflict(f"Somebody moved “{current}” meanwhile. Look again.")
        if current.parent_id != key(parent):
            change.kind = "move"
        put_under(current, parent)
        _put_after(current, after)
    return current


def move_doctrine(*, doctrine, parent, by):
    """Put an entry, with all below it, last under another one; its slug stays.

    Args:
        parent: a doctrine of the project, or None for the top.

    Raises:
        PermissionDenied
        ValidationError: the new place lies under the entry itself.
    """
    with recording(
        project=doctrine.project,
        by=by,
        kind="move",
        about=doctrine.slug,
        only=lambda: Doctrine.objects.filter(pk=doctrine.pk),
    ):
        current = as_it_stands(doctrine)
        put_under(current, parent)
    return current


def put_under(current, parent):
    """Move an entry under another one, inside a recorded change; last, if it is new.

    Raises:
        ValidationError: the new place lies under the entry itself.
    """
    require_place(current, parent)
    if current.parent_id != key(parent):
        current.parent = parent
        current.order = last_order(current.project) + STEP
        current.version += 1
        current.save(update_fields=["parent", "order", "version"])


def _put_after(current, after):
    """Give an entry its place among its siblings, by as few writes as can be."""
    siblings = list(
        Doctrine.objects.of_project(current.project)
        .filter(parent=current.parent_id)
        .for_tree()
    )
    others = [row for row in siblings if row.pk != current.pk]
    if after is LAST:
        place = len(others)
    elif after is None:
        place = 0
    else:
        keys = [row.pk for row in others]
        if after.pk not in keys:
            raise Conflict(f"Somebody moved “{after}” meanwhile. Look again.")
        place = keys.index(after.pk) + 1
    wanted = [*others[:place], current, *others[place:]]
    if [row.pk for row in siblings] != [row.pk for row in wanted]:
        _renumber(current, wanted, place)


def _renumber(current, wanted, place):
    """Write a number between the neighbours', or new numbers where there is none."""
    before = wanted[place - 1].order if place else -STEP
    behind = wanted[place + 1].order if place + 1 < len(wanted) else before + 2 * STEP
    between = max((before + behind) // 2, 0)
    if before < between < behind:
        current.order = between
        current.save(update_fields=["order"])
        return
    changed = []
    for number, row in enumerate(wanted, start=1):
        if row.order != number * STEP:
            row.order = number * STEP
            changed.append(row)
    Doctrine.objects.bulk_update(changed, ["order"])


def require_place(doctrine, parent):
    """Refuse a parent of another project, or below the entry itself.

    Raises:
        ValidationError
    """
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


def last_order(project):
    """The greatest number of a codebook's order."""
    orders = Doctrine.objects.of_project(project).order_by("-order")
    return orders.values_list("order", flat=True).first() or 0


def as_it_stands(doctrine):
    """The entry as others left it, with the project the caller was checked for."""
    current = Doctrine.objects.get(pk=doctrine.pk)
    current.project = doctrine.project
    return current


def key(doctrine):
    return doctrine and doctrine.pk
