"""The codebook as a workbook: doctrines, examples, links, instruments, provisions.

Each is a sheet with one row a thing; a cell that begins like a formula has an
apostrophe before it, as in the CSV.
"""

import io
import warnings
import zipfile
from typing import Any

import msgspec
import openpyxl
from openpyxl.styles import Alignment, Font

from formats import codebook_csv
from formats.codebook import (
    FIELDS,
    Codebook,
    Example,
    Instrument,
    Link,
    Provision,
    Read,
    Unreadable,
    Unwritable,
    in_one_order,
)
from formats.codebook_csv import bare, shielded
from formats.xml_characters import NOT_XML

LOSES = ("types: every cell is text",)

#: Sheet -> (field of the codebook, what a row of it is).
SHEETS: dict[str, tuple[str, type]] = {
    "Links": ("links", Link),
    "Instruments": ("instruments", Instrument),
    "Provisions": ("provisions", Provision),
}
EXAMPLES = ("doctrine", *Example.__struct_fields__)
#: What a spreadsheet keeps of a cell, in UTF-16 units.
LONGEST_CELL = 32_767
UNPACKED = 64 * 1024 * 1024
MOST_ROWS = 50_000
WIDE = 60
DAMAGED = "This spreadsheet is damaged: it cannot be opened. Save it anew as XLSX."


def write(codebook: Codebook, **about) -> bytes:
    """Raises: Unwritable"""
    codebook = in_one_order(codebook)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Doctrines"
    rows = [
        (f"the doctrine {entry.slug}", codebook_csv.cells_of(entry))
        for entry in codebook.doctrines
    ]
    fill(sheet, codebook_csv.COLUMNS, rows)
    rows = [
        (f"an example of {entry.slug}", [entry.slug, *written(example)])
        for entry in codebook.doctrines
        for example in entry.examples
    ]
    fill(book.create_sheet("Examples"), EXAMPLES, rows)
    for title, (name, kind) in SHEETS.items():
        rows = [
            (f"the sheet {title}", written(one, columns_of(kind)))
            for one in getattr(codebook, name)
        ]
        fill(book.create_sheet(title), columns_of(kind), rows)
    release = "" if codebook.release is None else str(codebook.release)
    about_rows = [("the title", ["title", shielded(codebook.title)])]
    about_rows.append(("the release", ["release", release]))
    fill(book.create_sheet("About"), ("what", "value"), about_rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def columns_of(kind) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name != "title")


def written(thing, columns=None) -> list[str]:
    columns = columns or thing.__struct_fields__
    return [shielded(str(getattr(thing, name))) for name in columns]


