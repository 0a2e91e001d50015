"""The SQL of counting marks: parts that ``counts`` puts together.

Braces are filled by ``counts`` with SQL that holds no words of people; what people
send goes along as parameters.
"""

from annotations.models.annotation import stance_place

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
#: What makes a passage; what a column asks beside it comes last.
KEYS = """annotation.document_id, annotation.doctrine_id, annotation.situation_id,
    annotation.actor_id, annotation.stance, annotation.start, annotation."end" """
#: The same with a stance's place, in the order of the index.
PLACE = stance_place("annotation.stance")
PLACED = KEYS.replace("annotation.stance", PLACE)
COUNTED_ONCE = f"""
    SELECT document_id, doctrine_id, situation_id, actor_id{{beside}}, {{numbers}}
    FROM (
        SELECT annotation.document_id, annotation.doctrine_id,
            annotation.situation_id, annotation.actor_id,
            {PLACE} AS stance{{of_beside}}
        FROM {{marks}} GROUP BY {PLACED}{{of_beside}}
    ) AS passage
    GROUP BY document_id, doctrine_id, situation_id, actor_id{{beside}}
"""
#: Columns of an annotation that columns of a table ask for, beside those of KEYS.
BESIDE = {"provision": "provision_id", "ground": "ground"}
#: What tells one column from another, in a row of COUNTED_ONCE.
ALONG = {"situation": "situation_id", **BESIDE}
#: Each passage is its text's, or that of the actor that it is attributed to, else of
#: every author, else of the text that has none. An actor is told by the id, a text by
#: the id with a minus, kinds and genres by their words.
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
    # who wrote the text, whoever holds it
    "author": """
        SELECT coalesce(author.actor_id, -passage.document_id) AS holder, passage.*
        FROM {passages} AS passage
        LEFT JOIN corpus_authorship AS author
            ON author.document_id = passage.document_id AND author.role = 'author'
    """,
    "speaker": """
        SELECT passage.actor_id AS holder, passage.* FROM {passages} AS passage
        WHERE passage.actor_id IS NOT NULL
    """,
    # two authors of one kind speak once
    "kind": """
        SELECT coalesce(speaker.kind, author.kind, '') AS holder, passage.*
        FROM {passages} AS passage
        LEFT JOIN corpus_actor AS speaker ON speaker.id = passage.actor_id
        LEFT JOIN (
            SELECT DISTINCT authorship.document_id, actor.kind
            FROM corpus_authorship AS authorship
            JOIN corpus_actor AS actor ON actor.id = authorship.actor_id
            WHERE authorship.project_id = %(project)s AND authorship.role = 'author'
        ) AS author
            ON author.document_id = passage.document_id AND passage.actor_id IS NULL
    """,
    "genre": """
        SELECT genre AS holder, passage.* FROM {passages} AS passage
        JOIN corpus_document AS written ON written.id = passage.document_id
    """,
}
COUNTED = """
WITH counted AS MATERIALIZED (
    SELECT passage.*
    FROM ({everywhere} {chosen} UNION ALL {in_regions} {repeats}) AS passage
    JOIN corpus_document AS document ON document.id = passage.document_id
    WHERE {of_text}
),
held AS ({held})
"""
#: By unit, and of each text alone.
COUNTS = {
    "passage": """
        SELECT holder, doctrine_id, {sums}{along} FROM held
        GROUP BY holder, doctrine_id{along} HAVING {any} > 0
        UNION ALL
        SELECT NULL, doctrine_id, {sums}{along} FROM counted
        GROUP BY doctrine_id{along} HAVING {any} > 0
    """,
    # a work is the text that its reprints and translations repeat
    "document": """
        , works AS (
            SELECT * FROM unnest(%(w_texts)s::bigint[], %(w_mains)s::bigint[])
                AS work (text, main)
        )
        SELECT holder, doctrine_id, {said}{along} FROM (
            SELECT holder, doctrine_id{along}, {sums}
            FROM held LEFT JOIN works ON text = document_id
            GROUP BY holder, doctrine_id{along}, coalesce(main, document_id)
        ) AS said
        GROUP BY holder, doctrine_id{along} HAVING {any_said} > 0
        UNION ALL
        SELECT NULL, doctrine_id, {said}{along} FROM (
            SELECT doctrine_id{along}, {sums}
            FROM counted LEFT JOIN works ON text = document_id
            GROUP BY doctrine_id{along}, coalesce(main, document_id)
        ) AS said
        GROUP BY doctrine_id{along} HAVING {any_said} > 0
    """,
    "holder": """
        SELECT holder, doctrine_id, {signs}{along} FROM held
        GROUP BY holder, doctrine_id{along} HAVING {any} > 0
        UNION ALL
        SELECT NULL, doctrine_id, {said}{along} FROM (
            SELECT holder, doctrine_id{along}, {sums} FROM held
            GROUP BY holder, doctrine_id{along}
        ) AS said
        GROUP BY doctrine_id{along} HAVING {any_said} > 0
    """,
    "spoken": """
        SELECT holder, document_id, doctrine_id, situation_id, {sums} FROM held
        GROUP BY holder, document_id, doctrine_id, situation_id HAVING {any} > 0
    """,
}
#: What a reprint or a translation repeats, told one by one: to be taken away.
REPEATS = """
    UNION ALL
    SELECT document_id, doctrine_id, situation_id, actor_id{beside}, {numbers}
    FROM unnest(%(r_documents)s::bigint[], %(r_doctrines)s::bigint[],
        %(r_situations)s::bigint[], %(r_actors)s::bigint[], %(r_stances)s::int[]
        {of_beside})
        AS passage (document_id, doctrine_id, situation_id, actor_id, stance{beside})
    GROUP BY document_id, doctrine_id, situation_id, actor_id{beside}
"""
_STANDING = f"""
WITH passages AS (
    SELECT {KEYS}{{of_beside}}, min(annotation.id) AS first
    FROM {{marks}} GROUP BY {KEYS}{{of_beside}}
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
STANDING = _STANDING.replace("{marks}", EVERYWHERE)
#: Marks that name other situations, once for each of these.
LIKENED = """
    annotations_annotation AS annotation
    JOIN (
        SELECT annotation_id, situation_id AS other_id, relation
        FROM annotations_comparator WHERE project_id = %(project)s
    ) AS comparator ON comparator.annotation_id = annotation.id
    WHERE annotation.project_id = %(project)s AND {conditions}
"""
#: The same as STANDING, for each situation that a passage is likened to, or not.
STANDING_LIKENED = _STANDING.replace("{marks}", LIKENED)
OF_LIKENED = ", comparator.other_id, comparator.relation"
COMPARED = f"""
{STANDING_LIKENED},
held AS ({{held}})
SELECT holder, situation_id, other_id, relation, {{n}}
FROM held
LEFT JOIN unnest(%(w_texts)s::bigint[], %(w_mains)s::bigint[]) AS work (text, main)
    ON text = document_id
GROUP BY holder, situation_id, other_id, relation
"""
#: Of COMPARED, by unit.
COMPARED_N = {
    "passage": "count(*)",
    "document": "count(DISTINCT coalesce(main, document_id))",
    "holder": "1::bigint",
}
#: The passages of some texts, each with its first mark.
PASSAGES = f"{STANDING} SELECT * FROM standing"
PASSAGES_LIKENED = f"{STANDING_LIKENED} SELECT * FROM standing"
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
