"""Codebooks of other programs, and files that mean harm."""

import io
import zipfile

import pytest

from formats.codebook import Unreadable
from formats.codebook_files import format_of, read

THESAURUS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix c: <https://example.org/c/> .
c:one a skos:ConceptScheme . c:two a skos:ConceptScheme .
c:force a skos:Concept ; skos:prefLabel "Gewalt"@de, "Force"@en ;
  skos:altLabel "Might" ; skos:narrower c:threat ;
  skos:scopeNote "Only armed force."@en .
c:threat skos:prefLabel "Threat" ; skos:broader c:force, c:other ;
  skos:notation "7.b X" .
c:other a skos:Concept ; skos:prefLabel "Other" ; skos:broader c:ring .
c:ring a skos:Concept ; skos:prefLabel "Ring" ; skos:broader c:other .
[] a skos:Concept ; skos:prefLabel "Nameless" .
c:silent a skos:Concept .
"""
FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<codebook xmlns="urn:QDA-XML:codebook:0:4" origin="Another program">
 <codes>
  <code NAME="Folder" GUID="{1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294}" isCodable="false">
   <code name="Help" guid="2ff58b12-6f6f-4b0c-8be5-bbdc91f55294" color="#46AA00"
         isCodable="true"><description>Asked for.</description></code>
   <code name="Help" guid="3ff58b12-6f6f-4b0c-8be5-bbdc91f55294" isCodable="true"/>
  </code>
 </codes>
 <sets><set name="A" guid="4ff58b12-6f6f-4b0c-8be5-bbdc91f55294"/></sets>
</codebook>
"""
CODE = '<Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="A" isCodable="true"/>'


def test_a_thesaurus_is_read_and_what_it_loses_is_said():
    found = read(THESAURUS.encode(), filename="thesaurus.ttl")
    entries = {entry.slug: entry for entry in found.codebook.doctrines}
    assert (entries["force"].name, entries["force"].include) == (
        "Force",
        "Only armed force.",
    )
    assert entries["threat"].parent == "force"
    assert {entries["other"].parent, entries["ring"].parent} >= {None}
    assert entries["nameless"].parent is None
    said = " ".join(found.warnings)
    for words in ("2 schemes", "languages", "alternative", "circle", "without a label"):
        assert words in said
    # what the file does not speak of is left alone
    assert "polarity" not in found.fields


def test_a_codebook_of_another_program_is_read():
    found = read(FOREIGN.encode())
    said = [(one.slug, one.parent, one.palette) for one in found.codebook.doctrines]
    assert said == [
        ("folder", None, 1),
        ("folder.help", "folder", 7),
        ("folder.help_2", "folder", 1),
    ]
    assert found.codebook.doctrines[1].definition == "Asked for."
    assert "1 set of codes was left out." in found.warnings


def test_a_codebook_of_semicolons_and_signs_is_read():
    found = read(b"slug;polarity;name\na;+;'=A\nb;limits;B\n")
    said = [(one.polarity, one.name) for one in found.codebook.doctrines]
    assert said == [("+", "=A"), ("-", "B")]


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"\0" * (65 * 1024 * 1024))
    return file.getvalue()


def qdc(inside):
    return f"<CodeBook><Codes>{inside}</Codes></CodeBook>".encode()


def entries(*said):
    return ('{"doctrines": [' + ", ".join(said) + "]}").encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b" " * (8 * 1024**2 + 1), "more than 8 MB"),
        (b"\xff\xfes\x00l\x00", "not UTF-8"),
        (b'{"doctrines": "\x00"}', "NUL"),
        (b"[" * 100_000, "too deeply|in brackets"),
        (entries('{"slug": "a", "name": "A", "colour": 1}'), "colour"),
        (entries('{"slug": "a", "name": "A", "parent": "a"}'), "lies under itself"),
        (entries('{"slug": "new", "name": "A"}'), "“new” is no id"),
        (
            b'{"doctrines": [], "instruments": [{"name": "A", "link": "data:1"}]}',
            "is no address",
        ),
        (
            entries('{"slug":"a", "name":"A", "retired":true, "retired_on":"soon"}'),
            "write a time with its zone",
        ),
        (qdc(""), "no code in this file"),
        (qdc(CODE + CODE), "its GUID stands above already"),
        (qdc(CODE)[:-9], "not well formed"),
        (qdc("<Code name='A'>" * 300 + "</Code>" * 300), "nested deeper"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><CodeBook><Codes>&b;</Codes></CodeBook>',
         "entities of its own"),
        (b"<Project/>", "no REFI-QDA codebook"),
        (b"@prefix skos: <http://x/> .\nskos:a skos:b .", "no Turtle"),
        (b"@prefix skos: <http://x/> .\nskos:a skos:b skos:c .", "no SKOS concept"),
        (b"@prefix a: <http://x/> . a:b a:c " + b"[a:c " * 5000, "nested too deeply"),
        (b'{"@context": "https://example.org/c", "@id": "a"}', "nothing is fetched"),
        (b'{"@context": {"a": {"@id": "b:c", "@context": "x:y"}}}',
         "nothing is fetched"),
        (b'{"@context": {"@import": "x:y"}}', "nothing is fetched"),
        (bomb(), "too large when unpacked"),
        (b"PK\x03\x04 and no more", "damaged"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data)


def test_too_many_entries_are_refused():
    rows = b"".join(b"a%d,A\n" % number for number in range(10_001))
    with pytest.raises(Unreadable, match="10,001 doctrines"):
        read(b"slug,name\n" + rows)


@pytest.mark.parametrize(
    ("data", "filename", "format"),
    [
        (b"PK\x03\x04", "a.csv", "xlsx"),
        (b'\xef\xbb\xbf {"doctrines": []}', "", "json"),
        (b'[{"@id": "a:b"}]', "", "skos-jsonld"),
        (b"<CodeBook>", "", "qdc"),
        (b"<?xml version='1.0'?>", "", "qdc"),
        (b"<https://example.org/a> a <https://example.org/b> .", "", "skos-ttl"),
        (b"PREFIX a: <a:b>", "", "skos-ttl"),
        (b"slug,name", "", "csv"),
        (b"<urn:a> a <urn:b> .", "a.ttl", "skos-ttl"),
        (b"[] a <urn:b> .", "a.ttl", "skos-ttl"),
    ],
)
def test_a_format_is_known_by_its_content(data, filename, format):
    assert format_of(data, filename) == format
