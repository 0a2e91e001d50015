"""The reading view: paragraphs with their marks, made on the server."""

from dataclasses import dataclass

from annotations.cut import Segment, cut
from corpus.models import Block


@dataclass
class Paragraph:
    block: Block
    #: [(segment, its words, marks that end with it)]
    pieces: list
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
    ending = [mark for mark in segment.spans if mark.end == segment.end]
    return segment, words, ending
