"""Counted marks, straight from the database: nothing is stored but the marks.

A passage is a document, span, doctrine, stance, voice and situation; the equal marks of
several coders are one passage. Spans are half-open ranges of code points.

PostgreSQL reads the marks from the index annotation_position alone, in the order that
brings equal marks together, so that nothing is sorted. Marks in a region outside the
text are few: they are counted by themselves and taken away, which costs less than to
look for a region around each mark.
"""

from django.db import connection, transaction

from annotations.models import settled, sight
from annotations.positions.filters import ALL, NONE
from annotations.positions.works import repeated, works_of
from formats.words import STANCES

#: How many annotations a row names when asked.
MOST_NAMED = 50

EVERYWHERE = """
    annotations_annotation AS annotation
    WHERE annotation.project_id = %(project)s AND {conditions}
"""
#: The settled marks of what was adjudicated, which ``EVERYWHERE`` leaves out.
CHOSEN = "annotations_annotation AS annotation WHERE {chosen} AND {conditions}"
IN_REGIONS = """
    corpus_region AS region
    CROSS JOIN LATERAL (
        SELECT * FROM annotations_annotation AS annotation
        WHERE annotation.document_id = region.document_id AND {conditions}
            AND annotation.start >= region.start AND annotation.start < region."end"
            -- not compared as it stands: with a bound for its end, the index of spans
            -- seems dearer than to read the whole text's marks
            AND annotation."end" - region."end" <= 0
        OFFSET 0  -- region by region, by the index of spans
    ) AS annotation
    WHERE region.project_id = %(project)s AND region.deleted IS NULL AND {of_region}
"""
#: Claims of some holders, by the voice that is asked for.
HELD_BY = {
    "own": "annotation.document_id = ANY(%(texts)s)",
    "attributed": "annotation.actor_id = ANY(%(holders)s)",
    "all": """(
        annotation.actor_id = ANY(%(holders)s) OR annotation.actor_id IS NULL
        AND annotation.document_id = ANY(%(texts)s)
    )""",
}
#: Regions of the texts in which some holders speak or are quoted.
OF_HOLDERS = """(
    region.document_id = ANY(%(texts)s) OR region.document_id IN (
        SELECT document_id FROM annotations_annotation
        WHERE project_id = %(project)s AND actor_id = ANY(%(holders)s)
            AND deleted IS NULL
    )
)"""
KEYS = """annotation.document_id, annotation.doctrine_id, annotation.situation_id,
    annotation.actor_id, annotation.stance, annotation.start, annotation."end" """
