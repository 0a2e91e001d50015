"""Which marks of several coders are about one passage, and what each came to.

As in ``review.agreement.matching``, marks that meet are joined with one mark of a coder
at most, under one doctrine before different ones, what shares most first. But here of
equals those come first that say the same, and who is called what never matters: coders
are only told apart, and the ids of marks decide what nothing else does.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from review.agreement.differences import Difference, difference
from review.agreement.matching import SAME_PLACE, Mark, likeness

#: What became of a passage before anybody settles it -> words.
KINDS = {
    "same": "All say the same",
    "overlapping": "They differ",
    "only": "Only one marked it",
}
SAID = ("stance", "voice", "situation")


@dataclass
class Aligned:
    """The marks about one passage, at most one of a coder."""

    marks: list[Mark]
    kind: str
    #: Those who coded the text and did not mark the passage.
    missing: list[Hashable] = field(default_factory=list)
    #: In what they differ; None when all say the same.
    difference: Difference | None = None

    @property
    def start(self):
        return min(mark.start for mark in self.marks)

    @property
    def end(self):
        return max(mark.end for mark in self.marks)

    @property
    def keys(self):
        return {mark.key for mark in self.marks}


def place(mark: Mark):
    """The order of marks; coders have no part in it."""
    return mark.start, mark.end, mark.doctrine, mark.key


def align(marks: Iterable[Mark], coders: Collection[Hashable]) -> list[Aligned]:
    """All passages of a text, in its order; every mark is in exactly one.

    Args:
        marks: of one text; their keys can be sorted, and none is there twice.
        coders: all who coded the text, in the order in which they are told.
    """
    # marks that do not meet are never joined, and joining many takes long
    parts = stretches(sorted(marks, key=place))
    found = [_told(group, coders) for part in parts for group in joined(part)]
    return sorted(found, key=lambda row: place(row.marks[0]))


def stretches(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Marks that meet, directly or by others between them, together.

    Args:
        marks: in the order of their beginnings.
    """
    together: list[Mark] = []
    end = 0
    for mark in marks:
        if together and mark.start >= end:
            yield together
            together = []
        together.append(mark)
        end = max(end, mark.end)
    if together:
        yield together


def joined(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Groups of marks, each in order, of a coder none twice.

    Args:
        marks: in order.
    """
    groups = [[mark] for mark in marks]
    of = list(range(len(marks)))
    for *_order, one, other in sorted(_ways(marks)):
        first, second = of[one], of[other]
        coders = {mark.coder for mark in groups[first]}
        if first == second or any(mark.coder in coders for mark in groups[second]):
            continue
        groups[first] += groups[second]
        groups[second] = []
        of = [first if group == second else group for group in of]
    return [sorted(group, key=place) for group in groups if group]


def _ways(marks):
    """What may be joined, the best first: rows that end with two places in the list."""
    open_places: list[int] = []
    for at, mark in enumerate(marks):
        open_places = [i for i in open_places if marks[i].end > mark.start]
        for before in open_places:
            other = marks[before]
            share = likeness(other, mark)
            differs = other.doctrine != mark.doctrine
            if other.coder != mark.coder and (share >= SAME_PLACE or not differs):
                unlike = sum(getattr(mark, n) != getattr(other, n) for n in SAID)
                yield differs, -share, unlike, before, at
        open_places.append(at)


def _told(group, coders):
    marked = {mark.coder for mark in group}
    missing = [coder for coder in coders if coder not in marked]
    differing = difference(group, coders, 0)
    kind = "only" if len(group) == 1 else "overlapping"
    if differing is None:
        kind = "same"
    return Aligned(group, kind, missing, differing)
