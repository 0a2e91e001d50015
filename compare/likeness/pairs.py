"""How alike two holders are, over the doctrines of which both speak.

Of a doctrine a holder affirms (asserts, concedes), contests (denies, doubts), or does
both. The likeness under one doctrine is the Jaccard index of the two sets of sides:
what both hold, divided by what either holds. That is 1 for the same sides, 0 for
opposite ones, and a half where one is split and the other is not: a split is never
averaged away. The likeness of two holders is the mean over the doctrines that they
share. Who only reports or predicts takes no position, and silence is none either.

Source: P. Jaccard, Bulletin de la Société Vaudoise des Sciences Naturelles 37 (1901).
"""

from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

import numpy

#: Below so many shared doctrines two holders are not compared, unless asked otherwise.
MINIMUM = 3
#: So many holders are compared at once: there are 20,000 pairs of 200.
MOST_HOLDERS = 200
AFFIRMING = frozenset({"asserts", "concedes"})
CONTESTING = frozenset({"denies", "doubts"})

Holder = Any


class Pair(NamedTuple):
    one: Holder
    other: Holder
    #: From 0 to 1; None below the minimum of shared doctrines.
    value: float | None
    #: How many doctrines both speak of.
    n: int
    #: Slugs of those under which they share no side, and where one alone is split.
    apart: list[str]
    partly: list[str]


class Likenesses:
    """The pairs of all who take a position.

    Sides are two squares of holders by doctrines, so that all pairs are compared by a
    few products of these.

    Args:
        items: rows with holder, doctrine and stances, such as comparison.Position.
        minimum: of shared doctrines, at least 1.
        ranked: all holders in the order that decides where two are alike; else by key.
    """

    def __init__(
        self,
        items: Iterable[Any],
        minimum: int = MINIMUM,
        ranked: Iterable[Hashable] = (),
    ):
        if minimum < 1:
            raise ValueError("Compare holders who share one doctrine or more.")
        items = list(items)
        self.minimum = minimum
        self.doctrines = sorted({item.doctrine for item in items})
        sides: dict = {}
        for item in items:
            affirms = not AFFIRMING.isdisjoint(item.stances)
            contests = not CONTESTING.isdisjoint(item.stances)
            if affirms or contests:
                sides.setdefault(item.holder, {})[item.doctrine] = affirms, contests
        rank = {key: place for place, key in enumerate(ranked)}

        def in_order(keys):
            return sorted(keys, key=lambda key: (rank.get(key, len(rank)), key))

        standing = in_order(sides)
        most = sorted(standing, key=lambda key: -len(sides[key]))
        #: Who takes a position, in an order that is not that of the items.
        self.holders: list = in_order(most[:MOST_HOLDERS])
        #: Who takes one too, but speaks of fewer doctrines than those who are compared.
        self.beyond: list = in_order(most[MOST_HOLDERS:])
        #: Who is in the items and takes none.
        self.silent: list = in_order(
            {item.holder for item in items}.difference(standing)
        )
        self._affirms, self._contests = self._squares(sides)
        #: How many doctrines two speak of, by the places of both.
        self.shared = self._shared()
        self.values = self._values()

    def _squares(self, sides):
        """Who affirms, and who contests what: a line a holder, a column a doctrine."""
        places = {slug: place for place, slug in enumerate(self.doctrines)}
        found = numpy.zeros((2, len(self.holders), len(places)), dtype=bool)
        for row, holder in enumerate(self.holders):
            for slug, both in sides[holder].items():
                found[:, row, places[slug]] = both
        return found

    def _shared(self):
        speaks = (self._affirms | self._contests).astype(int)
        return speaks @ speaks.T

    def _values(self) -> list[list[float | None]]:
        """A square, by the order of the holders, with None on its diagonal."""
        split = (self._affirms & self._contests).astype(int)
        affirms, contests = self._affirms - split, self._contests - split
        apart = affirms @ contests.T
        partly = split @ (affirms + contests).T
        same = self.shared - (apart + apart.T) - (partly + partly.T) / 2
        values = (same / numpy.maximum(self.shared, 1)).astype(object)
        #: Which pairs are compared.
        self.known = self.shared >= self.minimum
        numpy.fill_diagonal(self.known, False)
        values[~self.known] = None
        return values.tolist()

    def pair(self, row: int, column: int) -> Pair:
        """Args:
        row, column: places in ``holders``.
        """
        affirms, contests = self._affirms, self._contests
        shared = affirms[row] | contests[row]
        shared &= affirms[column] | contests[column]
        one_affirms = affirms[row] ^ affirms[column]
        one_contests = contests[row] ^ contests[column]
        return Pair(
            self.holders[row],
            self.holders[column],
            self.values[row][column],
            self.n(row, column),
            self._slugs(shared & one_affirms & one_contests),
            self._slugs(shared & (one_affirms ^ one_contests)),
        )

    def side(self, place: int, slug: str) -> str:
        """affirms, contests, split, or nothing of one doctrine."""
        column = self.doctrines.index(slug)
        affirms, contests = self._affirms[place, column], self._contests[place, column]
        if affirms and contests:
            return "split"
        return "affirms" if affirms else "contests" if contests else ""

    def n(self, row: int, column: int) -> int:
        return int(self.shared[row, column])

    def _slugs(self, which):
        return [self.doctrines[place] for place in numpy.flatnonzero(which)]

    def pairs(self) -> list[tuple[int, int]]:
        """Places of all who share a doctrine, the least alike first.

        Those without a value are last; of equals those who share more come first, then
        the order of the holders decides.
        """
        rows, columns = numpy.nonzero(numpy.triu(self.shared, 1))
        values = numpy.array(self.values, dtype=float).reshape(self.shared.shape)
        of_pairs = values[rows, columns]
        order = numpy.lexsort(
            (
                columns,
                rows,
                -self.shared[rows, columns],
                numpy.nan_to_num(of_pairs),
                numpy.isnan(of_pairs),
            )
        )
        return list(zip(rows[order].tolist(), columns[order].tolist(), strict=True))
