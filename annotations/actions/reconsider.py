"""What waits because an entry means something else now: keep, move or drop it."""

from django.db import connection

QUEUE = """
INSERT INTO annotations_reconsideration (project_id, change_id, annotation_id, outcome)
SELECT mark.project_id, %(change)s, mark.id, 'waiting'
FROM annotations_annotation AS mark
JOIN corpus_document AS text ON text.id = mark.document_id
WHERE mark.project_id = %(project)s AND mark.doctrine_id = %(doctrine)s
    AND mark.deleted IS NULL AND text.withdrawn IS NULL
ORDER BY mark.document_id, mark.start, mark.id
"""


def queue(change, doctrine):
    """Let each standing annotation of an entry wait for a decision: one query.

    Args:
        change: of ``recording``, which alters what the entry means.

    Returns:
        how many wait.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            QUEUE,
            {
                "change": change.pk,
                "project": doctrine.project_id,
                "doctrine": doctrine.pk,
            },
        )
        return cursor.rowcount
