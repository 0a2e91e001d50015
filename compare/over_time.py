"""Positions by the dates of texts, and who turned: read for the page and its files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy

from annotations.positions.quoted import quoted
from compare.networks.words import counted
from compare.talk import talk
from compare.timeline import drawing
from compare.timeline.changes import (
    AFFIRMS,
    CONTESTS,
    NEITHER,
    SIDES,
    SPLIT,
    Change,
    Dated,
    Lanes,
    Taking,
    changes,
    sides,
    uncertain,
)
from compare.timeline.sheets import Piece
from corpus.models import Document
from formats import partial_date

#: A side -> how many positions in texts are on it.
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

    #: The holder's, for what is read later.
    key: Any
    holder: str
    doctrine: Any
    before: Dated
    after: Dated
    #: How it is called; "" where the order is not certain.
    kind: str
    #: Of texts by id, once they are read.
    heads: dict
    quotes: tuple = ()

    def sides(self):
        """[(side, id of the text, head, quotes)] of both."""
        texts = (self.before, self.after)
        quotes = self.quotes or ((), ())
        return [
            (text.side, text.document, self.heads[text.document], said)
            for text, said in zip(texts, quotes, strict=True)
        ]


class OverTime:
    """All that the page shows: six queries and those of quotes, two more for repeats.

    Texts stand lane after lane, those of a lane by their dates, those without a date
    last; places below are places among them. Nobody's texts have names or quotes until
    they are read.
    """

    def __init__(self, selection, works):
        self.selection, self.works = selection, works
        self.talk = talk(selection, works)
        self._doctrines = [*self.talk.doctrines.values()]
        self._keys = [*self.talk.holders]
        rows = self.talk.rows
        lanes = rows.doctrines * len(self._keys) + rows.holders
        firsts, lasts = _days(rows.documents)
        undated = firsts == partial_date.NO_DATE
        order = numpy.lexsort((rows.documents, lasts, firsts, undated, lanes))
        texts = Lanes(lanes, sides(rows.numbers), firsts, lasts)
        self._texts = Lanes(*(column[order] for column in texts))
        self._documents = rows.documents[order]
        self._passages = rows.numbers.sum(axis=1)[order]
        self._dated = ~undated[order]
        #: {text's id: Head} of those that were read.
        self.heads: dict[int, Head] = {}
        dated = numpy.flatnonzero(self._dated)
        taking = Taking(Lanes(*(column[dated] for column in self._texts)))
        self.turned = Turns(self, dated[changes(taking)], True)
        self.open_order = Turns(self, dated[uncertain(taking)], False)
        #: Whether the doctrine was asked for: else that of most texts is drawn.
        self.chosen = bool(selection.doctrine)
        self._lanes, self.sizes = self._drawn()

    def _drawn(self):
        """(places of the first positions, how many) of the lanes that are drawn.

        In the codebook's order, whoever changed most first, then who says it in most
        texts, then by name.
        """
        numbers, begins, sizes = numpy.unique(
            self._texts.lanes, return_index=True, return_counts=True
        )
        doctrines, holders = numpy.divmod(numbers, max(len(self._keys), 1))
        turned = numpy.searchsorted(numbers, self._texts.lanes[self.turned.pairs[:, 1]])
        turns = numpy.bincount(turned, minlength=len(numbers))
        order = numpy.lexsort((holders, -sizes, -turns, doctrines))
        if not self.chosen and len(numbers):
            order = order[doctrines[order] == self._most_spoken_of()]
        return begins[order], sizes[order]

    def _most_spoken_of(self):
        """The place of the doctrine of most texts; a text of two authors is one."""
        doctrines = self._texts.lanes // len(self._keys)
        # one number for both, which is sorted in a seventh of the time of pairs
        room = self._documents.max() + 1
        different = numpy.unique(doctrines * room + self._documents)
        return numpy.bincount(different // room).argmax()

    def whole(self):
        """All lanes that are drawn."""
        return [Piece(lane, 0, size) for lane, size in enumerate(self.sizes.tolist())]

    def _places(self, piece):
        begins = int(self._lanes[piece.lane])
        return range(begins + piece.begins, begins + piece.ends)

    def _dated_text(self, place):
        return Dated(
            int(self._documents[place]),
            SIDES[self._texts.sides[place]],
            int(self._texts.firsts[place]),
            int(self._texts.lasts[place]),
        )

    def _lane(self, place):
        """(doctrine, holder's key) of a text."""
        doctrine, holder = divmod(int(self._texts.lanes[place]), len(self._keys))
        return self._doctrines[doctrine], self._keys[holder]

    def name(self, holder):
        return self.talk.holders[holder]["name"]

    def turn(self, before, after, certain):
        doctrine, holder = self._lane(after)
        change = Change(self._dated_text(before), self._dated_text(after))
        kind = change.kind if certain else ""
        name = self.name(holder)
        return Turn(holder, name, doctrine, *change, kind, self.heads)

    def read(self, pieces: Iterable[Piece] = (), turns: Iterable[Turn] = ()):
        """Read the heads of the texts that are shown: one query."""
        of_turns = (text for turn in turns for text in (turn.before, turn.after))
        wanted: set[Any] = {text.document for text in of_turns}
        for piece in pieces:
            of_piece = self._documents[slice(*_ends(self._places(piece)))]
            wanted.update(of_piece.tolist())
        rows = Document.objects.filter(pk__in=wanted - self.heads.keys())
        for pk, *head in rows.values_list("pk", "title", "issued"):
            self.heads[pk] = Head(*head)

    def parts(self, pieces):
        """Pieces as they are drawn: a part a doctrine, a lane a holder."""
        found: list[drawing.Part] = []
        pairs = self.turned.pairs
        titles: dict[Any, str] = {pk: _said(head) for pk, head in self.heads.items()}
        before = None
        for piece in pieces:
            places = self._places(piece)
            doctrine, holder = self._lane(places[0])
            if doctrine is not before:
                found.append(drawing.Part(doctrine.name, []))
                before = doctrine
            first, last = numpy.searchsorted(pairs[:, 1], _ends(places))
            found[-1].lanes.append(
                drawing.Lane(
                    self.name(holder),
                    [self._dated_text(at) for at in places if self._dated[at]],
                    [self._dated_text(at) for at in places if not self._dated[at]],
                    [
                        Change(self._dated_text(one), self._dated_text(other))
                        for one, other in pairs[first:last].tolist()
                        if one >= places[0]
                    ],
                    titles,
                )
            )
        return found

    def rows(self, pieces):
        """A row a text, in the order of the drawing and then of the dates."""
        found = []
        for piece in pieces:
            places = self._places(piece)
            doctrine, holder = self._lane(places[0])
            for at in places:
                document = int(self._documents[at])
                side, passages = SIDES[self._texts.sides[at]], int(self._passages[at])
                head = self.heads[document]
                found.append(
                    Row(self.name(holder), doctrine, document, head, side, passages)
                )
        return found

    def undated(self):
        """How many texts that are counted have no date."""
        return len(numpy.unique(self._documents[~self._dated]))

    def with_quotes(self, turns):
        """The turns with the first passages behind each side: three queries at most."""
        texts = {text.document for turn in turns for text in (turn.before, turn.after)}
        doctrines = {turn.doctrine.pk for turn in turns}
        found = quoted(self.selection, self.works, texts, doctrines)
        for turn in turns:
            turn.quotes = tuple(
                found.get((turn.key, text.document, turn.doctrine.pk), [])
                for text in (turn.before, turn.after)
            )
        return turns


class Turns(Sequence):
    """Changes, or pairs whose order is not certain, made when they are asked for."""

    def __init__(self, found: OverTime, pairs: numpy.ndarray, certain: bool):
        self.found, self.pairs, self.certain = found, pairs, certain

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, which):
        if not isinstance(which, slice):
            return self[which : which + 1 or None][0]
        return [
            self.found.turn(before, after, self.certain)
            for before, after in self.pairs[which].tolist()
        ]


