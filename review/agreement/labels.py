"""Agreement about what was said of passages that several coders marked."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from review.agreement import kappa
from review.agreement.alpha import alpha_of
from review.agreement.bootstrap import Draws
from review.agreement.result import Result

#: A text, and the labels that coders gave to one passage of it, by coder.
Unit = tuple[Hashable, dict[Hashable, Any]]

#: Kappas of more pairs than these have no interval: it would take too long.
MOST_PAIRS = 10
TOO_MANY_PAIRS = "Intervals of kappas are worked out for five coders at most."


def alpha(units: Sequence[Unit], draws: Draws) -> Result:
    """Krippendorff's nominal alpha with its interval.

    The coincidences on the diagonal and off it, and how often each label is given,
    are sums over texts: nothing else of the matrix is needed.
    """
    apart: dict = defaultdict(float)
    given: dict = defaultdict(Counter)
    n = 0
    for text, by_coder in units:
        labels = list(by_coder.values())
        if len(labels) < 2:
            continue
        n += 1
        for value, often in Counter(labels).items():
            given[value][text] += often
            apart[text] += often * (len(labels) - often) / (len(labels) - 1)

    def measure(totals: Sequence[float]) -> float | None:
        differing, *margins = totals
        everything = sum(margins)
        chance = everything**2 - sum(often * often for often in margins)
        return 1 - (everything - 1) * differing / chance if chance else None

    totals = [sum(row.values()) for row in (apart, *given.values())]
    # what has no variation, or nothing in it, is told by the one that tells it always
    value = measure(totals)
    matrix = {(label, label): sum(row.values()) for label, row in given.items()}
    result = alpha_of(matrix) if value is None else Result(value)
    columns = [apart, *given.values()]
    return draws.with_interval(result._replace(n=n), columns, measure)


def cohen(
    units: Sequence[Unit], coders: Sequence[Hashable], draws: Draws
) -> dict[tuple[Hashable, Hashable], Result]:
    """Cohen's kappa of each two coders."""
    texts = [text for text, _labels in units]
    given = {coder: [labels.get(coder) for _text, labels in units] for coder in coders}
    pairs = list(combinations(coders, 2))
    if len(pairs) > MOST_PAIRS:
        return {
            pair: kappa.cohen_of(cells)._replace(no_interval=TOO_MANY_PAIRS)
            for pair, cells in _tables(given, pairs)
        }
    return {
        (one, other): _cohen(
            Counter(zip(texts, given[one], given[other], strict=True)), draws
        )
        for one, other in pairs
    }


def _tables(given, pairs):
    """(pair, {(first's label, second's label): how often}): labels as numbers."""
    places: dict = {None: -1}
    numbers = {
        coder: np.array([places.setdefault(value, len(places) - 1) for value in row])
        for coder, row in given.items()
    }
    size = len(places)
    values = list(places)[1:]
    for one, other in pairs:
        first, second = numbers[one], numbers[other]
        both = (first >= 0) & (second >= 0)
        keys, often = np.unique(first[both] * size + second[both], return_counts=True)
        cells = zip(keys.tolist(), often.tolist(), strict=True)
        yield (
            (one, other),
            {(values[key // size], values[key % size]): times for key, times in cells},
        )


def _cohen(cells, draws):
    columns: dict = defaultdict(dict)
    for (text, *key), often in cells.items():
        columns[tuple(key)][text] = often
    columns = _labelled(columns)
    keys = list(columns)

    def measure(totals: Sequence[float]) -> float | None:
        return kappa.cohen_of(dict(zip(keys, totals, strict=True))).value

    whole = {key: sum(row.values()) for key, row in columns.items()}
    result = kappa.cohen_of(whole)
    return draws.with_interval(result, list(columns.values()), measure)


def _labelled(cells):
    """Without what one of the two did not label."""
    return {key: value for key, value in cells.items() if None not in key}


def fleiss(units: Sequence[Unit], coders: int, draws: Draws) -> Result:
    """Fleiss' kappa of the passages that every coder marked."""
    pairs: Counter = Counter()
    things: Counter = Counter()
    given: dict = defaultdict(Counter)
    rows = []
    for text, labels in units:
        if len(labels) < coders:
            continue
        rows.append(list(labels.values()))
        things[text] += 1
        for value, often in Counter(labels.values()).items():
            given[value][text] += often
            pairs[text] += often * (often - 1)

    def measure(totals: Sequence[float]) -> float | None:
        number, same, *margins = totals
        n = number * coders
        if n in margins or not n:
            return None
        chance = sum((often / n) ** 2 for often in margins)
        return (same / (n * (coders - 1)) - chance) / (1 - chance)

    columns = [things, pairs, *given.values()]
    return draws.with_interval(kappa.fleiss_of(rows), columns, measure)
