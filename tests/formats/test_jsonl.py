import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats import jsonl
from tests.formats.records import full_record, make_record, records


def lines_of(*records):
    return b"".join(jsonl.write(records)).split(b"\n")


def read_changed(**changes):
    """The problems of one line of which some members are changed."""
    [line, _] = lines_of(full_record())
    body = json.loads(line) | changes
    return list(jsonl.read([json.dumps(body).encode()]))[0]


# a busy machine is no reason to fail
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records(), unique_by=lambda record: record.id or id(record)))
def test_what_is_written_is_read_again(written):
    assert [line.record for line in jsonl.read(lines_of(*written))] == written


def test_a_line_has_the_names_of_the_contract():
    assert json.loads(lines_of(full_record())[0]) == {
        "id": "12345678-1234-4234-8234-123456789abc",
        "document": {"sha256": "ab" * 32, "filename": "a.txt", "id": 7},
        "start": 4,
        "end": 12,
        "quote": "consents",
        "doctrine": "ibi.consent",
        "stance": "asserts",
        "voice": {
            "kind": "attributed",
            "holder": "Doe, Ann",
            "via": ["Court", "A paper"],
        },
        "attitude": "endorses",
        "situation": "KAZ-2022",
        "ground": "fact",
        "role": "claim",
        "explicitness": "named",
        "confidence": "high",
        "authority": {
            "instrument": "UN Charter",
            "locator": "Art. 51",
            "version": "1945",
            "reliance": "superseded",
        },
        "comparators": [{"situation": "CSK-1968", "relation": "like"}],
        "relations": [
            {
                "kind": "rebuts",
                "target": "87654321-4321-4321-8321-cba987654321",
                "note": "In part.",
                "by": "rita@example.org",
            }
        ],
        "tags": ["first", "second"],
        "note": "See\nbelow.",
        "status": "rejected",
        "reason": "Not said.",
        "by": "alice@example.org",
        "created": "2026-01-02T03:04:05.000006Z",
    }


def test_no_situation_is_written_as_null():
    assert json.loads(lines_of(make_record(situation=None))[0])["situation"] is None


def test_null_means_absent_but_for_the_situation():
    record = read_changed(note=None, attitude=None, situation=None).record
    assert (record.note, record.attitude, record.situation) == ("", "", None)


def test_blank_lines_and_a_byte_order_mark_are_passed_over():
    line, end = lines_of(make_record())
    found = list(jsonl.read([b"\xef\xbb\xbf\r", b" ", line + b"\r", end]))
    assert [line.number for line in found] == [3]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"stance": "claims"}, "stance", "none of: asserts, denies"),
        ({"attitude": "likes"}, "attitude", "none of: endorses"),
        ({"ground": "x"}, "ground", "none of: rule, fact"),
        ({"role": "x"}, "role", "none of: claim"),
        ({"explicitness": "x"}, "explicitness", "none of: named"),
        ({"confidence": "x"}, "confidence", "none of: high"),
        ({"status": "x"}, "status", "none of: proposed"),
        ({"voice": {"kind": "mine"}}, "voice.kind", "none of: own, attributed"),
        ({"voice": {"kind": "attributed"}}, "voice.holder", "Name the holder"),
        (
            {"voice": {"kind": "own", "holder": "X"}, "attitude": None},
            "voice",
            "no holder",
        ),
        ({"voice": {"kind": "own"}}, "attitude", "attributed voice only"),
        ({"start": -1}, "start", "begins at 0"),
        ({"start": 12}, "end", "must be greater than start"),
        ({"end": 2**40}, "end", "past the end"),
        ({"quote": "consent"}, "quote", "7 code points, but from 4 to 12 there are 8"),
        ({"start": "4"}, "start", "Expected int, got str"),
        ({"colour": "red"}, "colour", "no field \u201ccolour\u201d"),
        ({"voice": {"kind": "own", "x": 1}}, "voice.x", "no field \u201cx\u201d"),
        ({"voice": {}}, "voice.kind", "\u201ckind\u201d is missing"),
        ({"document": {}}, "document", "Name the document"),
        ({"document": {"sha256": "AB"}}, "document.sha256", "64 characters"),
        ({"doctrine": ""}, "doctrine", "slug"),
        ({"situation": ""}, "situation", "or null"),
        ({"tags": [" "]}, "tags", "at least one"),
        (
            {"comparators": [{"situation": "X", "relation": "is"}]},
            "comparators.relation",
            "none of: like, unlike",
        ),
        ({"id": "7"}, "id", "UUID"),
        ({"created": "2022-01-01T00:00:00"}, "created", "timezone"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_field(changes, field, words):
    line = read_changed(**changes)
    [problem] = line.problems
    assert (line.record, problem.line, problem.field) == (None, 1, field)
    assert words in problem.sentence
    assert problem.sentence.endswith(".")
    assert not problem.unreadable


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"note": "a\\u0000b"}', "NUL"),
        (b'{"note": "\\ud800"}', "surrogate"),
        (b'{"note": "\xff"}', "not UTF-8"),
        (b'{"note": ', "no JSON object"),
        (b'{"note": null, "x": ' + b"[" * 100000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_told_apart(line, words):
    [problem] = list(jsonl.read([line]))[0].problems
    assert problem.unreadable
    assert words in problem.sentence


def test_the_words_backslash_u0000_are_no_nul():
    line, _ = lines_of(make_record(note="\\u0000"))
    assert list(jsonl.read([line]))[0].record.note == "\\u0000"


def test_a_doubled_id_names_both_lines():
    found = list(jsonl.read(lines_of(full_record(), make_record(), full_record())))
    assert [str(problem) for problem in found[2].problems] == [
        "Line 3, id: The id stands already on line 1."
    ]
