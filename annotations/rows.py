"""Annotations as they leave: one SELECT for the API, the page and every format.

A row is a tuple in the order of ``Row``; models would cost six times as much.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from accounts import prepared
from annotations.addresses import annotation_path
from annotations.models import sight
from annotations.models.sight import ALL, Sight
from formats.record import (
    Authority,
    Comparator,
    DocumentReference,
    Record,
    RelationTo,
    Voice,
)


class Row(NamedTuple):
    id: int
    uuid: UUID
    document_id: int
    sha256: str
    filename: str
    start: int
    end: int
    quote: str
    doctrine: str
    stance: str
    holder: str | None
    attitude: str
    situation: str | None
    ground: str
    role: str
    explicitness: str
    confidence: str
    instrument: str | None
    locator: str | None
    provision_version: str | None
    reliance: str
    note: str
    status: str
    reason: str
    by: str
    coder: str
    created: datetime
    changed: datetime
    version: int
    #: The number of the codebook's release that it was made under.
    release: int | None
    project: str
    via: list[str] | None
    #: [[code, relation], …]
    comparators: list[list[str]] | None
    tags: list[str] | None
    #: [[kind, target's uuid, note, coder's e-mail], …]
    relations: list[list[str]] | None


#: {scope} limits the lists to those of the wanted annotations, {where} the rows.
SELECT = """
SELECT
    a.id, a.uuid, a.document_id, d.text_sha256, d.filename, a.start, a."end", a.quote,
    doctrine.slug, a.stance, actor.name, a.attitude, situation.code,
    a.ground, a.role, a.explicitness, a.confidence,
    instrument.name, provision.locator, provision.version, a.reliance,
    a.note, a.status, a.reason,
    coder.email, coalesce(nullif(coder.name, ''), coder.email),
    a.created, a.changed, a.version, release.number, project.slug,
    via.names, comparator.pairs, tag.names, relation.drawn
FROM annotations_annotation AS a
JOIN corpus_document AS d ON d.id = a.document_id
JOIN corpus_project AS project ON project.id = a.project_id
JOIN annotations_doctrine AS doctrine ON doctrine.id = a.doctrine_id
JOIN accounts_user AS coder ON coder.id = a.coder_id
LEFT JOIN corpus_actor AS actor ON actor.id = a.actor_id
LEFT JOIN corpus_situation AS situation ON situation.id = a.situation_id
LEFT JOIN annotations_codebookrelease AS release ON release.id = a.release_id
LEFT JOIN annotations_provision AS provision ON provision.id = a.provision_id
LEFT JOIN annotations_instrument AS instrument
    ON instrument.id = provision.instrument_id
