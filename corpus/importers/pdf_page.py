"""One page of a PDF -> its lines, with place, size and weight. Points, y upwards.

Words come from pdfium in the order in which the file draws them; positions are asked of
a word's first and last character only, as each question costs a microsecond.
"""

import ctypes
import itertools
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium

from corpus.importers.plain_text import LONE_SURROGATE

#: Round a raised number in a line, until it is known whether a note has it.
RAISED = "\ufdd0{}\ufdd1"
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
#: What stands between spaces, at most up to a hyphen that pdfium took for a line's end.
SPAN = re.compile("[^ \t-\r\x02\ufffe]*[\x02\ufffe]|[^ \t-\r\x02\ufffe]+")
#: A page without these needs no cleaning.
ODD = re.compile(
    "[\x00\x01\x03-\x08\x0e-\x1f\x7f\ud800-\udfff\uf0a7\uf0b7\ufb00-\ufb06\ufffd]"
)
CONTROLS = re.compile("[\x00\x01\x03-\x1f\x7f\ufffd]")
MARKS = tuple("0123456789*†‡§")
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
    text = text_of_page(textpage)
    found = list(Words(textpage, text))
    turns = Counter(turn for turn, _word in found)
    upright = turns.most_common(1)[0][0] if turns else 0
    words = (turned(word, upright) for turn, word in found if turn == upright)
    aslant = [word.text for turn, word in found if turn != upright]
    lines = [line_of(textpage, group, number) for group in grouped(words)]
    unknown = text.count("\0") + text.count("\ufffd")
    return PageLines(lines, aslant, unknown, len(text))


def text_of_page(textpage) -> str:
    """One code unit a character of pdfium, so that positions are its indices."""
    count = max(pdfium.FPDFText_CountChars(textpage), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    if written == count + 1:
        return bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    # it passes over what has no meaning, or writes a character in two halves
    return "".join(
        chr(pdfium.FPDFText_GetUnicode(textpage, index)) for index in range(count)
    )


class Words:
    """(turn, word) of what stands between spaces; a hyphen at a line's end closes.

    The turn is the angle of the letters in whole degrees; places are not yet turned.
    """

    def __init__(self, textpage, text: str):
        self.textpage = textpage
        self.text = text
        self.is_plain = not ODD.search(text)
        self.matrix = pdfium.FS_MATRIX()
        self.box = pdfium.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def __iter__(self):
        before = None
        turn, scale = 0, 1.0
        for match in SPAN.finditer(self.text):
            start, end = match.span()
            size = pdfium.FPDFText_GetFontSize(self.textpage, start)
            x, y = self.origin(start)
            # words on one baseline are written in one direction
            if before != (y, size):
                pdfium.FPDFText_GetMatrix(self.textpage, start, self.matrix)
                matrix = self.matrix
                turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
                scale = math.hypot(matrix.c, matrix.d) or 1.0
                before = y, size
            word = self.word(match.group(), start, end, x, y, size, scale)
            if word.text:
                yield turn, self.reaching(word, turn, end)

    def word(self, text, start, end, x, y, size, scale) -> Word:
        text = text if self.is_plain else cleaned(text)
        # a raised number may stand at either end
        if (text[-1:] in MARKS or text[:1] in MARKS) and end - start > 1:
            last = pdfium.FPDFText_GetFontSize(self.textpage, end - 1)
            if last != size:
                text, largest, base = self.runs(start, end, scale)
                return Word(text, x, x, base, largest * scale, start)
        return Word(text, x, x, y, size * scale, start)

    def runs(self, start: int, end: int, scale: float):
        """The text of a word in several sizes, the largest of them and its baseline."""
        size_of = pdfium.FPDFText_GetFontSize
        sizes = [size_of(self.textpage, index) for index in range(start, end)]
        largest = max(sizes)
        base = self.origin(start + sizes.index(largest))[1]
        parts = []
        for size, group in itertools.groupby(
            range(start, end), lambda index: sizes[index - start]
        ):
            run = list(group)
            text = cleaned(self.text[run[0] : run[-1] + 1])
            above = self.origin(run[0])[1] - base
            raised = above > RAISED_BY * largest * scale
            small = size < RAISED_SIZE * largest
            is_raised = small and raised and is_mark(text)
            parts.append(RAISED.format(text) if is_raised else text)
        return "".join(parts), largest, base

    def reaching(self, word: Word, turn: int, end: int) -> Word:
        """The word with its end, along its own direction."""
        box = self.box
        pdfium.FPDFText_GetLooseCharBox(self.textpage, end - 1, box)
        if turn == 0:
            return word._replace(right=box.right)
        if turn == 180:
            return word._replace(right=box.left)
        # the line goes up or down the page
        far = box.top if turn == 90 else box.bottom
        return word._replace(left=word.y, right=far, y=word.left)

    def origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self.textpage, index, self.x, self.y)
        return self.x.value, self.y.value


def is_mark(text: str) -> bool:
    """Whether a note may be called so."""
    return (text.isdigit() and len(text) <= 3) or text in ("*", "**", "†", "‡", "§")


def cleaned(text: str) -> str:
    """Letters for ligatures, whole characters for halves, no control characters."""
    text = text.translate(LETTERS)
    if LONE_SURROGATE.search(text):
        # a character beyond the basic plane, in two halves
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return CONTROLS.sub("", text)


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
    base = None
    for word in words:
        if base and not follows(line[-1], base, word):
            yield line
            line, base = [], None
        if base and is_raised(base, word):
            word = word._replace(text=RAISED.format(word.text))
        line.append(word)
        if not base or word.size > base.size:
            base = word
    if line:
        yield line


def follows(last: Word, base: Word, word: Word) -> bool:
    """Whether a word goes on with a line of which ``base`` is the largest."""
    size = max(last.size, word.size)
    if not last.right - STEPS_BACK * size <= word.left <= last.right + WIDE_GAP * size:
        return False
    if abs(word.y - base.y) <= SAME_LINE * size:
        return True
    # a raised number after its word, or a note's number before its words
    return is_raised(base, word) or is_raised(word, base)


def is_raised(base: Word, word: Word) -> bool:
    """Whether a word is a raised number beside ``base``."""
    return (
        word.size < RAISED_SIZE * base.size
        and RAISED_BY * base.size < word.y - base.y < RAISED_AT_MOST * base.size
        and is_mark(word.text)
    )


def line_of(textpage, words: list[Word], number: int) -> Line:
    base = max(words, key=lambda one: (one.size, len(one.text)))
    if len(words) > 1 and is_raised(base, words[0]):
        words[0] = words[0]._replace(text=RAISED.format(words[0].text))
    text = join(words)
    heavy = all(is_bold(textpage, words[place].first) for place in (0, -1))
    return Line(
        text=text,
        left=words[0].left,
        right=words[-1].right,
        y=base.y,
        size=round(usual_size(words), 1),
        bold=heavy,
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
