"""The reading view: paragraphs with their marks, made on the server."""

import re
from dataclasses import dataclass

from annotations.cut import Segment, cut
from corpus.models import Block

#: A longer quote is shown in its note by its beginning and its end, in code points.
LONGEST, HEAD, TAIL = 300, 200, 90

NUMBER = re.compile(r"[0-9]{1,9}")
WRONG = "This link points to no passage of this text. Here is its beginning."


@dataclass
class Stretch:
    """A region outside the text, or the passage that a link names."""

    start: int
    end: int
    id: str


@dataclass
class Piece:
    words: str
    #: The marks that cover it, outer first; those that begin and that end with it.
    marks: list
    opened: list
    closed: list
    #: Whether it lies outside the text, and in the passage that the link names.
    outside: bool = False
    linked: bool = False
    #: Whether that passage begins with it.
    target: bool = False


@dataclass
class Paragraph:
    block: Block
    pieces: list[Piece]
    #: Whether a number stands beside it: a long paragraph has several blocks.
    first: bool = True


def paragraphs_of(blocks, marks, regions=(), passage=None):
    """Each block, cut where marks, regions and the passage begin and end.

    Args:
        blocks: in their order.
        marks: annotations of the text, by start.
        regions: stretches outside the text.
        passage: (start, end) that a link names, or None.
    """
    stretches = [Stretch(region.start, region.end, "outside") for region in regions]
    if passage:
        start, end = passage
        stretches.append(Stretch(start, end, "passage"))
    found, open_marks, waiting = [], [], list(reversed(marks))
    for block in blocks:
        end = block.start + len(block.text)
        open_marks = [mark for mark in open_marks if mark.end > block.start]
        while waiting and waiting[-1].start < end:
            open_marks.append(waiting.pop())
        segments = cut(block.start, end, [*open_marks, *stretches])
        first = not found or found[-1].block.paragraph != block.paragraph
        pieces = [piece(block, segment, passage) for segment in segments]
        found.append(Paragraph(block, pieces, first))
    return found


def piece(block, segment: Segment, passage):
    words = block.text[segment.start - block.start : segment.end - block.start]
    kinds = {span.id for span in segment.spans if isinstance(span, Stretch)}
    marks = [span for span in segment.spans if not isinstance(span, Stretch)]
    marks.sort(key=lambda mark: (mark.start, -mark.end, mark.id))
    opened = [mark for mark in marks if mark.start == segment.start]
    # what began last ends first, as brackets do
    closed = [mark for mark in reversed(marks) if mark.end == segment.end]
    return Piece(
        words,
        marks,
        opened,
        closed,
        outside="outside" in kinds,
        linked="passage" in kinds,
        target=bool(passage) and passage[0] == segment.start,
    )


def passage_of(query, length):
    """((start, end) or None, a sentence when the address names what is not there).

    Args:
        query: of the address, with ``from`` and ``to`` in code points, half-open.
        length: of the text.
    """
    sent = [query.get(name, "") for name in ("from", "to")]
    if not any(sent):
        return None, ""
    if not all(NUMBER.fullmatch(number) for number in sent):
        return None, WRONG
    start, end = map(int, sent)
    if not start < end <= length:
        return None, WRONG
    return (start, end), ""


def excerpt(quote):
    """A quote for its note: a long one without its middle, cut between words."""
    if len(quote) <= LONGEST:
        return quote
    head, tail = quote[:HEAD], quote[-TAIL:]
    return f"{head.rpartition(' ')[0] or head} […] {tail.partition(' ')[2] or tail}"
