"""By plain SQL too, a text never changes once imported (I1)."""

import pytest
from django.db import DatabaseError, connection, transaction


def refuse(sql, parameters, words):
    """The statement, and the end of its transaction, are refused with these words."""
    with (
        pytest.raises(DatabaseError, match=words),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


INSERT_BLOCK = """
INSERT INTO corpus_block (project_id, document_id, start, text, kind, paragraph)
VALUES (%s, %s, %s, %s, 'paragraph', 99)
"""


def test_a_block_cannot_be_changed(document):
    sql = "UPDATE corpus_block SET text = upper(text) WHERE document_id = %s"
    refuse(sql, [document.pk], "never changes")


def test_a_block_cannot_be_moved(document):
    sql = "UPDATE corpus_block SET start = start + 1 WHERE document_id = %s"
    refuse(sql, [document.pk], "never changes")


def test_a_block_cannot_be_deleted(document):
    sql = "DELETE FROM corpus_block WHERE document_id = %s"
    refuse(sql, [document.pk], "never changes")


def test_a_block_cannot_be_put_in_later(document):
    place = [document.project_id, document.pk, document.length, "more"]
    refuse(INSERT_BLOCK, place, "follow one another and end with it")


def test_a_block_cannot_be_put_in_between(document):
    place = [document.project_id, document.pk, 3, "more"]
    refuse(INSERT_BLOCK, place, "follow one another and end with it")


@pytest.mark.parametrize("column", ["text_sha256 = repeat('0', 64)", "length = 5"])
def test_what_says_which_text_it_is_cannot_be_changed(document, column):
    sql = f"UPDATE corpus_document SET {column} WHERE id = %s"
    refuse(sql, [document.pk], "never changes")


NEW_DOCUMENT = """
WITH made AS (
    INSERT INTO corpus_document (
        project_id, title, publisher, issued, url, archive_url, retrieved, language,
        original_language, genre, licence, filename, original, original_sha256,
        text_sha256, length, revision, created, added_by_id
    )
    SELECT
        project_id, title, publisher, issued, url, archive_url, retrieved, language,
        original_language, genre, licence, filename, original, original_sha256,
        encode(sha256(%(text)s::bytea), 'hex'), %(length)s, 0, created, added_by_id
    FROM corpus_document WHERE id = %(copied)s
    RETURNING id, project_id
)
INSERT INTO corpus_block (project_id, document_id, start, text, kind, paragraph)
SELECT project_id, id, block.start, block.text, 'paragraph', 1
FROM made, unnest(%(starts)s::int[], %(texts)s::text[]) AS block (start, text)
"""


def blocks(document, *pieces, text="one two"):
    return {
        "copied": document.pk,
        "text": text.encode(),
        "length": len(text),
        "starts": [start for start, _ in pieces],
        "texts": [piece for _, piece in pieces],
    }


def test_blocks_that_are_the_text_are_taken(document):
    parameters = blocks(document, (0, "one "), (4, "two"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NEW_DOCUMENT, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_gap_is_refused(document):
    parameters = blocks(document, (0, "one"), (4, "two"))
    refuse(NEW_DOCUMENT, parameters, "follow one another")


def test_an_overlap_is_refused(document):
    parameters = blocks(document, (0, "one t"), (4, "two"))
    refuse(NEW_DOCUMENT, parameters, "follow one another")


def test_a_text_that_lacks_its_end_is_refused(document):
    parameters = blocks(document, (0, "one "))
    refuse(NEW_DOCUMENT, parameters, "is not the text that was imported")


def test_other_words_of_the_same_length_are_refused(document):
    parameters = blocks(document, (0, "one "), (4, "six"))
    refuse(NEW_DOCUMENT, parameters, "is not the text that was imported")


def test_a_document_without_a_text_is_refused(document):
    refuse(NEW_DOCUMENT, blocks(document), "is not the text that was imported")
