"""What goes between the server and the process that reads files, as MessagePack.

The process is not trusted: what it answers is data of given types and bounded size,
never code, and is checked as it comes in.
"""

from typing import Any, NamedTuple

import msgspec

from corpus.importers.blocks import LONGEST, Block
from corpus.importers.reading import Outside, Reading
from formats.words import BLOCK_KINDS, REGION_KINDS


class Request(msgspec.Struct, array_like=True):
    filename: str
    data: bytes


class Piece(NamedTuple):
    """A block without its words, which are the next ``length`` of the text."""

    length: int
    kind: str
    paragraph: int
    page: str


class Read(msgspec.Struct, array_like=True):
    """A ``Reading``."""

    text: str
    pieces: list[Piece]
    outside: list[Outside]
    head: dict[str, Any]
    warnings: list[str]
    comments: list[str]
    filename: str
    data: bytes | None


class Answer(msgspec.Struct, array_like=True):
    readings: list[Read] = []
    #: One whole sentence when the file cannot be read.
    sentence: str = ""
    #: Where our own code failed, for the log; no word of the file.
    fault: str = ""
    #: The process can read no further file.
    spent: bool = False


class Garbled(ValueError):
    """The bytes are no answer that an honest process would give."""


def packed(readings: list[Reading]) -> list[Read]:
    return [
        Read(
            one.text,
            [
                Piece(len(block.text), block.kind, block.paragraph, block.page)
                for block in one.blocks
            ],
            one.outside,
            one.head,
            one.warnings,
            one.comments,
            one.filename,
            one.data,
        )
        for one in readings
    ]


def unpacked(answer: Answer) -> list[Reading]:
    """The readings of an answer.

    Raises:
        Garbled: blocks or stretches do not fit the text.
    """
    return [_reading(read) for read in answer.readings]


def _reading(read: Read) -> Reading:
    blocks = []
    start = 0
    for piece in read.pieces:
        if not 0 < piece.length <= LONGEST or piece.kind not in BLOCK_KINDS:
            raise Garbled(str(piece))
        text = read.text[start : start + piece.length]
        blocks.append(Block(start, text, piece.kind, piece.paragraph, piece.page))
        start += piece.length
    if start != len(read.text):
        raise Garbled("The blocks are not the text.")
    for stretch in read.outside:
        fits = 0 <= stretch.start < stretch.end <= len(read.text)
        if not fits or stretch.kind not in REGION_KINDS:
            raise Garbled(str(stretch))
    return Reading(
        read.text,
        blocks,
        read.outside,
        read.head,
        read.warnings,
        read.comments,
        read.filename,
        read.data,
    )