LEFT JOIN (
    SELECT link.annotation_id, array_agg(name ORDER BY link."order") AS names
    FROM annotations_via AS link JOIN corpus_actor ON corpus_actor.id = actor_id
    WHERE link.{scope} GROUP BY link.annotation_id
) AS via ON via.annotation_id = a.id
LEFT JOIN (
    SELECT
        link.annotation_id,
        array_agg(ARRAY[code, relation] ORDER BY link.id) AS pairs
    FROM annotations_comparator AS link
    JOIN corpus_situation ON corpus_situation.id = situation_id
    WHERE link.{scope} GROUP BY link.annotation_id
) AS comparator ON comparator.annotation_id = a.id
LEFT JOIN (
    SELECT link.annotation_id, array_agg(name ORDER BY name) AS names
    FROM annotations_taggedannotation AS link
    JOIN annotations_tag ON annotations_tag.id = tag_id
    WHERE link.{scope} GROUP BY link.annotation_id
) AS tag ON tag.annotation_id = a.id
LEFT JOIN (
    SELECT
        link.source_id,
        array_agg(
            ARRAY[link.kind, target.uuid::text, link.note, drawer.email]
            ORDER BY link.id
        ) AS drawn
    FROM annotations_relation AS link
    JOIN annotations_annotation AS target ON target.id = link.target_id
    JOIN corpus_document AS place ON place.id = target.document_id
    JOIN accounts_user AS drawer ON drawer.id = link.coder_id
    WHERE link.{drawn} AND link.deleted IS NULL {seen}
        AND target.deleted IS NULL AND place.withdrawn IS NULL
    GROUP BY link.source_id
) AS relation ON relation.source_id = a.id
WHERE {where}
"""
OF_IDS = SELECT.format(
    scope="annotation_id = ANY(%(ids)s)",
    drawn="source_id = ANY(%(ids)s)",
    # a relation to what is hidden from the reader would tell of it
    seen="""AND (target.coder_id = %(sight_reader)s
            OR NOT target.document_id = ANY(%(sight_texts)s))""",
    where="a.id = ANY(%(ids)s)",
)
_STANDING = "a.project_id = %(project)s AND a.deleted IS NULL AND d.withdrawn IS NULL"
_EXPORT_ORDER = ' ORDER BY a.document_id, a.start, a."end", a.id'
#: What an export reads: all standing annotations of a project, or only some ids.
EXPORTED = {
    False: SELECT.format(
        scope="project_id = %(project)s",
        drawn="project_id = %(project)s",
        seen="",
        where=_STANDING + _EXPORT_ORDER,
    ),
    True: SELECT.format(
        scope="annotation_id = ANY(%(ids)s)",
        # whose other end leaves, too
        drawn="source_id = ANY(%(ids)s) AND link.target_id = ANY(%(ids)s)",
        seen="",
        where=f"{_STANDING} AND a.id = ANY(%(ids)s){_EXPORT_ORDER}",
    ),
}


def rows_of(annotations: Iterable[Any], seen: Sight = ALL) -> list[Row]:
    """The rows of some annotations, in their order: one query.

    Args:
        seen: what the reader sees of the marks that relations lead to.
    """
    ids = [annotation.pk for annotation in annotations]
    values = {"ids": ids, "sight_reader": seen.reader, "sight_texts": seen.texts}
    rows = map(Row._make, prepared.rows(OF_IDS, values))
    found = {row.id: row for row in rows}
    return [found[pk] for pk in ids if pk in found]


def record_of_row(row: Row) -> Record:
    """A row as the neutral record that every format writes."""
    voice = Voice("own")
    if row.holder is not None:
        voice = Voice("attributed", row.holder, tuple(row.via or ()))
    authority = None
    if row.instrument is not None:
        authority = Authority(
            row.instrument, row.locator or "", row.provision_version or "", row.reliance
        )
    return Record(
        id=row.uuid,
        document=DocumentReference(row.sha256, row.filename, row.document_id),
        start=row.start,
        end=row.end,
        quote=row.quote,
        doctrine=row.doctrine,
        stance=row.stance,
        voice=voice,
        attitude=row.attitude,
        situation=row.situation,
        ground=row.ground,
        role=row.role,
        explicitness=row.explicitness,
        confidence=row.confidence,
        authority=authority,
        comparators=tuple(Comparator(*pair) for pair in row.comparators or ()),
        relations=tuple(
            RelationTo(kind, UUID(target), note, "" if by == row.by else by)
            for kind, target, note, by in row.relations or ()
        ),
        tags=tuple(row.tags or ()),
        note=row.note,
        status=row.status,
        reason=row.reason,
        by=row.by,
        created=row.created,
    )


class ApiRow(Record, kw_only=True):
    """A record with what only the server knows."""

    version: int
    release: int | None
    coder: str
    changed: datetime
    html_url: str


def api_rows(annotations: Iterable[Any], project: Any) -> Iterator[ApiRow]:
    """Annotations as the API answers them to the project's reader: one query."""
    for row in rows_of(annotations, sight.of(project)):
        record = record_of_row(row)
        fields = {name: getattr(record, name) for name in record.__struct_fields__}
        yield ApiRow(
            **fields,
            version=row.version,
            release=row.release,
            coder=row.coder,
            changed=row.changed,
            html_url=annotation_path(row.project, row.document_id, row.uuid),
        )


def api_row(annotation: Any, project: Any) -> ApiRow:
    """One annotation as the API answers it to the project's reader: one query."""
    return next(api_rows([annotation], project))
