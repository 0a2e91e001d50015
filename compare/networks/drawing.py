"""A network as a figure: holders on a round, or holders and doctrines in two columns.

An edge that joins is a whole line, one that parts a dashed one; the heavier, the
thicker. Places depend on nothing but the weights and the order of the names.
"""

from math import sqrt
from typing import NamedTuple

import numpy

from compare.networks import camps
from compare.networks.files import Named
from compare.networks.network import BOTH, MINUS, PLUS, UNSIGNED, Edge
from compare.networks.words import counted, written
from compare.pictures.figure import (
    Circle,
    Figure,
    Line,
    Mark,
    Rect,
    Text,
    short,
    widest,
)

#: At most so many holders and edges are drawn on a page and in a picture's file; the
#: table and the other files have all.
ON_PAGE, IN_FILE = (40, 120), (200, 1000)
#: Between two names, and of the longest name.
STEP, NAME = 20, 240
#: Of the round at least, and from it to the names.
RADIUS, SPACE = 170, 12
#: Lines from thin to thick.
THIN, THICK = 1.0, 6.0
BETWEEN = 360

LOOKS = {PLUS: "plus", MINUS: "minus", BOTH: "both", UNSIGNED: "branch"}


class Drawn(NamedTuple):
    #: Places, in the order of the names.
    holders: list[int]
    edges: list[Edge]


def drawn(named: Named, most: tuple[int, int]) -> Drawn:
    """Whoever says most, and the heaviest edges between them."""
    most_holders, most_edges = most
    total = named.network.said.total.sum(axis=1)
    largest = numpy.argsort(-total, kind="stable")[:most_holders]
    holders = sorted(largest.tolist())
    return Drawn(holders, named.network.between(holders, most_edges))


def figure(named: Named, description: str, shown: Drawn) -> Figure:
    draw = columns if named.network.choice.two_mode else around
    marks, width, height = draw(named, *shown)
    description = f"{description}{left_out(named, shown)}"
    return Figure("network", named.title, description, width, height, marks, named.rule)


def left_out(named: Named, shown: Drawn) -> str:
    """A sentence where not all is drawn."""
    holders, edges = len(shown.holders), counted(len(shown.edges), "edge")
    if holders < len(named.holders):
        return f" Drawn: the {holders} holders with most statements, {edges} of theirs."
    if len(shown.edges) < len(named.network):
        return f" Drawn: the heaviest {edges}."
    return ""


def around(named, holders, edges):
    """Holders on a round, camps together; names never cover each other."""
    weights = named.network.weights[numpy.ix_(holders, holders)]
    if named.network.choice.kind == "conflict":
        weights = -weights
    line = [holders[at] for at in camps.order(weights)]
    right = (len(line) + 1) // 2
    radius = max(RADIUS, STEP * right / 2)
    wide = widest((named.holders[holder].name for holder in line), NAME)
    middle = wide + SPACE + radius
    places = {}
    marks: list[Mark] = []
    for at, holder in enumerate(line):
        # down on the right and up on the left, each name on a line of its own
        side, lines = (1, right) if at < right else (-1, len(line) - right)
        down = at if at < right else len(line) - 1 - at
        y = radius * (2 * (down + 0.5) / lines - 1)
        x = side * sqrt(radius**2 - y**2)
        places[holder] = middle + x, STEP + radius + y
    edges_first = _lines(named, edges, places, places)
    for holder, (x, y) in places.items():
        side = 1 if x >= middle else -1
        edge = middle + side * (radius + SPACE)
        name = named.holders[holder].name
        anchor = "start" if side > 0 else "end"
        marks += [
            Line(x, y, edge - side * 3, y, "leader"),
            Circle(x, y, 5, "node", name),
            Text(edge, y + 4, short(name, NAME), "name", anchor),
        ]
    return [*edges_first, *marks], 2 * middle, 2 * (radius + STEP)


def columns(named, holders, edges):
    """Holders on the left, doctrines on the right, near those that speak of them."""
    joined = sorted({edge.target for edge in edges})
    rows = {holder: at for at, holder in enumerate(_by_side(named, holders))}
    mean = {}
    for target in joined:
        of_target = [edge for edge in edges if edge.target == target]
        mean[target] = sum(rows[edge.source] for edge in of_target) / len(of_target)
    line = sorted(joined, key=lambda target: (mean[target], target))
    height = STEP * max(len(rows), len(line), 1)
    wide = widest((named.holders[holder].name for holder in holders), NAME)
    left, right = wide + SPACE, wide + SPACE + BETWEEN
    sources = {
        holder: (left, (at + 0.5) * height / len(rows)) for holder, at in rows.items()
    }
    targets = {
        target: (right, (at + 0.5) * height / len(line))
        for at, target in enumerate(line)
    }
    marks = _lines(named, edges, sources, targets)
    for holder, (x, y) in sources.items():
        name = named.holders[holder].name
        marks += [
            Circle(x, y, 5, "node", name),
            Text(x - SPACE, y + 4, short(name, NAME), "name", "end"),
        ]
    for target, (x, y) in targets.items():
        name = named.doctrines[target].name
        marks += [
            Rect(x - 4.5, y - 4.5, 9, 9, "other-node", name),
            Text(x + SPACE, y + 4, short(name, NAME), "name"),
        ]
    return marks, right + NAME + SPACE, height


def _by_side(named, holders):
    """Camps together: those who say alike of the same doctrines."""
    counts = named.network.said.counts[:, holders]
    signed = counts[0] - counts[1]
    return [holders[at] for at in camps.order(numpy.sign(signed @ signed.T))]


def _lines(named, edges, sources, targets) -> list[Mark]:
    """The light ones first, so that the heavy ones lie on top."""
    heaviest = max((abs(edge.weight) for edge in edges), default=1)
    found: list[Mark] = []
    for edge in reversed(edges):
        share = 0.2 if named.network.choice.codes else abs(edge.weight) / heaviest
        source, target = named.ends(edge)
        (x1, y1), (x2, y2) = sources[edge.source], targets[edge.target]
        about = f"{source.name} – {target.name}: {written(edge.weight)}"
        width = round(THIN + share * (THICK - THIN), 2)
        found.append(Line(x1, y1, x2, y2, LOOKS[edge.sign], about, width))
    return found
