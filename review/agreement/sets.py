"""Distances between labels that are sets, from 0 (equal) to 1 (nothing shared).

Two formulas are called MASI. Both take Jaccard's share J and a word M for how the sets
lie: equal, one within the other, crossing, apart. An empty set lies within every other.
"""

from collections.abc import Set

#: How two sets lie -> the weight of their likeness.
EQUAL, WITHIN, CROSSING, APART = 1.0, 2 / 3, 1 / 3, 0.0


def jaccard(one: Set, other: Set) -> float:
    """One less the share of what either holds that both hold."""
    return 1 - shared(one, other)


def masi_product(one: Set, other: Set) -> float:
    """1 - J x M, as Passonneau 2006 defines it (and NLTK computes it)."""
    return 1 - shared(one, other) * lie(one, other)


def masi_distances(one: Set, other: Set) -> float:
    """(1 - J) x (1 - M), as DKPro Statistics computes it."""
    return (1 - shared(one, other)) * (1 - lie(one, other))


def lie_alone(one: Set, other: Set) -> float:
    """1 - M: Passonneau 2004, Computing Reliability for Coreference Annotation."""
    return 1 - lie(one, other)


def shared(one: Set, other: Set) -> float:
    """J; two empty sets are equal."""
    return 1.0 if one == other else len(one & other) / len(one | other)


def lie(one: Set, other: Set) -> float:
    """M"""
    if one == other:
        return EQUAL
    if one <= other or one >= other:
        return WITHIN
    return CROSSING if one & other else APART
