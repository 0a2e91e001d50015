"""The table of a picture as CSV."""

from compare.pictures.picture import Table
from formats import spreadsheet


def written(table: Table) -> bytes:
    return spreadsheet.whole([table.columns, *table.rows])
