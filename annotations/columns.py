"""A text's annotations as compact columns for the annotator."""

from django.db import connection

from annotations.models import sight

#: The columns, in the order of QUERY.
COLUMNS = (
    "uuid",
    "start",
    "end",
    "doctrine",
    "stance",
    "holder",
    "attitude",
    "situation",
    "status",
    "version",
    "coder",
    "by",
    "note",
    "via",
    "tags",
)
#: One list for all rows: ten thousand of their own would keep the collector busy.
NONE: list[str] = []
QUERY = """
SELECT
    a.uuid::text, a.start, a."end", doctrine.slug, a.stance, actor.name, a.attitude,
    situation.code, a.status, a.version,
    coalesce(nullif(coder.name, ''), coder.email), coder.id, a.note,
    -- asked for the few rows that may have a chain; a join costs for each row
    CASE WHEN a.actor_id IS NOT NULL THEN ARRAY(
        SELECT name
        FROM annotations_via AS link
        JOIN corpus_actor ON corpus_actor.id = link.actor_id
        WHERE link.annotation_id = a.id
        ORDER BY link."order"
    ) END,
    tag.names, a.deleted IS NOT NULL
FROM annotations_annotation AS a
JOIN annotations_doctrine AS doctrine ON doctrine.id = a.doctrine_id
JOIN accounts_user AS coder ON coder.id = a.coder_id
LEFT JOIN corpus_actor AS actor ON actor.id = a.actor_id
LEFT JOIN corpus_situation AS situation ON situation.id = a.situation_id
LEFT JOIN (
    SELECT link.annotation_id, array_agg(name ORDER BY name) AS names
    FROM annotations_taggedannotation AS link
    JOIN annotations_tag ON annotations_tag.id = tag_id
    WHERE link.annotation_id IN (
        SELECT id FROM annotations_annotation WHERE document_id = %(document)s
    )
    GROUP BY link.annotation_id
) AS tag ON tag.annotation_id = a.id
WHERE a.document_id = %(document)s AND {where} {seen}
ORDER BY a.start, a."end" DESC, a.id
"""


def of_document(document, since=None, start=None, end=None):
    """{"revision": n, "uuid": […], "start": […], …}: one query.

    Args:
        since: only rows changed after this revision, with ``deleted`` uuids.
        start, end: only spans that overlap this half-open range of code points.
    """
    where = ["a.deleted IS NULL" if since is None else "a.revision > %(since)s"]
    if start is not None:
        where.append('a."end" > %(start)s')
    if end is not None:
        where.append("a.start < %(end)s")
    seen = sight.of(document.project)
    parameters = {
        "document": document.pk,
        "since": since,
        "start": start,
        "end": end,
        **seen.values(),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            QUERY.format(where=" AND ".join(where), seen=seen.sql("a")), parameters
        )
        found = cursor.fetchall()
    gone = [row[0] for row in found if row[-1]]
    columns = list(zip(*(row for row in found if not row[-1]), strict=True))
    data = {name: columns[i] if columns else [] for i, name in enumerate(COLUMNS)}
    for name in ("via", "tags"):
        data[name] = [names or NONE for names in data[name]]
    if since is not None:
        data["deleted"] = gone
    return {"revision": document.revision, **data}
