"""Which of a doctrine's elements each holder accepts or contests.

The cells are those of the table of positions: an element stands for all below it, the
doctrine itself for its own marks and for what else lies under it.
"""

from dataclasses import dataclass, replace
from typing import Any

from annotations import comparison, tree
from annotations.models import DoctrineLink
from annotations.positions.rows import Positions, named_holders
from annotations.positions.table import Cell, Table, facts_of, texts_of

#: What a cell comes to -> the words of the page, in the order of a sentence.
WORDS = {
    "accepts": "accepts",
    "contests": "contests",
    "split": "split",
    "partly": "accepts in part",
    "mentions": "only reports or predicts",
    comparison.SILENT: "silent",
    comparison.NOT_APPLICABLE: "not applicable",
    comparison.NOT_CODED: "not coded",
}
#: Those that a sentence about a holder tells.
TOLD = {
    "accepts": "accepts",
    "contests": "contests",
    "split": "is split on",
    "partly": "accepts in part",
    "mentions": "only reports or predicts",
    comparison.SILENT: "is silent on",
}


@dataclass
class Element:
    """A cell with the word for it."""

    node: Any
    cell: Cell
    word: str

    @property
    def words(self):
        return WORDS[self.word]


@dataclass
class Line:
    holder: dict
    elements: list[Element]

    @property
    def sentence(self):
        """ "Contests: freedom of consent; accepts: request." """
        parts = []
        for word, said in TOLD.items():
            names = [e.node.doctrine.name for e in self.elements if e.word == word]
            if names:
                parts.append(f"{said}: {', '.join(names)}")
        found = "; ".join(parts)
        return f"{found[0].upper()}{found[1:]}." if found else "Not coded."


class Elements:
    """At most twelve queries, however many holders and elements there are.

    Args:
        selection: as of the table of positions.
        slug: the doctrine's.
    """

    def __init__(self, selection, slug, works=None):
        nodes = tree.load(selection.project, counted=False).nodes
        #: The elements in order, then the doctrine itself.
        self.nodes = [
            nodes[element] for element in elements_of(selection.project, slug)
        ]
        self.nodes.append(nodes[slug])
        below = {
            node.doctrine.slug: node.doctrine.pk
            for top in self.nodes
            for node in top.branch()
        }
        branch = tuple(below.values())
        self.selection = replace(
            selection, columns="doctrine", doctrine=slug, branch=branch
        )
        positions = Positions(self.selection, works)
        self.codebook = positions.codebook
        facts = facts_of(self.selection, positions.works)
        self.coverage = comparison.Coverage(facts, self.codebook)
        self.texts = texts_of(self.selection, positions.works)
        self.holders = named_holders({*self.texts, *positions.holders}, selection.by)
        self.works = positions.works
        columns = {node.doctrine.slug for node in self.nodes[:-1]}
        gathered: dict = {}
        for item in positions.items:
            column = next(
                (
                    s
                    for s in comparison.lineage(self.codebook, item.doctrine)
                    if s in columns
                ),
                slug,
            )
            gathered.setdefault(column, []).append(item)
        self.cells = {
            (row.holder, column): row
            for column, items in gathered.items()
            for row in comparison.added(items, column, self.codebook[column].polarity)
        }

    def lines(self, keys):
        """A line for each of these holders."""
        return [
            Line(self.holders[key], [self.element(key, node) for node in self.nodes])
            for key in keys
        ]

    def element(self, key, node):
        slug = node.doctrine.slug
        position = self.cells.get((key, slug))
        if position is None:
            texts = self.texts.get(key, ())
            empty = self.coverage.empty_cell(texts, slug)
            return Element(node, Cell(None, empty=empty), empty)
        address = Table.cell_address(self.selection, slug, self.holders[key])
        return Element(node, Cell(position, address=address), word_for(position))


def word_for(position):
    """What a holder's marks of an element come to.

    To deny or to doubt it is to contest it. Split is what positions call split: one
    doctrine both affirmed and denied; who affirms one and contests another below the
    same element, or affirms and doubts it, accepts it in part.
    """
    if position.split:
        return "split"
    affirmed = not {"asserts", "concedes"}.isdisjoint(position.stances)
    contested = not {"denies", "doubts"}.isdisjoint(position.stances)
    if affirmed:
        return "partly" if contested else "accepts"
    return "contests" if contested else "mentions"


def elements_of(project, slug):
    """The slugs of a doctrine's elements, in their order: one query."""
    links = DoctrineLink.objects.filter(
        project=project, target__slug=slug, kind="element_of"
    )
    return list(links.order_by("order", "pk").values_list("source__slug", flat=True))


def with_elements(project):
    """(slug, name) of the doctrines that have elements, by name: one query."""
    links = DoctrineLink.objects.filter(project=project, kind="element_of")
    pairs = links.values_list("target__slug", "target__name").order_by("target__name")
    return list(dict.fromkeys(pairs))
