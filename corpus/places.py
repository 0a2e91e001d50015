"""Spans of one text as spans of another, by the stretches that correspond.

A pair is [start, end, start, end]: half-open ranges of code points in the two texts.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


class Places:
    """One way from a text to another."""

    def __init__(self, pairs: Iterable[Sequence[int]], exact: bool):
        """
        Args:
            pairs: ranges here first, then there.
            exact: the words of a pair are equal; else a pair stands as a whole, as
                the paragraphs of a translation do.
        """
        self.pairs = sorted([*pair] for pair in pairs if pair[0] < pair[1])
        self.exact = exact
        self._starts = [pair[0] for pair in self.pairs]

    def span(self, start: int, end: int) -> Span | None:
        """Where a span stands there; None when its edges have no counterpart."""
        before, after = self._at(start), self._at(end - 1)
        if before is None or after is None:
            return None
        first, last = before[2], after[3]
        if self.exact:
            first = before[2] + start - before[0]
            last = after[2] + end - after[0]
        return (first, last) if first < last else None

    def _at(self, place: int) -> Sequence[int] | None:
        at = bisect_right(self._starts, place) - 1
        if at < 0 or place >= self.pairs[at][1]:
            return None
        pair = self.pairs[at]
        return pair if pair[2] < pair[3] else None


def turned(pairs: Iterable[Sequence[int]]) -> list[list[int]]:
    """The pairs of the way back."""
    return [[pair[2], pair[3], pair[0], pair[1]] for pair in pairs]


def along(way: Iterable[Places], start: int, end: int) -> Span | None:
    """A span taken from text to text."""
    span: Span | None = (start, end)
    for places in way:
        if span is None:
            return None
        span = places.span(*span)
    return span
