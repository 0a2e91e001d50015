"""What a page of Compare shows and gives away: a drawing with its numbers beside it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from compare.pictures import drawing
from compare.pictures.figure import Figure

#: So many rows are shown without being asked for.
FEW = 12


class Cell(NamedTuple):
    column: str
    value: Any
    is_number: bool


@dataclass
class Table:
    """The same as numbers: rows of words, numbers and None; no two columns alike."""

    columns: list[str]
    rows: list[list]
    #: Columns of numbers, by their place.
    numbers: frozenset[int] = frozenset()

    @property
    def few(self):
        """Whether a page shows it at once; else it is unfolded."""
        return len(self.rows) <= FEW

    def lines(self):
        """The rows with what a page needs to know of each cell."""
        for row in self.rows:
            yield [
                Cell(column, value, at in self.numbers)
                for at, (column, value) in enumerate(
                    zip(self.columns, row, strict=True)
                )
            ]


@dataclass
class Picture:
    figure: Figure
    table: Table
    #: What the page shows of it where the file has more: long lists of names cut short.
    shown: Table | None = None

    @property
    def beside(self):
        return self.shown or self.table

    @property
    def elements(self):
        """What the page's template draws."""
        return drawing.elements(self.figure)
