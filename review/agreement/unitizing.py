"""Krippendorff's alpha for unitizing: do coders mark the same stretches of a continuum?

Source: Krippendorff 2004, Content Analysis, 2nd edition, section 11.4 and p. 254.

All lengths are code points. The continuum is the texts laid end to end in their order.
A *unit* is a stretch that a coder marked under one category; between a coder's units
lie gaps. The formula knows no overlapping units of one coder in one category: they are
taken together as the stretch that they cover. Units that only touch stay two.

The formula's sums over all gaps are written as moments of the units' lengths: with
zero-length gaps there is always one gap more than units. ``crowding`` takes back what
gaps shorter than a unit must not add. So all but it is a sum over texts.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from review.agreement.result import Result, too_few

#: A coder and a half-open range.
Unit = tuple[Hashable, int, int]


class Sums(NamedTuple):
    """Of the units of a category in one text, or of several texts added up."""

    units: float
    length: float
    squares: float
    cubes: float
    #: Squared differences, over all pairs of coders, each pair once.
    apart: float


class Category(NamedTuple):
    sums: dict[Hashable, Sums]
    crowding: int


NOTHING = Sums(0, 0, 0, 0, 0)


def alpha(category: Category, coders: int, length: int) -> Result:
    """Alpha of one category.

    Args:
        length: of the continuum.
    """
    return overall([category], coders, length)


def overall(categories: Sequence[Category], coders: int, length: int) -> Result:
    """Alpha of all categories: their disagreements added up."""
    totals = [total(category.sums.values()) for category in categories]
    n = int(sum(sums.units for sums in totals))
    if problem := too_few(coders):
        return Result(None, problem, n)
    if not length:
        return Result(None, "No text was marked or read by all of them.")
    if not n:
        return Result(None, "None of them marked it.")
    observed = expected = 0.0
    for category, sums in zip(categories, totals, strict=True):
        one, other = disagreements(sums, category.crowding, coders, length)
        observed, expected = observed + one, expected + other
    if not expected:
        sentence = "There is no variation: no other place was left for a passage."
        return Result(None, sentence, n)
    return Result(1 - observed / expected, n=n)


def disagreements(
    sums: Sums, crowding: float, coders: int, length: float
) -> tuple[float, float]:
    """(observed, expected) disagreement of a category."""
    observed = 2 * sums.apart / (coders * (coders - 1) * length**2)
    laid = coders * length
    units, covered, squares, cubes, _apart = sums
    gaps = units + coders
    with_units = (units - 1) / 3 * (2 * cubes - 3 * squares + covered)
    with_gaps = squares * (laid - covered + gaps) - cubes * gaps + crowding
    places = laid * (laid - 1) - squares + covered
    expected = 2 / length * (with_units + with_gaps) / places if places else 0.0
    return observed, expected


def total(sums: Iterable[Sums]) -> Sums:
    return Sums(*map(sum, zip(*sums, strict=True))) if (sums := list(sums)) else NOTHING


def category_of(
    units: Mapping[Hashable, Iterable[Unit]], coders: int, lengths: Mapping
) -> Category:
    """What the units of one category come to.

    Args:
        units: of each text that has some, offsets within the text.
        lengths: of all texts, in the order in which they are laid.
    """
    merged = {text: united(found) for text, found in units.items()}
    sums = {text: sums_of(found, coders) for text, found in merged.items()}
    return Category(sums, crowding(merged, coders, lengths))


def united(units: Iterable[Unit]) -> list[Unit]:
    """The units in order, overlapping ones of a coder taken together."""
    found: list[Unit] = []
    last: dict[Hashable, int] = {}
    for coder, start, end in sorted(units, key=lambda unit: unit[1:]):
        at = last.get(coder)
        if at is not None and start < found[at][2]:
            found[at] = coder, found[at][1], max(end, found[at][2])
        else:
            last[coder] = len(found)
            found.append((coder, start, end))
    return found


def sums_of(units: Sequence[Unit], coders: int) -> Sums:
    """One look along a text: units in order, compared with those still open."""
    apart = covered = squares = cubes = 0
    open_units: list[list] = []
    for coder, start, end in units:
        length = end - start
        covered += length
        squares += length**2
        cubes += length**3
        # coder, start, end, whom it meets
        new: list = [coder, start, end, set()]
        still = []
        for unit in open_units:
            if unit[2] <= start:
                apart += (coders - 1 - len(unit[3])) * (unit[2] - unit[1]) ** 2
                continue
            still.append(unit)
            if unit[0] != coder:
                apart += (start - unit[1]) ** 2 + (end - unit[2]) ** 2
                unit[3].add(coder)
                new[3].add(unit[0])
        still.append(new)
        open_units = still
    for unit in open_units:
        apart += (coders - 1 - len(unit[3])) * (unit[2] - unit[1]) ** 2
    return Sums(len(units), covered, squares, cubes, apart)


def crowding(units: Mapping[Hashable, list[Unit]], coders: int, lengths: Mapping):
    """What gaps too short for a unit would wrongly add to the expected disagreement."""
    spans: dict[Hashable, int] = defaultdict(int)
    gaps: list[int] = []
    often: Counter[int] = Counter()
    offset = 0
    for text, length in lengths.items():
        for coder, start, end in units.get(text, ()):
            gaps.append(offset + start - spans[coder])
            spans[coder] = offset + end
            often[end - start] += 1
        offset += length
    gaps += [offset - end for end in spans.values()]
    gaps += [offset] * (coders - len(spans))
    gaps.sort()
    sums = list(accumulate(gaps, initial=0))
    found = 0
    for length, times in often.items():
        shorter = bisect_left(gaps, length)
        found += times * length**2 * ((length - 1) * shorter - sums[shorter])
    return found


def outside(regions: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The stretches of a text that no region holds, in order."""
    found, at = [], 0
    for start, end in sorted(regions):
        if start > at:
            found.append((at, min(start, length)))
        at = max(at, end)
    if at < length:
        found.append((at, length))
    return [(start, end) for start, end in found if start < end]


class Continuum:
    """A text less its regions: where its places stand in what is left."""

    def __init__(self, regions: Iterable[tuple[int, int]], length: int):
        kept = outside(regions, length)
        self.length = sum(end - start for start, end in kept)
        self.whole = self.length == length
        self.starts = [start for start, _end in kept]
        self.kept = kept
        self.before = list(accumulate((end - start for start, end in kept), initial=0))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A range as it stands in the continuum; empty when a region holds all."""
        return (start, end) if self.whole else (self._place(start), self._place(end))

    def _place(self, offset: int) -> int:
        index = bisect_left(self.starts, offset + 1) - 1
        if index < 0:
            return 0
        start, end = self.kept[index]
        return self.before[index] + min(offset, end) - start
