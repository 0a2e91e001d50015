import csv
import io

import pytest

from formats import csv_table, spreadsheet
from formats.csv_table import Context
from tests.formats.records import full_record, make_record

CONTEXT = Context("A title", ("Doe, Ann", "Roe, Bo"), "A paper", "2022-01", polarity=1)


def rows_of(*rows):
    data = b"".join(csv_table.write(rows))
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_file_begins_with_a_mark_and_ends_lines_as_the_rfc_says():
    data = b"".join(csv_table.write([]))
    assert data.startswith(b"\xef\xbb\xbfannotation_id,")
    assert data.endswith(b",codebook_release,settlement,settled_by,reading\r\n")


def test_a_row_says_the_passage_with_its_context():
    [row] = rows_of((full_record(), CONTEXT))
    assert row["annotation_id"] == "urn:uuid:12345678-1234-4234-8234-123456789abc"
    assert (row["start_codepoint"], row["end_codepoint"]) == ("4", "12")
    assert row["document_authors"] == "Doe, Ann; Roe, Bo"
    assert row["via"] == "Court; A paper"
    assert row["comparators"] == "like CSK-1968"
    assert row["doctrine_polarity"] == "justifies"
    assert row["note"] == "See\nbelow."


@pytest.mark.parametrize("quote", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(quote):
    record = make_record(0, len(quote), text=quote, note=quote)
    [row] = rows_of((record, CONTEXT))
    assert row["quote"] == row["note"] == "'" + quote


def test_more_rows_than_a_batch_are_all_written():
    count = spreadsheet.BATCH + 1
    assert len(rows_of(*[(make_record(), CONTEXT)] * count)) == count
