"""One page of a PDF -> its lines, with place, size and weight. Points, y upwards.

Words come from pdfium in the order in which the file draws them; positions are asked of
a word's first and last character only, as each question costs a microsecond.
"""

import ctypes
import itertools
import math
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium

#: Round a raised number in a line, until it is known whether a note has it.
RAISED = "\ufdd0{}\ufdd1"
#: What pdfium puts for a hyphen at a line's end, and what a file may have there.
LINE_HYPHENS = "\x02\ufffe\xad"
LETTERS = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "ſt",
    0xFB06: "st",
    # the bullet of Symbol and Wingdings
    0xF0B7: "•",
    0xF0A7: "▪",
}
SPACE = frozenset({0x20, *range(9, 14)})
BOLD = 600
#: Parts of the size of the type.
SAME_LINE = 0.3
RAISED_SIZE = 0.85
RAISED_BY = 0.12
RAISED_AT_MOST = 0.9
WIDE_GAP = 2.0
STEPS_BACK = 0.6
FONT_NAME_BYTES = 128


class Word(NamedTuple):
    text: str
    left: float
    right: float
    #: Of the baseline.
    y: float
    size: float
    #: The index of its first character on the page.
    first: int


@dataclass(slots=True)
class Line:
    """Words on one baseline, without a wide gap."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    #: Of its first word.
    first_width: float
    #: From 0.
    page: int
    words: list[Word]
    column: int = 0


class PageLines(NamedTuple):
    lines: list[Line]
    #: Words that stand at an angle to the others.
    aslant: list[str]
    #: Characters whose meaning the file does not say, and all.
    unknown: int
    characters: int


def read_page(textpage, number: int) -> PageLines:
    """The lines of a page in the order in which the file draws them."""
    count = pdfium.FPDFText_CountChars(textpage)
    codes = [pdfium.FPDFText_GetUnicode(textpage, i) for i in range(max(count, 0))]
    found = [
        (turn, word)
        for start, end in spans(codes)
        for turn, word in words_of(textpage, codes, start, end)
    ]
    turns = Counter(turn for turn, _word in found)
    upright = turns.most_common(1)[0][0] if turns else 0
    words = [turned(word, upright) for turn, word in found if turn == upright]
    aslant = [word.text for turn, word in found if turn != upright]
    lines = [
        line_of(textpage, group, number) for group in grouped(word for word in words)
    ]
    unknown = sum(1 for code in codes if code in (0, 0xFFFD))
    return PageLines(lines, aslant, unknown, len(codes))


def spans(codes: list[int]):
    """(start, end) of what stands between spaces; a hyphen at a line's end closes."""
    start = None
    for index, code in enumerate(codes):
        if code in SPACE:
            if start is not None:
                yield start, index
            start = None
            continue
        if start is None:
            start = index
        if code in (0x02, 0xFFFE):
            yield start, index + 1
            start = None
    if start is not None:
        yield start, len(codes)


def words_of(textpage, codes, start: int, end: int):
    """(turn, word) of one span; its raised numbers stand in RAISED.

    The turn is the angle of the letters in whole degrees; places are not yet turned.
    """
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, start, matrix)
    turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size_first = pdfium.FPDFText_GetFontSize(textpage, start)
    size_last = pdfium.FPDFText_GetFontSize(textpage, end - 1)
    if size_first == size_last:
        text = text_of(codes[start:end])
        size = size_first * scale
    else:
        text, size = text_of_runs(textpage, codes, start, end, scale)
    x, y = origin(textpage, start if size_first >= size_last else end - 1)
    first_x, first_y = origin(textpage, start) if size_first < size_last else (x, y)
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, end - 1, box)
    if turn in (0, 180):
        far = box.right if turn == 0 else box.left
        word = Word(text, first_x, far, y, size, start)
    else:
        # the line goes up or down the page
        far = box.top if turn == 90 else box.bottom
        word = Word(text, first_y, far, x, size, start)
    if text:
        yield turn, word


