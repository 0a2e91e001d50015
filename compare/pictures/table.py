"""The table of a picture as CSV."""

import csv
import io

from compare.pictures.picture import Table
from formats.csv_table import harmless


def written(table: Table) -> bytes:
    """UTF-8 with a mark for spreadsheets; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(harmless(tuple(table.columns)))
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _cell(value):
    if isinstance(value, str):
        return harmless((value,))[0]
    return "" if value is None else value
