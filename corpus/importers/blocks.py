"""Cut a text into the blocks that are stored: paragraphs of at most 4,096 code points.

One line is one paragraph; blank lines after it belong to it, those before the first one
to the first. The blocks in their order, joined, are the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 4096
#: How far back from the longest length a better place to cut is looked for.
LOOK_BACK = 1024

HEADING_LENGTH = 90
LIST_ITEM = re.compile(r"(?:[-–—•◦▪*]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\d{1,2}\.)\s")
FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|[¹²³⁴-⁹⁰]{1,3}\s?\S")
QUOTATION = re.compile(r"“[^“”]+”[.,;]?$|«[^«»]+»[.,;]?$|>\s")
SENTENCE_ENDS = tuple('.!?;:,…”"»’)')

#: str.splitlines would also cut at form feeds and line separators.
LINE = re.compile(r"[^\n]*\n|[^\n]+")
JOINER = "\u200d"


class Block(NamedTuple):
    #: Code points before the block in the text.
    start: int
    text: str
    #: One of formats.words.BLOCK_KINDS.
    kind: str
    #: The number for citing, from 1; the pieces of a long paragraph share it.
    paragraph: int
    #: The label of the page it begins on, "" where there are no pages.
    page: str = ""


def split(text: str) -> list[Block]:
    """The blocks of a text, none of them empty.

    Args:
        text: as corpus.importers.plain_text leaves it.
    """
    blocks = []
    start = 0
    stood_alone = True
    for number, paragraph in enumerate(paragraphs(text), start=1):
        last = start + len(paragraph) == len(text)
        kind = guess_kind(paragraph, stood_alone, last)
        for piece in pieces(paragraph):
            blocks.append(Block(start, piece, kind, number))
            start += len(piece)
        stood_alone = blank_line_follows(paragraph)
    return blocks


def paragraphs(text: str) -> Iterator[str]:
    """Lines with the blank ones that follow them."""
    gathered: list[str] = []
    has_words = False
    for line in LINE.findall(text):
        blank = not line.strip()
        if has_words and not blank:
            yield "".join(gathered)
            gathered = []
        gathered.append(line)
        has_words = has_words or not blank
    if gathered:
        yield "".join(gathered)


def blank_line_follows(paragraph: str) -> bool:
    return paragraph[len(paragraph.rstrip()) :].count("\n") > 1


def guess_kind(paragraph: str, stood_alone: bool, last: bool) -> str:
    """What a paragraph looks like; in doubt, a paragraph.

    Args:
        stood_alone: a blank line, or nothing, comes before it.
        last: nothing comes after it.
    """
    line = paragraph.strip()
    if LIST_ITEM.match(line):
        return "list_item"
    if FOOTNOTE.match(line):
        return "footnote"
    if QUOTATION.match(line):
        return "quotation"
    alone = stood_alone and blank_line_follows(paragraph) and not last
    if alone and len(line) <= HEADING_LENGTH and looks_like_heading(line):
        return "heading"
    return "paragraph"


def looks_like_heading(line: str) -> bool:
    return not line[:1].islower() and not line.endswith(SENTENCE_ENDS)


def pieces(paragraph: str) -> Iterator[str]:
    """A paragraph in pieces of at most LONGEST code points."""
    start = 0
    while len(paragraph) - start > LONGEST:
        end = cut_before(paragraph, start + LONGEST)
        yield paragraph[start:end]
        start = end
    if start < len(paragraph):
        yield paragraph[start:]


def cut_before(text: str, limit: int) -> int:
    """The best place to cut in the LOOK_BACK code points that end at ``limit``."""
    for position in range(limit, limit - LOOK_BACK, -1):
        if text[position - 1] == " " and can_cut(text, position):
            return position
    for position in range(limit, limit - LOOK_BACK, -1):
        if can_cut(text, position):
            return position
    return limit


def can_cut(text: str, position: int) -> bool:
    """False inside what a reader sees as one character (the common cases of UAX 29)."""
    before, after = text[position - 1], text[position]
    return not (
        JOINER in (before, after)
        or unicodedata.category(after) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or (is_regional(before) and is_regional(after))
        or (is_hangul_part(before) and is_hangul_part(after))
    )


def is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def is_hangul_part(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff"
