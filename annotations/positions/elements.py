"""Which of a doctrine's elements each holder accepts or contests.

The cells are those of the table of positions: an element stands for all below it, the
doctrine itself for its own marks and for what else lies under it.
"""

from dataclasses import dataclass, replace
from typing import Any

from annotations import comparison, tree
from annotations.models import DoctrineLink
from annotations.positions.counts import counts
from annotations.positions.rows import Positions, named_holders
from annotations.positions.table import Cell, Table, facts_of, texts_of
from formats.words import STANCES

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


#: A ground of formats.words -> as a sentence names it.
GROUNDS = {
    "rule": "the rule",
    "fact": "the fact",
    "application": "the application of the rule to the fact",
}
#: Stances by what they do to an element; the others take no side.
AFFIRM, CONTEST = {"asserts", "concedes"}, {"denies", "doubts"}


@dataclass
class Element:
    """A cell with the word for it."""

    node: Any
    cell: Cell
    word: str
    #: Of the passages that affirm and of those that contest, "" where none is named.
    affirmed_on: frozenset[str] = frozenset()
    contested_on: frozenset[str] = frozenset()

    @property
    def words(self):
        return WORDS[self.word]

    @property
    def on(self):
        """ ", on the fact": the grounds that its passages name, or nothing."""
        named = self.affirmed_on | self.contested_on
        said = [words for word, words in GROUNDS.items() if word in named]
        return f", on {' and '.join(said)}" if said else ""


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
    """At most sixteen queries, however many holders and elements there are.

    Args:
        selection: as of the table of positions.
        slug: the doctrine's.
        passages: as Table has it.
    """

    def __init__(self, selection, slug, works=None, passages=None):
        self.slug, self.passages = slug, passages
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
        self.texts = texts_of(self.selection, positions.works, positions.holders)
        self.holders = named_holders({*self.texts, *positions.holders}, selection.by)
        self.works = positions.works
        gathered: dict = {}
        for item in positions.items:
            gathered.setdefault(self.column(item.doctrine), []).append(item)
        self.cells = {
            (row.holder, column): row
            for column, items in gathered.items()
            for row in comparison.added(items, column, self.codebook[column].polarity)
        }

        slugs = {pk: slug for slug, pk in positions.pks.items()}
        self.affirmed, self.contested = self.grounds(slugs)

    def column(self, doctrine):
        """The slug of the element that a doctrine lies below, else of the doctrine."""
        elements = {node.doctrine.slug for node in self.nodes[:-1]}
        return element_above(self.codebook, elements, doctrine) or self.slug

    def grounds(self, slugs):
        """{(holder, column): grounds} of what affirms, and of what contests."""
        found: tuple[dict, dict] = {}, {}
        rows, _of_all = counts(replace(self.selection, columns="ground"), self.works)
        for holder, doctrine, *numbers, ground in rows:
            key = holder, self.column(slugs[doctrine])
            said = {name for name, n in zip(STANCES, numbers, strict=True) if n}
            for grounds, stances in zip(found, (AFFIRM, CONTEST), strict=True):
                if said & stances:
                    grounds.setdefault(key, set()).add(ground)
        return found

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
        return Element(
            node,
            Cell(position, address=self.address(slug, self.holders[key])),
            word_for(position),
            frozenset(self.affirmed.get((key, slug), ())),
            frozenset(self.contested.get((key, slug), ())),
        )

    def address(self, slug, holder):
        if self.passages:
            return self.passages(holder, slug)
        return Table.cell_address(self.selection, slug, holder)


def element_above(codebook, elements, doctrine):
    """The slug of the nearest of some elements at or above a doctrine, or None."""
    above = comparison.lineage(codebook, doctrine)
    return next((slug for slug in above if slug in elements), None)


def word_for(position):
    """What a holder's marks of an element come to.

    To deny or to doubt it is to contest it. Split is what positions call split: one
    doctrine both affirmed and denied; who affirms one and contests another below the
    same element, or affirms and doubts it, accepts it in part.
    """
    if position.split:
        return "split"
    affirmed = not AFFIRM.isdisjoint(position.stances)
    contested = not CONTEST.isdisjoint(position.stances)
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
