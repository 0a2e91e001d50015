"""Who turned under a doctrine, by the dates of texts that are only known in part.

A date may mean any day of a span. A text is certainly before another only when its last
day is before the other's first one. Between texts whose spans share a day the order is
not certain: where they differ, that is told, and is no change.
"""

from collections.abc import Hashable
from typing import NamedTuple

import numpy

from compare.networks.statements import levels

AFFIRMS, CONTESTS, SPLIT, NEITHER = "affirms", "contests", "split", "neither"
#: A text takes part with the first three; a report or a prediction is no position.
SIDES = (AFFIRMS, CONTESTS, SPLIT, NEITHER)
POSITIONS = range(len(SIDES) - 1)
TURNS, BECOMES_SPLIT, SETTLES = "turns", "becomes split", "settles"


class Dated(NamedTuple):
    """What one text says for a holder under one doctrine."""

    document: Hashable
    #: One of SIDES.
    side: str
    #: The first and the last day that its date may mean, as YYYYMMDD.
    first: int
    last: int


class Change(NamedTuple):
    before: Dated
    after: Dated

    @property
    def kind(self):
        if self.after.side == SPLIT:
            return BECOMES_SPLIT
        return SETTLES if self.before.side == SPLIT else TURNS


class Lanes(NamedTuple):
    """Dated texts of many lanes, in arrays: lane after lane, each by first, last day.

    A lane is what one holder says under one doctrine.
    """

    #: Numbers, which never fall.
    lanes: numpy.ndarray
    #: Places in SIDES.
    sides: numpy.ndarray
    firsts: numpy.ndarray
    lasts: numpy.ndarray


def sides(numbers: numpy.ndarray) -> numpy.ndarray:
    """What passages of each text come to; affirmed and contested is split.

    Args:
        numbers: of passages, for each of STANCES: a line a text.
    """
    affirms, contests = (number > 0 for number in levels(numbers))
    found = [affirms & ~contests, contests & ~affirms, affirms & contests]
    return numpy.select(found, range(len(found)), SIDES.index(NEITHER))


class Taking:
    """The texts that take a side, their days as small numbers in order."""

    def __init__(self, texts: Lanes):
        self.places = numpy.flatnonzero(texts.sides != SIDES.index(NEITHER))
        self.all = numpy.arange(len(self.places))
        self.lanes, self.sides, firsts, lasts = (of[self.places] for of in texts)
        days = numpy.unique(numpy.concatenate([firsts, lasts]))
        self.firsts, self.lasts = (
            numpy.searchsorted(days, of) for of in (firsts, lasts)
        )
        self.days = len(days)

    def in_lane(self, days):
        """Numbers that are in order by lane and then by day."""
        return self.lanes * self.days + days

    def by_end(self, places):
        """Numbers that are in order by last day and then by first day."""
        return self.lasts[places] * self.days + self.firsts[places]

    def earlier(self, side):
        """Of a side, for each text, what is certainly earlier in its lane.

        Returns:
            (places of the texts that end last, the latest first days); -1 for none.
        """
        of_side = numpy.flatnonzero(self.sides == side)
        of_side = of_side[
            numpy.argsort(self.in_lane(self.lasts)[of_side], kind="stable")
        ]
        ends = self.in_lane(self.lasts)[of_side]
        counts = numpy.searchsorted(ends, self.in_lane(self.firsts))
        begun = numpy.maximum.accumulate(self.in_lane(self.firsts)[of_side])
        begun -= self.lanes[of_side] * self.days
        return (
            self.last_of(of_side, counts, of_side),
            self.last_of(of_side, counts, begun),
        )

    def last_of(self, of_side, counts, values):
        """Of each text the value of the last of so many, where that is in its lane.

        Args:
            of_side: places of texts, whose lanes do not fall.
            counts: for each text how many of them.
            values: one for each of ``of_side``.
        """
        found = numpy.full(len(counts), -1)
        some = numpy.flatnonzero(counts > 0)
        last = counts[some] - 1
        here = self.lanes[of_side[last]] == self.lanes[some]
        found[some[here]] = values[last[here]]
        return found

    def pairs(self, before, after):
        return numpy.stack([self.places[before], self.places[after]], axis=1)


def changes(taking: Taking) -> numpy.ndarray:
    """Each time that the side certainly turned or became split, or was so no more.

    A text is compared with the latest one of another side that is certainly earlier,
    unless a text of its own side lies certainly between the two: then the change was
    there. Of several texts that change from the same one, the first is named.

    Returns:
        a line (place of the text before, place of the text after) a change.
    """
    before = numpy.full(len(taking.lanes), -1)
    # of the latest earlier text of any other side, and of the own side
    ended, own_began = before.copy(), before.copy()
    for side in POSITIONS:
        latest, began = taking.earlier(side)
        own = taking.sides == side
        own_began[own] = began[own]
        # of texts that end on the same day the one that begins last
        ends = numpy.where(latest < 0, -1, taking.by_end(latest))
        later = ~own & (ends > ended)
        before[later], ended[later] = latest[later], ends[later]
    after = numpy.flatnonzero((before >= 0) & (own_began <= taking.lasts[before]))
    from_one = before[after] * len(SIDES) + taking.sides[after]
    _different, first = numpy.unique(from_one, return_index=True)
    after = after[numpy.sort(first)]
    return taking.pairs(before[after], after)


def uncertain(taking: Taking) -> numpy.ndarray:
    """Pairs on different sides that may be in either order, as ``changes`` has them.

    Each text is told with at most one earlier named text of each other side, the one
    that reaches furthest.
    """
    found = []
    for side in POSITIONS:
        named = numpy.flatnonzero(taking.sides == side)
        furthest = named[_furthest(taking.in_lane(taking.lasts)[named])]
        before = taking.last_of(named, numpy.searchsorted(named, taking.all), furthest)
        open_order = (before >= 0) & (taking.sides != side)
        open_order &= taking.lasts[before] >= taking.firsts
        after = numpy.flatnonzero(open_order)
        found.append(numpy.stack([before[after], after], axis=1))
    pairs = numpy.concatenate(found)
    # a stable sort: of one text's pairs the sides keep their order
    pairs = pairs[numpy.argsort(pairs[:, 1], kind="stable")]
    return taking.pairs(*pairs.T)


def _furthest(reached):
    """Of each number the place of the largest up to it, of equals of the first."""
    largest = numpy.maximum.accumulate(reached)
    rises = numpy.ones(len(reached), dtype=bool)
    rises[1:] = reached[1:] > largest[:-1]
    places = numpy.where(rises, numpy.arange(len(reached)), 0)
    return numpy.maximum.accumulate(places)
