"""Holders and what they say of each situation, told from what their texts are about."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from annotations.positions import columns
from annotations.positions.counts import spoken
from annotations.positions.elements import WORDS, word_for
from annotations.positions.table import Table
from compare.addresses import passages_paths
from compare.situations.chosen import NO_SITUATION, chosen
from corpus.models import Document, Situation

#: What a holder's passages come to over the whole codebook, by their effect.
EFFECTS = {
    "for": "for",
    "against": "against",
    "both": "for and against",
    "neither": "neither",
}


@dataclass
class Cell:
    #: annotations.positions.table.Cell
    cell: Any
    #: One of EFFECTS, or of annotations.positions.elements.WORDS.
    word: str
    #: {code of the text's own situation: passages} where it is another one.
    elsewhere: dict[str, int] = field(default_factory=dict)
    #: The situation.
    label: str = ""

    @property
    def words(self):
        return EFFECTS.get(self.word) or WORDS[self.word]

    @property
    def told(self):
        """ "2 in texts about KAZ-2022", or nothing."""
        parts = [
            f"{n} in {'a text' if n == 1 else 'texts'} {about(code)}"
            for code, n in self.elsewhere.items()
        ]
        return ", ".join(parts)


@dataclass
class Row:
    holder: dict
    cells: list[Cell]


class Beside:
    """At most 18 queries, however many rows there are.

    Args:
        selection: along situations, about all of them.
        sent: codes of the situations that are asked for.

    Raises:
        ValidationError: for a choice that cannot be shown.
    """

    def __init__(self, selection, works, sent):
        self.selection = selection
        passages = passages_paths(selection)
        self.table = table = Table(selection, works=works, passages=passages)
        totals = {total.doctrine: total.n for total in table.positions.totals}
        self.choice = chosen(selection.project, sent, totals)
        names = {column.key: column.code for column in self.choice.columns}
        table.show(columns.flat(names))
        there = {holder for holder, key in table.cells if key in names}
        #: Those who speak of one of the situations.
        self.holders = [key for key in table.holders if key in there]
        self.left_out = len(table.positions.holders.keys() - there)
        self.elsewhere = elsewhere(selection, works)
        texts = Document.objects.of_project(selection.project).standing().order_by()
        # as where texts are rows: editions and reprints are no texts of their own
        texts = texts.exclude(pk__in=works.older | works.mains.keys())
        counted = dict(texts.values_list("situation").annotate(n=Count("pk")))
        #: [(column, how many texts are about it)]
        self.heads = [(c, counted.get(c.pk, 0)) for c in self.choice.columns]

    def rows(self, holders):
        """The rows of these holders."""
        return [
            Row(
                row.holder,
                [self.cell(key, cell) for cell in row.cells],
            )
            for key, row in zip(holders, self.table.rows(holders), strict=True)
        ]

    def cell(self, holder, cell):
        column = cell.column
        if cell.position is None:
            return Cell(cell, cell.empty, label=column.name)
        word = word_for(cell.position) if self.selection.doctrine else effect(cell)
        others = self.elsewhere.get((holder, column.key), {})
        return Cell(cell, word, others, column.name)


def effect(cell):
    """One of EFFECTS."""
    found = cell.position
    if found.for_ and found.against:
        return "both"
    if found.for_ or found.against:
        return "for" if found.for_ else "against"
    return "neither"


def elsewhere(selection, works):
    """{(holder, situation's key): {code: passages}} in texts about another situation.

    Three queries, one more where texts repeat; passages whatever the unit is.
    """
    rows = spoken(selection, works)
    about_of = dict(
        Document.objects.filter(pk__in={row[1] for row in rows}).values_list(
            "pk", "situation"
        )
    )
    codes: dict[Any, str] = dict(
        Situation.objects.of_project(selection.project).values_list("pk", "code")
    )
    codes[None] = NO_SITUATION
    found: dict = {}
    for holder, document, _doctrine, situation, *numbers in rows:
        own = about_of[document]
        if own != situation:
            key = holder, str(situation or "")
            found.setdefault(key, Counter())[codes[own]] += sum(numbers)
    return found


def about(code):
    """ "about KAZ-2022", "about no situation"."""
    return "about no situation" if code == NO_SITUATION else f"about {code}"
