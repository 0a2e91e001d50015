"""The page's table: a row for each holder, a cell for each column, why one is empty."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import mark_safe

from annotations import comparison
from annotations.comparison import Covered
from annotations.models import Coverage
from annotations.positions import columns
from annotations.positions.rows import Positions, named_holders
from annotations.positions.selection import ALL
from corpus.models import Authorship, Document
from formats.words import STANCES

#: An empty cell's sign, and its words for screen readers.
EMPTY = {
    comparison.SILENT: ("silent", "silent"),
    comparison.NOT_APPLICABLE: ("n/a", "not applicable"),
    comparison.NOT_CODED: ("·", "not coded"),
}


@dataclass
class Cell:
    """What marks come to, or which of comparison's three kinds of empty it is."""

    #: A comparison.Position, or None.
    position: Any
    empty: str = ""
    address: str = ""
    #: Its column; None where it stands for all of them.
    column: Any = None

    @property
    def sign(self):
        return EMPTY[self.empty][0]

    @property
    def said(self):
        return EMPTY[self.empty][1]

    @property
    def stances(self):
        """[(stance, n)] in the order of the screens."""
        found = self.position.stances
        return [(stance, found[stance]) for stance in STANCES if stance in found]

    @property
    def marks(self):
        """The numbers as markup: a template takes ten times as long for it."""
        spans = (f'<span class="stance {name}">{n}</span>' for name, n in self.stances)
        return mark_safe("".join(spans))  # noqa: S308

    @property
    def look(self):
        """Classes of the effect: "for", "against" or "even", and "split"."""
        effect = self.position.effect_sum
        found = "for" if effect > 0 else "against" if effect < 0 else "even"
        return f"{found} split" if self.position.split else found

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
        passages: (holder or None, column's slug or key, below=) -> the address of the
            passages behind a cell; without it, that of the doctrine's page.
    """

    def __init__(
        self, selection, opened=(), everything=False, works=None, passages=None
    ):
        self.selection = selection
        self.passages = passages
        self.positions = Positions(selection, works)
        self.codebook = self.positions.codebook
        self.works = self.positions.works
        facts = facts_of(selection, self.works)
        self.coverage = comparison.Coverage(facts, self.codebook)
        self.texts = texts_of(selection, self.works, self.positions.holders)
        if selection.by == "document":
            # a reprint has a row for what it alone says; it was read with its work
            for text, main in self.works.mains.items():
                if -text in self.positions.holders:
                    self.texts[-text] = [main]
        self.holders = self.positions.holders
        if not self.texts.keys() <= self.holders.keys():
            keys = {*self.texts, *self.holders}
            self.holders = named_holders(keys, selection.by)
        nodes = self.positions.tree.nodes
        tops = self.positions.tree.roots
        if selection.doctrine:
            tops = [nodes[selection.doctrine]]
        opened = {slug for slug in opened if slug in nodes}
        shown = set(self.codebook) if everything else self.said(facts)
        self.opened = opened
        if selection.columns == "doctrine":
            tree = columns.columns_of(tops, opened, shown)
        else:
            tree = columns.flat(self.positions.columns)
        self.hidden = columns.hidden(tree, shown)
        self.show(tree)

    @cached_property
    def cells(self):
        """{(holder, column's slug): position} of everybody."""
        return self.gathered(self.positions.items)

    @cached_property
    def together(self):
        """{holder: what all their marks come to}"""
        return comparison.together(self.positions.items)

    def show(self, shown):
        """Take these columns, in this order."""
        self.columns = shown
        self.leaves = [leaf for column in shown for leaf in column.leaves()]
        self.head = columns.head(shown, self.opened)

    def said(self, facts):
        """Slugs of the doctrines that were marked or spoken of, and of those above."""
        slugs = set()
        if self.selection.columns == "doctrine":
            slugs = {total.doctrine for total in self.positions.totals}
        slugs |= {fact.doctrine for fact in facts if fact.doctrine}
        return {
            above for slug in slugs for above in comparison.lineage(self.codebook, slug)
        }

    def gathered(self, items):
        """{(holder, column's slug): position}, with what is folded summed."""
        if self.selection.columns != "doctrine":
            return {(row.holder, row.doctrine): row for row in items}
        folded = {leaf.slug for leaf in self.leaves if not leaf.own}
        rows = comparison.columns(items, self.codebook, folded)
        return {(row.holder, row.doctrine): row for row in rows}

    def rows(self, keys):
        """The rows of these holders; nobody else's positions are worked out."""
        items = self.positions.of(keys)
        cells, together = self.gathered(items), comparison.together(items)
        return [
            Row(
                self.holders[key],
                Cell(together.get(key)),
                [
                    self.cell(key, leaf, cells.get((key, leaf.slug)))
                    for leaf in self.leaves
                ],
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
                Cell(
                    cells.get((None, leaf.slug)),
                    address=self.address(leaf),
                    column=leaf,
                )
                for leaf in self.leaves
            ],
        )

    def cell(self, key, leaf, position):
        if position:
            address = self.address(leaf, self.holders[key])
            return Cell(position, address=address, column=leaf)
        texts = self.texts.get(key, ())
        doctrine = leaf.slug
        if self.selection.columns != "doctrine":
            doctrine = self.selection.doctrine
        empty = self.coverage.empty_cell(texts, doctrine)
        return Cell(None, empty=empty, column=leaf)

    def address(self, leaf, holder=None):
        """The page with the passages behind a cell."""
        if self.passages:
            return self.passages(holder, leaf.slug, below=not leaf.own)
        return self.cell_address(self.selection, leaf.slug, holder)

    @staticmethod
    def cell_address(selection, slug, holder=None):
        """The same for a doctrine, without a table."""
        query = {
            "voice": "" if selection.voice == ALL else selection.voice,
            "situation": ""
            if selection.situation == ALL
            else selection.situation or "text",
            # that page takes one of each
            "status": one(selection.statuses or ["not-rejected"]),
            "coder": one(selection.coders),
        }
        if holder:
            name = "holder" if holder["kind"] == "actor" else "document"
            query[name] = holder["id"]
        path = reverse("review:doctrine", args=[selection.project.slug, slug])
        said = {name: value for name, value in query.items() if value}
        return f"{path}?{urlencode(said)}" if said else path


def one(words):
    """The word that stands alone, or nothing."""
    return words[0] if len(words) == 1 else ""


def texts_of(selection, works, counted):
    """{holder's key: texts whose silence is theirs}: two queries at most.

    By document a text is its own row; by actor a text is its authors'. Who is only
    quoted has no text: that they were silent cannot be said. A kind or genre was silent
    when all its texts were.

    Args:
        counted: keys of the holders that have marks here; nobody else is quoted.
    """
    standing = Document.objects.filter(project=selection.project).standing()
    if selection.first_day is not None:
        standing = standing.exclude(issued="").filter(
            issued_last__gte=selection.first_day
        )
    if selection.last_day is not None:
        standing = standing.exclude(issued="").filter(
            issued_first__lte=selection.last_day
        )
    mains = works.mains
    texts: dict = {}
    if selection.by == "genre":
        for pk, genre in standing.values_list("pk", "genre"):
            if pk not in works.older and pk not in mains:
                texts.setdefault(genre, []).append(pk)
        return texts
    pks = set(standing.values_list("pk", flat=True)) - works.older - mains.keys()
    if selection.by == "document":
        return {-pk: [pk] for pk in pks}
    if selection.by == "speaker":
        return texts
    parts = Authorship.objects.filter(project=selection.project, role="author")
    of = "actor__kind" if selection.by == "kind" else "actor"
    wrote = set(parts.values_list(of, "document"))
    attributed_only = selection.by != "author" and selection.voice == "attributed"
    for key, document in sorted({(a, mains.get(d, d)) for a, d in wrote}):
        if document in pks and (key in counted or not attributed_only):
            texts.setdefault(key, []).append(document)
    if not attributed_only:
        for pk in sorted(pks - {document for _key, document in wrote}):
            alone = "" if selection.by == "kind" else -pk
            texts.setdefault(alone, []).append(pk)
    return texts


def facts_of(selection, works):
    """What the selected coders said of the texts: one query."""
    coverage = Coverage.objects.of_project(selection.project)
    if selection.coder_pks:
        coverage = coverage.filter(coder__in=selection.coder_pks)
    rows = coverage.values_list("document", "doctrine__slug", "state")
    mains = works.mains
    return [Covered(mains.get(text, text), *more) for text, *more in rows]