COUNTED_ONCE = f"""
    SELECT document_id, doctrine_id, situation_id, actor_id, {{numbers}}
    FROM (SELECT {KEYS} FROM {{marks}} GROUP BY {KEYS}) AS passage
    GROUP BY document_id, doctrine_id, situation_id, actor_id
"""
#: By document each passage is its text's; by actor it is the actor's that it is
#: attributed to, else of every author, else of the text that has none. An actor is told
#: by the id, a text by the id with a minus.
HOLDERS = {
    "document": """
        SELECT -passage.document_id AS holder, passage.* FROM {passages} AS passage
    """,
    "actor": """
        SELECT coalesce(passage.actor_id, author.actor_id, -passage.document_id)
            AS holder, passage.*
        FROM {passages} AS passage
        LEFT JOIN corpus_authorship AS author
            ON author.document_id = passage.document_id
            AND author.role = 'author' AND passage.actor_id IS NULL
    """,
}
COUNTS = """
WITH counted AS MATERIALIZED (
    SELECT passage.*
    FROM ({everywhere} {chosen} UNION ALL {in_regions} {repeats}) AS passage
    JOIN corpus_document AS document ON document.id = passage.document_id
    WHERE {of_text}
),
held AS ({held})
SELECT holder, doctrine_id, {sums} FROM held
GROUP BY holder, doctrine_id HAVING {any} > 0
UNION ALL
SELECT NULL, doctrine_id, {sums} FROM counted
GROUP BY doctrine_id HAVING {any} > 0
"""
#: What a reprint or a translation repeats, told one by one: to be taken away.
REPEATS = """
    UNION ALL
    SELECT document_id, doctrine_id, situation_id, actor_id, {numbers}
    FROM unnest(%(r_documents)s::bigint[], %(r_doctrines)s::bigint[],
        %(r_situations)s::bigint[], %(r_actors)s::bigint[], %(r_stances)s::text[])
        AS passage (document_id, doctrine_id, situation_id, actor_id, stance)
    GROUP BY document_id, doctrine_id, situation_id, actor_id
"""
STANDING = f"""
WITH passages AS (
    SELECT {KEYS}, min(annotation.id) AS first
    FROM {EVERYWHERE} GROUP BY {KEYS}
),
standing AS (
    SELECT passage.*
    FROM passages AS passage
    JOIN corpus_document AS document ON document.id = passage.document_id
    WHERE {{of_text}} AND NOT EXISTS (
        SELECT FROM corpus_region AS region
        WHERE region.document_id = passage.document_id AND region.deleted IS NULL
            AND region.start <= passage.start AND region."end" >= passage."end"
    )
)
"""
#: The passages of some texts, each with its first mark.
PASSAGES = f"{STANDING} SELECT * FROM standing"
NAMED = f"""
{STANDING},
held AS ({{held}}),
placed AS (
    SELECT holder, doctrine_id, first,
        row_number() OVER (
            PARTITION BY holder, doctrine_id
            ORDER BY document_id, start, "end", first
        ) AS place
    FROM held
)
SELECT holder, placed.doctrine_id, array_agg(uuid ORDER BY place)
FROM placed JOIN annotations_annotation AS annotation ON annotation.id = first
WHERE place <= %(most)s
GROUP BY holder, placed.doctrine_id
"""


def counts(filters, works=None):
    """(of holders, of the whole): how many passages, by stance.

    Returns:
        lists of (holder, doctrine id, a number for each of STANCES); of the whole,
        each passage is counted once however many authors it has, and holder is None.
    """
    works = works or works_of(filters.project)
    of_mark, of_text, values = conditions(filters, works)
    repeats = repeated_passages(filters, works)
    numbers = [f"count(*) FILTER (WHERE stance = '{name}')::int" for name in STANCES]
    sums = [f"sum({name})" for name in STANCES]
    if repeats:
        columns = list(zip(*repeats, strict=True))[:5]
        names = ("documents", "doctrines", "situations", "actors", "stances")
        for name, column in zip(names, columns, strict=True):
            values[f"r_{name}"] = list(column)
    taken = ", ".join(f"-{number}" for number in numbers)
    added = ", ".join(map("{} AS {}".format, numbers, STANCES))
    everywhere, chosen = of_mark, ""
    if not filters.coder_pks:
        # told apart, so that the one is still read from its index alone
        rule = settled.of(filters.project)
        everywhere = f"{of_mark} AND {rule.open('annotation')}"
        marks = CHOSEN.format(chosen=rule.chosen("annotation"), conditions=of_mark)
        chosen = "UNION ALL" + COUNTED_ONCE.format(marks=marks, numbers=added)
    query = COUNTS.format(
        repeats=REPEATS.format(numbers=taken) if repeats else "",
        everywhere=COUNTED_ONCE.format(
            marks=EVERYWHERE.format(conditions=everywhere), numbers=added
        ),
        chosen=chosen,
        in_regions=COUNTED_ONCE.format(
            marks=IN_REGIONS.format(
                conditions=of_mark + of_layer(filters),
                of_region="TRUE" if filters.holder_pks is None else OF_HOLDERS,
            ),
            numbers=taken,
        ),
        of_text=of_text,
        held=HOLDERS[filters.by].format(passages="counted"),
        sums=", ".join(sums),
        any=" + ".join(sums),
    )
    rows = fetch(query, values)
    of_holders = [row for row in rows if row[0]]
    if filters.holder_pks is not None:
        # a co-author's row comes along
        wanted = set(filters.holder_pks)
        of_holders = [row for row in of_holders if row[0] in wanted]
    return of_holders, [row for row in rows if not row[0]]


