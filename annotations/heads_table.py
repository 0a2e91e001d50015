"""The heads of texts as a table, out and in: CSV and XLSX.

A row is a text. ``id`` and ``sha256`` say which; ``version`` tells whether the head
changed since. Names and tags are parted by "; ". A column that is not there, or a
row that is not there, changes nothing; an empty cell empties the field.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, and loses
it when the table is read; a cell that begins with apostrophes before such a sign gets
one more, so that each cell is read as it was written.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple

from openpyxl import Workbook

from annotations.heads import LABELS, LISTS, Known
from corpus.importers import names, packages, workbook_child
from corpus.importers.plain_text import Unreadable
from formats.spreadsheet import BYTE_ORDER_MARK, DANGEROUS
from formats.xml_characters import NOT_XML

#: Columns that say which text a row is; they cannot be changed.
KEYS = ("id", "sha256", "filename", "version")
COLUMNS = (*KEYS, *LABELS, "marks")
#: A column as people may type it -> the column.
BY_WORD = {name.lower(): name for name in COLUMNS}
MOST_ROWS = 100_000
#: Columns that are read.
MOST_COLUMNS = len(COLUMNS) + 20
#: Bytes of a small table: of a CSV, and of a workbook when it is unpacked.
SMALL_CSV = 256 * 1024
SMALL_WORKBOOK = 1024 * 1024
#: As spreadsheets have it.
MOST_CELL = 32_767


class Row(NamedTuple):
    """One text as a table has it."""

    line: int
    keys: dict[str, str]
    #: Of the columns that the table has; names and tags as lists.
    head: dict


def cells_of(known: Known) -> list[str]:
    values = [
        "; ".join(value) if isinstance(value, list) else value
        for value in (known.head[name] for name in LABELS)
    ]
    keys = [str(known.pk), known.sha256, known.filename, known.version]
    return [*keys, *values, str(known.marks)]


def same(given, stored):
    """Whether a cell says what is stored; what a workbook cannot hold is not missed."""
    if isinstance(stored, list):
        return given == stored
    return given in (stored, _printable(stored).strip())


def guarded(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'")[:1] in DANGEROUS else cell


def unguarded(cell: str) -> str:
    taken = cell.startswith("'") and cell.lstrip("'")[:1] in DANGEROUS
    return cell[1:] if taken else cell


def write_csv(heads: Iterable[Known], file) -> int:
    """Write the table into a file opened for bytes; the number of rows."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    number = 0
    for known in heads:
        writer.writerow(map(guarded, cells_of(known)))
        number += 1
    text.detach()
    return number


def write_xlsx(heads: Iterable[Known], file) -> int:
    """As ``write_csv``; every cell is text, so that no program counts or runs one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Texts")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    number = 0
    for known in heads:
        sheet.append([_printable(guarded(cell)) for cell in cells_of(known)])
        number += 1
    book.save(file)
    return number


def _printable(cell):
    # what XML cannot hold, a workbook cannot
    return NOT_XML.sub("", cell).replace("\r", "")


class Kind(NamedTuple):
    content_type: str
    write: Callable[[Iterable[Known], IO[bytes]], int]


KINDS = {
    "csv": Kind("text/csv; charset=utf-8", write_csv),
    "xlsx": Kind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx
    ),
}


def is_small(data: bytes) -> bool:
    """Whether a table is read in a moment.

    Raises:
        Unreadable: it is no workbook that can be unpacked.
    """
    if packages.looks_right(data):
        return workbook_child.unpacked_size(data) <= SMALL_WORKBOOK
    return len(data) <= SMALL_CSV


def read(data: bytes) -> Iterator[Row]:
    """The rows of a table, CSV or XLSX.

    Raises:
        Unreadable: with one whole sentence.
    """
    lines = _workbook(data) if packages.looks_right(data) else _csv(data)
    columns: list[str] = []
    for number, cells in lines:
        if not any(cells):
            continue
        if number > MOST_ROWS:
            raise Unreadable(f"This table has more than {MOST_ROWS:,} lines.")
        if any(len(cell) > MOST_CELL for cell in cells):
            raise Unreadable(f"Line {number}: a cell is too long to be of a head.")
        if not columns:
            columns = _columns(cells)
            continue
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise Unreadable(
                f"Line {number} has {len(cells)} cells; there are {len(columns)}"
                " columns. A comma inside a cell needs quotation marks around it."
            )
        yield _row(number, dict(zip(columns, map(unguarded, cells), strict=False)))
    if not columns:
        raise Unreadable("This table is empty.")


def _columns(cells):
    words = [cell.strip().lower() for cell in cells]
    columns = [BY_WORD.get(word, word) for word in words]
    if not {"id", "sha256"} & set(columns):
        raise Unreadable(
            "The first line names no column “id” or “sha256”, so that no row can be"
            " told. Change a table that was exported here."
        )
    unknown = [name for name in columns if name and name not in COLUMNS]
    if unknown:
        raise Unreadable(
            f"There is no column “{unknown[0]}”; the columns are {', '.join(COLUMNS)}."
        )
    if len(set(filter(None, columns))) < len([name for name in columns if name]):
        raise Unreadable("The first line names a column twice.")
    return columns


def _row(number, cells):
    head = {}
    for name in LABELS:
        if name in cells:
            value = cells[name].strip()
            head[name] = names.split(value) if name in LISTS else value
    keys = {name: cells.get(name, "").strip() for name in KEYS}
    return Row(number, keys, head)


def _csv(data):
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            "This table is not UTF-8. In the spreadsheet, save it as “CSV UTF-8”, or"
            " as .xlsx."
        ) from None
    first = text.partition("\n")[0]
    # spreadsheets of many countries part cells by semicolons
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(rows, start=1)
    except csv.Error as error:
        raise Unreadable(f"This is no table that can be read: {error}.") from None


def _workbook(data):
    return workbook_child.read(data, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
