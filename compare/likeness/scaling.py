"""Holders as points in a plane: classical scaling of their distances.

The squared distances are centred twice; the two eigenvectors with the largest
eigenvalues, each times the root of its eigenvalue, are the coordinates. Distances of
this kind are seldom those of a flat space: the share that the plane shows is the sum of
its eigenvalues divided by the sum of the absolute values of all.

Sources: W. Torgerson, Psychometrika 17 (1952); J. Gower, Biometrika 53 (1966); the
share: K. Mardia, Communications in Statistics A7 (1978).
"""

from dataclasses import dataclass

import numpy

#: With two points every map is a line.
FEWEST = 3
#: Coordinates that differ by less are equal.
DIGITS = 6


@dataclass
class Map:
    #: Of the placed holders: {place: (x, y)}.
    points: dict[int, tuple[float, float]]
    #: Places of those who are left out, since not all of their pairs are known.
    left_out: list[int]
    #: From 0 to 1; None where nobody is placed, or all stand at one point.
    share: float | None = None


def laid_out(values: list[list[float | None]]) -> Map:
    """A map of those of whom all pairs are known; none of fewer than three.

    Args:
        values: likenesses, a square; None where two are not compared.
    """
    placed, left_out = all_known(values)
    if len(placed) < FEWEST:
        return Map({}, left_out)
    distances = [
        [0.0 if one == other else 1 - (values[one][other] or 0.0) for other in placed]
        for one in placed
    ]
    coordinates, share = scaled(distances)
    return Map(dict(zip(placed, coordinates, strict=True)), left_out, share)


def all_known(values: list[list[float | None]]) -> tuple[list[int], list[int]]:
    """(those among whom all pairs are known, the others), in their order.

    Again and again the one with the most unknown pairs is left out; of several the one
    that ranks last. This need not find the largest such set, but always the same.
    """
    unknown = {
        row: {at for at, value in enumerate(line) if value is None and at != row}
        for row, line in enumerate(values)
    }
    left_out = []
    while unknown:
        worst = max(unknown, key=lambda row: (len(unknown[row]), row))
        if not unknown[worst]:
            break
        for other in unknown.pop(worst):
            unknown[other].discard(worst)
        left_out.append(worst)
    return sorted(unknown), sorted(left_out)


def scaled(distances: list[list[float]]):
    """([(x, y)], share) of points with these distances.

    An axis has no direction of its own: it is turned so that the point farthest from
    the middle, of equals the first, is on the positive side.
    """
    squared = numpy.square(numpy.array(distances))
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None]
    centred = -(centred + squared.mean()) / 2
    eigenvalues, vectors = numpy.linalg.eigh((centred + centred.T) / 2)
    total = float(numpy.abs(eigenvalues).sum())
    if round(total, DIGITS) == 0:
        return [(0.0, 0.0)] * len(distances), None
    # eigh gives the largest last
    largest = numpy.maximum(eigenvalues[[-1, -2]], 0)
    places = vectors[:, [-1, -2]] * numpy.sqrt(largest)
    x, y = ([float(value) for value in axis] for axis in places.T)
    return list(zip(turned(x), turned(y), strict=True)), float(largest.sum()) / total


def turned(axis: list[float]) -> list[float]:
    """The same axis, rounded, with its farthest point on the positive side."""
    rounded = [round(value, DIGITS) for value in axis]
    farthest = max(rounded, key=abs, default=0.0)
    far = next((value for value in rounded if abs(value) == abs(farthest)), 0.0)
    return [value if far >= 0 else 0.0 - value for value in rounded]