def named(filters, works=None):
    """{(holder, doctrine id): [uuid]}: the first made mark of each passage.

    At most MOST_NAMED of each, in the order of the texts.
    """
    works = works or works_of(filters.project)
    of_mark, of_text, values = conditions(filters, works)
    if repeats := repeated_passages(filters, works):
        of_text += " AND NOT passage.first = ANY(%(repeated)s)"
        values["repeated"] = [row[-1] for row in repeats]
    query = NAMED.format(
        conditions=of_mark + of_layer(filters),
        of_text=of_text,
        held=HOLDERS[filters.by].format(passages="standing"),
    )
    return {row[:2]: row[2] for row in fetch(query, values)}


def repeated_passages(filters, works):
    """Rows of KEYS and first mark that another text of the work has: one query."""
    if not works.repeats:
        return []
    of_mark, of_text, values = conditions(filters, works)
    values["works"] = list(works.texts())
    of_mark += " AND annotation.document_id = ANY(%(works)s)" + of_layer(filters)
    query = PASSAGES.format(conditions=of_mark, of_text=of_text)
    return repeated(works, fetch(query, values))


def of_layer(filters):
    """What counts, in SQL: the layers of named coders, else what is settled."""
    if filters.coder_pks:
        return ""
    return f" AND {settled.of(filters.project).counted('annotation')}"


def fetch(query, values):
    with transaction.atomic(), connection.cursor() as cursor:
        # one process, since several cost more in sum; no nested loops, since the
        # planner guesses far too few passages; memory for the counts of many texts
        cursor.execute(
            "SET LOCAL max_parallel_workers_per_gather = 0;"
            " SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'"
        )
        cursor.execute(query, values)
        return cursor.fetchall()


def conditions(filters, works):
    """SQL on the mark, SQL on passage and text, and the values of both."""
    values = {"project": filters.project.pk, "most": MOST_NAMED}
    of_mark = ["annotation.deleted IS NULL"]
    of_text = ["document.withdrawn IS NULL"]
    if works.older:
        of_text.append("NOT document.id = ANY(%(older)s)")
        values["older"] = list(works.older)
    if filters.statuses:
        of_mark.append("annotation.status = ANY(%(statuses)s)")
        values["statuses"] = list(filters.statuses)
    else:
        of_mark.append("annotation.status <> 'rejected'")
    if filters.voice == "own":
        of_mark.append("annotation.actor_id IS NULL")
    elif filters.voice == "attributed":
        of_mark.append("annotation.actor_id IS NOT NULL")
    if filters.situation == NONE:
        of_mark.append("annotation.situation_id IS NULL")
    elif not filters.situation:
        of_text.append(
            "document.situation_id IS NOT DISTINCT FROM passage.situation_id"
        )
    elif filters.situation != ALL:
        of_mark.append("annotation.situation_id = %(situation)s")
        values["situation"] = filters.situation_pk
    if filters.holder_pks is not None:
        of_mark.append(HELD_BY[filters.voice])
        values["holders"] = list(filters.holder_pks)
        values["texts"] = list(filters.texts)
    if filters.coder_pks:
        of_mark.append("annotation.coder_id = ANY(%(coders)s)")
        values["coders"] = list(filters.coder_pks)
    seen = sight.of(filters.project)
    if seen.texts:
        of_mark.append(seen.sql("annotation").removeprefix(" AND "))
        values |= seen.values()
    if filters.branch:
        of_mark.append("annotation.doctrine_id = ANY(%(branch)s)")
        values["branch"] = list(filters.branch)
    return " AND ".join(of_mark), " AND ".join(of_text), values
