import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importers import blocks

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def texts(text):
    return [block.text for block in blocks.split(text)]


@given(st.text(alphabet="ab \n\u00a0\u0301\u200d\u2028\x0c\U0001f54a"))
def test_the_blocks_together_are_the_text(text):
    made = blocks.split(text)
    assert "".join(block.text for block in made) == text
    assert all(block.text for block in made)
    starts = [block.start for block in made]
    lengths = [len(block.text) for block in made]
    assert starts == [sum(lengths[:index]) for index in range(len(made))]


@given(st.lists(st.sampled_from(["word ", "x" * 900, "e\u0301" * 700, FAMILY, "\n\n"])))
def test_no_block_is_longer_than_the_longest(parts):
    made = blocks.split("".join(parts))
    assert all(0 < len(block.text) <= blocks.LONGEST for block in made)
    assert "".join(block.text for block in made) == "".join(parts)


def test_a_line_is_a_paragraph_and_blank_lines_belong_to_the_one_before():
    assert texts("\n\none\ntwo\n \n\nthree") == ["\n\none\n", "two\n \n\n", "three"]


def test_a_long_paragraph_is_cut_at_a_space_and_keeps_its_number():
    made = blocks.split("first\n" + "word " * 1000 + "\nlast")
    assert [block.paragraph for block in made] == [1, 2, 2, 3]
    assert made[1].text.endswith("word ")


@pytest.mark.parametrize(
    "text",
    ["e\u0301" * 3000, "x" + "e\u0301" * 3000, FAMILY * 900, "\U0001f1f0\U0001f1ff"],
)
def test_no_cut_within_what_is_seen_as_one_character(text):
    unit = FAMILY if FAMILY in text else text[-2:]
    first, *others = texts(text)
    assert all(piece.startswith(unit) for piece in others)


def test_a_paragraph_without_any_good_place_is_cut_all_the_same():
    assert [len(piece) for piece in texts("a" + "\u0301" * 5000)] == [4096, 905]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The vote\n\nIt failed.\n", ["heading", "paragraph"]),
        ("Body text\nIt failed.\n", ["paragraph", "paragraph"]),
        ("It failed.\n\nThe end", ["paragraph", "paragraph"]),
        ("1) a letter\n- a reply\n(a) a note\n", ["list_item"] * 3),
        ("1990 was a year.\n", ["paragraph"]),
        ("\u201cWe came because we were asked.\u201d\n", ["quotation"]),
        ("\u201cAsked\u201d is the word, \u201cforced\u201d is not.\n", ["paragraph"]),
        ("[1] See the report.\n", ["footnote"]),
    ],
)
def test_kinds_are_guessed_with_care(text, kinds):
    assert [block.kind for block in blocks.split(text)] == kinds
