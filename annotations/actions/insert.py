"""Store a new annotation and raise its text's revision: one prepared statement.

The ORM would take three round trips and write its SQL anew each time.
"""

import json
from typing import Any

from django.utils import timezone
from psycopg.types.numeric import Int8

from accounts import prepared
from annotations.actions.in_use import gone
from annotations.actions.lists import set_lists
from annotations.actions.records import plain_fields, reliance_of
from annotations.history import acting
from annotations.models import Annotation
from corpus.retry import atomic_with_retries, one_statement_with_retries

#: Columns of the row -> types of those that may be null.
COLUMNS = {
    "uuid": "",
    "project_id": "",
    "document_id": "",
    "doctrine_id": "",
    "start": "",
    "end": "",
    "quote": "",
    "stance": "",
    "actor_id": "::bigint",
    "attitude": "",
    "situation_id": "::bigint",
    "ground": "",
    "role": "",
    "explicitness": "",
    "confidence": "",
    "provision_id": "::bigint",
    "reliance": "",
    "note": "",
    "status": "",
    "reason": "",
    "version": "",
    "coder_id": "",
    "created": "",
    "changed": "",
    "body_hash": "",
}
#: As the history's library says who acts, but within the statement itself.
INSERT = f"""
WITH acting AS (
    SELECT set_config('pghistory.context_id', %(context_id)s, true),
        set_config('pghistory.context_metadata', %(context)s, true)
),
raised AS (
    UPDATE corpus_document SET revision = revision + 1
    WHERE id = %(document_id)s RETURNING revision
),
-- after the text, as by every writer
standing AS (
    SELECT doctrine.id FROM raised, annotations_doctrine AS doctrine
    WHERE doctrine.id = %(doctrine_id)s AND doctrine.retired IS NULL
    FOR KEY SHARE OF doctrine
)
INSERT INTO annotations_annotation (
    revision, release_id, {", ".join(map('"{}"'.format, COLUMNS))}
)
SELECT
    raised.revision,
    (
        SELECT id FROM annotations_codebookrelease
        WHERE project_id = %(project_id)s ORDER BY number DESC LIMIT 1
    ),
    {", ".join(map("%({})s{}".format, COLUMNS, COLUMNS.values()))}
FROM acting, raised, standing
RETURNING id, revision
"""


def insert(uuid, document, names, by, body_hash):
    """A new row with its lists, and its history under the name of ``by``.

    Args:
        names: of ``annotations.actions.resolve``, with the record they belong to.

    Raises:
        IntegrityError
        ValidationError: the entry was retired since it was looked up.
    """
    record = names.record
    lists = record.tags or record.voice.via or record.comparators
    write = _insert_with_lists if lists else _insert_alone
    return write(uuid, document, names, by, body_hash)


@one_statement_with_retries
def _insert_alone(uuid, document, names, by, body_hash):
    with acting(by, "create") as context:
        return _insert(uuid, document, names, by, body_hash, context)


@atomic_with_retries
def _insert_with_lists(uuid, document, names, by, body_hash):
    with acting(by, "create") as context:
        annotation = _insert(uuid, document, names, by, body_hash, context)
        set_lists(annotation, names)
    return annotation


def _insert(uuid, document, names, by, body_hash, context):
    record, now = names.record, timezone.now()
    values: dict[str, Any] = {
        "uuid": uuid,
        "project_id": document.project_id,
        "document_id": document.pk,
        "doctrine_id": names.doctrine,
        "start": record.start,
        "end": record.end,
        "quote": record.quote,
        "stance": record.stance,
        "actor_id": names.actor,
        "situation_id": document.situation_id
        if names.situation_unset
        else names.situation,
        "provision_id": names.provision,
        "reliance": reliance_of(record),
        "status": "proposed",
        "reason": "",
        "version": 1,
        "coder_id": by.pk,
        "created": now,
        "changed": now,
        "body_hash": body_hash,
        **plain_fields(record),
    }
    # one type for all numbers, else each size of them is prepared by itself
    parameters = {
        name: Int8(value) if isinstance(value, int) else value
        for name, value in values.items()
    }
    parameters["context_id"] = str(context.id)
    parameters["context"] = json.dumps(context.metadata)
    row = prepared.written(INSERT, parameters)
    if row is None:
        raise gone(record.doctrine)
    pk, revision = row
    annotation = prepared.instance(
        Annotation,
        ["id", "revision", "deleted", *values],
        [pk, revision, None, *values.values()],
    )
    annotation.document, annotation.coder = document, by
    return annotation
