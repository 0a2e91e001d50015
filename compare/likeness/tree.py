"""Who stands together: average linkage (UPGMA) on 1 minus likeness.

The two nearest groups are joined again and again; the distance of two groups is the
mean over all pairs of a holder of the one and a holder of the other. Pairs without a
value are left out of the mean, and two groups without any known pair are never joined,
so that there may be several trees. Such means never fall, as each is a weighted mean of
distances that were not smaller than the last that was joined.

Source: R. Sokal and C. Michener, University of Kansas Science Bulletin 38 (1958).
"""

import heapq
from dataclasses import dataclass
from typing import Optional

#: Distances that differ by less are equal: then who ranks first is joined first.
DIGITS = 9


@dataclass
class Group:
    """A holder, or two groups that were joined at a distance."""

    #: Places of the holders, in the order of the drawing.
    leaves: list[int]
    distance: float = 0.0
    left: Optional["Group"] = None
    right: Optional["Group"] = None

    @property
    def first(self):
        """What decides between equals: the place that ranks first."""
        return self.leaves[0]


def grown(values: list[list[float | None]]) -> list[Group]:
    """The trees: the largest first, then those whose first holder ranks first.

    Args:
        values: likenesses, a square; None where two are not compared.
    """
    groups = {place: Group([place]) for place in range(len(values))}
    # sums and numbers of the known distances between two groups
    known: dict[int, dict[int, tuple[float, int]]] = {place: {} for place in groups}
    # (distance, ranks, groups); some of the groups may have been joined since
    waiting: list = []
    for row, line in enumerate(values):
        for column in range(row):
            value = line[column]
            if value is not None:
                _know(known, column, row, (1 - value, 1))
                waiting.append(_entry(groups, known, column, row))
    heapq.heapify(waiting)
    made = len(values)
    while waiting:
        _distance, _first, _second, one, other = heapq.heappop(waiting)
        if one in groups and other in groups:
            _join(groups, known, one, other, made)
            for neighbour in known[made]:
                heapq.heappush(waiting, _entry(groups, known, made, neighbour))
            made += 1
    return sorted(groups.values(), key=lambda group: (-len(group.leaves), group.first))


def _know(known, one, other, sums):
    known[one][other] = known[other][one] = sums


def _mean(sums):
    total, n = sums
    return total / n


def _entry(groups, known, one, other):
    """How near two groups are, the one that ranks first before the other."""
    if groups[other].first < groups[one].first:
        one, other = other, one
    distance = round(_mean(known[one][other]), DIGITS)
    return distance, groups[one].first, groups[other].first, one, other


def _join(groups, known, one, other, made):
    distance = _mean(known[one].pop(other))
    del known[other][one]
    left, right = groups.pop(one), groups.pop(other)
    groups[made] = Group(left.leaves + right.leaves, distance, left, right)
    sums = known.pop(one)
    for neighbour, (total, n) in known.pop(other).items():
        before, number = sums.get(neighbour, (0.0, 0))
        sums[neighbour] = before + total, number + n
    known[made] = {}
    for neighbour, both in sums.items():
        known[neighbour].pop(one, None)
        known[neighbour].pop(other, None)
        _know(known, made, neighbour, both)
