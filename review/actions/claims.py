"""Say which mark a reviewer is deciding, so that no other one is shown it."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.prepared import written
from annotations.models import sight
from corpus import access
from corpus.access import Verb
from corpus.retry import atomic_with_retries, one_statement_with_retries
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
# each entry's nearest mark is read from an index, however many marks it has; the claim
# is taken and the former one let go by the same statement
NEXT = """
WITH place AS (
    SELECT near.id, near.document_id, near.start
    FROM unnest(%(doctrines)s::bigint[]) AS entry (id)
    CROSS JOIN LATERAL (
        SELECT mark.id, mark.document_id, mark.start
        FROM annotations_annotation AS mark
        JOIN corpus_document AS text
            ON text.id = mark.document_id AND text.withdrawn IS NULL
        WHERE mark.project_id = %(project)s AND mark.doctrine_id = entry.id
            AND mark.status = %(status)s AND mark.deleted IS NULL
            AND mark.id <> ALL(%(passed)s::bigint[]){condition}
            AND NOT EXISTS (
                SELECT FROM review_claim AS other
                WHERE other.annotation_id = mark.id
                    AND other.until >= %(now)s AND other.by_id <> %(by)s
            )
        ORDER BY mark.document_id {way}, mark.start {way}, mark.id {way}
        LIMIT 1
    ) AS near
    ORDER BY near.document_id {way}, near.start {way}, near.id {way}
    LIMIT 1
), taken AS (
    INSERT INTO review_claim AS held (project_id, annotation_id, by_id, until)
    SELECT %(project)s, place.id, %(by)s, %(until)s FROM place
    ON CONFLICT (annotation_id) DO UPDATE SET by_id = %(by)s, until = %(until)s
    WHERE held.by_id = %(by)s OR held.until < %(now)s
    RETURNING held.annotation_id
), swept AS (
    DELETE FROM review_claim WHERE id IN (
        SELECT id FROM review_claim
        WHERE annotation_id <> (SELECT annotation_id FROM taken) AND (
            until < %(now)s OR (project_id = %(project)s AND by_id = %(by)s)
        )
        FOR UPDATE SKIP LOCKED
    )
)
SELECT place.id, taken.annotation_id IS NOT NULL FROM place LEFT JOIN taken ON true
"""
FROM_HERE = """
            AND (mark.document_id, mark.start, mark.id) {side}
                (%(document)s::bigint, %(start)s::int, %(mark)s::bigint)"""


def claim_next(*, project, doctrines, status, by, here=None, back=False, passed=()):
    """Hold the next mark that no other reviewer is deciding: one or two statements.

    Args:
        doctrines: ids of the entries whose marks wait.
        here: the mark to go on from; after the last one comes the first again.
        passed: ids of marks that are left out.

    Returns:
        its id, or None where no other waits.

    Raises:
        PermissionDenied
    """
    access.require(by, Verb.DECIDE, project)
    passed = [*passed, *([here.pk] if here else [])]
    values = {"doctrines": doctrines, "status": status, "by": by.pk, "passed": passed}
    while True:
        found = _take(project, values, here, back)
        if found is None and here is None:
            return None
        if found is None:
            here = None
        elif found[1]:
            return found[0]
        else:
            # another reviewer was faster by a moment
            passed.append(found[0])


@one_statement_with_retries
def _take(project, values, here, back):
    seen, now = sight.of(project), timezone.now()
    condition = seen.sql("mark")
    values = values | seen.values()
    values |= {"project": project.pk, "now": now, "until": now + HELD}
    if here is not None:
        condition += FROM_HERE.format(side="<" if back else ">")
        values |= {"document": here.document_id, "start": here.start, "mark": here.pk}
    way = "DESC" if back else "ASC"
    return written(NEXT.format(condition=condition, way=way), values)


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
