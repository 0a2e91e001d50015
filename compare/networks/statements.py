"""Who affirms and who contests what, how often: the array that networks are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy

from formats.words import STANCES

#: The two levels of the qualifier; reports and predictions are no statements.
AFFIRMS, CONTESTS = 0, 1
LEVELS = {
    "asserts": AFFIRMS,
    "concedes": AFFIRMS,
    "denies": CONTESTS,
    "doubts": CONTESTS,
}
#: For each level the places of its stances.
PLACES = [
    [place for place, stance in enumerate(STANCES) if LEVELS.get(stance) == level]
    for level in (AFFIRMS, CONTESTS)
]


class Spoken(NamedTuple):
    """What holders say of doctrines in texts: arrays with an element a row."""

    #: Places in the lists of holders and of doctrines.
    holders: numpy.ndarray
    doctrines: numpy.ndarray
    #: Ids; None where a row is of all texts together.
    documents: numpy.ndarray | None
    #: How many passages, for each of STANCES: a line a row.
    numbers: numpy.ndarray


@dataclass
class Statements:
    """``counts[level, holder, doctrine]``: x with the indices k, i, j of the manual."""

    holders: list
    doctrines: list
    counts: numpy.ndarray

    @property
    def total(self):
        """Of each holder and doctrine, however it is qualified."""
        return self.counts.sum(axis=0)


def levels(numbers: numpy.ndarray) -> list[numpy.ndarray]:
    """Of each row how many passages affirm, and how many contest."""
    return [numbers[:, places].sum(axis=1) for places in PLACES]


def statements(
    spoken: Spoken,
    holders: Sequence,
    doctrines: Sequence,
    unit: str = "passage",
    qualified: bool = True,
) -> Statements:
    """The array, in the order of ``holders`` and ``doctrines``.

    Args:
        unit: what of equal statements counts: "passage" all (duplicates "include" of
            the program), "document" one a text ("document"), "holder" one at all
            ("acrossrange").
        qualified: whether statements of two levels are two. The program takes them
            for equal where it ignores the qualifier; then all are on the first level.
    """
    shape = len(holders), len(doctrines)
    counts = numpy.zeros((2, *shape))
    places = spoken.holders * shape[1] + spoken.doctrines
    of_levels = levels(spoken.numbers)
    if not qualified:
        of_levels = [of_levels[AFFIRMS] + of_levels[CONTESTS]]
    for level, numbers in enumerate(of_levels):
        if unit == "passage":
            sums = numpy.bincount(places, numbers, counts[level].size)
        else:
            some = numpy.flatnonzero(numbers)
            once = _once(places[some], spoken, some, unit)
            sums = numpy.bincount(once, minlength=counts[level].size)
        counts[level] = sums.reshape(shape)
    return Statements([*holders], [*doctrines], counts)


def _once(places, spoken, which, unit):
    """The places of equal statements, each once, or once in each text."""
    if unit == "holder":
        return numpy.unique(places)
    texts, of_rows = numpy.unique(spoken.documents[which], return_inverse=True)
    return numpy.unique(places * len(texts) + of_rows) // max(len(texts), 1)
