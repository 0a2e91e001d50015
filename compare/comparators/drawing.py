"""Who says like and who says unlike, as a grid."""

from compare.comparators.read import BOTH, LIKE, UNLIKE, Compared
from compare.pictures.figure import Figure
from compare.pictures.grid import Cell, Grid, figure
from compare.pictures.picture import Table

#: At most so many are drawn: the pairs that most compare, who compares most of these.
MOST_PAIRS, MOST_ROWS = 8, 60
SIGNS = {LIKE: "for", UNLIKE: "against", BOTH: "split"}
LEGEND = [("for", "like"), ("against", "unlike"), ("split", "both")]


def picture(compared: Compared, rule: str) -> Figure:
    """Rows are holders, columns pairs: what a claim is about, what it names."""
    pairs = compared.pairs[:MOST_PAIRS]
    sides: dict = {}
    for at, pair in enumerate(pairs):
        for row in pair.said:
            key = row.holder["kind"], row.holder["id"]
            sides.setdefault(key, (row.holder["name"], {}))[1][at] = row
    rows = sorted(sides.values(), key=lambda pair: -len(pair[1]))[:MOST_ROWS]
    order = [*SIGNS]
    rows.sort(
        key=lambda pair: [
            order.index(pair[1][at].side) if at in pair[1] else len(order)
            for at in range(len(pairs))
        ]
    )
    grid = Grid(
        [name for name, _said in rows],
        [f"{pair.situation} → {pair.other}" for pair in pairs],
        [
            [
                _cell(said[at]) if at in said else Cell("", "", "")
                for at in range(len(pairs))
            ]
            for _name, said in rows
        ],
        [
            [f"▲ {pair.count(LIKE)}  ▼ {pair.count(UNLIKE)}  ◆ {pair.count(BOTH)}"]
            for pair in pairs
        ],
        legend=LEGEND,
    )
    about = " ".join(pair.sentence for pair in pairs)
    title = "Who likens which situation to which"
    return figure(grid, "comparators", title, about, rule)


def _cell(row):
    numbers = [str(n) for n in (row.like, row.unlike) if n]
    about = f"{row.holder['name']}: {row.situation} {row.side} {row.other}"
    return Cell(SIGNS[row.side], " + ".join(numbers), about)


def table(compared: Compared) -> Table:
    columns = [
        "Holder",
        "Kind",
        "About",
        "Compared with",
        "Says",
        "Like",
        "Unlike",
    ]
    rows = [
        [
            row.holder["name"],
            row.holder["kind"],
            row.situation,
            row.other,
            row.side,
            row.like,
            row.unlike,
        ]
        for row in compared.said
    ]
    return Table(columns, rows, frozenset({5, 6}))
