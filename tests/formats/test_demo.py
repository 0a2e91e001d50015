"""The demo set: its marks fit its texts, its codebook and one another."""

import hashlib
import json
from pathlib import Path

import pytest

from corpus.importers import manifest, plain_text
from formats import jsonl, words
from formats.record import prove

FIXTURES = Path(__file__).parents[2] / "fixtures"
DEMO = FIXTURES / "demo"


def loaded(path):
    return json.loads((FIXTURES / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def texts():
    return {
        path.name: plain_text.read(path.read_bytes()).text
        for path in DEMO.glob("digest-*.txt")
    }


@pytest.fixture(scope="module")
def lines():
    return list(jsonl.read((DEMO / "annotations.jsonl").read_bytes().split(b"\n")))


@pytest.fixture(scope="module")
def annotations(lines):
    return [line.record for line in lines]


def test_the_manifest_names_every_text(texts):
    found = manifest.read((DEMO / "manifest.csv").read_text(encoding="utf-8"), texts)
    assert found.problems == []
    assert {row.file for row in found.rows} == set(texts)
    assert all(row.title.startswith("Digest: ") for row in found.rows)


def test_every_line_is_sound(lines):
    assert [problem for line in lines for problem in line.problems] == []


def test_every_quote_is_the_texts(annotations, texts):
    for annotation in annotations:
        text = texts[annotation.document.filename]
        prove(annotation, text)
        assert annotation.document.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_every_doctrine_situation_and_provision_is_in_the_codebook(annotations):
    codebook = loaded("codebook.json")
    slugs = {doctrine["slug"] for doctrine in codebook["doctrines"]}
    codes = {situation["code"] for situation in loaded("situations.json")}
    provisions = {
        (item["instrument"], item["locator"], item["version"])
        for item in codebook["provisions"]
    }
    for annotation in annotations:
        assert annotation.doctrine in slugs
        assert annotation.situation in codes
        assert {item.situation for item in annotation.comparators} <= codes
        authority = annotation.authority
        if authority:
            place = authority.instrument, authority.locator, authority.version
            assert place in provisions


def test_every_holder_is_among_the_people(annotations):
    people = loaded("demo/people.json")
    named = {actor["name"] for actor in people["actors"]}
    voices = [annotation.voice for annotation in annotations]
    assert {name for voice in voices for name in (voice.holder, *voice.via)} - {
        ""
    } == named
    assert {annotation.by for annotation in annotations} == {
        coder["email"] for coder in people["coders"]
    }


def test_no_mark_lies_wholly_outside_the_argument(annotations, texts):
    regions = loaded("demo/regions.json")
    for region in regions:
        assert 0 <= region["start"] < region["end"] <= len(texts[region["file"]])
        assert region["kind"] in words.REGION_KINDS
        for annotation in annotations:
            inside = region["start"] <= annotation.start < region["end"]
            assert annotation.document.filename != region["file"] or not inside


def test_each_coder_leaves_some_text_unread(texts):
    coverage = loaded("demo/coverage.json")
    assert {fact["file"] for fact in coverage} < set(texts)
    for coder in {fact["by"] for fact in coverage}:
        read = {
            fact["file"]
            for fact in coverage
            if (fact["by"], fact["doctrine"], fact["state"]) == (coder, None, "read")
        }
        assert read < set(texts)
