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
