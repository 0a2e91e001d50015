import pytest

from corpus.importers import rtf
from corpus.importers.plain_text import Unreadable
from tests.corpus.test_importers_samples import inside


def read(body, before=r"\ansi\ansicpg1252"):
    [reading] = rtf.read(rb"{\rtf1" + f"{before} {body}".encode("latin-1") + b"}")
    return reading


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'93caf\'e9\'94 \emdash  \lquote x\rquote", "“café” — ‘x’"),
        (
            r"Art.\~5 co\-operate non\_stop \{x\}\\",
            "Art.\u00a05 co\u00adoperate non\u2011stop {x}\\",
        ),
        (r"\u1055?\u1088\'3f\uc2\u1086ab!", "Про!"),
        (r"\uc1\u-10179?\u-8886?", "\U0001f54a"),
        (r"a {\*\unknown gone {\b too}}b", "a b"),
        ("a\r\nb {\\b c}d", "ab cd"),
        (r"{\v secret}seen", "seen"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", "shown"),
        (r"{\upr{old}{\*\ud{new}}}", "new"),
        (r"a\bin5 {{{{{b", "ab"),
    ],
)
def test_words_and_signs(body, text):
    assert read(body).text == f"{text}\n"


def test_each_font_has_its_encoding():
    fonts = r"{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset161 B;}{\f2\fcharset128 C;}}"
    body = (
        rf"{fonts}\f0 \'cf\'f0\'ee {{\f1 \'eb\'fc\'e3}} {{\f2 \'93\'fa\'96\'7b}} \'e8"
    )
    assert read(body).text == "Про λόγ 日本 и\n"


def test_notes_and_comments_stand_apart():
    reading = read(
        r"One{\super\chftn}{\footnote\pard {\super\chftn} Foot.}, two{\footnote\ftnalt"
        r"\pard End.}{\*\atnid r}{\*\atnauthor Rita}\chatn{\*\annotation\pard Which?}."
        r"\par Next."
    )
    assert inside(reading) == [
        ("paragraph", "One[1], two[i]."),
        ("paragraph", "Next."),
        ("footnote", "[1] Foot."),
        ("footnote", "[i] End."),
    ]
    assert reading.comments == ["Rita: Which?"]


def test_a_text_box_follows_its_paragraph_once():
    box = (
        r"{\shp{\*\shpinst{\shptxt\pard In the box\par}}{\shprslt\pard In the box\par}}"
    )
    assert inside(read(rf"Beside{box}\par Next")) == [
        ("paragraph", "Beside"),
        ("paragraph", "In the box"),
        ("paragraph", "Next"),
    ]


def test_what_is_left_out_is_said():
    reading = read(r"{\header Above}{\pict\pngblip 00ff}{\deleted gone}Words")
    assert reading.text == "Words\n"
    assert reading.warnings == [
        "Pictures were left out: 1.",
        "Headers and footers of the pages were left out: 1.",
        "Tracked changes were taken as accepted: 1.",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (rb"{\rtf1 \pard Words that are", "cut off"),
        (rb"{\rtf1 }", "no text"),
        (rb"{\rtf1 " + b"{" * 200_000, "nests its groups deeper"),
    ],
)
def test_what_cannot_be_read_is_said(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        rtf.read(data)


def test_numbers_before_items_stay_and_bullets_do_not():
    body = (
        r"\pard\ls1{\listtext\pard\plain (a)\tab}One\par{\listtext o\tab}Two\par"
        r"{\listtext\'b7\tab}Three\par{\listtext (b)\tab}\par{\pntext 5.\tab}Five\par"
    )
    assert inside(read(body)) == [
        ("list_item", "(a) One"),
        ("list_item", "Two"),
        ("list_item", "Three"),
        ("list_item", "5. Five"),
    ]
