"""Say which mark a reviewer is deciding, so that no other one is shown it."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from corpus import access
from corpus.access import Verb
from corpus.retry import atomic_with_retries
from review.models import Claim

#: How long a claim holds that is not renewed.
HELD = timedelta(minutes=2)

# one statement, so of two at the same moment one gets it
TAKE = """
INSERT INTO review_claim AS held (project_id, annotation_id, by_id, until)
VALUES (%(project)s, %(annotation)s, %(by)s, %(until)s)
ON CONFLICT (annotation_id) DO UPDATE SET by_id = %(by)s, until = %(until)s
WHERE held.by_id = %(by)s OR held.until < %(now)s
RETURNING held.id
"""
# what ran out goes; what another sweep has locked is its own
SWEEP = """
DELETE FROM review_claim WHERE id IN (
    SELECT id FROM review_claim
    WHERE until < %(now)s OR (
        project_id = %(project)s AND by_id = %(by)s AND annotation_id <> %(annotation)s
    )
    FOR UPDATE SKIP LOCKED
)
"""


@atomic_with_retries
def claim(*, annotation, by):
    """Hold a mark for two minutes, and let go of any other of the project.

    Held by ``by`` already, it is held for two minutes more.

    Returns:
        whether it is held now; not when another reviewer holds it.

    Raises:
        PermissionDenied
    """
    access.require(by, Verb.DECIDE, annotation.project)
    now = timezone.now()
    values = {
        "project": annotation.project_id,
        "annotation": annotation.pk,
        "by": by.pk,
        "until": now + HELD,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        held = cursor.fetchone() is not None
        if held:
            cursor.execute(SWEEP, values)
    return held


def holder(annotation, user):
    """Who else is deciding a mark now, or None: one query."""
    held = Claim.objects.filter(annotation=annotation, until__gte=timezone.now())
    found = held.exclude(by=user).select_related("by").first()
    return found.by if found else None
