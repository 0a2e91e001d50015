"""The passages behind cells, made ready for a page."""

from dataclasses import dataclass, field
from typing import Any

from annotations import passages
from annotations.addresses import annotation_path
from annotations.positions.behind import behind
from compare.cells import Asked

#: Passages of a cell on one page.
ROWS = 25


@dataclass
class Behind:
    """Passages of a cell with their words around them."""

    asked: Asked
    #: Of the cell.
    total: int = 0
    first: int = 0
    rows: list[Any] = field(default_factory=list)
    page: int = 1

    @property
    def pages(self):
        return max(-(-self.total // ROWS), 1)

    @property
    def back(self):
        return self.page - 1

    @property
    def on(self):
        return self.page + 1

    @property
    def last(self):
        return self.first + len(self.rows) - 1


def read(selection, works, asked, page=1):
    """The passages of one page: at most eight queries, however many there are.

    Args:
        page: from 1; past the last one the first is read.
    """
    after = (page - 1) * ROWS
    found, total = behind(selection, works, asked.cell, ROWS, after)
    if not found and page > 1:
        page, after = 1, 0
        found, total = behind(selection, works, asked.cell, ROWS)
    rows = list(ready(selection.project, found).values())
    return Behind(asked, total, after + 1, rows, page)


def ready(project, found):
    """{id: annotation} with all that a list shows, in the order of ``found``."""
    rows = passages.for_list_in_order(found, passages.for_quoting)
    passages.add_passages(rows)
    for row in rows:
        row.place = annotation_path(project.slug, row.document_id, row.uuid)
    return {row.pk: row for row in rows}
