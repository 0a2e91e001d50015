"""Prove again what the database holds by its constraints (I16).

Each check is a query that finds what must not be: rows of (where, what). They read
whole tables, and lock nothing.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models


@dataclass
class Finding:
    #: Number of the invariant, such as "I2".
    invariant: str
    sentence: str


TEXT = """
SELECT document.id, document.title
FROM corpus_document AS document
LEFT JOIN LATERAL (
    SELECT
        string_agg(text, '' ORDER BY start) AS whole,
        bool_and(start = before) AS close
    FROM (
        SELECT start, text, lag(start + char_length(text), 1, 0)
            OVER (ORDER BY start) AS before
        FROM corpus_block WHERE document_id = document.id
    ) AS block
) AS stored ON true
WHERE stored.whole IS NULL OR NOT stored.close
    OR char_length(stored.whole) <> document.length
    OR encode(sha256(convert_to(stored.whole, 'UTF8')), 'hex') <> document.text_sha256
"""
QUOTES = """
SELECT a.uuid::text, a.document_id
FROM annotations_annotation AS a
JOIN corpus_document AS document ON document.id = a.document_id
WHERE a.start >= a."end" OR a.start < 0 OR a."end" > document.length
    OR a.quote IS DISTINCT FROM (
        SELECT string_agg(
            substr(
                block.text,
                greatest(a.start - block.start, 0) + 1,
                a."end" - greatest(a.start, block.start)
            ), '' ORDER BY block.start
        )
        FROM corpus_block AS block
        WHERE block.document_id = a.document_id
            AND block.start > a.start - 4096 AND block.start < a."end"
    )
"""
#: The newest event of a row says what the row says, and every event has its user.
HISTORY = """
SELECT a.uuid::text, 'is not what its history says'
FROM annotations_annotation AS a
LEFT JOIN LATERAL (
    SELECT event.version, event.start, event."end", event.quote, event.stance,
        event.doctrine_id, event.actor_id, event.situation_id, event.status,
        event.deleted, event.note
    FROM annotations_annotationevent AS event
    WHERE event.pgh_obj_id = a.id ORDER BY event.pgh_id DESC LIMIT 1
) AS newest ON true
WHERE (newest.version, newest.start, newest."end", newest.quote, newest.stance,
        newest.doctrine_id, newest.actor_id, newest.situation_id, newest.status,
        newest.deleted, newest.note)
    IS DISTINCT FROM (a.version, a.start, a."end", a.quote, a.stance,
        a.doctrine_id, a.actor_id, a.situation_id, a.status, a.deleted, a.note)
"""
#: The same of what has a version, but no words of a text.
VERSIONS = """
SELECT row.uuid::text, 'is not what its history says'
FROM {table} AS row
LEFT JOIN LATERAL (
    SELECT event.version, event.kind, event.deleted
    FROM {table}event AS event
    WHERE event.pgh_obj_id = row.id ORDER BY event.pgh_id DESC LIMIT 1
) AS newest ON true
WHERE (newest.version, newest.kind, newest.deleted)
    IS DISTINCT FROM (row.version, row.kind, row.deleted)
"""
#: Of a text that was deleted nothing is left but its tombstone.
LEFT = """
SELECT stone.document, stone.title FROM corpus_tombstone AS stone
WHERE EXISTS (SELECT FROM corpus_document WHERE id = stone.document)
    OR EXISTS (SELECT FROM corpus_block WHERE document_id = stone.document)
    OR EXISTS (SELECT FROM annotations_annotation WHERE document_id = stone.document)
    OR EXISTS (
        SELECT FROM annotations_annotationevent WHERE document_id = stone.document
    )
"""
#: The number of marks that lists show and order by.
MARKS = """
SELECT document.id, document.title FROM corpus_document AS document
LEFT JOIN (
    SELECT document_id, count(*) AS n,
        count(*) FILTER (WHERE actor_id IS NULL AND status <> 'rejected') AS own
    FROM annotations_annotation WHERE deleted IS NULL GROUP BY document_id
) AS counted ON counted.document_id = document.id
WHERE document.marks <> coalesce(counted.n, 0)
    OR document.own_marks <> coalesce(counted.own, 0)