def fill(sheet, columns, rows) -> None:
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for place, cells in rows:
        for name, cell in zip(columns, cells, strict=True):
            if len(cell.encode("utf-16-le")) // 2 > LONGEST_CELL:
                raise Unwritable(
                    f"{name} of {place} has more than {LONGEST_CELL:,} characters,"
                    " which a spreadsheet cannot hold. Take JSON."
                )
            if NOT_XML.search(cell):
                raise Unwritable(
                    f"{name} of {place} holds a control character, which a spreadsheet"
                    " cannot hold. Take JSON."
                )
        sheet.append(cells)
    for number, _name in enumerate(columns, start=1):
        column = openpyxl.utils.get_column_letter(number)
        longest = max(len(str(cell.value or "")) for cell in sheet[column])
        sheet.column_dimensions[column].width = min(longest, WIDE) + 2
        if longest > WIDE:
            for cell in sheet[column]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def read(data: bytes, **about) -> Read:
    """Raises: Unreadable"""
    sheets = opened(data)
    title = next((name for name in sheets if name.lower() == "doctrines"), None)
    title = title or next(iter(sheets))
    entries, places, problems = [], [], []
    rows = table(sheets.pop(title), title)
    columns = list(rows[0][1]) if rows else []
    codebook_csv.check_columns(columns, f"Sheet “{title}”, row 1")
    for number, row in rows[1:]:
        place = f"Sheet “{title}”, row {number}"
        try:
            entries.append(codebook_csv.entry_of(row, len(entries)))
            places.append(place)
        except ValueError as error:
            problems.append(f"{place}: {error}")
    codebook = Codebook(entries)
    by_slug = {entry.slug: entry for entry in entries}
    warned = []
    for name, cells in sheets.items():
        known = name.capitalize()
        try:
            if known == "Examples":
                for number, row in table(cells, name)[1:]:
                    slug = row.pop("doctrine", "")
                    place = f"Sheet “{name}”, row {number}"
                    if slug not in by_slug:
                        problems.append(f"{place}: there is no doctrine “{slug}”.")
                        continue
                    by_slug[slug].examples.append(thing_of(Example, row, place))
            elif known in SHEETS:
                field, kind = SHEETS[known]
                listed = [
                    thing_of(kind, row, f"Sheet “{name}”, row {number}")
                    for number, row in table(cells, name)[1:]
                ]
                setattr(codebook, field, listed)
            elif known == "About":
                note_about(codebook, table(cells, name)[1:])
            else:
                warned.append(f"The sheet “{name}” was left out.")
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise Unreadable(problems)
    return Read(codebook, places, warned, FIELDS & {*columns, "examples"})


def opened(data: bytes) -> dict[str, list[tuple]]:
    """{title: rows of cells} of a workbook that is no bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > UNPACKED:
                raise Unreadable(["This spreadsheet is too large when unpacked."])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            found = {}
            for sheet in book.worksheets:
                # what a file says of its own size may be wrong
                sheet.reset_dimensions()
                rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=60)
                found[sheet.title] = list(rows)
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable([DAMAGED]) from error
    except (SyntaxError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise Unreadable([DAMAGED]) from error
    if not found:
        raise Unreadable([DAMAGED])
    return found


def table(rows: list[tuple], title: str) -> list[tuple[int, dict[str, str]]]:
    """[(number, {column: cell})]; the first is the header, empty rows are passed by."""
    written_rows = [
        (number, [as_text(cell) for cell in cells])
        for number, cells in enumerate(rows, start=1)
    ]
    filled = [(number, cells) for number, cells in written_rows if any(cells)]
    if not filled:
        return []
    columns = filled[0][1]
    while columns and not columns[-1]:
        columns.pop()
    found = []
    for number, cells in filled:
        cells = [*cells, *[""] * len(columns)]
        if any(cells[len(columns) :]):
            sentence = "there are cells beyond the last column"
            raise Unreadable([f"Sheet “{title}”, row {number}: {sentence}."])
        found.append((number, dict(zip(columns, cells, strict=False))))
    return found


def as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return cell.isoformat()[:10]
    return str(cell).replace("_x000D_\n", "\r\n").replace("_x000D_", "\r")


def thing_of(kind, row: dict[str, str], place: str):
    """A row as a struct; an order is a number, an empty cell says nothing.

    Raises:
        ValueError: with a sentence.
    """
    given: dict[str, Any] = {name: bare(cell) for name, cell in row.items() if cell}
    for name in given:
        if name not in kind.__struct_fields__:
            allowed = ", ".join(columns_of(kind))
            raise ValueError(f"{place}: “{name}” is none of: {allowed}.")
    try:
        if "order" in given:
            given["order"] = codebook_csv.number_of("order", given["order"])
        return msgspec.convert(given, kind)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


def note_about(codebook: Codebook, rows: list[tuple[int, dict[str, str]]]) -> None:
    for number, row in rows:
        what, value = row.get("what"), bare(row.get("value", ""))
        if what == "title":
            codebook.title = value
        if what == "release" and value:
            place = f"Sheet “About”, row {number}"
            try:
                codebook.release = codebook_csv.number_of("release", value)
            except ValueError as error:
                raise ValueError(f"{place}: {error}") from None
