"""The codebook as CSV: one doctrine a row, for spreadsheets and by hand.

RFC 4180, UTF-8 with a byte-order mark. A cell that a spreadsheet would run gets an
apostrophe before it, which reading takes away again. ``cells_of`` and ``entry_of`` are
those of the XLSX sheet, too.
"""

import csv
import io
import re
from collections.abc import Collection
from typing import Any

from formats.codebook import FIELDS, Codebook, Entry, Read, Unreadable, in_order

LOSES = (
    "relations between doctrines",
    "instruments and provisions",
    "examples",
    "the title and the number of the release",
)

COLUMNS = tuple(
    name for name in Entry.__struct_fields__ if name not in ("examples", "title")
)
NEEDED = ("slug", "name")
NUMBERS = ("order", "palette")
TRUTHS = ("checked", "retired")
REFERENCES = ("parent", "replaced_by")
YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "": False}
#: "+" and "-" alone would be taken for formulas.
POLARITY_WORDS = {"+": "justifies", "-": "limits", "0": "neutral"}
POLARITIES = {word: sign for sign, word in POLARITY_WORDS.items()}
BYTE_ORDER_MARK = "\ufeff"
DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
SHIELDED = re.compile(r"''*[=+\-@\t\r]")
#: The longest cell that is read, in characters.
LONGEST_CELL = 1_000_000


def write(codebook: Codebook, **about) -> bytes:
    buffer = io.StringIO(newline="")
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows(map(cells_of, in_order(codebook)))
    return buffer.getvalue().encode()


def cells_of(entry: Entry) -> list[str]:
    said: dict[str, Any] = {name: getattr(entry, name) for name in COLUMNS}
    for name in TRUTHS:
        said[name] = "yes" if said[name] else "no"
    said["polarity"] = POLARITY_WORDS[entry.polarity]
    return ["" if one is None else shielded(str(one)) for one in said.values()]


def shielded(cell: str) -> str:
    """A cell that no spreadsheet runs; ``bare`` gives the cell back."""
    return f"'{cell}" if DANGEROUS.match(cell) else cell


def bare(cell: str) -> str:
    return cell[1:] if SHIELDED.match(cell) else cell


def read(data: bytes, **about) -> Read:
    """Raises: Unreadable"""
    csv.field_size_limit(LONGEST_CELL)
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    reader = csv.DictReader(text, delimiter=delimiter_of(data), strict=True)
    entries, places, problems = [], [], []
    try:
        check_columns(reader.fieldnames or [])
        for row in reader:
            place = f"Line {reader.line_num}"
            try:
                entries.append(entry_of(row, len(entries)))
                places.append(place)
            except ValueError as error:
                problems.append(f"{place}: {error}")
    except csv.Error as error:
        problems.append(f"Line {reader.line_num}: this is no CSV ({error}).")
    if problems:
        raise Unreadable(problems)
    return Read(Codebook(entries), places, [], FIELDS & set(reader.fieldnames or []))


def delimiter_of(data: bytes) -> str:
    """What parts the cells of the first line; spreadsheets write semicolons, too."""
    first = data.partition(b"\n")[0]
    return ";" if first.count(b";") > first.count(b",") else ","


def check_columns(columns: Collection[str], place="Line 1") -> None:
    for name in NEEDED:
        if name not in columns:
            raise Unreadable([f"{place}: there is no column “{name}”."])
    for name in columns:
        if name not in COLUMNS:
            allowed = ", ".join(COLUMNS)
            raise Unreadable([f"{place}: “{name}” is none of: {allowed}."])


def entry_of(row: dict, place: int) -> Entry:
    """An entry from a row, ``place`` rows after the first.

    Raises:
        ValueError: with a sentence.
    """
    if None in row or None in row.values():
        raise ValueError("This line has not as many cells as there are columns.")
    cells: dict[str, Any] = {name: bare(cell.strip()) for name, cell in row.items()}
    for name in REFERENCES:
        cells[name] = cells.get(name) or None
    for name in TRUTHS:
        said = cells.get(name, "").lower()
        if said not in YES:
            raise ValueError(f"{name} is “{said}”; write yes or no.")
        cells[name] = YES[said]
    sign = cells.get("polarity") or "0"
    cells["polarity"] = POLARITIES.get(sign, sign)
    for name in NUMBERS:
        cell = cells.pop(name, "")
        if cell:
            cells[name] = number_of(name, cell)
    cells.setdefault("order", 10 * (place + 1))
    return Entry(**cells)


def number_of(name: str, cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) < 12):
        raise ValueError(f"{name} is “{cell[:20]}”, which is no number.")
    return int(cell)
