"""Read an XLSX workbook of statements: its first sheet that has a column of texts."""

import datetime
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO

import openpyxl

from corpus.importers import packages, statements
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading
from corpus.importers.statements import MOST_COLUMNS, MOST_ROWS, Row

WORKBOOK = b"xl/workbook.xml"
DAMAGED = (
    "This spreadsheet is damaged: it cannot be opened. Save it anew, as XLSX or as CSV"
    " in UTF-8."
)
#: Rows that are looked at, also when they are empty.
FARTHEST_ROW = 10 * MOST_ROWS


def looks_right(data: bytes) -> bool:
    return packages.looks_right(data) and WORKBOOK in data


def read(data: bytes) -> list[Reading]:
    # sizes, names and encryption are checked before anything is unpacked
    packages.Package(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            return from_sheets(book)
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable(DAMAGED) from error
    except (SyntaxError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise Unreadable(DAMAGED) from error


def from_sheets(book) -> list[Reading]:
    rest = list(book.worksheets)
    for place, sheet in enumerate(rest):
        header = next((row for row in rows_of(sheet) if any(row.cells)), None)
        if header and "text" in statements.columns_of(header.cells):
            others = [f"“{one.title}”" for one in rest[:place] + rest[place + 1 :]]
            notes = [f"Read from the sheet “{sheet.title}”."]
            if others:
                notes.append(f"Other sheets were left out: {', '.join(others)}.")
            return statements.readings(rows_of(sheet), notes, noun="Row")
    return statements.readings([], [], noun="Row")


def rows_of(sheet) -> Iterator[Row]:
    # what a file says of its own size may be wrong
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=FARTHEST_ROW)
    for number, cells in enumerate(rows, start=1):
        yield Row(number, [written(cell) for cell in cells])


def written(cell) -> str:
    """A cell as a person would write it; a date as ISO does."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # carriage returns, as the format writes them
    return str(cell).replace("_x000D_", "")
