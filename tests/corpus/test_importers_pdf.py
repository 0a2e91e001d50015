"""PDFs: the order of reading, what is left out of it, and what is said about it."""

import pytest

from corpus.importers import pdf
from corpus.importers.pdf_hyphens import Joiner
from corpus.importers.plain_text import Unreadable
from tests.corpus.pdf_files import HEIGHT, PdfFile, Text

LINE = 13


def read(file):
    [reading] = pdf.read(file.bytes())
    return reading


def kinds(reading):
    return [(block.kind, block.text.strip()) for block in reading.blocks]


def column(lines, x=72.0, y=HEIGHT - 100.0, size=11.0, font="plain"):
    """Lines one under the other."""
    return [
        Text(x, y - number * LINE, line, size, font)
        for number, line in enumerate(lines)
    ]


FIRST = [
    "The council met in the morning and heard what the two envoys",
    "had to say of the winter, of the troops that came over the pass",
    "and of the letter in which the government had asked for them.",
]
SECOND = [
    "    Nobody had seen that letter. The envoys said that it was in",
    "the hands of the alliance, whose secretary did not answer when",
    "he was asked.",
]


def test_lines_become_paragraphs():
    lines = [*column(FIRST), *column(SECOND, y=HEIGHT - 100 - 3 * LINE)]

    reading = read(PdfFile().page(lines))

    assert [text for _kind, text in kinds(reading)] == [
        " ".join(FIRST),
        " ".join(line.strip() for line in SECOND),
    ]


def test_a_short_line_ends_a_paragraph():
    short = [FIRST[0], FIRST[1], "and rested.", FIRST[0], FIRST[1]]

    reading = read(PdfFile().page(column(short)))

    assert [text for _kind, text in kinds(reading)] == [
        f"{FIRST[0]} {FIRST[1]} and rested.",
        f"{FIRST[0]} {FIRST[1]}",
    ]


def test_a_paragraph_goes_on_over_the_page():
    file = PdfFile().page(column(FIRST[:2])).page(column([FIRST[2], *SECOND[1:]]))

    reading = read(file)

    assert [text for _kind, text in kinds(reading)] == [
        " ".join([*FIRST, SECOND[1].strip(), SECOND[2]])
    ]


def test_two_columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn():
    left = [f"left line {n} of the column here" for n in range(12)]
    right = [f"right line {n} of the other one" for n in range(12)]
    title = Text(180, HEIGHT - 60, "A title over both of the columns", 16, "bold")
    rows = [
        text
        for pair in zip(column(left, x=72), column(right, x=320), strict=True)
        for text in pair
    ]

    reading = read(PdfFile().page([*rows, title]))

    assert kinds(reading)[0] == ("heading", "A title over both of the columns")
    words = reading.text
    assert words.index("left line 11") < words.index("right line 0")


def test_running_heads_and_page_numbers_are_left_out_and_said():
    file = PdfFile()
    for number, side in enumerate(["north", "south", "east", "west"], start=1):
        file.page(
            [
                Text(200, HEIGHT - 40, "Proceedings of the winter session", 9),
                *column([f"From the {side} they came.", *FIRST, f"To the {side}."]),
                Text(290, 40, str(number), 9),
            ]
        )

    reading = read(file)

    assert "Proceedings" not in reading.text
    assert reading.text.count("they came.") == reading.text.count("To the") == 4
    assert not any(line.strip().isdigit() for line in reading.text.split("\n"))
    assert reading.warnings == [
        "Running heads and page numbers were left out: “Proceedings of the winter"
        " session”."
    ]


def test_notes_stand_at_the_end_and_keep_their_marks():
    def page(first, mark, note):
        lines = column([first, *FIRST])
        right = 72 + len(first) * 5.25
        return [
            lines[0],
            Text(right, lines[0].y + 4, mark, 6),
            *lines[1:],
            Text(72, 100, mark, 6),
            *column([note[0]], x=78, y=96, size=8),
            *column(note[1:], y=84, size=8),
        ]

    file = PdfFile()
    file.page(page("The request came late", "1", ["See the protocol,", "part two."]))
    file.page(page("The answer came later", "2", ["Ibid."]))

    reading = read(file)

    assert [text for kind, text in kinds(reading) if kind == "footnote"] == [
        "[1] See the protocol, part two.",
        "[2] Ibid.",
    ]
    assert "late[1]" in reading.text
    assert reading.blocks[-1].page == "2"
    assert reading.blocks[-1].kind == "footnote"


