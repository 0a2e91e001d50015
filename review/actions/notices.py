"""Put entries into people's inboxes."""

from review.models import Notice


def tell(*, project, users, kind, by, comment=None, annotation=None, assignment=None):
    """Tell people that something concerns them; nobody is told of what they did.

    Blind coding is not weighed here: the inbox shows no entry whose annotation, or
    whose comment's annotation, its reader may not see.

    Args:
        users: who is told; each gets one entry.
        kind: one of ``words.NOTICES``.
    """
    people = {user.pk: user for user in users if user.pk != by.pk}
    Notice.objects.bulk_create(
        Notice(
            project=project,
            user=user,
            kind=kind,
            by=by,
            comment=comment,
            annotation=annotation,
            assignment=assignment,
        )
        for user in people.values()
    )


def tell_coders(*, project, kind, by, annotations, comments=()):
    """Tell the coder of each annotation; one statement, however many they are.

    Args:
        annotations: with their coders.
        comments: one an annotation, in the same order, or none at all.
    """
    said = comments or [None] * len(annotations)
    Notice.objects.bulk_create(
        Notice(
            project=project,
            user_id=annotation.coder_id,
            kind=kind,
            by=by,
            comment=comment,
            annotation=annotation,
        )
        for annotation, comment in zip(annotations, said, strict=True)
        if annotation.coder_id != by.pk
    )
