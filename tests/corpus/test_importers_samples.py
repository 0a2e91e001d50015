"""One text in each kind of file: every importer makes the same of it."""

from pathlib import Path

import pytest

from corpus.importers import files
from tests.corpus.office_files import SAMPLE_DOCX, SAMPLE_EPUB, SAMPLE_ODT

SAMPLES = Path(__file__).parents[2] / "fixtures" / "samples"
TEXT = [
    ("heading", "Who may ask"),
    (
        "paragraph",
        "A government may ask, says Art.\u00a02,[1] while it governs \U0001f54a.",
    ),
    ("quotation", "Nobody asked, he said."),
    ("list_item", "1. Consent"),
    ("list_item", "given freely"),
    ("list_item", "2. Need"),
    ("paragraph", "State | Troops"),
    ("heading", "What follows"),
    ("paragraph", "طلب الرئيس المساعدة من جيرانه."),
    ("paragraph", "One line\nand another."),
    ("footnote", "[1] See the treaty."),
]


def inside(reading):
    """(kind, words) of the blocks that lie in the text."""
    return [
        (block.kind, block.text.rstrip("\n"))
        for block in reading.blocks
        if not any(part.start <= block.start < part.end for part in reading.outside)
    ]


def outside(reading):
    """(kind, words) of the stretches outside."""
    return [
        (part.kind, reading.text[part.start : part.end].strip("\n"))
        for part in reading.outside
    ]


def read_sample(ending, line_ends="\n"):
    name = f"sample.{ending}"
    data = (SAMPLES / name).read_bytes()
    if line_ends != "\n":
        data = data.replace(b"\n", line_ends.encode())
    [reading] = files.read(data, name)
    return reading


@pytest.mark.parametrize("ending", ["md", "html", "docx", "odt", "rtf", "epub"])
def test_each_kind_of_file_gives_the_same_text(ending):
    reading = read_sample(ending)
    assert inside(reading) == TEXT
    assert "".join(block.text for block in reading.blocks) == reading.text


@pytest.mark.parametrize("ending", ["md", "html", "rtf"])
def test_other_line_ends_change_nothing(ending):
    assert inside(read_sample(ending, "\r\n")) == TEXT


@pytest.mark.parametrize("ending", ["md", "html", "docx", "odt", "rtf", "epub"])
def test_each_kind_of_file_says_what_it_is(ending):
    head = read_sample(ending).head
    assert head["title"] == "On asking for help"
    assert head["authors"] == ["Reed, Ann", "Birch, Tom"]
    assert ending == "rtf" or head["language"] == "en-GB"


@pytest.mark.parametrize("ending", ["md", "html", "docx", "odt", "rtf", "epub"])
def test_what_lost_its_form_is_said(ending):
    assert any("cells parted by |: 1." in one for one in read_sample(ending).warnings)


@pytest.mark.parametrize("ending", ["html", "docx", "odt", "rtf", "epub"])
def test_a_file_is_known_by_its_content(ending):
    data = (SAMPLES / f"sample.{ending}").read_bytes()
    assert f".{ending}" in files.format_of(data, "without-ending").extensions


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sample.docx", SAMPLE_DOCX),
        ("sample.odt", SAMPLE_ODT),
        ("sample.epub", SAMPLE_EPUB),
    ],
)
def test_the_samples_are_those_of_their_script(name, data):
    assert (SAMPLES / name).read_bytes() == data
