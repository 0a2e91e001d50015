"""What would have to change so that more holders could be compared."""

import numpy


def most_shared(found):
    """The most doctrines that two holders share; 0 where none share one."""
    return int(numpy.triu(found.shared, 1).max(initial=0))
