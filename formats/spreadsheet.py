"""Tables for spreadsheets: how CSV is written that nobody reads back.

RFC 4180 in UTF-8 with a byte-order mark for Excel. A cell of text that starts with
= + - @ tab or CR has an apostrophe before it, so that no spreadsheet takes it for a
formula; numbers stand as they are.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

BATCH = 1000
DANGEROUS = frozenset("=+-@\t\r")
BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | float | None


def harmless(row: Iterable[Cell]) -> list[Cell]:
    """No cell that a spreadsheet would run; None stays, and is written as nothing."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell[:1] in DANGEROUS else cell
        for cell in row
    ]


def pieces(rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """CSV in pieces of many rows, the first with the headings."""
    rows = iter(rows)
    buffer = io.StringIO(newline="")
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    while batch := list(islice(rows, BATCH)):
        writer.writerows(map(harmless, batch))
        yield _taken_from(buffer)
    yield _taken_from(buffer)


def _taken_from(buffer):
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def whole(rows: Iterable[Iterable[Cell]]) -> bytes:
    """CSV at once."""
    return b"".join(pieces(rows))
