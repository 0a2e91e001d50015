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

    A holder's sides are two whole numbers with a bit a doctrine, so that 200 holders
    are compared in tens of milliseconds.

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
        bits = {slug: 1 << place for place, slug in enumerate(self.doctrines)}
        self._affirms: dict = {}
        self._contests: dict = {}
        for item in items:
            for sides, stances in (
                (self._affirms, AFFIRMING),
                (self._contests, CONTESTING),
            ):
                if not stances.isdisjoint(item.stances):
                    before = sides.get(item.holder, 0)
                    sides[item.holder] = before | bits[item.doctrine]
        rank = {key: place for place, key in enumerate(ranked)}

        def in_order(keys):
            return sorted(keys, key=lambda key: (rank.get(key, len(rank)), key))

        def spoken_of(key):
            return (self._affirms.get(key, 0) | self._contests.get(key, 0)).bit_count()

        standing = in_order(self._affirms.keys() | self._contests.keys())
        most = sorted(standing, key=spoken_of, reverse=True)
        #: Who takes a position, in an order that is not that of the items.
        self.holders: list = in_order(most[:MOST_HOLDERS])
        #: Who takes one too, but speaks of fewer doctrines than those who are compared.
        self.beyond: list = in_order(most[MOST_HOLDERS:])
        #: Who is in the items and takes none.
        self.silent: list = in_order(
            {item.holder for item in items}.difference(standing)
        )
        self.values = self._values()

    def _values(self) -> list[list[float | None]]:
        """A square, by the order of the holders, with None on its diagonal."""
        size = len(self.holders)
        values: list[list[float | None]] = [[None] * size for _ in range(size)]
        for row in range(size):
            for column in range(row):
                shared, apart, partly = self._masks(row, column)
                n = shared.bit_count()
                if n >= self.minimum:
                    same = n - apart.bit_count() - partly.bit_count() / 2
                    values[row][column] = values[column][row] = same / n
        return values

    def _masks(self, row, column):
        """Doctrines of both, those without a common side, those with one of two."""
        one, other = self.holders[row], self.holders[column]
        affirms, contests = self._affirms.get(one, 0), self._contests.get(one, 0)
        affirms_too = self._affirms.get(other, 0)
        contests_too = self._contests.get(other, 0)
        shared = (affirms | contests) & (affirms_too | contests_too)
        in_affirming = (affirms ^ affirms_too) & shared
        in_contesting = (contests ^ contests_too) & shared
        return shared, in_affirming & in_contesting, in_affirming ^ in_contesting

    def pair(self, row: int, column: int) -> Pair:
        """Args:
        row, column: places in ``holders``.
        """
        shared, apart, partly = self._masks(row, column)
        return Pair(
            self.holders[row],
            self.holders[column],
            self.values[row][column],
            shared.bit_count(),
            self._slugs(apart),
            self._slugs(partly),
        )

    def side(self, place: int, slug: str) -> str:
        """affirms, contests, split, or nothing of one doctrine."""
        bit = 1 << self.doctrines.index(slug)
        holder = self.holders[place]
        affirms = self._affirms.get(holder, 0) & bit
        contests = self._contests.get(holder, 0) & bit
        if affirms and contests:
            return "split"
        return "affirms" if affirms else "contests" if contests else ""

    def n(self, row: int, column: int) -> int:
        return self._masks(row, column)[0].bit_count()

    def _slugs(self, mask):
        slugs = []
        while mask:
            lowest = mask & -mask
            slugs.append(self.doctrines[lowest.bit_length() - 1])
            mask ^= lowest
        return slugs

    def pairs(self) -> list[tuple[int, int]]:
        """Places of all who share a doctrine, the least alike first.

        Those without a value are last; of equals those who share more come first, then
        the order of the holders decides.
        """
        size = len(self.holders)
        found = []
        for row in range(size):
            for column in range(row + 1, size):
                if n := self.n(row, column):
                    value = self.values[row][column]
                    found.append((value is None, value or 0.0, -n, row, column))
        return [(row, column) for *_, row, column in sorted(found)]
