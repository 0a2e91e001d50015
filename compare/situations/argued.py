"""Which elements of a doctrine were argued in each situation, and by whom."""

from dataclasses import dataclass, replace
from typing import Any

from annotations import comparison
from annotations.positions.counts import counts
from annotations.positions.elements import (
    WORDS,
    element_above,
    elements_of,
    word_for,
)
from annotations.positions.rows import key_of, named_holders
from compare.addresses import passages_paths

#: What a cell tells, in this order.
TOLD = ("accepts", "contests", "split", "partly", "mentions")


@dataclass
class Cell:
    #: The situation's code.
    label: str
    #: {one of TOLD: names of holders}
    holders: dict[str, list[str]]
    #: Of all its passages.
    address: str

    @property
    def sides(self):
        """[(words, names)]"""
        return [(WORDS[word], names) for word, names in self.holders.items()]

    def count(self, *words):
        return sum(len(self.holders.get(word, ())) for word in words)


@dataclass
class Line:
    """An element, or the doctrine itself."""

    node: Any
    name: str
    cells: list[Cell]


class Argued:
    """Seven queries, however many holders and elements there are.

    Args:
        positions: of the selection: annotations.positions.rows.Positions.
        slug: of a doctrine with elements.
        situations: columns, as situations.chosen has them.
    """

    def __init__(self, positions, slug, situations):
        self.selection, self.codebook = positions.selection, positions.codebook
        nodes = positions.tree.nodes
        #: The elements, then the doctrine itself.
        self.nodes = [
            nodes[s] for s in [*elements_of(self.selection.project, slug), slug]
        ]
        self.doctrine = nodes[slug].doctrine
        self.situations = situations
        branch = {n.doctrine.pk: None for top in self.nodes for n in top.branch()}
        asked = replace(self.selection, doctrine=slug, branch=tuple(branch))
        rows, _of_all = counts(asked, positions.works)
        self.words = self.said(rows, positions)
        self.holders = named_holders({row[0] for row in rows}, asked.by)

    def said(self, rows, positions):
        """{(element's slug, situation's key): {holder's key: word}}"""
        slugs = {pk: slug for slug, pk in positions.pks.items()}
        elements = {node.doctrine.slug for node in self.nodes[:-1]}
        own = self.doctrine.slug
        apart: dict = {}
        for holder, doctrine, *numbers, situation in rows:
            slug = slugs[doctrine]
            element = element_above(self.codebook, elements, slug) or own
            group = apart.setdefault((element, key_of(situation)), [])
            group.append((holder, slug, tuple(numbers)))
        return {
            key: {
                row.holder: word_for(row)
                for row in comparison.added(
                    comparison.positions(group, self.codebook), key[0], "0"
                )
            }
            for key, group in apart.items()
        }

    def lines(self):
        """A line an element; the doctrine's own only where somebody speaks of it."""
        return [
            self.line(node, own)
            for node in self.nodes
            if not (own := node is self.nodes[-1])
            or any(slug == node.doctrine.slug for slug, _key in self.words)
        ]

    def line(self, node, own):
        slug = node.doctrine.slug
        path = passages_paths(replace(self.selection, doctrine=slug, branch=()))
        name = f"{node.doctrine.name}, in general" if own else node.doctrine.name
        cells = []
        for column in self.situations:
            words = self.words.get((slug, column.key), {})
            apart = {
                word: [
                    holder["name"]
                    for key, holder in self.holders.items()
                    if words.get(key) == word
                ]
                for word in TOLD
            }
            by_side = {word: names for word, names in apart.items() if names}
            address = path(None, column.key) if by_side else ""
            cells.append(Cell(column.code, by_side, address))
        return Line(node, name, cells)
