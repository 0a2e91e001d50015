"""Kappas: Cohen's for two coders, plain and weighted; Fleiss' and Randolph's for more.

Sources: Cohen 1960, A Coefficient of Agreement for Nominal Scales; Cohen 1968, Weighted
Kappa; Fleiss 1971, Measuring Nominal Scale Agreement Among Many Raters; Randolph 2005,
Free-Marginal Multirater Kappa.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from review.agreement.alpha import label
from review.agreement.result import Result, no_variation

#: How bad it is when the first coder's label has one place and the second's another.
Weight = Callable[[int, int], float]


def linear(one: int, other: int) -> float:
    return abs(one - other)


def quadratic(one: int, other: int) -> float:
    return (one - other) ** 2


def cohen(pairs: Iterable[tuple[Hashable, Hashable]]) -> Result:
    """Kappa of the labels that two coders gave to the same things."""
    counts = Counter(pairs)
    return cohen_of(counts)


def cohen_of(counts: Mapping[tuple[Any, Any], float]) -> Result:
    """Kappa of {(first's label, second's label): how often}."""
    n = sum(counts.values())
    if not n:
        return Result(None, "Both coders labelled nothing in common.")
    first: dict[Any, float] = {}
    second: dict[Any, float] = {}
    for (one, other), often in counts.items():
        first[one] = first.get(one, 0) + often
        second[other] = second.get(other, 0) + often
    chance = sum(often * second.get(value, 0) for value, often in first.items())
    if chance == n * n:
        return Result(None, no_variation(map(label, first)), n=int(n))
    same = sum(often for (one, other), often in counts.items() if one == other)
    return Result((n * same - chance) / (n * n - chance), n=int(n))


def weighted(table: Sequence[Sequence[float]], weight: Weight) -> Result:
    """Weighted kappa of a square table: rows the first coder, columns the second.

    Args:
        weight: of a disagreement; 0 on the diagonal.
    """
    n = sum(map(sum, table))
    if not n:
        return Result(None, "Both coders labelled nothing in common.")
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    size = range(len(table))
    weights = [[weight(one, other) for other in size] for one in size]
    chance = sum(weights[i][j] * rows[i] * columns[j] for i in size for j in size)
    if not chance:
        used = [index + 1 for index in size if rows[index]]
        return Result(None, no_variation(used), n=int(n))
    apart = sum(weights[i][j] * table[i][j] for i in size for j in size)
    return Result(1 - n * apart / chance, n=int(n))


def fleiss(counts: Sequence[Sequence[int]]) -> Result:
    """Fleiss' kappa of counts: a row a thing, how many coders gave it each label."""
    problem, raters, shares, same = _table(counts)
    if problem:
        return Result(None, problem, n=len(counts))
    chance = sum(share * share for share in shares)
    if max(shares) == 1:
        return Result(None, no_variation([shares.index(1) + 1]), n=len(counts))
    return Result((same - chance) / (1 - chance), n=len(counts))


def fleiss_of(units: Iterable[Sequence[Hashable]]) -> Result:
    """Fleiss' kappa of the labels of things that every coder labelled."""
    found = [Counter(unit) for unit in units]
    values = list(dict.fromkeys(value for unit in found for value in unit))
    if len(values) == 1:
        return Result(None, no_variation([label(values[0])]), n=len(found))
    return fleiss([[unit[value] for value in values] for unit in found])


def fleiss_of_each(counts: Sequence[Sequence[int]]) -> list[Result]:
    """Fleiss' kappa of each label against all others."""
    problem, raters, shares, _same = _table(counts)
    if problem:
        return [Result(None, problem) for _ in counts[0]] if counts else []
    found = []
    for index, share in enumerate(shares):
        column = [row[index] for row in counts]
        if share in (0, 1):
            reason = "Everybody gave it always." if share else "Nobody gave it."
            found.append(Result(None, reason))
            continue
        apart = sum(often * (raters - often) for often in column)
        chance = len(counts) * raters * (raters - 1) * share * (1 - share)
        found.append(Result(1 - apart / chance, n=len(counts)))
    return found


def randolph(counts: Sequence[Sequence[int]]) -> Result:
    """Kappa against labels given evenly, however often each was given."""
    problem, _raters, shares, same = _table(counts)
    if problem:
        return Result(None, problem, n=len(counts))
    if len(shares) < 2:
        return Result(None, no_variation([1]), n=len(counts))
    chance = 1 / len(shares)
    return Result((same - chance) / (1 - chance), n=len(counts))


def _table(counts):
    """(what is wrong, coders, share of each label, mean agreement of a thing)"""
    raters = {sum(row) for row in counts}
    if not counts:
        return "Nothing was labelled by all coders.", 0, [], 0.0
    if len(raters) > 1:
        problem = "Fleiss' kappa takes as many labels of each thing."
        return problem, 0, [], 0.0
    [each] = raters
    if each < 2:
        return "It takes two coders to agree.", each, [], 0.0
    n = len(counts) * each
    shares = [sum(column) / n for column in zip(*counts, strict=True)]
    pairs = sum(often * (often - 1) for row in counts for often in row)
    return "", each, shares, pairs / (n * (each - 1))
