"""Align a text with its translation by paragraphs.

The lengths of corresponding paragraphs are in a steady proportion (Gale and Church,
1993); numbers, signs that are kept and the kind of a paragraph (heading, footnote) say
more. A person can correct the result: join, split and shift pairs.
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

NUMBER = re.compile(r"\d+")
#: A name that both texts may write alike.
NAME = re.compile(r"\b[A-Z]\w{2,}\b")
#: Deviation of lengths for one code point (Gale and Church found 6.8 of characters).
VARIANCE = 6.8
#: Cost of so many paragraphs here for so many there: what is rarer costs more.
STEPS = {(1, 1): 0.1, (1, 2): 2.4, (2, 1): 2.4, (1, 0): 4.6, (0, 1): 4.6, (2, 2): 4.6}
#: What a pair gains for each number or name that both have, and loses for kinds.
SHARED, MOST_SHARED, OTHER_KIND = 1.2, 5, 3.0
#: How far from the straight line a pair may stand, in paragraphs, at least.
BAND = 60


class Paragraph(NamedTuple):
    """Half-open, in code points."""

    start: int
    end: int
    #: One of formats.words.BLOCK_KINDS.
    kind: str
    text: str


def pair_up(ours: Sequence[Paragraph], theirs: Sequence[Paragraph]) -> list[list[int]]:
    """The pairs, in the order of the text: [start, end, start, end], some empty."""
    if not ours or not theirs:
        return []
    ratio = _length(theirs) / max(_length(ours), 1)
    clues = [_clues(part.text) for part in ours], [_clues(part.text) for part in theirs]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(theirs) / len(ours)
    for i in range(len(ours) + 1):
        middle = int(i * slope)
        reach = max(BAND, abs(len(theirs) - len(ours)) + 2)
        for j in range(max(0, middle - reach), min(len(theirs), middle + reach) + 1):
            for (here, there), cost in STEPS.items():
                before = best.get((i - here, j - there))
                if before is None or (i, j) == (0, 0):
                    continue
                parts = ours[i - here : i], theirs[j - there : j]
                total = before[0] + cost + _distance(*parts, ratio)
                if here and there:
                    total -= _gain(parts, clues, i - here, j - there)
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = total, (here, there)
    return _walked(ours, theirs, best)


def _walked(ours, theirs, best) -> list[list[int]]:
    found = []
    i, j = len(ours), len(theirs)
    while (i, j) != (0, 0):
        here, there = best[i, j][1]
        found.append([*edges(ours, i - here, i), *edges(theirs, j - there, j)])
        i, j = i - here, j - there
    return found[::-1]


def edges(parts: Sequence[Paragraph], first: int, last: int) -> tuple[int, int]:
    """The range of some paragraphs; an empty one where there are none."""
    if first == last:
        at = parts[first].start if first < len(parts) else parts[-1].end
        return at, at
    return parts[first].start, parts[last - 1].end


def _length(parts: Sequence[Paragraph]) -> int:
    return sum(len(part.text.strip()) for part in parts)


def _distance(ours, theirs, ratio) -> float:
    """How unlikely these lengths are (minus the logarithm of a normal tail)."""
    here, there = _length(ours), _length(theirs)
    if not here or not there:
        return 0.0
    mean = (here + there / ratio) / 2
    off = abs(there - here * ratio) / math.sqrt(mean * VARIANCE)
    return -math.log(max(math.erfc(off / math.sqrt(2)), 1e-9))


def _clues(text: str) -> frozenset[str]:
    return frozenset(NUMBER.findall(text)) | frozenset(NAME.findall(text))


def _gain(parts, clues, i, j) -> float:
    ours, theirs = parts
    here = frozenset[str]().union(*clues[0][i : i + len(ours)])
    there = frozenset[str]().union(*clues[1][j : j + len(theirs)])
    gain = SHARED * min(len(here & there), MOST_SHARED)
    special = [
        {part.kind for part in side} & {"heading", "footnote"}
        for side in (ours, theirs)
    ]
    return gain - (OTHER_KIND if special[0] != special[1] else 0.0)


def joined(pairs: list[list[int]], place: int) -> list[list[int]]:
    """A pair and the next one as one."""
    one, other = pairs[place], pairs[place + 1]
    whole = [one[0], other[1], one[2], other[3]]
    return [*pairs[:place], whole, *pairs[place + 2 :]]


def split(pairs, place, ours, theirs) -> list[list[int]]:
    """A pair of several paragraphs as two: the first of each side, and the rest.

    Args:
        ours, theirs: the starts of all paragraphs, in order.
    """
    start, end, first, last = pairs[place]
    cut = next((at for at in ours if start < at < end), end)
    other = next((at for at in theirs if first < at < last), last)
    if (cut, other) == (end, last):
        return pairs
    halves = [[start, cut, first, other], [cut, end, other, last]]
    return [*pairs[:place], *halves, *pairs[place + 1 :]]


def shifted(pairs, place, theirs) -> list[list[int]]:
    """Give the next pair's first paragraph of the translation to this one."""
    if place + 1 >= len(pairs):
        return pairs
    one, other = [*pairs[place]], [*pairs[place + 1]]
    cut = next((at for at in theirs if other[2] < at < other[3]), other[3])
    one[3] = other[2] = cut
    kept = [other] if other[0] < other[1] or other[2] < other[3] else []
    return [*pairs[:place], one, *kept, *pairs[place + 2 :]]


def shifted_back(pairs, place, theirs) -> list[list[int]]:
    """Give this pair's last paragraph of the translation to the next pair."""
    if place + 1 >= len(pairs):
        return pairs
    one, other = [*pairs[place]], [*pairs[place + 1]]
    inside = [at for at in theirs if one[2] <= at < one[3]]
    if not inside:
        return pairs
    if other[2] == other[3]:
        other[3] = one[3]
    one[3] = other[2] = inside[-1]
    kept = [one] if one[0] < one[1] or one[2] < one[3] else []
    return [*pairs[:place], *kept, other, *pairs[place + 2 :]]
