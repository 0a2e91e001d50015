"""The reading view: paragraphs with their marks, made on the server."""

from dataclasses import dataclass

from annotations.cut import Segment, cut
from corpus.models import Block

#: A longer quote is shown in its note by its beginning and its end, in code points.
LONGEST, HEAD, TAIL = 300, 200, 90


@dataclass
class Piece:
    words: str
    #: The marks that cover it, outer first; those that begin and that end with it.
    marks: list
    opened: list
    closed: list


@dataclass
class Paragraph:
    block: Block
    pieces: list[Piece]
    #: Whether a number stands beside it: a long paragraph has several blocks.
    first: bool = True


def paragraphs_of(blocks, marks):
    """Each block, cut where marks begin and end.

    Args:
        blocks: in their order.
        marks: annotations of the text, by start.
    """
    found, open_marks, waiting = [], [], list(reversed(marks))
    for block in blocks:
        end = block.start + len(block.text)
        open_marks = [mark for mark in open_marks if mark.end > block.start]
        while waiting and waiting[-1].start < end:
            open_marks.append(waiting.pop())
        segments = cut(block.start, end, open_marks)
        first = not found or found[-1].block.paragraph != block.paragraph
        pieces = [piece(block, segment) for segment in segments]
        found.append(Paragraph(block, pieces, first))
    return found


def piece(block, segment: Segment):
    words = block.text[segment.start - block.start : segment.end - block.start]
    opened = [mark for mark in segment.spans if mark.start == segment.start]
    # what began last ends first, as brackets do
    closed = [mark for mark in reversed(segment.spans) if mark.end == segment.end]
    return Piece(words, segment.spans, opened, closed)


def excerpt(quote):
    """A quote for its note: a long one without its middle, cut between words."""
    if len(quote) <= LONGEST:
        return quote
    head, tail = quote[:HEAD], quote[-TAIL:]
    return f"{head.rpartition(' ')[0] or head} […] {tail.partition(' ')[2] or tail}"
