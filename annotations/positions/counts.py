"""Counted marks, straight from the database: nothing is stored but the marks.

A passage is a document, span, doctrine, stance, voice and situation; the equal marks of
several coders are one passage. Spans are half-open ranges of code points. PostgreSQL
reads the marks from an index alone, in the order that brings equal marks together, so
nothing is sorted.
"""

from django.db import connection, transaction

from annotations.positions.filters import ALL, NONE
from formats.words import STANCES

#: How many annotations a row names when asked.
MOST_NAMED = 50

PASSAGES = """
    SELECT annotation.document_id, doctrine_id, start, "end", stance, actor_id,
        situation_id{more}
    FROM annotations_annotation AS annotation
    WHERE {conditions}
    GROUP BY document_id, doctrine_id, start, "end", stance, actor_id, situation_id
"""
STANDING = """
    SELECT {columns}
    FROM passages
    JOIN corpus_document AS document ON document.id = passages.document_id
    WHERE {conditions}
        AND NOT EXISTS (
            SELECT FROM corpus_region AS region
            WHERE region.document_id = passages.document_id
                AND region.start <= passages.start AND region."end" >= passages."end"
        )
"""
NUMBERS = ", ".join(
    f"count(*) FILTER (WHERE stance = '{stance}') AS {stance}" for stance in STANCES
)
SUMS = ", ".join(f"sum({stance})::bigint" for stance in STANCES)

#: Whose a passage is, by document and by actor: (kind, id) beside the counted columns.
#: A text without author stands for itself, also by actor.
HOLDERS = {
    "document": """
        SELECT 'document' AS kind, document_id AS holder_id, {counted}.* FROM {counted}
    """,
    "actor": """
        SELECT CASE WHEN coalesce({counted}.actor_id, author.actor_id) IS NULL
                THEN 'document' ELSE 'actor' END AS kind,
            coalesce({counted}.actor_id, author.actor_id, {counted}.document_id)
                AS holder_id, {counted}.*
        FROM {counted}
        LEFT JOIN corpus_authorship AS author
            ON author.document_id = {counted}.document_id
            AND author.role = 'author' AND {counted}.actor_id IS NULL
    """,
}

COUNTS = """
WITH passages AS ({passages}), standing AS ({standing}),
counted AS MATERIALIZED (
    SELECT document_id, doctrine_id, actor_id, {numbers}
    FROM standing GROUP BY document_id, doctrine_id, actor_id
),
held AS ({held})
SELECT kind, holder_id, doctrine_id, {sums} FROM held
GROUP BY kind, holder_id, doctrine_id
UNION ALL
SELECT NULL, NULL, doctrine_id, {sums} FROM counted GROUP BY doctrine_id
"""

NAMED = """
WITH passages AS ({passages}), standing AS ({standing}), held AS ({held}),
placed AS (
    SELECT kind, holder_id, doctrine_id, first,
        row_number() OVER (
            PARTITION BY kind, holder_id, doctrine_id
            ORDER BY document_id, start, "end", first
        ) AS place
    FROM held
)
SELECT kind, holder_id, placed.doctrine_id, array_agg(uuid ORDER BY place)
FROM placed JOIN annotations_annotation AS annotation ON annotation.id = first
WHERE place <= %(most)s
GROUP BY kind, holder_id, placed.doctrine_id
"""


def counts(filters):
    """(of holders, of the whole): how many passages, by stance.

    Returns:
        lists of (kind, holder id, doctrine id, number for each of STANCES); of the
        whole, each passage is counted once however many authors it has, and kind and
        holder are None.
    """
    rows = fetch(COUNTS, filters, "counted", "passages.*", numbers=NUMBERS, sums=SUMS)
    return [row for row in rows if row[0]], [row for row in rows if not row[0]]


def named(filters):
    """{(kind, holder id, doctrine id): [uuid]}: the first made mark of each passage.

    At most MOST_NAMED of each, in the order of the texts.
    """
    rows = fetch(NAMED, filters, "standing", "passages.*", more=", min(id) AS first")
    return {tuple(row[:3]): row[3] for row in rows}


def fetch(query, filters, counted, columns, more="", **parts):
    of_mark, of_text, values = conditions(filters)
    sql = query.format(
        passages=PASSAGES.format(more=more, conditions=" AND ".join(of_mark)),
        standing=STANDING.format(columns=columns, conditions=" AND ".join(of_text)),
        held=HOLDERS[filters.by].format(counted=counted),
        **parts,
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # one process: several would each pay for their own share and the exchange
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute(sql, values)
        return cursor.fetchall()


def conditions(filters):
    """SQL on the marks, SQL on passage and text, and the values of both."""
    values = {"project": filters.project.pk, "most": MOST_NAMED}
    of_mark = ["annotation.project_id = %(project)s", "deleted IS NULL"]
    of_text = ["document.withdrawn IS NULL"]
    if filters.statuses:
        of_mark.append("status = ANY(%(statuses)s)")
        values["statuses"] = list(filters.statuses)
    else:
        of_mark.append("status <> 'rejected'")
    if filters.voice == "own":
        of_mark.append("actor_id IS NULL")
    elif filters.voice == "attributed":
        of_mark.append("actor_id IS NOT NULL")
    if filters.situation == NONE:
        of_mark.append("situation_id IS NULL")
    elif not filters.situation:
        of_text.append(
            "document.situation_id IS NOT DISTINCT FROM passages.situation_id"
        )
    elif filters.situation != ALL:
        of_mark.append("situation_id = %(situation)s")
        values["situation"] = filters.situation_pk
    if filters.coder_pks:
        of_mark.append("coder_id = ANY(%(coders)s)")
        values["coders"] = list(filters.coder_pks)
    if filters.branch:
        of_mark.append("doctrine_id = ANY(%(branch)s)")
        values["branch"] = list(filters.branch)
    return of_mark, of_text, values
