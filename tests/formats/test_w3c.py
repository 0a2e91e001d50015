import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats import w3c
from formats.record import QuoteMismatch, Voice
from formats.w3c import Source
from tests.formats.records import TEXT, full_record, make_record

SOURCE = Source("https://x.example/documents/7", TEXT, "ab" * 32, "a.txt", "en")
SET = {
    "iri": "https://x.example/projects/p/export",
    "label": "A set",
    "doctrines": "https://x.example/projects/p/doctrines/",
}


def written(*records, **options):
    rows = [(record, SOURCE) for record in records]
    return json.loads(b"".join(w3c.write(rows, **SET, **options)))


def test_a_set_is_a_collection_with_one_page():
    found = written(full_record(), make_record(), total=2)
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"]) == ("AnnotationCollection", 2)
    page = found["first"]
    assert (page["type"], page["partOf"]) == ("AnnotationPage", found["id"])
    assert page["id"] == found["last"]
    assert len(page["items"]) == 2


def test_an_annotation_says_everything_in_its_own_place():
    [item] = written(full_record(), total=1)["first"]["items"]
    assert item["id"] == "urn:uuid:12345678-1234-4234-8234-123456789abc"
    assert item["created"] == "2026-01-02T03:04:05.000006Z"
    assert [(body["purpose"], body.get("value")) for body in item["body"]] == [
        ("classifying", None),
        ("tagging", "first"),
        ("tagging", "second"),
        ("linking", None),
        ("commenting", "See\nbelow."),
    ]
    assert item["body"][0]["source"] == SET["doctrines"] + "ibi.consent"
    assert item["body"][3] == {
        "type": "SpecificResource",
        "source": "urn:uuid:87654321-4321-4321-8321-cba987654321",
        "purpose": "linking",
        "relation": "rebuts",
        "relationNote": "In part.",
        "creator": {"type": "Person", "email": "mailto:rita@example.org"},
    }
    assert item["target"]["state"]["sha256"] == "ab" * 32
    assert item["voice"] == {
        "kind": "attributed",
        "holder": "Doe, Ann",
        "via": ["Court", "A paper"],
    }


def test_every_term_of_ours_is_in_the_context():
    standard = {"id", "type", "motivation", "creator", "created", "body", "target"}
    found = written(full_record(), total=1)
    item = found["first"]["items"][0]
    terms = (set(item) - standard) | set(item["authority"]) | set(item["voice"])
    assert terms <= set(found["@context"][1])


def test_quotes_can_be_left_out():
    [item] = written(make_record(), total=1, quotes=False)["first"]["items"]
    assert [selector["type"] for selector in item["target"]["selector"]] == [
        "TextPositionSelector"
    ]
    assert "consents" not in json.dumps(item)


@given(st.text(alphabet="ab\n", min_size=1, max_size=300), st.data())
def test_a_quote_with_its_surroundings_is_found_once(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    prefix, suffix = w3c.surroundings(text, start, end)
    passage = prefix + text[start:end] + suffix
    assert text.find(passage) == start - len(prefix)
    assert text.find(passage, start - len(prefix) + 1) == -1


def test_surroundings_have_32_code_points_where_that_is_enough():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 100)))
    prefix, suffix = w3c.surroundings(text, 50, 52)
    assert (len(prefix), len(suffix)) == (32, 32)


@pytest.mark.parametrize("change", [{"quote": "dissents"}, {"end": 999}])
def test_a_quote_that_is_not_the_texts_is_refused(change):
    with pytest.raises(QuoteMismatch, match="The text holds \u201cconsents"):
        written(make_record(voice=Voice("own"), **change), total=1)


def test_another_count_than_announced_is_refused():
    with pytest.raises(w3c.WrongCount, match="3 annotations were announced and 1"):
        written(make_record(), total=3)
