"""The table of a picture as CSV, below the counting rule, as that of positions."""

from compare.pictures.picture import Picture
from formats import spreadsheet


def written(picture: Picture) -> bytes:
    table = picture.table
    return spreadsheet.whole([[picture.figure.rule], [], table.columns, *table.rows])
