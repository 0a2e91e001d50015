"""Who stands together: average linkage (UPGMA) on 1 minus likeness.

The two nearest groups are joined again and again; the distance of two groups is the
mean over all pairs of a holder of the one and a holder of the other. Pairs without a
value are left out of the mean, and two groups without any known pair are never joined,
so that there may be several trees. Such means never fall, as each is a weighted mean of
distances that were not smaller than the last that was joined.

Source: R. Sokal and C. Michener, University of Kansas Science Bulletin 38 (1958).
"""

from dataclasses import dataclass
from typing import Optional

import numpy

#: Distances that differ by less are equal: then who ranks first is joined first.
DIGITS = 9
#: No known pair is between two groups.
FAR = numpy.inf


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
    size = len(values)
    groups = {place: Group([place]) for place in range(size)}
    likenesses = numpy.array(values, dtype=float).reshape(size, size)
    # numbers and sums of the known distances between two groups; a group that is made
    # stands where the one of its two stood that ranks first
    numbers = (~numpy.isnan(likenesses)).astype(int)
    numpy.fill_diagonal(numbers, 0)
    sums = numpy.where(numbers, 1 - likenesses, 0)
    distances = _means(sums, numbers)
    for _ in range(size - 1):
        # of equals the first pair of the first line
        one, other = divmod(int(distances.argmin()), size)
        if distances[one, other] == FAR:
            break
        left, right = groups[one], groups.pop(other)
        distance = float(sums[one, other] / numbers[one, other])
        groups[one] = Group(left.leaves + right.leaves, distance, left, right)
        for square in (sums, numbers):
            square[one] += square[other]
            square[:, one] = square[one]
            square[other], square[:, other] = 0, 0
            square[one, one] = 0
        distances[one] = distances[:, one] = _means(sums[one], numbers[one])
        distances[other], distances[:, other] = FAR, FAR
    return sorted(groups.values(), key=lambda group: (-len(group.leaves), group.first))


def _means(sums, numbers):
    means = numpy.full(sums.shape, FAR)
    numpy.divide(sums, numbers, out=means, where=numbers > 0)
    return means.round(DIGITS)
