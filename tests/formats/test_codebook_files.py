"""Codebooks out and in again: equal, but for what a format says it loses."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from lxml import etree

from formats import palette
from formats.codebook import Codebook, Unwritable, in_one_order
from formats.codebook_files import FORMATS, read, write
from tests.formats.codebooks import ABOUT, codebooks, full_codebook

LOSSLESS = [name for name in FORMATS if name not in ("csv", "qdc")]
#: The shape that REFI-QDA 1.5 prescribes for a codebook, in RELAX NG of our own.
SHAPE = Path(__file__).with_name("qdc.rng")


def again(format, codebook):
    found = read(write(format, codebook, **ABOUT), project="winter")
    return in_one_order(found.codebook)


def without(codebook, **emptied):
    """The codebook without what a format loses."""
    entries = [
        msgspec.structs.replace(entry, **emptied) for entry in codebook.doctrines
    ]
    return Codebook(entries)


@pytest.mark.parametrize("format", LOSSLESS)
def test_nothing_is_lost(format):
    assert again(format, full_codebook()) == full_codebook()


def test_csv_keeps_all_fields_of_an_entry_but_examples():
    expected = without(full_codebook(), examples=[])
    assert again("csv", full_codebook()) == expected


def test_refi_keeps_entries_and_relations():
    codebook = full_codebook()
    expected = msgspec.structs.replace(
        codebook, instruments=[], provisions=[], title="", release=None
    )
    assert again("qdc", codebook) == expected


@pytest.mark.parametrize("format", ["json", "skos-ttl", "skos-jsonld", "qdc"])
@settings(max_examples=12, deadline=None)
@given(codebooks())
def test_any_codebook_comes_back(format, codebook):
    if format == "qdc":
        codebook.title = ""
        for number, entry in enumerate(codebook.doctrines, start=1):
            entry.order = 10 * number
    assert again(format, codebook) == codebook


# a workbook holds the time of its writing
@pytest.mark.parametrize("format", [one for one in FORMATS if one != "xlsx"])
def test_the_same_codebook_gives_the_same_file(format):
    assert write(format, full_codebook(), **ABOUT) == write(
        format, again("json", full_codebook()), **ABOUT
    )


def test_refi_has_the_prescribed_shape():
    written = etree.fromstring(write("qdc", full_codebook(), **ABOUT))
    shape = etree.RelaxNG(etree.parse(SHAPE))
    assert shape.validate(written), shape.error_log
    written[0][0].attrib.pop("isCodable")
    assert not shape.validate(written)


def test_refi_needs_a_code():
    with pytest.raises(Unwritable, match="one code at least"):
        write("qdc", Codebook([]), **ABOUT)


@pytest.mark.parametrize("format", ["xlsx", "qdc"])
def test_control_characters_are_told(format):
    codebook = full_codebook()
    codebook.doctrines[0].definition = "a\x0bb"
    with pytest.raises(Unwritable, match="help"):
        write(format, codebook, **ABOUT)


def test_a_cell_too_long_for_a_spreadsheet_is_told():
    codebook = full_codebook()
    codebook.doctrines[0].definition = "a" * 32_768
    with pytest.raises(Unwritable, match="32,767"):
        write("xlsx", codebook, **ABOUT)


def test_colours_are_those_of_the_page():
    css = Path("static/glossator/css/tokens.css").read_text()
    pattern = r"\.palette-(\d+) \{\s+--hue-line: light-dark\((#\w+),"
    assert {int(n): hue for n, hue in re.findall(pattern, css)} == palette.COLOURS


@pytest.mark.parametrize(
    ("colour", "number"),
    [("#5686F2", 1), ("#5787f0", 1), ("#0a0", 7), ("red", None), ("", None)],
)
def test_a_foreign_colour_becomes_the_nearest(colour, number):
    assert palette.nearest(colour) == number
