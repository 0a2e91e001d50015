"""What an importer makes of a file: a text in blocks, and what is known of it.

An importer is a module with ``read(data: bytes) -> list[Reading]``: one reading for a
file that is one text, several for a table or an archive. It knows no database and no
disk; it raises ``Unreadable`` with one whole sentence. ``files.FORMATS`` lists them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.importers import blocks
from corpus.importers.plain_text import LONE_SURROGATE, Unreadable

#: Between two paragraphs that an importer found: a blank line.
GAP = "\n\n"
LINE_BREAKS = re.compile(r"\r\n?")


class Paragraph(NamedTuple):
    """One paragraph as an importer finds it, in reading order."""

    #: Its words, without the line breaks that end it; "\n" inside is a hard break.
    text: str
    #: One of formats.words.BLOCK_KINDS.
    kind: str = "paragraph"
    #: The page's label as the file has it ("xii", "104"), "" where there are no pages.
    page: str = ""
    #: One of formats.words.REGION_KINDS when it lies outside the text, else "".
    outside: str = ""


class Outside(NamedTuple):
    """A stretch outside the text: half-open, in code points."""

    start: int
    end: int
    #: One of formats.words.REGION_KINDS.
    kind: str


@dataclass
class Reading:
    """One text that an importer read."""

    #: What is stored: LF only, no NUL, no lone surrogate; never normalised.
    text: str
    #: In their order, joined, they are the text.
    blocks: list[blocks.Block]
    outside: list[Outside] = field(default_factory=list)
    #: Proposals for the fields of a document, as ``Source.head``.
    head: dict = field(default_factory=dict)
    #: Whole sentences about what was left out, guessed or lost.
    warnings: list[str] = field(default_factory=list)
    #: Comments of the file's margin, "who: words", which are no part of the text.
    comments: list[str] = field(default_factory=list)
    #: In a table or an archive: what this one text is called, and its own bytes.
    filename: str = ""
    data: bytes | None = None


def assemble(paragraphs: Iterable[Paragraph], **more) -> Reading:
    """Join paragraphs by blank lines, cut them into blocks, gather what is outside.

    Args:
        more: the other fields of ``Reading``.

    Raises:
        Unreadable: there is nothing but white space, or a NUL or half a character.
    """
    found = [_clean(paragraph) for paragraph in paragraphs]
    found = [paragraph for paragraph in found if paragraph.text]
    if not found:
        raise Unreadable("This file has no text: nothing but white space was found.")
    made: list[blocks.Block] = []
    outside: list[Outside] = []
    start = 0
    for number, paragraph in enumerate(found, start=1):
        text = paragraph.text + (GAP if number < len(found) else "\n")
        if paragraph.outside:
            _extend(outside, start, start + len(text), paragraph.outside)
        for piece in blocks.pieces(text):
            made.append(
                blocks.Block(start, piece, paragraph.kind, number, paragraph.page)
            )
            start += len(piece)
    text = "".join(block.text for block in made)
    return Reading(text, made, outside, **more)


def _clean(paragraph: Paragraph) -> Paragraph:
    text = LINE_BREAKS.sub("\n", paragraph.text).strip("\n\t ")
    if "\x00" in text:
        raise Unreadable("This file holds a NUL character, which no text can.")
    if LONE_SURROGATE.search(text):
        raise Unreadable("This file holds half a character (a lone surrogate).")
    return paragraph._replace(text=text)


def _extend(outside: list[Outside], start: int, end: int, kind: str) -> None:
    """One stretch for neighbours of one kind."""
    if outside and outside[-1].end == start and outside[-1].kind == kind:
        start = outside.pop().start
    outside.append(Outside(start, end, kind))