"""
#: The numbers of marks that the codebook and the lists of names show.
TALLIES = """
SELECT kind, "of" FROM (
    SELECT project, kind, "of", coder, n FROM annotations_tally
    WHERE kind <> 'change'
    UNION ALL
    SELECT mark.project_id, what.kind, what."of", what.coder, -1
    FROM annotations_annotation AS mark, LATERAL (VALUES
        ('doctrine', mark.doctrine_id, mark.coder_id),
        ('situation', mark.situation_id, NULL),
        ('holder', mark.actor_id, NULL)
    ) AS what (kind, "of", coder)
    WHERE mark.deleted IS NULL AND what."of" IS NOT NULL
        AND (what.kind = 'doctrine' OR mark.status <> 'rejected')
) AS counted
GROUP BY project, kind, "of", coder HAVING sum(n) <> 0
"""
OUTSIDE = """
SELECT region.uuid::text, document.title
FROM corpus_region AS region
JOIN corpus_document AS document ON document.id = region.document_id
WHERE region."end" > document.length
"""
NO_USER = """
SELECT pgh_id::text, 'has no user'
FROM {table} AS event
WHERE pgh_context ->> 'user' IS NULL OR NOT EXISTS (
    SELECT FROM accounts_user WHERE id = (pgh_context ->> 'user')::bigint
)
"""
REFERENCE = """
SELECT source.id::text, target.project_id
FROM {source} AS source JOIN {target} AS target ON target.id = source.{column}
WHERE target.project_id <> source.project_id
"""
DANGLING = """
SELECT source.id::text, source.{column}
FROM {source} AS source LEFT JOIN {target} AS target ON target.id = source.{column}
WHERE source.{column} IS NOT NULL AND target.id IS NULL
"""
#: Findings told of one check; a broken table has very many.
MOST = 20


def examine():
    """Every finding of every check, at most MOST a check."""
    for pk, title in rows(TEXT):
        yield Finding("I1", f"The text of document {pk}, “{title}”, has changed.")
    for uuid, document in rows(QUOTES):
        yield Finding("I2", f"Annotation {uuid} does not quote document {document}.")
    for uuid, what in rows(HISTORY):
        yield Finding("I14", f"Annotation {uuid} {what}.")
    for uuid, what in rows(VERSIONS.format(table="annotations_relation")):
        yield Finding("I14", f"Relation {uuid} {what}.")
    for uuid, title in rows(OUTSIDE):
        yield Finding("I2", f"Region {uuid} ends after the text “{title}”.")
    for pk, title in rows(LEFT):
        yield Finding("I1", f"Text {pk}, “{title}”, was deleted, and not all of it.")
    for pk, title in rows(MARKS):
        sentence = f"The list counts other marks of document {pk}, “{title}”."
        yield Finding("I2", sentence)
    for kind, pk in rows(TALLIES):
        yield Finding("I2", f"The marks of {kind} {pk} are counted wrongly.")
    for table in event_tables():
        for event, what in rows(NO_USER.format(table=table)):
            yield Finding("I14", f"Event {event} of {table} {what}.")
    for source, column, target in references():
        names = {"source": source, "column": column, "target": target}
        for pk, project in rows(REFERENCE.format(**names)):
            sentence = f"{source} {pk}: {column} leads into project {project}."
            yield Finding("I18", sentence)
        for pk, missing in rows(DANGLING.format(**names)):
            yield Finding("I18", f"{source} {pk}: {column} {missing} is not there.")


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(f"{query} LIMIT {MOST}")
        return cursor.fetchall()


def event_tables():
    """The tables that hold the history."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    )


def references():
    """(table, column, table referred to) of all that a project owns."""
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model") or not owned(model):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and owned(field.related_model):
                yield (
                    model._meta.db_table,
                    field.column,
                    field.related_model._meta.db_table,
                )


def owned(model):
    """Whether the rows of a model belong to a project."""
    return any(
        field.column == "project_id" and not field.null
        for field in model._meta.concrete_fields
    )