def _ends(places):
    return places.start, places.stop


def _said(head):
    return f"{head.title} ({partial_date.display(head.issued) or 'no date'})"


def _days(documents):
    """The first and the last day of each of these texts: one query."""
    different, of_rows = numpy.unique(documents, return_inverse=True)
    rows = Document.objects.filter(pk__in=different.tolist()).order_by("pk")
    days = numpy.array(
        [*rows.values_list("issued_first", "issued_last")], dtype=numpy.int64
    ).reshape(-1, 2)[of_rows]
    return days[:, 0], days[:, 1]


def description(parts):
    """What somebody would see: a text of two authors has a position of each."""
    lanes = [lane for part in parts for lane in part.lanes]
    dated = [text for lane in lanes for text in lane.dated]
    texts = {text.document for text in dated}
    told = [
        f"{number} {words}"
        for name, words in COUNTED.items()
        if (number := sum(text.side == name for text in dated))
    ]
    drawn = sum(len(lane.changes) for lane in lanes)
    return (
        f"{counted(len(lanes), 'lane')}, one for each holder and doctrine, with"
        f" {counted(len(dated), 'position')} in {counted(len(texts), 'dated text')}:"
        f" {', '.join(told) or 'none'}."
        f" {counted(drawn, 'change')} of side."
    )
