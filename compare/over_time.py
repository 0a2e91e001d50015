"""Positions by the dates of texts, and who turned: read for the page and its files."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotations.positions.quoted import quoted
from compare.networks.words import counted
from compare.talk import talk
from compare.timeline import drawing
from compare.timeline.changes import (
    AFFIRMS,
    CONTESTS,
    NEITHER,
    SPLIT,
    Change,
    Dated,
    changes,
    side,
    uncertain,
)
from corpus.models import Document
from formats import partial_date

#: A side -> how many texts take it.
COUNTED = {
    AFFIRMS: "affirm",
    CONTESTS: "contest",
    SPLIT: "are split",
    NEITHER: "take no side",
}


class Head(NamedTuple):
    """What is known of a text."""

    title: str
    issued: str
    first: int
    last: int


class Row(NamedTuple):
    """A text of a holder under a doctrine."""

    holder: str
    #: The doctrine and the text's id.
    doctrine: Any
    document: int
    head: Head
    side: str
    passages: int


@dataclass
class Turn:
    """A change, or a pair whose order is not certain, with names and passages."""

    #: Its key, for what is read later.
    key: Any
    holder: str
    doctrine: Any
    before: Dated
    after: Dated
    #: How it is called; "" where the order is not certain.
    kind: str = ""
    heads: tuple = ()
    quotes: tuple = ()

    def sides(self):
        """[(side, id of the text, head, quotes)] of both."""
        texts = (self.before, self.after)
        quotes = self.quotes or ((), ())
        return [
            (text.side, text.document, head, said)
            for text, head, said in zip(texts, self.heads, quotes, strict=True)
        ]


class OverTime:
    """All that the page shows but quotes: five queries, two more where texts repeat.

    ``doctrine`` is the slug of the one that is drawn with all below it, ``chosen``
    whether it was asked for: else it is the one that most texts speak of.
    """

    def __init__(self, selection, works):
        self.selection, self.works = selection, works
        self.talk = talk(selection, works)
        self.heads = _heads(row.document for row in self.talk.rows)
        self.lanes: dict = defaultdict(list)
        for row in self.talk.rows:
            head = self.heads[row.document]
            dated = Dated(row.document, side(row.numbers), head.first, head.last)
            self.lanes[row.doctrine, row.holder].append((dated, sum(row.numbers)))
        self.chosen = bool(selection.doctrine)
        self.drawn = [*self.talk.doctrines]
        if not self.chosen and self.drawn:
            self.drawn = [max(self.drawn, key=self._texts)]
        # in the codebook's order, then by name
        place = {slug: at for at, slug in enumerate(self.talk.doctrines)}
        names = {key: at for at, key in enumerate(self.talk.holders)}
        self.keys = sorted(self.lanes, key=lambda key: (place[key[0]], names[key[1]]))
        self.turned = self._turns(changes, lambda turn: turn.kind)
        self.open_order = self._turns(
            lambda texts: [Change(*pair) for pair in uncertain(texts)], lambda _turn: ""
        )

    def _texts(self, slug):
        return sum(len(texts) for key, texts in self.lanes.items() if key[0] == slug)

    def _dated(self, key):
        return [text for text, _n in self.lanes[key] if _is_dated(text)]

    def _turns(self, find, kind):
        return [
            Turn(
                key,
                self.talk.holders[key[1]]["name"],
                self.talk.doctrines[key[0]],
                turn.before,
                turn.after,
                kind(turn),
                tuple(self.heads[text.document] for text in turn),
            )
            for key in self.keys
            for turn in find(self._dated(key))
        ]

    def parts(self):
        """What is drawn: a part a doctrine, a lane a holder."""
        of_key = defaultdict(list)
        for turn in self.turned:
            of_key[turn.key].append(Change(turn.before, turn.after))
        titles = {key: _said(head) for key, head in self.heads.items()}
        found = []
        for slug in self.drawn:
            lanes = [
                drawing.Lane(
                    self.talk.holders[key[1]]["name"],
                    self._dated(key),
                    [text for text, _n in self.lanes[key] if not _is_dated(text)],
                    of_key[key],
                    titles,
                )
                for key in self.keys
                if key[0] == slug
            ]
            if lanes:
                found.append(drawing.Part(self.talk.doctrines[slug].name, lanes))
        return found

    def rows(self):
        """A row a text, in the order of the drawing and then of the dates."""
        found = []
        for key in self.keys:
            if key[0] not in self.drawn:
                continue
            texts = sorted(
                self.lanes[key],
                key=lambda pair: (not _is_dated(pair[0]), *pair[0][2:], str(pair[0])),
            )
            found += [
                Row(
                    self.talk.holders[key[1]]["name"],
                    self.talk.doctrines[key[0]],
                    text.document,
                    self.heads[text.document],
                    text.side,
                    number,
                )
                for text, number in texts
            ]
        return found

    def undated(self):
        """How many texts that are counted have no date."""
        return sum(not head.issued for head in self.heads.values())

    def with_quotes(self, turns):
        """The turns with the first passages behind each side: three queries at most."""
        texts = {text.document for turn in turns for text in (turn.before, turn.after)}
        doctrines = {turn.doctrine.pk for turn in turns}
        found = quoted(self.selection, self.works, texts, doctrines)
        for turn in turns:
            turn.quotes = tuple(
                found.get((turn.key[1], text.document, turn.doctrine.pk), [])
                for text in (turn.before, turn.after)
            )
        return turns


def _is_dated(text):
    return text.first != partial_date.NO_DATE


def _said(head):
    return f"{head.title} ({partial_date.display(head.issued) or 'no date'})"


def _heads(documents):
    rows = Document.objects.filter(pk__in={*documents}).values_list(
        "pk", "title", "issued", "issued_first", "issued_last"
    )
    return {pk: Head(*head) for pk, *head in rows}


def description(found, parts):
    """What somebody would see."""
    lanes = sum(len(part.lanes) for part in parts)
    texts = [text for part in parts for lane in part.lanes for text in lane.dated]
    told = [
        f"{number} {words}"
        for name, words in COUNTED.items()
        if (number := sum(text.side == name for text in texts))
    ]
    drawn = sum(turn.key[0] in found.drawn for turn in found.turned)
    return (
        f"{counted(lanes, 'lane')}, one for each holder and doctrine, with"
        f" {counted(len(texts), 'dated text')}: {', '.join(told) or 'none'}."
        f" {counted(drawn, 'change')} of side."
    )
