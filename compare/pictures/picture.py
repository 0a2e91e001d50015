"""What a page of Compare shows and gives away: a drawing with its numbers beside it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from compare.pictures import drawing
from compare.pictures.figure import Figure


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

    @property
    def elements(self):
        """What the page's template draws."""
        return drawing.elements(self.figure)
