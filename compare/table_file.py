"""The whole table of a selection as a file, with its counting rule."""

from compare.methods import paragraph
from corpus.http import attached
from formats import positions_table
from formats.positions_table import FORMATS, Written
from formats.words import STANCES


def file(table, rows, rule, format):
    """An answer with all rows, in the order of the page, and the totals.

    Args:
        rows: compare.arranged.Rows
        rule: the counting rule's sentences.
        format: a key of FORMATS.
    """
    content_type, write = FORMATS[format]
    lines = [*table.rows(rows.keys), table.foot()]
    project = table.selection.project
    headings = [leaf.label for leaf in table.leaves]
    written = Written(
        [paragraph(table.selection, table.works, rule)],
        [["", *headings], *(in_words(line) for line in lines)],
        [cell_of(line, cell) for line in lines for cell in line.cells],
    )
    name = f"{project.slug}-positions.{format}"
    return attached(write(written), name, content_type)


#: The last row, in which each passage counts once.
ALL = {"kind": "all", "name": "All"}


def in_words(line):
    return [
        (line.holder or ALL)["name"],
        *(
            f"{cell.words}; effect {cell.position.effect_sum:+g}"
            if cell.position
            else cell.empty.replace("_", " ")
            for cell in line.cells
        ),
    ]


def cell_of(line, cell):
    holder = line.holder or ALL
    about = holder["name"], holder["kind"], cell.column.slug, cell.column.label
    position = cell.position
    if not position:
        return positions_table.Cell(*about, None, empty=cell.empty)
    return positions_table.Cell(
        *about,
        tuple(position.stances.get(stance, 0) for stance in STANCES),
        position.effect_sum,
        (position.for_, position.against, position.neutral),
        position.split,
    )
