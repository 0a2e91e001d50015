"""One mark with all that the page of a queue shows of it, by one statement."""

from typing import Any

from accounts import prepared
from accounts.models import User
from accounts.prepared import instance
from annotations import passages
from annotations.models import Annotation, Doctrine, Tag, TaggedAnnotation, Via, sight
from corpus.models import Actor, Authorship, Document, Situation

#: Alias in the statement -> the model, and what is read of it.
PARTS = {
    "mark": (
        Annotation,
        *("id", "uuid", "project_id", "document_id", "doctrine_id", "start", "end"),
        *("quote", "stance", "actor_id", "attitude", "situation_id", "note"),
        *("status", "reason", "version", "coder_id", "deleted"),
    ),
    "document": (
        Document,
        *("id", "title", "publisher", "issued", "language", "length"),
    ),
    "doctrine": (Doctrine, "id", "slug", "name", "palette"),
    "coder": (User, "id", "email", "name"),
    "actor": (Actor, "id", "name"),
    "situation": (Situation, "id", "code"),
}
COLUMNS = ", ".join(
    f'{alias}."{name}"' for alias, (_model, *names) in PARTS.items() for name in names
)
# the last five columns: authors, through whom a claim came, tags; where the words
# around it begin, and those words
SHOWN = f"""
SELECT {COLUMNS}, ARRAY(
        SELECT ARRAY[author.name, part.name_as_signed]
        FROM corpus_authorship AS part JOIN corpus_actor AS author
            ON author.id = part.actor_id
        WHERE part.document_id = mark.document_id AND part.role = 'author'
        ORDER BY part."order", part.id
    ), ARRAY(
        SELECT via.name::text
        FROM annotations_via AS link JOIN corpus_actor AS via ON via.id = link.actor_id
        WHERE link.annotation_id = mark.id ORDER BY link."order"
    ), ARRAY(
        SELECT tag.name::text
        FROM annotations_taggedannotation AS tagged JOIN annotations_tag AS tag
            ON tag.id = tagged.tag_id
        WHERE tagged.annotation_id = mark.id ORDER BY tagged.id
    ), here.first, (
        SELECT string_agg(
            substr(
                block.text,
                greatest(here.first - block.start, 0) + 1,
                here.last - greatest(here.first, block.start)
            ), '' ORDER BY block.start
        )
        FROM corpus_block AS block
        WHERE block.document_id = mark.document_id
            AND block.start > here.first - 4096 AND block.start < here.last
    )
FROM annotations_annotation AS mark
JOIN corpus_document AS document
    ON document.id = mark.document_id AND document.withdrawn IS NULL
JOIN annotations_doctrine AS doctrine ON doctrine.id = mark.doctrine_id
JOIN accounts_user AS coder ON coder.id = mark.coder_id
LEFT JOIN corpus_actor AS actor ON actor.id = mark.actor_id
LEFT JOIN corpus_situation AS situation ON situation.id = mark.situation_id
CROSS JOIN LATERAL (
    SELECT greatest(mark.start - %(around)s, 0) AS first,
        mark."end" + %(around)s AS last
) AS here
WHERE mark.project_id = %(project)s AND mark.deleted IS NULL
    AND mark.{{key}} = %(key)s{{condition}}
"""


def find(project, *, uuid=None, pk=None):
    """A standing mark of a project, its ``passage`` with it, or None: one query.

    It holds what the page shows; the rest is fetched when wanted.
    """
    seen = sight.of(project)
    values = {"project": project.pk, "key": pk or uuid, "around": passages.AROUND}
    query = SHOWN.format(key="id" if pk else "uuid", condition=seen.sql("mark"))
    found = prepared.rows(query, values | seen.values())
    if not found:
        return None
    (*columns, authors, chain, tags, first, words), *_none = found
    parts: dict[str, Any] = {}
    for alias, (model, *names) in PARTS.items():
        own, columns = columns[: len(names)], columns[len(names) :]
        parts[alias] = instance(model, names, own) if own[0] else None
    row = parts.pop("mark")
    row.project = project
    for alias, part in parts.items():
        setattr(row, alias, part)
    read_along(
        row.document,
        "authorships",
        [
            Authorship(actor=Actor(name=name), name_as_signed=signed)
            for name, signed in authors
        ],
    )
    read_along(row, "chain", [Via(actor=Actor(name=name)) for name in chain])
    read_along(row, "tagged", [TaggedAnnotation(tag=Tag(name=name)) for name in tags])
    row.passage = passages.passage(row, first, words)
    return row


def read_along(row, name, listed):
    """Let ``row.<name>.all()`` give what was read, as after prefetch_related."""
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = listed
