"""Krippendorff's alpha for labels: nominal, ordinal, interval, ratio, or sets.

Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; Hayes and
Krippendorff 2007. A unit is what several coders labelled; None is a missing label. A
unit with fewer than two labels says nothing and is left out.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from operator import mul
from typing import Any

from review.agreement.result import Result, no_variation

#: How often each pair of labels meets: each unit's pairs weigh 1 / (labels - 1).
Coincidences = Mapping[tuple[Any, Any], float]
#: Values in order and how often each occurs -> squared differences, a row a value.
Metric = Callable[[Sequence[Any], Sequence[float]], list[list[float]]]

NOTHING_SHARED = "Nothing was labelled by two coders."


def alpha(units: Iterable[Iterable[Hashable]], metric: Metric | None = None) -> Result:
    """Alpha of some units; nominal unless another metric is given."""
    labelled = [[value for value in unit if value is not None] for unit in units]
    n = sum(len(unit) > 1 for unit in labelled)
    return alpha_of(coincidences(labelled), metric)._replace(n=n)


def coincidences(units: Iterable[Sequence[Hashable]]) -> dict[Any, float]:
    """The coincidence matrix of units without missing labels."""
    found: dict[Any, float] = {}
    for unit in units:
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        share = 1 / (len(unit) - 1)
        for one, times in counts.items():
            for other, again in counts.items():
                pairs = times * (again - (one == other))
                if pairs:
                    key = one, other
                    found[key] = found.get(key, 0.0) + pairs * share
    return found


def alpha_of(matrix: Coincidences, metric: Metric | None = None) -> Result:
    """Alpha of a coincidence matrix."""
    if not matrix:
        return Result(None, NOTHING_SHARED)
    margins: dict[Any, float] = {}
    for (one, _other), often in matrix.items():
        margins[one] = margins.get(one, 0.0) + often
    if len(margins) < 2:
        return Result(None, no_variation(map(label, margins)))
    n = sum(margins.values())
    if metric is None:
        apart = sum(often for (one, other), often in matrix.items() if one != other)
        chance = n * n - sum(often * often for often in margins.values())
    else:
        values = sorted(margins) if metric in ORDERED else list(margins)
        counts = [margins[value] for value in values]
        rows = metric(values, counts)
        place = {value: index for index, value in enumerate(values)}
        apart = sum(
            often * rows[place[one]][place[other]]
            for (one, other), often in matrix.items()
        )
        chance = sum(
            count * sum(map(mul, counts, row))
            for count, row in zip(counts, rows, strict=True)
        )
    if not chance:
        return Result(None, no_variation(map(label, margins)))
    return Result(1 - (n - 1) * apart / chance)


def label(value: Any) -> str:
    """A label as people read it."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value))) or "none"
    return str(value)


def ordinal(values: Sequence[Any], counts: Sequence[float]) -> list[list[float]]:
    """By how many labels lie between two ranks."""
    below = list(accumulate(counts, initial=0.0))
    # half of each end counts
    middle = [before + count / 2 for before, count in zip(below, counts, strict=False)]
    return [[(one - other) ** 2 for other in middle] for one in middle]


def interval(values: Sequence[Any], counts: Sequence[float]) -> list[list[float]]:
    return [[(one - other) ** 2 for other in values] for one in values]


def ratio(values: Sequence[Any], counts: Sequence[float]) -> list[list[float]]:
    return [
        [
            ((one - other) / (one + other)) ** 2 if one + other else 0.0
            for other in values
        ]
        for one in values
    ]


def by_distance(distance: Callable[[Any, Any], float]) -> Metric:
    """A metric of a distance that is used as it is, not squared."""

    def metric(values, counts):
        return [[distance(one, other) for other in values] for one in values]

    return metric


#: Metrics whose values have an order.
ORDERED = {ordinal, interval, ratio}
