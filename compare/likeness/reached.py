"""What would have to change so that more holders could be compared."""

from itertools import combinations


def most_shared(found):
    """The most doctrines that two holders share; 0 where none share one."""
    places = range(len(found.holders))
    return max((found.n(*pair) for pair in combinations(places, 2)), default=0)
