import pytest

from corpus.importers import markdown
from corpus.importers.plain_text import Unreadable
from tests.corpus.test_importers_samples import inside


def read(text):
    [reading] = markdown.read(text.encode())
    return reading


def words(text):
    return [found for _kind, found in inside(read(text))]


def test_signs_of_form_go_and_words_stay():
    assert words("Art. **51** of the [treaty](https://a.example) `x` &amp; \\*") == [
        "Art. 51 of the treaty x & *"
    ]


def test_a_note_may_have_paragraphs_and_be_referred_to_twice():
    text = (
        "One[^a] two[^b] three[^a].\n\n[^b]: B\n    goes on.\n\n    More.\n\n[^a]: A.\n"
    )
    assert words(text) == ["One[1] two[2] three[1].", "[1] A.", "[2] B goes on.\nMore."]


def test_notes_that_refer_to_each_other_end():
    assert words("One[^a].\n\n[^a]: See[^b].\n[^b]: See[^a].\n") == [
        "One[1].",
        "[1] See[2].",
        "[2] See[1].",
    ]


def test_a_reference_without_a_note_and_code_stay_as_they_are():
    text = "One[^x].\n\n```\n[^y]: code\n\nmore\n```\n"
    assert words(text) == ["One[^x].", "[^y]: code", "more"]


def test_html_inside_is_read_as_a_page_is():
    assert words(
        "<div><p>One<br>two</p><script>x</script></div>\n\n<!-- no -->\n\nend"
    ) == [
        "One\ntwo",
        "end",
    ]


def test_a_rule_at_the_beginning_is_no_front_matter():
    assert words("---\n\nWords without an end to it.\n") == [
        "Words without an end to it."
    ]


@pytest.mark.parametrize("sign", ["> ", "- "])
def test_what_nests_too_deep_is_refused(sign):
    with pytest.raises(Unreadable, match="nests its lists or quotations deeper"):
        read(sign * 20_000 + "x")


def test_numbers_of_items_stay_as_they_are_typed():
    [reading] = markdown.read(b"12. One\n13. Two\n\n    more\n\nBetween\n\n2) x\n- y\n")
    texts = [block.text.strip() for block in reading.blocks]
    assert texts == ["12. One", "13. Two", "more", "Between", "2) x", "y"]
