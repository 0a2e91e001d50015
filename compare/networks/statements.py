"""Who affirms and who contests what, how often: the array that networks are made of."""

from collections.abc import Hashable, Iterable, Sequence
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


class Spoken(NamedTuple):
    """What a holder says of a doctrine in one text."""

    holder: Hashable
    document: Hashable
    doctrine: Hashable
    #: How many passages, for each of STANCES.
    numbers: Sequence[int]


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


def levels(numbers: Sequence[int]) -> tuple[int, int]:
    """How many passages affirm, and how many contest."""
    sums = [0, 0]
    for stance, number in zip(STANCES, numbers, strict=True):
        if stance in LEVELS:
            sums[LEVELS[stance]] += number
    return sums[AFFIRMS], sums[CONTESTS]


def statements(
    rows: Iterable[Spoken],
    holders: Sequence,
    doctrines: Sequence,
    unit: str = "passage",
    qualified: bool = True,
) -> Statements:
    """The array, in the order of ``holders`` and ``doctrines``; others are left out.

    Args:
        unit: what of equal statements counts: "passage" all (duplicates "include" of
            the program), "document" one a text ("document"), "holder" one at all
            ("acrossrange").
        qualified: whether statements of two levels are two. The program takes them
            for equal where it ignores the qualifier; then all are on the first level.
    """
    row_of = {holder: place for place, holder in enumerate(holders)}
    column_of = {doctrine: place for place, doctrine in enumerate(doctrines)}
    counts = numpy.zeros((2, len(row_of), len(column_of)))
    seen = set()
    for row in rows:
        if row.holder not in row_of or row.doctrine not in column_of:
            continue
        place = row_of[row.holder], column_of[row.doctrine]
        for level, number in enumerate(levels(row.numbers)):
            if not number:
                continue
            kept = level if qualified else AFFIRMS
            if unit != "passage":
                statement = (kept, *place, row.document if unit == "document" else None)
                if statement in seen:
                    continue
                seen.add(statement)
                number = 1
            counts[kept, *place] += number
    return Statements([*row_of], [*column_of], counts)
