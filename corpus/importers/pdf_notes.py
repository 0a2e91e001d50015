"""Footnotes: small type at the foot of a page or column, under a number or a sign.

A note that goes on at the foot of the next page is one note.
"""

import itertools
import re
from dataclasses import dataclass, field

from corpus.importers.pdf_page import RAISED, Line

#: Part of the size of the text that a note's type has at most.
SMALL = 0.94
RAISED_MARK = RAISED.format("(?P<raised>[^\ufdd1]+)")
#: A number, or a sign, before a space or the first word's capital or quotation mark.
PLAIN_MARK = r"(?P<plain>\d{1,3}|[*†‡§]{1,3})(?=[\s.)\]]|[^\W\d_]|[“‘«\"(])"
MARK = re.compile(rf"(?:{RAISED_MARK}|{PLAIN_MARK})[.)\]]?\s*")
ENDED = (".", "!", "?", "”", "’", '"', ")", "»")


@dataclass
class Note:
    label: str
    page: int
    lines: list[Line] = field(default_factory=list)

    def ended(self) -> bool:
        return not self.lines or self.lines[-1].text.endswith(ENDED)


def take_out(
    pages: list[list[Line]], body_size: float
) -> tuple[list[list[Line]], list[Note]]:
    """The pages without their footnotes, and these in their order."""
    notes: list[Note] = []
    kept = []
    for lines in pages:
        found: set[int] = set()
        for group in feet(lines, body_size):
            found.update(id(line) for line in gather(group, notes))
        kept.append([line for line in lines if id(line) not in found])
    return kept, notes


def feet(lines: list[Line], body_size: float):
    """The small lines at the end of each column, from left to right."""
    by_column = sorted(lines, key=lambda line: (line.column, -line.y))
    for _column, group in itertools.groupby(by_column, lambda line: line.column):
        small = list(
            itertools.takewhile(
                lambda line: line.size <= SMALL * body_size, reversed(list(group))
            )
        )
        if small:
            yield small[::-1]


def gather(lines: list[Line], notes: list[Note]) -> list[Line]:
    """Add the notes of one foot; the lines that are theirs."""
    taken = []
    for line in lines:
        label, words = mark_of(line, notes)
        if label:
            notes.append(Note(label, line.page))
            line_of_note = words
        elif taken or (notes and not notes[-1].ended()):
            line_of_note = line.text
        else:
            continue
        taken.append(line)
        if line_of_note:
            notes[-1].lines.append(with_text(line, line_of_note))
    return taken


def with_text(line: Line, text: str) -> Line:
    return Line(
        text,
        line.left,
        line.right,
        line.y,
        line.size,
        line.bold,
        line.first_width,
        line.page,
        line.words,
        line.column,
    )


def mark_of(line: Line, notes: list[Note]) -> tuple[str, str]:
    """(label, what follows it) of a line that begins a note, else nothing."""
    match = MARK.match(line.text)
    if not match:
        return "", ""
    label = match["raised"] or match["plain"]
    if not match["raised"] and label.isdigit() and not is_next(int(label), notes):
        return "", ""
    return label, line.text[match.end() :]


def is_next(number: int, notes: list[Note]) -> bool:
    """A number that begins a note goes on from the last, or begins anew."""
    numbers = [int(note.label) for note in notes if note.label.isdigit()]
    return number == 1 or not numbers or numbers[-1] < number <= numbers[-1] + 3
