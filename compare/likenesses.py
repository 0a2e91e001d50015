"""The page of likeness: the pairs, trees and map of a selection's holders."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.safestring import mark_safe

from annotations.positions.rows import Positions
from compare.addresses import said as said_of
from compare.likeness import map_drawing, matrix_drawing, scaling, tree, tree_drawing
from compare.likeness.pairs import Likenesses
from compare.likeness.told import shade
from compare.pictures.looks import SHADES
from compare.pictures.picture import Picture, Table


class Parting(NamedTuple):
    """A doctrine under which two do not say the same."""

    name: str
    one: str
    other: str


@dataclass
class PairRow:
    one: str
    other: str
    value: float | None
    n: int
    #: Where they share no side, and where one alone is split.
    apart: list[Parting]
    partly: list[Parting]
    #: The page on which their passages face each other.
    address: str


class MatrixCell(NamedTuple):
    """``same`` is the diagonal; ``value`` is None where two are not compared."""

    same: bool
    value: float | None
    n: int

    def written(self):
        """As markup of numbers alone: a template takes ten times as long for it."""
        if self.same:
            return '<td class="same"><span class="visually-hidden">the same</span></td>'
        if self.value is not None:
            step = shade(self.value, SHADES)
            value = floatformat(self.value, 2)
            return f'<td class="shade-{step}">{value} <small>n {self.n}</small></td>'
        if self.n:
            said = '<span class="visually-hidden">not compared, </span>'
            return f"<td>{said}<small>n {self.n}</small></td>"
        return '<td><span class="visually-hidden">nothing shared</span></td>'


class Compared:
    """All holders of a selection by themselves: six queries at most.

    Args:
        minimum: of shared doctrines.
        rule: the counting rule's sentences.
    """

    def __init__(self, selection, works, minimum, rule):
        self.rule = (
            f"{rule} Likeness: the mean Jaccard index of the sides that two take, over"
            f" the doctrines of which both speak, {minimum} or more."
        )
        self.positions = Positions(selection, works)
        holders = self.positions.holders
        self.found = Likenesses(self.positions.items, minimum, holders)
        self.names = [holders[key]["name"] for key in self.found.holders]
        self.silent = [holders[key]["name"] for key in self.found.silent]
        self.beyond = [holders[key]["name"] for key in self.found.beyond]
        self.trees = tree.grown(self.found.values, self.found.shared)
        self.order = [place for group in self.trees for place in group.leaves]
        self.pairs = self.found.pairs()
        self.compared = int(self.found.known.sum()) // 2
        self.map = scaling.laid_out(self.found.values)
        path = reverse("compare:parting", args=[selection.project.slug])
        asked = urlencode(said_of(selection), safe=":")
        self.parting = f"{path}?{asked}&" if asked else f"{path}?"

    def alone(self):
        """Names of those who share too little with everybody."""
        return [self.names[place] for place in tree_drawing.apart(self.trees)]

    def unplaced(self):
        """Names of those whom the map leaves out."""
        return [self.names[place] for place in self.map.left_out]

    def rows(self, pairs):
        """Args:
        pairs: of places.
        """
        for row, column in pairs:
            pair = self.found.pair(row, column)
            yield PairRow(
                self.names[row],
                self.names[column],
                pair.value,
                pair.n,
                self.partings(row, column, pair.apart),
                self.partings(row, column, pair.partly),
                self.address(pair.one, pair.other),
            )

    def address(self, *pair):
        """Where two part, under the same selection."""
        one, other = (
            f"{holder['kind']}:{holder['id']}"
            for holder in map(self.positions.holders.get, pair)
        )
        query = urlencode({"holder": one, "holder2": other}, safe=":")
        return f"{self.parting}{query}"

    def partings(self, row, column, slugs):
        nodes = self.positions.tree.nodes
        return [
            Parting(
                nodes[slug].doctrine.name,
                self.found.side(row, slug),
                self.found.side(column, slug),
            )
            for slug in slugs
        ]

    def matrix(self):
        """[(number, name, cells as markup)] of the first, as the trees stand."""
        order = self.order[: matrix_drawing.MOST]
        written: dict[MatrixCell, str] = {}
        found = []
        for at, place in enumerate(order, start=1):
            cells = [
                MatrixCell(
                    place == other,
                    self.found.values[place][other],
                    self.found.n(place, other),
                )
                for other in order
            ]
            for cell in cells:
                if cell not in written:
                    written[cell] = cell.written()
            line = "".join(written[cell] for cell in cells)
            found.append((at, self.names[place], mark_safe(line)))  # noqa: S308
        return found

    def pictures(self, pairs):
        """By key, those that can be drawn.

        Args:
            pairs: those of the matrix's table.
        """
        if not self.compared:
            return {}
        names, rule = self.names, self.rule
        order = self.order[: matrix_drawing.MOST]
        pictures = [
            Picture(
                matrix_drawing.figure(self.found, order, names, rule),
                pairs_table(self.rows(pairs)),
            ),
            Picture(
                tree_drawing.figure(self.trees, self.found, names, rule),
                tree_drawing.table(self.trees, self.found, names),
                tree_drawing.table(
                    self.trees, self.found, names, tree_drawing.MOST_NAMES
                ),
            ),
        ]
        if self.map.points:
            figure = map_drawing.figure(self.map, names, self.found.values, rule)
            table = map_drawing.table(self.map, self.found, names)
            pictures.append(Picture(figure, table))
        return {picture.figure.key: picture for picture in pictures}


def pairs_table(rows):
    """A row a pair, doctrines by name: "Request (affirms / contests)"."""
    return Table(
        [
            "One",
            "Other",
            "Likeness",
            "Shared doctrines",
            "They part on",
            "One of two is split on",
        ],
        [
            [row.one, row.other, row.value, row.n, said(row.apart), said(row.partly)]
            for row in rows
        ],
        frozenset({2, 3}),
    )


def said(partings):
    return "; ".join(
        f"{parting.name} ({parting.one} / {parting.other})" for parting in partings
    )
