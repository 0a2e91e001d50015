import pytest

from corpus.importers import files
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Paragraph, assemble


def test_paragraphs_are_joined_by_blank_lines_and_numbered():
    reading = assemble([Paragraph("Title", "heading"), Paragraph("Words.", page="xii")])
    assert reading.text == "Title\n\nWords.\n"
    assert reading.blocks == [
        (0, "Title\n\n", "heading", 1, ""),
        (7, "Words.\n", "paragraph", 2, "xii"),
    ]


def test_blank_paragraphs_are_left_out_and_carriage_returns_become_line_feeds():
    reading = assemble([Paragraph(" \n"), Paragraph("a\r\nb\rc"), Paragraph("")])
    assert reading.text == "a\nb\nc\n"


def test_pieces_of_a_long_paragraph_share_number_and_page():
    reading = assemble([Paragraph("word " * 2_000, page="3")])
    assert len(reading.blocks) == 3
    assert {(block.paragraph, block.page) for block in reading.blocks} == {(1, "3")}
    assert "".join(block.text for block in reading.blocks) == reading.text


def test_neighbours_outside_the_text_are_one_stretch():
    reading = assemble(
        [
            Paragraph("Menu", outside="other"),
            Paragraph("Home", outside="other"),
            Paragraph("The argument."),
            Paragraph("She teaches law.", outside="biography"),
            Paragraph("Read more", outside="teaser"),
        ]
    )
    stretches = [
        (reading.text[part.start : part.end], part.kind) for part in reading.outside
    ]
    assert stretches == [
        ("Menu\n\nHome\n\n", "other"),
        ("She teaches law.\n\n", "biography"),
        ("Read more\n", "teaser"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" \n", "no text"), ("a\x00b", "NUL"), ("a\ud800b", "half a character")],
)
def test_what_cannot_be_stored_is_said(text, sentence):
    with pytest.raises(Unreadable, match=sentence):
        assemble([Paragraph(text)])


def test_a_file_without_a_known_ending_is_read_by_its_content():
    [reading] = files.read(b"First.\n\nSecond.\n", "README")
    assert reading.text == "First.\n\nSecond.\n"
