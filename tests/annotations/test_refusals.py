"""What the database refuses to whoever writes, by plain SQL too."""

import pytest
from django.db import DatabaseError, connection, transaction

from annotations.models import Doctrine
from tests.factories import make_annotation, make_project


@pytest.fixture
def mark(document, alice):
    return make_annotation(document=document, by=alice)


def run(statement, parameters=()):
    """Run plain SQL in a transaction of its own, deferred constraints included."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


COPY_OF_A_ROW = """
INSERT INTO annotations_annotation (
    uuid, project_id, document_id, doctrine_id, start, "end", quote, stance, attitude,
    situation_id, ground, role, explicitness, confidence, note, status, reason,
    version, coder_id, created, changed, revision, body_hash
) SELECT gen_random_uuid(), project_id, document_id, {doctrine}, {start}, {end},
    {quote}, stance, attitude, situation_id, ground, role, explicitness, confidence,
    note, status, reason, version, coder_id, created, changed, {revision}, ''
FROM annotations_annotation
"""
COLUMNS = {
    "doctrine": "doctrine_id",
    "start": "start",
    "end": '"end"',
    "quote": "quote",
    "revision": "revision",
}


def insert(**changes):
    run(COPY_OF_A_ROW.format(**{**COLUMNS, **changes}))


def test_equal_row_is_taken(mark):
    insert()


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "upper(quote)"},
        {"quote": "quote || 'x'"},
        {"start": "start + 1", "end": '"end" + 1'},
        {"end": '"end" + 100000', "quote": "quote || repeat('x', 100000)"},
        {"start": "100000", "end": "100001", "quote": "'x'"},
        {"end": "start", "quote": "''"},
        {"start": "-1", "end": "0", "quote": "'x'"},
        {"revision": "revision + 1"},
    ],
)
def test_insert_is_refused(mark, changes):
    with pytest.raises(DatabaseError):
        insert(**changes)


def test_doctrine_of_another_project_is_refused(mark, mallory):
    other = make_project(by=mallory, slug="other")
    theirs = Doctrine.objects.get(project=other, slug="sd")
    with pytest.raises(DatabaseError, match="in_project"):
        insert(doctrine=str(theirs.pk))


@pytest.mark.parametrize(
    "change",
    [
        "quote = upper(quote)",
        "start = start + 1",
        "uuid = gen_random_uuid()",
        "coder_id = coder_id + 1000",
        "created = created - interval '1 day'",
        "stance = 'shouts'",
        "revision = revision + 1",
    ],
)
def test_update_is_refused(mark, change):
    with pytest.raises(DatabaseError):
        run(f"UPDATE annotations_annotation SET {change}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE annotations_annotationevent SET stance = 'denies'",
        "DELETE FROM annotations_annotationevent",
    ],
)
def test_history_is_never_edited(mark, statement):
    with pytest.raises(DatabaseError):
        run(statement)


def test_copy_of_a_wrong_quote_is_refused(mark):
    columns = (
        'uuid, project_id, document_id, doctrine_id, start, "end", quote, stance,'
        " attitude, ground, role, explicitness, confidence, note, status, reason,"
        " version, coder_id, created, changed, revision, body_hash"
    )
    with (
        pytest.raises(Exception, match="not what the text says"),
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.connection.cursor() as raw,
        raw.copy(f"COPY annotations_annotation ({columns}) FROM STDIN") as copy,
    ):
        copy.write_row(
            (
                "6f1f2a9e-0000-4000-8000-000000000001",
                mark.project_id,
                mark.document_id,
                mark.doctrine_id,
                0,
                3,
                "xyz",
                "asserts",
                *[""] * 6,
                "proposed",
                "",
                1,
                mark.coder_id,
                mark.created,
                mark.created,
                mark.document.revision,
                "",
            )
        )
