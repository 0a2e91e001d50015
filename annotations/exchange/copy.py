"""Write many annotations at once by COPY; the triggers check them as any others."""

from os import urandom
from uuid import UUID

from django.db import connection
from django.utils import timezone

from annotations.actions.records import reliance_of
from annotations.actions.revisions import raise_revisions
from annotations.models import Annotation, CodebookRelease

COLUMNS = {
    "id": "int8",
    "uuid": "uuid",
    "project_id": "int8",
    "document_id": "int8",
    "doctrine_id": "int8",
    "start": "int4",
    '"end"': "int4",
    "quote": "text",
    "stance": "varchar",
    "actor_id": "int8",
    "attitude": "varchar",
    "situation_id": "int8",
    "ground": "varchar",
    "role": "varchar",
    "explicitness": "varchar",
    "confidence": "varchar",
    "provision_id": "int8",
    "reliance": "varchar",
    "note": "text",
    "status": "varchar",
    "reason": "text",
    "version": "int4",
    "coder_id": "int8",
    "created": "timestamptz",
    "changed": "timestamptz",
    "revision": "int8",
    "release_id": "int8",
    "body_hash": "varchar",
}
KEYS = {"project_id": "int8", "annotation_id": "int8"}
VIA = {**KEYS, "actor_id": "int8", '"order"': "int2"}
COMPARATORS = {**KEYS, "situation_id": "int8", "relation": "varchar"}
TAGS = {**KEYS, "tag_id": "int8"}
RELATIONS = {
    "uuid": "uuid",
    "project_id": "int8",
    "source_id": "int8",
    "target_id": "int8",
    "kind": "varchar",
    "note": "varchar",
    "version": "int4",
    "coder_id": "int8",
    "created": "timestamptz",
    "changed": "timestamptz",
    "body_hash": "varchar",
}


def write(project, rows):
    """Store rows in the transaction at hand.

    Args:
        rows: list of ``annotations.exchange.lookup.Row``, their quotes proven.
    """
    # all at once: locked one after the other, they could wait for another writer's
    texts = {row.document for row in rows}
    revisions = raise_revisions(texts | texts_of_targets(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            # the sequence is looked up once, not for each row
            "SELECT nextval(sequence) FROM generate_series(1, %s), (SELECT"
            " pg_get_serial_sequence('annotations_annotation', 'id')::regclass"
            " AS sequence OFFSET 0)",
            [len(rows)],
        )
        keys = [key for (key,) in cursor.fetchall()]
    pk, now = project.pk, timezone.now()
    # labels were compared with the codebook as it stands here and now
    release = CodebookRelease.objects.current(project)
    copy_in(
        "annotations_annotation",
        COLUMNS,
        (
            annotation_values(pk, key, row, revisions[row.document], release, now)
            for key, row in zip(keys, rows, strict=True)
        ),
    )
    pairs = list(zip(keys, rows, strict=True))
    copy_in(
        "annotations_via",
        VIA,
        (
            (project.pk, key, actor, order)
            for key, row in pairs
            for order, actor in enumerate(row.via)
        ),
    )
    copy_in(
        "annotations_comparator",
        COMPARATORS,
        (
            (project.pk, key, situation, relation)
            for key, row in pairs
            for situation, relation in row.comparators
        ),
    )
    copy_in(
        "annotations_taggedannotation",
        TAGS,
        ((project.pk, key, tag) for key, row in pairs for tag in row.tags),
    )


def write_relations(project, rows):
    """Store the relations of rows that are stored, in the transaction at hand."""
    drawn = [(row, item, coder) for row in rows for item, coder in row.relations]
    if not drawn:
        return
    wanted = {uuid for row, item, _coder in drawn for uuid in (row.uuid, item.target)}
    ends = Annotation.objects.filter(uuid__in=wanted)
    found = dict(ends.values_list("uuid", "pk"))
    now = timezone.now()
    copy_in(
        "annotations_relation",
        RELATIONS,
        (
            (
                UUID(bytes=urandom(16), version=4),
                project.pk,
                found[row.uuid],
                found[item.target],
                item.kind,
                item.note.strip(),
                1,
                coder,
                row.created,
                now,
                "",
            )
            for row, item, coder in drawn
        ),
    )


def texts_of_targets(rows):
    """The texts of annotations that are there already, to which relations lead."""
    wanted = {item.target for row in rows for item, _coder in row.relations}
    ends = Annotation.objects.filter(uuid__in=wanted)
    return set(ends.values_list("document", flat=True))


def analyze():
    """Have PostgreSQL count the rows: by old statistics an export takes minutes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE annotations_annotation, annotations_via, annotations_comparator,"
            " annotations_taggedannotation, annotations_tag, annotations_relation,"
            " corpus_document"
        )


def annotation_values(project_pk, key, row, revision, release, now):
    record = row.record
    return (
        key,
        row.uuid,
        project_pk,
        row.document,
        row.doctrine,
        record.start,
        record.end,
        record.quote,
        record.stance,
        row.actor,
        record.attitude,
        row.situation,
        record.ground,
        record.role,
        record.explicitness,
        record.confidence,
        row.provision,
        reliance_of(record),
        record.note,
        record.status or "proposed",
        record.reason,
        1,
        row.coder,
        row.created,
        now,
        revision,
        release,
        "",
    )


def copy_in(table, columns, rows):
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
    with (
        # psycopg's own errors would reach nobody who can say what is wrong
        connection.wrap_database_errors,
        connection.connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.set_types(list(columns.values()))
        for row in rows:
            copy.write_row(row)
