"""Codebooks of strangers that would take time or memory, or cannot be kept."""

import pytest

from annotations.exchange import codebook_child
from formats.codebook import Unreadable

SKOS = b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
CONCEPT = SKOS + b'<urn:a> a skos:Concept ; skos:prefLabel "%s" .'
QDC = b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>%s</Codes></CodeBook>'


def problems(data, filename, **options):
    with pytest.raises(Unreadable) as told:
        codebook_child.read(data, filename=filename, **options)
    return told.value.problems


def test_a_thesaurus_is_read_in_another_process():
    given = codebook_child.read(CONCEPT % b"A", filename="a.ttl")
    assert [entry.name for entry in given.codebook.doctrines] == ["A"]


def test_a_file_that_takes_too_long_is_given_up():
    [told] = problems(CONCEPT % b"A", "a.ttl", wall_seconds=0.01)
    assert "took too long" in told


NAMELESS = b"[] a skos:Concept ."
STATEMENT = b"<urn:a> <urn:b> [] ."


@pytest.mark.parametrize(
    ("said", "things"),
    [(NAMELESS, "10,000 concepts"), (STATEMENT, "20,000 things without an address")],
)
def test_eight_megabytes_of_nothing_are_refused_before_they_are_read(said, things):
    # to read it to the end would take half a minute, or two
    [told] = problems(SKOS + said * 380_000, "a.ttl")
    assert told == f"This file has more than {things}. Cut it into parts."


def test_half_a_character_is_told():
    [told] = problems(CONCEPT % rb"A\uD800", "a.ttl")
    assert "damaged" in told


def test_very_many_codes_of_one_name_are_refused_at_once():
    [told] = problems(QDC % (b'<Code name="x"/>' * 12_000), "a.qdc")
    assert "12,000" in told
