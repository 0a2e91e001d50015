"""An order of holders in which camps stand together: by joining who agrees most."""

import numpy

#: Never chosen: a pair that is one group already.
JOINED = -numpy.inf


def order(weights) -> list[int]:
    """Places, so that those between whom weights are large stand side by side.

    The two groups with the largest average weight are joined, again and again; they
    are turned so that those who then touch fit best. Equals keep their order, so the
    same weights always give the same order.

    Args:
        weights: a square matrix, negative for those who part.
    """
    count = len(weights)
    groups = [[place] for place in range(count)]
    near = numpy.array(weights, dtype=float).reshape(count, count)
    numpy.fill_diagonal(near, JOINED)
    sizes = numpy.ones(count)
    for _ in range(count - 1):
        one, other = divmod(int(near.argmax()), count)
        one, other = min(one, other), max(one, other)
        groups[one] = _turned(groups[one], groups[other], weights)
        mean = near[one] * sizes[one] + near[other] * sizes[other]
        mean /= sizes[one] + sizes[other]
        near[one], near[:, one] = mean, mean
        near[other], near[:, other] = JOINED, JOINED
        near[one, one] = JOINED
        sizes[one] += sizes[other]
    return groups[0] if count else []


def _turned(one, other, weights):
    """Both as one line, the better fitting ends together."""
    ways = [
        [*left, *right] for left in (one, one[::-1]) for right in (other, other[::-1])
    ]
    return max(ways, key=lambda way: weights[way[len(one) - 1]][way[len(one)]])
