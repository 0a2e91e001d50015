"""A row of a table -> paragraphs."""

from corpus.importers.reading import Paragraph

CELLS = " | "
#: A row with a longer cell holds running text: the table is there for the layout.
LONGEST_CELL = 600


def row(cells: list[list[Paragraph]]) -> list[Paragraph]:
    """One paragraph with the cells parted by |; of a layout table, all as they are."""
    said = [[one for one in cell if one.text.strip()] for cell in cells]
    single = all(len(cell) < 2 and all(is_plain(one) for one in cell) for cell in said)
    if not single or sum(map(bool, said)) < 2:
        return [one for cell in said for one in cell]
    words = CELLS.join(" ".join(one.text.strip() for one in cell) for cell in said)
    return [next(cell for cell in said if cell)[0]._replace(text=words)]


def is_plain(paragraph: Paragraph) -> bool:
    return paragraph.kind == "paragraph" and len(paragraph.text) <= LONGEST_CELL
