"""Make one entry of two, or several of one."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from annotations.actions import recoding, reconsider
from annotations.actions.arranging import STEP, as_it_stands, last_order
from annotations.actions.doctrines import free_slug, require_lengths
from annotations.actions.recording import recording
from annotations.models import Annotation, Doctrine, DoctrineExample, DoctrineLink
from corpus.retry import atomic_with_retries

#: Entries that one is split into.
PARTS = range(1, 13)
#: Where the parts of an entry stand.
PLACES = {
    "children": "Below the entry, which stays",
    "siblings": "In the place of the entry, which is retired",
}
#: What a part may say.
FIELDS = ("name", "definition", "include", "exclude")


@atomic_with_retries
def merge_doctrines(*, kept, absorbed, by, note="", along=False):
    """Put all annotations of one entry under another, and retire it.

    What lay below the retired entry lies below the kept one. Annotations that were
    deleted go along: one that is restored is found.

    Args:
        along: its examples and relations become the kept one's, but for those that
            the kept one has; else they stay with it.

    Returns:
        (the change, how many annotations were put under the kept entry)

    Raises:
        PermissionDenied
        ValidationError: they cannot be merged.
    """
    with recording(
        project=kept.project, by=by, kind="merge", note=note, about=absorbed.slug
    ) as change:
        kept, absorbed = as_it_stands(kept), as_it_stands(absorbed)
        require_two(kept, absorbed)
        marks = Annotation.objects.filter(doctrine=absorbed)
        rows = recoding.lock(marks, under=absorbed)
        for child in Doctrine.objects.filter(parent=absorbed).for_tree():
            child.parent = kept
            child.version += 1
            child.save(update_fields=["parent", "version"])
        if along:
            _give_examples(absorbed, kept)
            _give_links(absorbed, kept)
        _retire(absorbed, replaced_by=kept)
        number = recoding.recode(change, rows, kept)
    return change, number


def _give_examples(absorbed, kept):
    """Examples go after those of the kept entry; none comes twice."""
    there = list(DoctrineExample.objects.filter(doctrine=kept))
    known = {(row.annotation_id, row.text) for row in there}
    last = max((row.order for row in there), default=-1)
    rows = DoctrineExample.objects.filter(doctrine=absorbed).order_by("order", "pk")
    moving = [row for row in rows if (row.annotation_id, row.text) not in known]
    for order, row in enumerate(moving, start=last + 1):
        row.doctrine, row.order = kept, order
    DoctrineExample.objects.bulk_update(moving, ["doctrine", "order"])


def _give_links(absorbed, kept):
    """Relations that the kept entry has, in either direction, stay where they are."""
    ends = Q(source__in=[absorbed, kept]) | Q(target__in=[absorbed, kept])
    rows = list(DoctrineLink.objects.filter(ends).order_by("order", "pk"))
    taken = {
        (*sorted([row.source_id, row.target_id]), row.kind)
        for row in rows
        if absorbed.pk not in (row.source_id, row.target_id)
    }
    moving = []
    for row in rows:
        if absorbed.pk not in (row.source_id, row.target_id):
            continue
        source, target = (
            kept.pk if end == absorbed.pk else end
            for end in (row.source_id, row.target_id)
        )
        pair = (*sorted([source, target]), row.kind)
        if source == target or pair in taken:
            continue
        taken.add(pair)
        row.source_id, row.target_id = source, target
        moving.append(row)
    DoctrineLink.objects.bulk_update(moving, ["source", "target"])


def require_two(kept, absorbed):
    """
    Raises:
        ValidationError: the two cannot be merged.
    """
    if kept.pk == absorbed.pk:
        raise ValidationError("Choose two different doctrines.")
    if kept.project_id != absorbed.project_id:
        raise ValidationError("Both doctrines must be of this project.")
    if kept.retired:
        raise ValidationError(
            f"“{kept}” is retired. Bring it back, or choose another one."
        )
    if absorbed.retired and absorbed.replaced_by_id:
        raise ValidationError(
            f"“{absorbed}” is retired in favour of another already. Bring it back"
            " first."
        )
    parents = dict(
        Doctrine.objects.filter(project=kept.project_id).values_list("pk", "parent")
    )
    above = parents.get(kept.pk)
    while above is not None:
        if above == absorbed.pk:
            raise ValidationError(
                f"“{kept}” lies under “{absorbed}”. Move it elsewhere, or merge it"
                " the other way round."
            )
        above = parents.get(above)


@atomic_with_retries
def split_doctrine(*, doctrine, parts, place, by, note=""):
    """Make several entries of one; its annotations wait to be given to them.

    Args:
        parts: [{"name", "definition"?, "include"?, "exclude"?}].
        place: of PLACES.

    Returns:
        (the change, the new entries, how many annotations wait)

    Raises:
        PermissionDenied, ValidationError
    """
    if len(parts) not in PARTS:
        raise ValidationError(f"Name {PARTS[0]} to {PARTS[-1]} new doctrines.")
    if place not in PLACES:
        raise ValidationError({"place": f"“{place}” is none of: {', '.join(PLACES)}."})
    with recording(
        project=doctrine.project, by=by, kind="split", note=note, about=doctrine.slug
    ) as change:
        entry = as_it_stands(doctrine)
        if entry.retired:
            raise ValidationError(f"“{entry}” is retired. Bring it back first.")
        waiting = reconsider.queue(change, entry)
        parent = entry if place == "children" else entry.parent
        made = [_part(entry, parent, part) for part in parts]
        if place == "siblings":
            _retire(entry, replaced_by=None)
    return change, made, waiting


def _part(entry, parent, said):
    """A new entry that looks like the one it is a part of."""
    name = " ".join(said.get("name", "").split())
    if not name:
        raise ValidationError("Give each new doctrine a name.")
    twins = Doctrine.objects.filter(project=entry.project, parent=parent)
    if twins.filter(name__iexact=name).in_use().exclude(pk=entry.pk).exists():
        raise ValidationError(f"“{name}” is there already. Choose another name.")
    part = Doctrine(
        project=entry.project,
        parent=parent,
        slug=free_slug(entry.project, parent, name),
        order=last_order(entry.project) + STEP,
        polarity=entry.polarity,
        palette=entry.palette,
        name=name,
        **{field: said.get(field, "").strip() for field in FIELDS[1:]},
    )
    require_lengths(part, FIELDS[1:])
    part.full_clean()
    part.save(force_insert=True)
    return part


def _retire(entry, replaced_by):
    entry.retired = entry.retired or timezone.now()
    entry.replaced_by = replaced_by
    entry.version += 1
    entry.save(update_fields=["retired", "replaced_by", "version"])
