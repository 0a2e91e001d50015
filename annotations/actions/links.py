"""Relations beside the tree: what is an element of, or an exception to, what."""

from django.core.exceptions import ValidationError
from django.db.models import Max

from annotations.actions.recording import recording
from annotations.models import DoctrineLink
from formats import words


def add_link(*, source, target, kind, by):
    """Relate two entries; one that is there stays.

    Args:
        source, target: doctrines of one project.
        kind: one of words.DOCTRINE_LINKS.

    Raises:
        PermissionDenied, ValidationError
    """
    if kind not in words.DOCTRINE_LINKS:
        raise ValidationError({"kind": f"“{kind}” is no relation of doctrines."})
    if source.project_id != target.project_id:
        raise ValidationError({"target": "There is no such doctrine."})
    if source.pk == target.pk:
        raise ValidationError({"target": "Choose another entry than this one."})
    project = source.project
    with recording(project=project, by=by, kind="link", about=source.slug):
        links = DoctrineLink.objects.filter(
            project=project, source=source, target=target
        )
        found = links.filter(kind=kind).first()
        if found is not None:
            return found
        if DoctrineLink.objects.filter(
            project=project, source=target, target=source, kind=kind
        ).exists():
            sentence = f"“{target}” has this relation to “{source}” already."
            raise ValidationError({"target": sentence})
        last = DoctrineLink.objects.filter(
            project=project, target=target, kind=kind
        ).aggregate(Max("order"))["order__max"]
        return DoctrineLink.objects.create(
            project=project,
            source=source,
            target=target,
            kind=kind,
            order=0 if last is None else last + 1,
        )


def remove_link(*, link, by):
    """Take a relation away; one that is gone is as wanted.

    Raises:
        PermissionDenied
    """
    about = link.source.slug
    with recording(project=link.project, by=by, kind="link", about=about):
        DoctrineLink.objects.filter(pk=link.pk).delete()


def move_link(*, link, step, by):
    """Put an element before or after the next one of the same entry.

    Args:
        step: -1 is towards the first, 1 towards the last.

    Raises:
        PermissionDenied
    """
    about = link.target.slug
    with recording(project=link.project, by=by, kind="link", about=about):
        links = list(
            DoctrineLink.objects.filter(
                project=link.project, target=link.target_id, kind=link.kind
            ).order_by("order", "pk")
        )
        place = next((n for n, row in enumerate(links) if row.pk == link.pk), None)
        if place is None or not 0 <= place + step < len(links):
            return
        links.insert(place + step, links.pop(place))
        changed = []
        for order, row in enumerate(links):
            if row.order != order:
                row.order = order
                changed.append(row)
        DoctrineLink.objects.bulk_update(changed, ["order"])
