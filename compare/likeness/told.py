"""Groups of holders in words."""

from compare.pictures.told import listed


def names_of(places, names, most=None):
    """The names of holders by their places, at most so many."""
    return listed([names[place] for place in places], most)


def shade(value, steps):
    """Of equal steps from 0 to 1 the one that a value is on."""
    return min(int(value * steps), steps - 1)
