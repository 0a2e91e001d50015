"""Situations side by side as grids: by holder, and by element."""

from annotations import comparison
from compare.elements.drawing import EMPTY
from compare.elements.drawing import LEGEND as OF_SIDES
from compare.elements.drawing import SIGNS as SIGNS_OF_SIDES
from compare.pictures.figure import Figure
from compare.pictures.grid import Cell, Grid, figure
from compare.pictures.picture import Table
from compare.situations.argued import TOLD, WORDS

#: At most so many holders are drawn; the table has all.
MOST_ROWS = 100
SIGNS_OF_EFFECTS = {
    "for": "for",
    "against": "against",
    "both": "split",
    "neither": "neutral",
}
OF_EFFECTS = [
    ("for", "for the legality of the act"),
    ("against", "against it"),
    ("split", "both"),
    ("neutral", "neither"),
]
ELSEWHERE = "*"
NOTE = f"{ELSEWHERE} also, or only, in texts about another situation"


def beside(rows, heads, by_side, title, rule) -> Figure:
    """Rows are holders, columns situations.

    Args:
        by_side: the words are those of a doctrine, else those of an effect.
    """
    drawn = rows[:MOST_ROWS]
    signs = SIGNS_OF_SIDES if by_side else SIGNS_OF_EFFECTS
    grid = Grid(
        [row.holder["name"] for row in drawn],
        [column.code for column, _texts in heads],
        [[_beside(row, cell, signs) for cell in row.cells] for row in drawn],
        [
            [f"{texts} text{'' if texts == 1 else 's'} about it"]
            for _column, texts in heads
        ],
        legend=[
            *(OF_SIDES if by_side else OF_EFFECTS),
            *(
                [("", NOTE)]
                if any(cell.elsewhere for row in drawn for cell in row.cells)
                else []
            ),
        ],
    )
    return figure(grid, "situations", title, _told(rows, heads, by_side), rule)


def _beside(row, cell, signs):
    about = f"{row.holder['name']}, {cell.label}: {cell.words}"
    if cell.cell.position is None:
        return Cell("", EMPTY[cell.word], about)
    mark = ELSEWHERE if cell.elsewhere else ""
    more = f"; {cell.told}" if cell.told else ""
    return Cell(signs[cell.word], f"{cell.cell.position.n}{mark}", f"{about}{more}")


def _told(rows, heads, by_side):
    """ "KAZ-2022: accepts 3, contests 1." """
    words = SIGNS_OF_SIDES if by_side else SIGNS_OF_EFFECTS
    parts = []
    for at, (column, _texts) in enumerate(heads):
        cells = [row.cells[at] for row in rows]
        said = [
            f"{cells_of[0].words} {len(cells_of)}"
            for word in words
            if (cells_of := [cell for cell in cells if cell.word == word])
        ]
        parts.append(f"{column.code}: {', '.join(said) or 'nobody speaks of it'}.")
    return " ".join(parts)


def beside_table(rows) -> Table:
    """A row for each holder and situation that somebody marked."""
    return Table(
        ["Holder", "Kind", "Situation", "Side", "Marks", "Count", "In other texts"],
        [
            [
                row.holder["name"],
                row.holder["kind"],
                cell.label,
                cell.words,
                cell.cell.words if cell.cell.position else "",
                cell.cell.position.n if cell.cell.position else 0,
                cell.told,
            ]
            for row in rows
            for cell in row.cells
            if cell.word != comparison.NOT_CODED
        ],
        frozenset({5}),
    )


def argued(lines, situations, title, rule) -> Figure:
    """Rows are elements, columns situations, with how many holders on each side."""
    grid = Grid(
        [line.name for line in lines],
        [column.code for column in situations],
        [[_argued(line, cell) for cell in line.cells] for line in lines],
        legend=[
            ("for", "all who take a side accept it"),
            ("against", "all who take a side contest it"),
            ("split", "both"),
            ("neutral", "only reported"),
            ("", "with the number of these holders; – is not argued"),
        ],
    )
    about = " ".join(
        f"{line.name}, {cell.label}: {sides(cell)}."
        for line in lines
        for cell in line.cells
        if cell.holders
    )
    return figure(grid, "argued", title, about, rule)


def sides(cell):
    """ "accepts 3, contests 1" """
    return ", ".join(f"{words} {len(names)}" for words, names in cell.sides)


def _argued(line, cell):
    if not cell.holders:
        return Cell("", "–", f"{line.name}, {cell.label}: not argued")
    both = cell.count("split", "partly")
    accept, contest = cell.count("accepts"), cell.count("contests")
    about = f"{line.name}, {cell.label}: {sides(cell)}"
    if both or (accept and contest):
        numbers = [("▲", accept), ("▼", contest), ("◆", both)]
        return Cell("split", " ".join(f"{s}{n}" for s, n in numbers if n), about)
    if accept or contest:
        return Cell("for" if accept else "against", str(accept or contest), about)
    return Cell("neutral", str(cell.count("mentions")), about)


def argued_table(lines) -> Table:
    rows = [
        [line.name, cell.label, name, WORDS[word]]
        for line in lines
        for cell in line.cells
        for word in TOLD
        for name in cell.holders.get(word, ())
    ]
    return Table(["Element", "Situation", "Holder", "Side"], rows)
