"""Numbers that word processors count by themselves, as people see them."""

import pytest

from corpus.importers import docx, numbering, odt
from tests.corpus import office_files
from tests.corpus.office_files import word_paragraph
from tests.corpus.test_importers_samples import inside


@pytest.mark.parametrize(
    ("form", "count", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 1949, "MCMXLIX"),
        ("lowerRoman", 4, "iv"),
        ("lowerLetter", 28, "bb"),
        ("lowerLetters", 28, "ab"),
        ("upperLetters", 702, "ZZ"),
        ("russianLower", 10, "к"),
        ("ordinal", 2, "2nd"),
        ("ordinal", 112, "112th"),
        ("bullet", 3, ""),
        ("of another script", 3, "3"),
        # as letters these would be endless
        ("upperLetter", 2**31, "2147483648"),
        ("upperRoman", 0, "0"),
    ],
)
def test_a_number_is_written_in_its_form(form, count, written):
    assert numbering.number(form, count) == written


def level(place, text, form="decimal", more=""):
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number, *levels):
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
    )


def concrete(number, of, more=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def override(place, start):
    return (
        f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/>'
        "</w:lvlOverride>"
    )


def item(words, number=1, place=0):
    form = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
    return word_paragraph(words, form)


def word(body, *lists, styles=""):
    parts = {"styles": office_files.STYLES + styles}
    [reading] = docx.read(office_files.docx(body, numbering="".join(lists), **parts))
    return [text for _kind, text in inside(reading)]


JUDGMENT = abstract(
    1,
    level(0, "%1."),
    level(1, "(%2)", "lowerLetter"),
    level(2, "%1.%2.%3", "lowerRoman"),
)


class TestWord:
    def test_levels_begin_anew_below_the_next_item(self):
        body = (
            item("One") + item("a", place=1) + item("b", place=1) + item("i", place=2)
        )
        body += word_paragraph("Between") + item("Two") + item("c", place=1)
        assert word(body, JUDGMENT, concrete(1, 1)) == [
            "1. One",
            "(a) a",
            "(b) b",
            "1.b.i i",
            "Between",
            "2. Two",
            "(a) c",
        ]

    def test_an_item_is_taken_as_there_when_a_list_begins_below_it(self):
        body = item("i", place=2) + item("One")
        assert word(body, JUDGMENT, concrete(1, 1)) == ["1.a.i i", "2. One"]

    def test_a_level_may_go_on_below_the_next_item(self):
        never = level(1, "Article %2", more='<w:lvlRestart w:val="0"/>')
        lists = abstract(1, level(0, "Part %1", "upperRoman"), never), concrete(1, 1)
        body = (item("One") + item("a", place=1)) * 2
        assert word(body, *lists) == [
            "Part I One",
            "Article 1 a",
            "Part II One",
            "Article 2 a",
        ]

    def test_a_list_goes_on_in_another_one_unless_it_begins_anew(self):
        lists = [concrete(1, 1), concrete(2, 1), concrete(3, 1, override(0, 7))]
        body = item("a") + item("b", 2) + item("c", 3) + item("d", 3) + item("e", 1)
        assert word(body, JUDGMENT, *lists) == [
            "1. a",
            "2. b",
            "7. c",
            "8. d",
            "9. e",
        ]

    def test_legal_numbers_are_digits(self):
        legal = level(1, "%1.%2", "lowerLetter", "<w:isLgl/>")
        lists = abstract(1, level(0, "%1", "upperRoman"), legal), concrete(1, 1)
        body = item("One") + item("a", place=1)
        assert word(body, *lists) == ["I One", "1.1 a"]

    def test_headings_have_the_numbers_of_their_styles(self):
        def style(name, outline, numbers):
            return (
                f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"'
                f'/><w:pPr><w:numPr>{numbers}</w:numPr><w:outlineLvl w:val="{outline}"'
                "/></w:pPr></w:style>"
            )

        numbered = '<w:numId w:val="1"/>'
        lists = [
            abstract(
                1,
                level(0, "%1.", "upperRoman"),
                level(1, "%2.", "upperLetter", '<w:pStyle w:val="Minor"/>'),
            ),
            concrete(1, 1),
        ]
        styles = style("Major", 0, numbered) + style("Minor", 1, numbered)
        body = "".join(
            word_paragraph(words, f'<w:pStyle w:val="{name}"/>{form}')
            for words, name, form in (
                ("Facts", "Major", ""),
                ("Request", "Minor", ""),
                ("Law", "Major", ""),
                ("Consent", "Minor", ""),
                ("Annex", "Major", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            )
        )
        assert word(body, *lists, styles=styles) == [
            "I. Facts",
            "A. Request",
            "II. Law",
            "A. Consent",
            "Annex",
        ]

    def test_bullets_are_no_words(self):
        lists = abstract(1, level(0, "", "bullet")), concrete(1, 1)
        assert word(item("One"), *lists) == ["One"]

    def test_a_paragraph_without_words_is_counted_and_not_kept(self):
        body = item("One") + item("") + item("Three")
        assert word(body, JUDGMENT, concrete(1, 1)) == ["1. One", "3. Three"]

    def test_a_deleted_paragraph_is_not_counted(self):
        gone = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
        body = item("One") + word_paragraph("<w:del/>", gone) + item("Two")
        assert word(body, JUDGMENT, concrete(1, 1)) == ["1. One", "2. Two"]

    def test_numbers_of_another_script_are_said(self):
        lists = abstract(1, level(0, "%1.", "hebrew1")), concrete(1, 1)
        [reading] = docx.read(office_files.docx(item("One"), numbering="".join(lists)))
        assert reading.text == "1. One\n"
        assert reading.warnings == [
            "Numbers before paragraphs in a script that is not known here were written"
            " 1, 2, 3: 1."
        ]


def number_level(place, form, more=""):
    return (
        f'<text:list-level-style-number text:level="{place}" style:num-format="{form}"'
        f" {more}/>"
    )


LIST_STYLE = (
    '<text:list-style style:name="L1">'
    + number_level(1, "1", 'style:num-suffix="."')
    + number_level(2, "a", 'style:num-prefix="(" style:num-suffix=")"')
    + number_level(3, "I", 'style:num-suffix="." text:display-levels="3"')
    + "</text:list-style>"
)
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="I"'
    ' style:num-suffix="."/><text:outline-level-style text:level="2"'
    ' style:num-format="A" style:num-suffix="." text:start-value="2"/>'
    "</text:outline-style>"
)


def open_item(words, more="", inner=""):
    return f"<text:list-item {more}><text:p>{words}</text:p>{inner}</text:list-item>"


def open_list(content, more='text:style-name="L1"'):
    return f"<text:list {more}>{content}</text:list>"


def open_document(body, styles=LIST_STYLE + OUTLINE):
    [reading] = odt.read(office_files.odt(body, styles))
    return [text for _kind, text in inside(reading)]


class TestOpenDocument:
    def test_lists_in_lists_have_their_own_numbers(self):
        innermost = open_list(open_item("i") + open_item("ii"), "")
        inner = open_list(open_item("a") + open_item("b", inner=innermost), "")
        body = open_list(open_item("One", inner=inner) + open_item("Two"))
        assert open_document(body) == [
            "1. One",
            "(a) a",
            "(b) b",
            "1.b.I. i",
            "1.b.II. ii",
            "2. Two",
        ]

    def test_a_second_paragraph_of_an_item_and_a_header_have_no_number(self):
        two = "<text:list-item><text:p>One</text:p><text:p>more</text:p>"
        head = "<text:list-header><text:p>Head</text:p></text:list-header>"
        body = open_list(f"{head}{two}</text:list-item>{open_item('Two')}")
        assert open_document(body) == ["Head", "1. One", "more", "2. Two"]

    def test_a_list_goes_on_with_the_one_that_it_names(self):
        body = open_list(open_item("a"), 'xml:id="x" text:style-name="L1"')
        body += open_list(open_item("b"))
        body += open_list(open_item("c"), 'text:continue-list="x" text:style-name="L1"')
        body += open_list(
            open_item("d"), 'text:continue-numbering="true" text:style-name="L1"'
        )
        body += open_list(open_item("e", 'text:start-value="9"'))
        assert open_document(body) == ["1. a", "1. b", "2. c", "3. d", "9. e"]

    def test_headings_have_the_numbers_of_the_outline(self):
        def heading(words, place, more=""):
            return f'<text:h text:outline-level="{place}" {more}>{words}</text:h>'

        body = heading("Facts", 1) + heading("Request", 2) + heading("Troops", 2)
        body += heading("Annex", 1, 'text:is-list-header="true"') + heading("Law", 1)
        assert open_document(body) == [
            "I. Facts",
            "B. Request",
            "C. Troops",
            "Annex",
            "II. Law",
        ]

    def test_a_form_of_numbers_from_LibreOffice_is_followed(self):
        more = (
            'loext:num-list-format="§ %1%:" xmlns:loext="urn:org:documentfoundation:'
            'names:experimental:office:xmlns:loext:1.0"'
        )
        style = f'<text:list-style style:name="L1">{number_level(1, "1", more)}'
        body = open_list(open_item("One"))
        assert open_document(body, f"{style}</text:list-style>") == ["§ 1: One"]

    def test_bullets_are_no_words(self):
        style = '<text:list-style style:name="L1"><text:list-level-style-bullet'
        style += ' text:level="1" text:bullet-char="•"/></text:list-style>'
        assert open_document(open_list(open_item("One")), style) == ["One"]
