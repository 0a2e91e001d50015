"""Who stands together: average linkage (UPGMA) on 1 minus likeness.

The two nearest groups are joined again and again; the distance of two groups is the
mean over all pairs of a holder of the one and a holder of the other. Pairs without a
value are left out of the mean, and two groups without any known pair are never joined,
so that there may be several trees. Such means never fall, as each is a weighted mean of
distances that were not smaller than the last that was joined. Of equally near groups
those are joined first whose pairs share most doctrines in the mean: they are alike in
more; then those who rank first.

Source: R. Sokal and C. Michener, University of Kansas Science Bulletin 38 (1958).
"""

from dataclasses import dataclass
from typing import Optional

import numpy

#: Distances, and means of shared doctrines, that differ by less are equal.
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
    #: From 1, in the order of joining; 0 for a holder.
    step: int = 0

    @property
    def first(self):
        """What decides between equals at last: the place that ranks first."""
        return self.leaves[0]


def grown(values: list[list[float | None]], shared: numpy.ndarray) -> list[Group]:
    """The trees: the largest first, then those whose first holder ranks first.

    Args:
        values: likenesses, a square; None where two are not compared.
        shared: how many doctrines each two share, a square.
    """
    size = len(values)
    groups = {place: Group([place]) for place in range(size)}
    likenesses = numpy.array(values, dtype=float).reshape(size, size)
    # of two groups: how many known pairs are between them, the sums of their distances
    # and of what they share; a group that is made stands where the one of its two stood
    # that ranks first
    numbers = (~numpy.isnan(likenesses)).astype(int)
    numpy.fill_diagonal(numbers, 0)
    sums = numpy.where(numbers, 1 - likenesses, 0)
    common = numpy.where(numbers, shared, 0)
    distances = _means(sums, numbers)
    for step in range(1, size):
        least = distances.min()
        if least == FAR:
            break
        one, other = _first_of(distances == least, common, numbers)
        left, right = groups[one], groups.pop(other)
        distance = float(sums[one, other] / numbers[one, other])
        leaves = left.leaves + right.leaves
        groups[one] = Group(leaves, distance, left, right, step)
        for square in (sums, common, numbers):
            square[one] += square[other]
            square[:, one] = square[one]
            square[other], square[:, other] = 0, 0
            square[one, one] = 0
        distances[one] = distances[:, one] = _means(sums[one], numbers[one])
        distances[other], distances[:, other] = FAR, FAR
    return sorted(groups.values(), key=lambda group: (-len(group.leaves), group.first))


def _first_of(equals, common, numbers):
    """Of equally near groups the two that share most, then the first of the first line.

    Args:
        equals: which pairs of groups these are, a square.
        common: sums of shared doctrines between two groups.
        numbers: of the pairs that are summed.
    """
    lines, columns = numpy.nonzero(equals)
    means = common[lines, columns] / numbers[lines, columns]
    at = int(means.round(DIGITS).argmax())
    return int(lines[at]), int(columns[at])


def _means(sums, numbers):
    means = numpy.full(sums.shape, FAR)
    numpy.divide(sums, numbers, out=means, where=numbers > 0)
    return means.round(DIGITS)