def text_of_runs(textpage, codes, start: int, end: int, scale: float):
    """The text of a word in several sizes, and the largest of them."""
    sizes = [pdfium.FPDFText_GetFontSize(textpage, i) for i in range(start, end)]
    largest = max(sizes)
    base = origin(textpage, start + sizes.index(largest))[1]
    parts = []
    for size, group in itertools.groupby(range(start, end), lambda i: sizes[i - start]):
        run = list(group)
        text = text_of([codes[i] for i in run])
        raised = origin(textpage, run[0])[1] - base > RAISED_BY * largest * scale
        small = size < RAISED_SIZE * largest
        parts.append(
            RAISED.format(text) if small and raised and is_mark(text) else text
        )
    return "".join(parts), largest * scale


def is_mark(text: str) -> bool:
    """Whether a note may be called so."""
    return (text.isdigit() and len(text) <= 3) or text in ("*", "**", "†", "‡", "§")


def origin(textpage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    return x.value, y.value


def text_of(codes: list[int]) -> str:
    text = "".join(LETTERS.get(code) or chr(code) for code in codes)
    if any(0xD800 <= code < 0xE000 for code in codes):
        # a character beyond the basic plane, in two halves
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(
        one for one in text if one >= " " and one not in "\x7f\ufffd" or one == "\x02"
    )


def turned(word: Word, turn: int) -> Word:
    """As if the page were held so that its words stand upright."""
    if turn == 90:
        return word._replace(y=-word.y)
    if turn == 180:
        return word._replace(left=-word.left, right=-word.right, y=-word.y)
    if turn == 270:
        return word._replace(left=-word.left, right=-word.right)
    return word


def grouped(words):
    """Words of one line each, in the file's order."""
    line: list[Word] = []
    for word in words:
        if line and not follows(line, word):
            yield line
            line = []
        if line and word.text.strip() and is_raised(line, word):
            word = word._replace(text=RAISED.format(word.text))
        line.append(word)
    if line:
        yield line


def follows(line: list[Word], word: Word) -> bool:
    last = line[-1]
    size = max(last.size, word.size)
    near = last.right - STEPS_BACK * size <= word.left <= last.right + WIDE_GAP * size
    if not near:
        return False
    base = max(line, key=lambda one: one.size)
    if abs(word.y - base.y) <= SAME_LINE * size:
        return True
    # a raised number after its word, or a note's number before its words
    raised = is_raised(line, word)
    return raised or (is_mark(base.text) and is_raised([word], base))


def is_raised(line: list[Word], word: Word) -> bool:
    base = max(line, key=lambda one: one.size)
    above = word.y - base.y
    return (
        is_mark(word.text)
        and word.size < RAISED_SIZE * base.size
        and RAISED_BY * base.size < above < RAISED_AT_MOST * base.size
    )


def line_of(textpage, words: list[Word], number: int) -> Line:
    base = max(words, key=lambda one: (one.size, len(one.text)))
    if len(words) > 1 and is_raised([base], words[0]):
        words[0] = words[0]._replace(text=RAISED.format(words[0].text))
    text = join(words)
    weights = {is_bold(textpage, word.first) for word in (words[0], base, words[-1])}
    return Line(
        text=text,
        left=words[0].left,
        right=words[-1].right,
        y=base.y,
        size=round(usual_size(words), 1),
        bold=weights == {True},
        first_width=words[0].right - words[0].left,
        page=number,
        words=words,
    )


def usual_size(words: list[Word]) -> float:
    """Of most characters."""
    sizes: Counter = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0]


def join(words: list[Word]) -> str:
    """With spaces between, but none before a raised number that touches its word."""
    text = words[0].text
    for before, word in itertools.pairwise(words):
        touches = word.left - before.right < 0.1 * before.size
        glued = touches and word.text.startswith(RAISED[0])
        text += word.text if glued else f" {word.text}"
    return text


def is_bold(textpage, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage, index) >= BOLD:
        return True
    name = ctypes.create_string_buffer(FONT_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, FONT_NAME_BYTES, flags)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()
