"""The page's table: a row for each holder, a cell for each column, why one is empty."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from annotations import comparison
from annotations.comparison import Covered
from annotations.models import Annotation, Coverage
from annotations.positions import columns
from annotations.positions.filters import ALL
from annotations.positions.rows import Positions, named_holders
from corpus.models import Authorship, Document
from formats.words import STANCES


@dataclass
class Cell:
    """What marks come to, or which of comparison's three kinds of empty it is."""

    #: A comparison.Position, or None.
    position: Any
    empty: str = ""
    address: str = ""

    @property
    def stances(self):
        """[(stance, n)] in the order of the screens."""
        found = self.position.stances
        return [(stance, found[stance]) for stance in STANCES if stance in found]

    @property
    def words(self):
        return comparison.in_words(self.position)

    @property
    def effect(self):
        """With its sign: +1, −0.5, 0."""
        effect = self.position.effect_sum
        return f"{effect:+g}".replace("-", "−") if effect else "0"


@dataclass
class Row:
    #: {"kind", "id", "name"}, or None for the foot of the table.
    holder: dict | None
    #: All doctrines together.
    together: Cell
    cells: list


class Table:
    """Everything the page shows: at most ten queries, however many rows there are.

    Args:
        opened: slugs of the branches that are unfolded.
        everything: also give columns to doctrines that nobody marked.
    """

    def __init__(self, filters, opened=(), everything=False):
        self.filters = filters
        self.positions = Positions(filters)
        self.codebook = self.positions.codebook
        self.works = self.positions.works
        facts = facts_of(filters, self.works)
        self.coverage = comparison.Coverage(facts, self.codebook)
        self.texts = texts_of(filters, self.works)
        if filters.by == "document":
            # a reprint has a row for what it alone says; it was read with its work
            for text, main in self.works.mains.items():
                if -text in self.positions.holders:
                    self.texts[-text] = [main]
        self.holders = named_holders({*self.texts, *self.positions.holders})
        nodes = self.positions.tree.nodes
        tops = self.positions.tree.roots
        if filters.doctrine:
            tops = [nodes[filters.doctrine]]
        opened = {slug for slug in opened if slug in nodes}
        shown = set(self.codebook) if everything else self.said(facts)
        tree = columns.columns_of(tops, opened, shown)
        self.leaves = [leaf for column in tree for leaf in column.leaves()]
        self.head = columns.head(tree, opened)
        self.hidden = columns.hidden(tree, shown)
        self.cells = self.gathered(self.positions.items)

    def said(self, facts):
        """Slugs of the doctrines that were marked or spoken of, and of those above."""
        slugs = {total.doctrine for total in self.positions.totals}
        slugs |= {fact.doctrine for fact in facts if fact.doctrine}
        return {
            above for slug in slugs for above in comparison.lineage(self.codebook, slug)
        }

    def gathered(self, items):
        """{(holder, column's slug): position}, with what is folded summed."""
        folded = {leaf.slug for leaf in self.leaves if not leaf.own}
        rows = comparison.columns(items, self.codebook, folded)
        return {(row.holder, row.doctrine): row for row in rows}

    def rows(self, keys):
        """The rows of these holders."""
        together = comparison.together(self.positions.items)
        return [
            Row(
                self.holders[key],
                Cell(together.get(key)),
                [self.cell(key, leaf) for leaf in self.leaves],
            )
            for key in keys
        ]

    def foot(self):
        """The totals, in which each passage counts once."""
        cells = self.gathered(self.positions.totals)
        return Row(
            None,
            Cell(comparison.together(self.positions.totals).get(None)),
            [
                Cell(cells.get((None, leaf.slug)), address=self.address(leaf))
                for leaf in self.leaves
            ],
        )

    def cell(self, key, leaf):
        position = self.cells.get((key, leaf.slug))
        if position:
            return Cell(position, address=self.address(leaf, self.holders[key]))
        texts = self.texts.get(key, ())
        return Cell(None, empty=self.coverage.empty_cell(texts, leaf.slug))

    def address(self, leaf, holder=None):
        """The page with the passages behind a cell."""
        return self.cell_address(self.filters, leaf.slug, holder)

    @staticmethod
    def cell_address(filters, slug, holder=None):
        """The same for a doctrine, without a table."""
        query = {
            "voice": "" if filters.voice == ALL else filters.voice,
            "situation": ""
            if filters.situation == ALL
            else filters.situation or "text",
            # that page takes one of each
            "status": one(filters.statuses or ["not-rejected"]),
            "coder": one(filters.coders),
        }
        if holder:
            name = "holder" if holder["kind"] == "actor" else "document"
            query[name] = holder["id"]
        path = reverse("review:doctrine", args=[filters.project.slug, slug])
        said = {name: value for name, value in query.items() if value}
        return f"{path}?{urlencode(said)}" if said else path


def one(words):
    """The word that stands alone, or nothing."""
    return words[0] if len(words) == 1 else ""


def texts_of(filters, works):
    """{holder's number: texts whose silence is theirs}, in one to three queries.

    By document a text is its own row; by actor a text is its authors'. Who is only
    quoted has no text: that they were silent cannot be said.
    """
    standing = Document.objects.filter(project=filters.project).standing()
    mains = works.mains
    pks = set(standing.values_list("pk", flat=True)) - works.older - mains.keys()
    if filters.by == "document":
        return {-pk: [pk] for pk in pks}
    parts = Authorship.objects.filter(project=filters.project, role="author")
    wrote = set(parts.values_list("actor", "document"))
    texts: dict = {}
    if filters.voice != "own":
        claims = Annotation.objects.of_project(filters.project).standing()
        quoted = claims.exclude(actor=None).values_list("actor", flat=True)
        texts = {actor: [] for actor in quoted.distinct()}
    attributed_only = filters.voice == "attributed"
    for actor, document in sorted({(a, mains.get(d, d)) for a, d in wrote}):
        if document in pks and (actor in texts or not attributed_only):
            texts.setdefault(actor, []).append(document)
    if not attributed_only:
        for pk in pks - {document for _actor, document in wrote}:
            texts[-pk] = [pk]
    return texts


def facts_of(filters, works):
    """What the selected coders said of the texts: one query."""
    coverage = Coverage.objects.of_project(filters.project)
    if filters.coder_pks:
        coverage = coverage.filter(coder__in=filters.coder_pks)
    rows = coverage.values_list("document", "doctrine__slug", "state")
    mains = works.mains
    return [Covered(mains.get(text, text), *more) for text, *more in rows]
