"""Who says what of what, as CSV and XLSX: the counting rule, then a row a cell.

Written only. The CSV has the rule's sentences in its first lines, then an empty line
and the rows. The workbook has a sheet with the rule, one with the table as a page shows
it, and one with the rows. A cell that begins like a formula has an apostrophe before it
(``formats.spreadsheet``); no program counts or runs a word.
"""

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from openpyxl import Workbook

from formats import spreadsheet
from formats.words import STANCES
from formats.xml_characters import NOT_XML

#: As spreadsheets have it.
LONGEST_CELL = 32_767


class Cell(NamedTuple):
    holder: str
    kind: str
    #: The column's slug or key, and its name.
    column: str
    name: str
    #: By STANCES; None where there is no passage.
    stances: tuple[int, ...] | None
    effect: float = 0
    #: Passages by the sign of their effect: for, against, neither.
    sides: tuple[int, int, int] = (0, 0, 0)
    split: bool = False
    #: Why it is empty.
    empty: str = ""


COLUMNS = (
    *("holder", "kind", "column", "column_name", "n"),
    *STANCES,
    *("effect", "for", "against", "neutral", "split", "empty"),
)


class Written(NamedTuple):
    """All that a file has."""

    rule: Sequence[str]
    #: Lines of the table as a page shows it, the first with the headings.
    grid: Sequence[Sequence[str]]
    cells: Sequence[Cell]


def values(cell: Cell) -> list[str | int | float]:
    about = (cell.holder, cell.kind, cell.column, cell.name)
    stances = cell.stances or (0,) * len(STANCES)
    numbers = (sum(stances), *stances, cell.effect, *cell.sides, int(cell.split))
    return [*about, *numbers, cell.empty]


def write_csv(table: Written) -> bytes:
    rule = ((sentence,) for sentence in table.rule)
    return spreadsheet.whole([*rule, (), COLUMNS, *map(values, table.cells)])


def write_xlsx(table: Written) -> bytes:
    book = Workbook(write_only=True)
    rule = book.create_sheet("Counting rule")
    rule.column_dimensions["A"].width = 100
    fill(rule, ((sentence,) for sentence in table.rule))
    grid = book.create_sheet("Table")
    grid.freeze_panes = "B2"
    fill(grid, table.grid)
    cells = book.create_sheet("Rows")
    cells.freeze_panes = "A2"
    fill(cells, [COLUMNS, *map(values, table.cells)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fill(sheet, rows: Iterable[Sequence]) -> None:
    for row in map(spreadsheet.harmless, rows):
        sheet.append([bare(cell) if isinstance(cell, str) else cell for cell in row])


def bare(cell: str) -> str:
    """What a workbook can hold."""
    return NOT_XML.sub("", cell)[:LONGEST_CELL]


FORMATS = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
}
