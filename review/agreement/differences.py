"""In what the coders of one passage differ."""

from collections.abc import Collection, Hashable
from typing import NamedTuple

from review.agreement.matching import Group, place_of

#: Kind of a difference -> how people call it, in the order of lists.
KINDS = {
    "missing": "marked by some only",
    "doctrine": "doctrine",
    "stance": "stance",
    "voice": "voice",
    "situation": "situation",
    "edges": "edges",
}


class Difference(NamedTuple):
    """A passage about which coders differ."""

    marks: Group
    #: Those who read the text and did not mark the passage.
    missing: list[Hashable]
    #: Of KINDS, in their order.
    kinds: list[str]
    #: By how many code points the edges differ at most.
    apart: int = 0

    @property
    def text(self):
        return self.marks[0].text

    @property
    def start(self):
        return min(mark.start for mark in self.marks)

    @property
    def end(self):
        return max(mark.end for mark in self.marks)


def difference(group: Group, coders: Collection[Hashable], tolerance: int):
    """The difference of a group, or None when all coders say the same."""
    marked = {mark.coder for mark in group}
    missing = [coder for coder in coders if coder not in marked]
    first, *others = group
    kinds = [
        name
        for name in ("doctrine", "stance", "voice", "situation")
        if any(getattr(mark, name) != getattr(first, name) for mark in others)
    ]
    if missing:
        kinds.insert(0, "missing")
    apart = max(
        max(edges) - min(edges)
        for edges in (
            [mark.start for mark in group],
            [mark.end for mark in group],
        )
    )
    if apart > tolerance:
        kinds.append("edges")
    return Difference(group, missing, kinds, apart) if kinds else None


def differences(groups, coders, tolerance):
    """Those of the groups about which coders differ, in their order."""
    found = (difference(group, coders, tolerance) for group in groups)
    return [row for row in found if row]


def in_order(row: Difference):
    return place_of(row.marks[0])
