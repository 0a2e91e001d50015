"""A grid of signs: rows and columns with names, a sign or a word in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from compare.pictures.figure import (
    Figure,
    Line,
    Mark,
    Rect,
    Text,
    short,
    widest,
    width_of,
)
from compare.pictures.signs import sign
from compare.pictures.svg import folded

#: Of the names, which take what the longest needs between these; a column and a row.
NAME, WIDEST_NAME, COLUMN, ROW = 200, 320, 112, 24
#: Of a line of a heading or of the foot; most lines of a heading.
LINE, MOST_LINES = 14, 4
SIZE = 6


@dataclass
class Cell:
    #: One of compare.pictures.signs, or "".
    sign: str = ""
    #: Beside the sign, or alone.
    words: str = ""
    about: str = ""


@dataclass
class Grid:
    rows: Sequence[str]
    columns: Sequence[str]
    #: A list for each row.
    cells: Sequence[Sequence[Cell]]
    #: Lines of words below each column.
    foot: Sequence[Sequence[str]] = ()
    #: Places of the columns that stand out.
    strong: frozenset[int] = frozenset()
    #: (sign or "", words)
    legend: Sequence[tuple[str, str]] = field(default_factory=list)


def figure(grid: Grid, key: str, title: str, description: str, rule: str) -> Figure:
    """Names of rows on the left, of columns above, what the signs mean below."""
    heads = [_heading(name) for name in grid.columns]
    head = max(map(len, heads), default=0) * LINE + 8
    foot = max(map(len, grid.foot), default=0) * LINE
    names = max(NAME, widest(grid.rows, WIDEST_NAME))
    width = names + COLUMN * len(grid.columns)
    bottom = head + ROW * len(grid.rows)
    marks: list[Mark] = []
    for at, lines in enumerate(heads):
        left = names + COLUMN * at
        if at in grid.strong:
            marks.append(Rect(left, 0, COLUMN - 4, bottom + foot + 4, "lane"))
        # the words stand on the line above the cells
        first = head - 8 - LINE * (len(lines) - 1)
        marks += [
            Text(left + 6, first + LINE * number, line, "small", about=grid.columns[at])
            for number, line in enumerate(lines)
        ]
    for number, (name, cells) in enumerate(zip(grid.rows, grid.cells, strict=True)):
        top = head + ROW * number
        marks += [
            Line(0, top, width, top, "grid"),
            Text(0, top + 16, short(name, names - 8), about=name),
        ]
        for at, cell in enumerate(cells):
            marks += _cell(cell, names + COLUMN * at + 6, top)
    marks.append(Line(0, bottom, width, bottom, "axis"))
    for at, words in enumerate(grid.foot):
        marks += [
            Text(names + COLUMN * at + 6, bottom + LINE * (number + 1), line, "note")
            for number, line in enumerate(words)
        ]
    below, height = _legend(grid.legend, width, bottom + foot + 12)
    return Figure(key, title, description, width, height, marks + below, rule)


def _heading(name):
    lines = folded(name, COLUMN - 14)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return [short(line, COLUMN - 14, 11) for line in lines]


def _cell(cell: Cell, x: float, top: float) -> list[Mark]:
    marks: list[Mark] = []
    if cell.sign:
        marks.append(sign(cell.sign, x + SIZE, top + ROW / 2, SIZE, cell.about))
        x += 2 * SIZE + 8
    if cell.words:
        look = "small" if cell.sign else "note"
        marks.append(Text(x, top + 16, cell.words, look, about=cell.about))
    return marks


def _legend(entries, width, top) -> tuple[list[Mark], float]:
    """(marks, where they end): as many in a line as fit."""
    marks: list[Mark] = []
    x, y = 0.0, top
    for name, words in entries:
        wide = (2 * SIZE + 6 if name else 0) + width_of(words, 11) + 16
        if x and x + wide > width:
            x, y = 0.0, y + LINE + 4
        if name:
            marks.append(sign(name, x + SIZE, y + 6, SIZE))
        at = x + (2 * SIZE + 6 if name else 0)
        marks.append(Text(at, y + 10, words, "note"))
        x += wide
    return marks, y + LINE + 4 if marks else top
