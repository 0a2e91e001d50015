"""The text of the annotator's page, as a browser reads it."""

from html.parser import HTMLParser

import pytest

from annotations.sections import LENGTH, PART, SECTION, sections_of


class Reader(HTMLParser):
    """Paragraphs with their attributes and texts, the tags, and what lies between."""

    def __init__(self, html):
        super().__init__()
        self.paragraphs, self.tags, self.between = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "p":
            self.paragraphs.append([dict(attributes), ""])

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")

    def handle_data(self, data):
        if self.tags[-1] == "p":
            self.paragraphs[-1][1] += data
        else:
            self.between += data


@pytest.mark.parametrize(
    "text",
    ["A <b> & \"c\" 'd' &amp; </p>\n", "\n \n", "e\u0301\u00a0\U0001f54a\u2028\n"],
)
def test_a_paragraph_is_the_stored_text(text):
    read = Reader(sections_of([(7, "quotation", 3, text)]))
    [[attributes, found]] = read.paragraphs
    assert found == text
    assert attributes == {
        "id": "c7",
        "data-c": "7",
        "data-n": "3",
        "class": "block-quotation",
    }


def test_twelve_paragraphs_are_a_section_and_nothing_stands_between():
    blocks = [(i, "paragraph", i, "x") for i in range(2 * SECTION + 1)]
    read = Reader(sections_of(blocks))
    assert read.between == ""
    assert read.tags.count("section") == read.tags.count("/section") == 3
    assert read.tags[: 2 * SECTION + 3].count("p") == SECTION
    assert Reader(sections_of([])).tags == []


def test_long_paragraphs_make_a_section_early():
    blocks = [(i, "paragraph", i, "x" * (LENGTH // 2)) for i in range(4)]
    tags = Reader(sections_of(blocks)).tags
    section = ["section", "p", "/p", "p", "/p", "/section"]
    assert tags == ["div", *section * 2, "/div"]


def test_eight_sections_are_a_part():
    blocks = [(i, "paragraph", i, "x" * LENGTH) for i in range(PART + 1)]
    section = ["section", "p", "/p", "/section"]
    parts = ["div", *section * PART, "/div", "div", *section, "/div"]
    assert Reader(sections_of(blocks)).tags == parts


def test_the_pieces_of_one_paragraph_are_numbered_once():
    blocks = [
        (0, "paragraph", 1, "a"),
        (1, "paragraph", 1, "b"),
        (2, "paragraph", 2, "c"),
    ]
    classes = [p["class"] for p, _text in Reader(sections_of(blocks)).paragraphs]
    assert classes == [
        "block-paragraph continued",
        "block-paragraph piece",
        "block-paragraph",
    ]


def test_each_paragraph_can_have_its_own_direction():
    [[attributes, _text]] = Reader(
        sections_of([(0, "paragraph", 1, "a")], "auto")
    ).paragraphs
    assert attributes["dir"] == "auto"