def test_a_note_goes_on_at_the_foot_of_the_next_page():
    foot = ["1 The letter was never shown, and nobody who was asked for it"]
    file = PdfFile()
    file.page([*column(FIRST), *column(foot, y=90, size=8)])
    file.page([*column(SECOND), *column(["could say where it was."], y=90, size=8)])

    reading = read(file)

    assert kinds(reading)[-1] == (
        "footnote",
        "[1] The letter was never shown, and nobody who was asked for it could say"
        " where it was.",
    )


def test_pages_have_the_labels_of_the_file():
    file = PdfFile(labels="0 << /S /r /St 11 >> 1 << /S /D /St 101 >>")
    file.page(column(FIRST)).page(column(SECOND))

    reading = read(file)

    assert [block.page for block in reading.blocks] == ["xi", "101"]


def test_headings_are_told_by_size_and_weight():
    lines = [
        Text(72, 770, "The winter operation", 18),
        *column(FIRST, y=740),
        Text(72, 690, "What was asked for", 11, "bold"),
        *column(FIRST, y=670),
    ]

    assert [kind for kind, _text in kinds(read(PdfFile().page(lines)))] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_items_of_a_list_stay_apart():
    items = ["1. the first of them", "2. the second of them", "3. the third of them"]

    reading = read(PdfFile().page([*column(FIRST), *column(items, y=650)]))

    assert [text for kind, text in kinds(reading) if kind == "list_item"] == items


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_held(turn):
    places = {0: (72, 700), 90: (100, 72), 180: (500, 100), 270: (500, 700)}
    steps = {0: (0, -LINE), 90: (LINE, 0), 180: (0, LINE), 270: (-LINE, 0)}
    (x, y), (right, up) = places[turn], steps[turn]
    lines = [
        Text(x + n * right, y + n * up, line, turn=turn) for n, line in enumerate(FIRST)
    ]

    reading = read(PdfFile().page(lines, turn=turn))

    assert reading.text.strip() == " ".join(FIRST)


def test_words_aslant_are_left_out_and_said():
    lines = [*column(FIRST), Text(30, 300, "DRAFT", 40, turn=90)]

    reading = read(PdfFile().page(lines))

    assert "DRAFT" not in reading.text
    assert "such as “DRAFT”" in reading.warnings[0]


def test_a_page_without_text_is_named():
    file = PdfFile().page(column(FIRST)).page([]).page(column(SECOND))

    assert "There is no text on page 2;" in read(file).warnings[0]


def test_what_the_file_says_of_itself_is_proposed():
    file = PdfFile(title="The winter operation", author="Ann Reed")

    assert read(file.page(column(FIRST))).head == {
        "title": "The winter operation",
        "authors": ["Reed, Ann"],
    }


def test_the_name_of_another_file_is_no_title():
    file = PdfFile(title="Microsoft Word - draft3.doc")

    assert read(file.page(column(FIRST))).head == {}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (PdfFile().page([]).page([]).bytes(), "as a scan does"),
        (PdfFile(locked=True).page(["x"]).bytes(), "protected by a password"),
        (b"%PDF-1.7\nrubbish", "damaged or cut off"),
        (b"", "damaged or cut off"),
    ],
)
def test_what_cannot_be_read_is_said(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        pdf.read(data)


@pytest.mark.parametrize(
    ("elsewhere", "lines", "joined"),
    [
        ("international law", ["inter-", "national law"], "international law"),
        ("self-defence", ["self-", "defence of"], "self-defence of"),
        ("", ["self-", "defence"], "self-defence"),
        ("", ["the 1990-", "1994 war"], "the 1990-1994 war"),
        ("", ["Nagorno-", "Karabakh"], "Nagorno-Karabakh"),
        ("", ["inter\xad", "national"], "international"),
        ("", ["https://example.org/a-", "b/c"], "https://example.org/a-b/c"),
        ("", ["https://example.org/", "a"], "https://example.org/a"),
        ("", ["and/", "or"], "and/or"),
        ("word—word", ["word—", "word"], "word—word"),
        ("a — b — c", ["a —", "b"], "a — b"),
        ("", ["two", "words"], "two words"),
    ],
)
def test_hyphens_at_line_ends(elsewhere, lines, joined):
    joiner = Joiner([elsewhere, *lines, *["other words of the text"] * 40])

    assert joiner.paragraph(lines) == joined


def test_a_file_that_breaks_words_broke_this_one():
    lines = ["the sover-", "eignty of", "a govern-", "ment in", "no res-", "pect"]

    assert Joiner(lines).paragraph(lines[:2]) == "the sovereignty of"
