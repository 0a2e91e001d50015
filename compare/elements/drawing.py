"""Holders and elements as a grid: all accept the rule, and part on one fact."""

from collections.abc import Sequence

from annotations import comparison
from annotations.positions.elements import Line
from compare.elements.told import Stand, dividing, headline
from compare.pictures.figure import Figure
from compare.pictures.grid import Cell, Grid, figure
from compare.pictures.picture import Table
from compare.pictures.told import listed

#: At most so many holders are drawn, those who speak of most; the table has all.
MOST_ROWS = 100
#: So many of those who are not drawn are named.
MOST_NAMES = 4
SIGNS = {
    "accepts": "for",
    "contests": "against",
    "split": "split",
    "partly": "part",
    "mentions": "neutral",
}
#: What a cell without a mark shows.
EMPTY = {
    comparison.SILENT: "silent",
    comparison.NOT_APPLICABLE: "n/a",
    comparison.NOT_CODED: "·",
}
#: Beside a sign.
LETTERS = {"rule": "R", "fact": "F", "application": "A"}
LEGEND = [
    ("for", "accepts"),
    ("against", "contests"),
    ("split", "split"),
    ("part", "accepts in part"),
    ("neutral", "only reports or predicts"),
]
OF_GROUNDS = "On: R the rule, F the fact, A the application of the rule to the fact"


def stands(names: Sequence[str], lines: Sequence[Line]) -> list[Stand]:
    """Where the holders stand on each column; in the order of the lines.

    Args:
        names: of the columns.
    """
    found = []
    for at, name in enumerate(names):
        cells = [(line.holder["name"], line.elements[at]) for line in lines]
        found.append(
            Stand(
                name,
                [element.word for _holder, element in cells],
                [holder for holder, _element in cells],
                [element.contested_on for _holder, element in cells],
            )
        )
    return found


def any_marks(lines: Sequence[Line]) -> bool:
    return any(map(_spoken, lines))


def _spoken(line) -> int:
    return sum(element.word in SIGNS for element in line.elements)


def _is_coded(line) -> bool:
    return any(element.word != comparison.NOT_CODED for element in line.elements)


def coded(lines: Sequence[Line]) -> list[Line]:
    """Those who speak or are silent: who was not read yet is only in the table."""
    return [line for line in lines if _is_coded(line)]


def unsaid(lines: Sequence[Line]) -> str:
    """A sentence that names those who are only in the table, if there are any."""
    names = [line.holder["name"] for line in lines if not _is_coded(line)]
    if not names:
        return ""
    return f"Not coded, and only in the table: {listed(names, MOST_NAMES)}."


def drawn(lines: Sequence[Line], camps: Sequence[Stand]) -> list[Line]:
    """Those who are coded, by the side that they take on what divides most."""
    spoken = sorted(coded(lines), key=_spoken, reverse=True)
    order = [*SIGNS]
    first = dividing(camps)

    def camp(line):
        words = [line.elements[at].word for at in first]
        rest = [element.word for element in line.elements]
        return [
            order.index(word) if word in SIGNS else len(order)
            for word in [*words, *rest]
        ]

    return sorted(spoken[:MOST_ROWS], key=camp)


def picture(name, rows, camps, elements, rule, unsaid) -> Figure:
    """The grid of a doctrine's elements.

    Args:
        name: of the doctrine.
        rows: as ``drawn`` gives them.
        camps: where holders stand, one for each column.
        elements: how many of these are elements; the doctrine itself, if it is drawn,
            is the last and no element.
        unsaid: as ``unsaid`` gives it.
    """
    most = dividing(camps[:elements])
    grounds = any(_letters(e) for line in rows for e in line.elements)
    grid = Grid(
        [line.holder["name"] for line in rows],
        [camp.name for camp in camps],
        [[_cell(line.holder, element) for element in line.elements] for line in rows],
        [_foot(camp, at in most) for at, camp in enumerate(camps)],
        frozenset(most),
        [*LEGEND, *([("", OF_GROUNDS)] if grounds else [])],
    )
    title = f"Who accepts and who contests the elements of {name}"
    told = headline(camps[:elements])
    sentences = [told, *(camp.sentence for camp in camps), unsaid]
    about = " ".join(filter(None, sentences))
    return figure(grid, "elements", title, about, rule)


def _cell(holder, element):
    about = f"{holder['name']}, {element.node.doctrine.name}: {element.words}"
    if element.word in SIGNS:
        return Cell(SIGNS[element.word], _letters(element), f"{about}{element.on}")
    return Cell("", EMPTY[element.word], about)


def _letters(element):
    named = element.affirmed_on | element.contested_on
    return " ".join(letter for word, letter in LETTERS.items() if word in named)


def _foot(camp, most):
    accept, contest = camp.count("accepts"), camp.count("contests")
    both = camp.count("split", "partly")
    lines = [f"▲ {accept}  ▼ {contest}" + (f"  ◆△ {both}" if both else "")]
    if len(camp.on) == 1 and not any("" in grounds for grounds in camp.contested_on):
        [ground] = camp.on
        lines.append(f"only on {'fact' if ground == 'fact' else ground}")
    if most:
        lines.append("divides most")
    return lines


def table(names, lines) -> Table:
    """A row a holder; an element's word with the grounds that its passages name."""
    rows = [
        [
            line.holder["name"],
            line.holder["kind"],
            *[f"{element.words}{element.on}" for element in line.elements],
            line.sentence,
        ]
        for line in lines
    ]
    return Table(["Holder", "Kind", *names, "In words"], rows)
