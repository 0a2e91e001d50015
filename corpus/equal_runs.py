"""Stretches that two texts share, in order: whole lines first, then words between them.

All offsets are code points, all ranges half-open.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.importers.blocks import can_cut

#: A line with the blank ones after it, which alone would match any other.
LINE = re.compile(r"[^\n]*\n+|[^\n]+")
#: A word with its marks that combine, white space, or a sign.
WORD = re.compile(r"\w[\w\u0300-\u036f]*|\s+|[^\w\s]")
#: difflib compares all with all: at most so many comparisons in one gap.
MOST_COMPARED = 1_000_000
#: Agreed words shorter than this may be chance.
LEAST_CERTAIN = 20


class Run(NamedTuple):
    """Equal words: ``length`` code points from ``old`` on, and from ``new`` on."""

    old: int
    new: int
    length: int


def runs_of(old: str, new: str, backward: bool = False) -> list[Run]:
    """Equal stretches in order: whole lines first, then words between them.

    Args:
        backward: look from the ends of the texts; the answer is told the same way.
    """
    lines = LINE.findall(old), LINE.findall(new)
    found: list[Run] = []
    end_old = end_new = 0
    for run in [*unit_runs(*lines, backward), Run(len(old), len(new), 0)]:
        gap = old[end_old : run.old], new[end_new : run.new]
        if all(gap):
            words = WORD.findall(gap[0]), WORD.findall(gap[1])
            found += [
                Run(end_old + inner.old, end_new + inner.new, inner.length)
                for inner in unit_runs(*words, backward)
            ]
        if run.length:
            found.append(run)
        end_old, end_new = run.old + run.length, run.new + run.length
    return join(found)


def unit_runs(old: list[str], new: list[str], backward: bool) -> Iterator[Run]:
    """Equal stretches of texts that are cut into units."""
    starts = offsets(old), offsets(new)
    if backward:
        pairs = [
            (len(old) - i - 1, len(new) - j - 1)
            for i, j in reversed(matches(old[::-1], new[::-1]))
        ]
    else:
        pairs = matches(old, new)
    for i, j in pairs:
        yield Run(starts[0][i], starts[1][j], len(old[i]))


def offsets(units: Iterable[str]) -> list[int]:
    found, at = [], 0
    for unit in units:
        found.append(at)
        at += len(unit)
    return found


def matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal units in order: what is unique in both first (patience)."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, first, last = waiting.pop()
        while low < high and first < last and old[low] == new[first]:
            found.append((low, first))
            low, first = low + 1, first + 1
        while low < high and first < last and old[high - 1] == new[last - 1]:
            high, last = high - 1, last - 1
            found.append((high, last))
        if low == high or first == last:
            continue
        anchors = unique_in_order(old, new, low, high, first, last)
        if anchors:
            found += anchors
            ends = [(low - 1, first - 1), *anchors, (high, last)]
            waiting += [
                (i + 1, next_i, j + 1, next_j)
                for (i, j), (next_i, next_j) in zip(ends, ends[1:], strict=False)
                if next_i > i + 1 and next_j > j + 1
            ]
        elif (high - low) * (last - first) <= MOST_COMPARED:
            matcher = SequenceMatcher(None, old[low:high], new[first:last], False)
            found += [
                (low + block.a + k, first + block.b + k)
                for block in matcher.get_matching_blocks()
                for k in range(block.size)
            ]
    found.sort()
    return found


def unique_in_order(old, new, low, high, first, last) -> list[tuple[int, int]]:
    """Units that stand once in each part: the longest row of them in both orders."""
    counted = Counter(old[low:high]), Counter(new[first:last])
    there = {new[j]: j for j in range(first, last) if counted[1][new[j]] == 1}
    pairs = [
        (i, there[old[i]])
        for i in range(low, high)
        if counted[0][old[i]] == 1 and old[i] in there
    ]
    # the longest increasing row, by the piles of the game of patience
    tops: list[int] = []
    piles: list[int] = []
    below: list[int] = []
    for place, (_i, j) in enumerate(pairs):
        pile = bisect_right(tops, j)
        below.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            piles.append(place)
        else:
            tops[pile], piles[pile] = j, place
    row = []
    place = piles[-1] if piles else -1
    while place >= 0:
        row.append(pairs[place])
        place = below[place]
    return row[::-1]


def join(runs: Iterable[Run]) -> list[Run]:
    """Runs that follow each other in both texts, as one."""
    found: list[Run] = []
    for run in runs:
        if found:
            last = found[-1]
            if (last.old + last.length, last.new + last.length) == run[:2]:
                found[-1] = Run(last.old, last.new, last.length + run.length)
                continue
        found.append(run)
    return found


def agreed(forward: list[Run], backward: list[Run]) -> list[Run]:
    """What both ways say of the same characters."""
    found = []
    i = j = 0
    while i < len(forward) and j < len(backward):
        one, other = forward[i], backward[j]
        first = max(one.old, other.old)
        last = min(one.old + one.length, other.old + other.length)
        if first < last and one.new - one.old == other.new - other.old:
            found.append(Run(first, first + one.new - one.old, last - first))
        if one.old + one.length <= other.old + other.length:
            i += 1
        else:
            j += 1
    return found


def moved_lines(old: str, new: str, runs: list[Run]) -> list[Run]:
    """Lines that stand once in each text, but not in the same order."""
    lines = LINE.findall(old), LINE.findall(new)
    counted = Counter(lines[0]), Counter(lines[1])
    there = dict(zip(lines[1], offsets(lines[1]), strict=True))
    starts = [run.old for run in runs]
    new_runs = sorted(Run(run.new, run.old, run.length) for run in runs)
    new_starts = [run.old for run in new_runs]
    found = []
    for line, at in zip(lines[0], offsets(lines[0]), strict=True):
        if len(line.strip()) < LEAST_CERTAIN:
            continue
        if counted[0][line] != 1 or counted[1][line] != 1:
            continue
        here, end = there[line], at + len(line)
        if holding(runs, starts, at, end) or holding(
            new_runs, new_starts, here, here + len(line)
        ):
            continue
        found.append(Run(at, here, len(line)))
    return join(found)


def holding(runs: list[Run], starts: list[int], start: int, end: int) -> Run | None:
    """The run that holds a whole span of the old text."""
    place = bisect_right(starts, start) - 1
    if place < 0:
        return None
    run = runs[place]
    return run if end <= run.old + run.length else None


def only_place(text: str, words: str) -> int | None:
    """Where words stand, if they do so once."""
    first = text.find(words)
    if first < 0 or text.find(words, first + 1) >= 0:
        return None
    return first


def parts(text: str, at: int) -> bool:
    """Whether a cut at this place would part a word or a character."""
    if not 0 < at < len(text):
        return False
    letters = text[at - 1].isalnum() and text[at].isalnum()
    return letters or not can_cut(text, at)


def words_of(text: str) -> list[re.Match[str]]:
    return [word for word in WORD.finditer(text) if not word[0].isspace()]
