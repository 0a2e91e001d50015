"""Who turned under a doctrine, by the dates of texts that are only known in part.

A date may mean any day of a span. A text is certainly before another only when its last
day is before the other's first one. Between texts whose spans share a day the order is
not certain: where they differ, that is told, and is no change.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from compare.networks.statements import levels

AFFIRMS, CONTESTS, SPLIT, NEITHER = "affirms", "contests", "split", "neither"
TURNS, BECOMES_SPLIT, SETTLES = "turns", "becomes split", "settles"
#: What a text takes part with; a report or a prediction is no position.
SIDES = (AFFIRMS, CONTESTS, SPLIT)


class Dated(NamedTuple):
    """What one text says for a holder under one doctrine."""

    document: Hashable
    #: AFFIRMS, CONTESTS, SPLIT or NEITHER.
    side: str
    #: The first and the last day that its date may mean, as YYYYMMDD.
    first: int
    last: int


class Change(NamedTuple):
    before: Dated
    after: Dated

    @property
    def kind(self):
        if self.after.side == SPLIT:
            return BECOMES_SPLIT
        return SETTLES if self.before.side == SPLIT else TURNS


def side(numbers: Sequence[int]) -> str:
    """What passages of one text come to; affirmed and contested is split.

    Args:
        numbers: of passages, for each of STANCES.
    """
    affirms, contests = levels(numbers)
    if affirms and contests:
        return SPLIT
    if affirms or contests:
        return AFFIRMS if affirms else CONTESTS
    return NEITHER


def in_order(texts: Iterable[Dated]) -> list[Dated]:
    return sorted(texts, key=lambda text: (text.first, text.last, str(text.document)))


def changes(texts: Iterable[Dated]) -> list[Change]:
    """Each time that the side certainly turned or became split, or was so no more.

    A text is compared with the latest one of another side that is certainly earlier,
    unless a text of its own side lies certainly between the two: then the change was
    there. Of several texts that change from the same one, the first is named.
    """
    texts = in_order(text for text in texts if text.side in SIDES)
    earlier = {name: _Earlier(texts, name) for name in SIDES}
    found: dict = {}
    for text in texts:
        others = [
            before
            for name in SIDES
            if name != text.side and (before := earlier[name].latest(text.first))
        ]
        if not others:
            continue
        before = max(others, key=lambda other: (other.last, other.first))
        if earlier[text.side].begins_late(text.first) <= before.last:
            found.setdefault((before, text.side), Change(before, text))
    return [*found.values()]


class _Earlier:
    """The texts of one side by their last day, to ask for those before a day."""

    def __init__(self, texts, name):
        self.texts = sorted(
            (text for text in texts if text.side == name), key=lambda text: text.last
        )
        self.days = [text.last for text in self.texts]
        self.begins: list[float] = []
        for text in self.texts:
            latest = self.begins[-1] if self.begins else float("-inf")
            self.begins.append(max(latest, text.first))

    def latest(self, day):
        """The text that ends last before a day; None when there is none."""
        count = bisect_left(self.days, day)
        return self.texts[count - 1] if count else None

    def begins_late(self, day):
        """The latest first day of the texts that are over before a day."""
        count = bisect_left(self.days, day)
        return self.begins[count - 1] if count else float("-inf")


def uncertain(texts: Iterable[Dated]) -> list[tuple[Dated, Dated]]:
    """Pairs on different sides that may be in either order.

    Each text is told with at most one earlier named text of each other side, the one
    that reaches furthest.
    """
    reach: dict[str, Dated] = {}
    found = []
    for text in in_order(text for text in texts if text.side in SIDES):
        found += [
            (other, text)
            for name, other in reach.items()
            if name != text.side and other.last >= text.first
        ]
        known = reach.get(text.side)
        if known is None or text.last > known.last:
            reach[text.side] = text
    return found
