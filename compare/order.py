"""An order as people choose it: sorted by the program, then moved by hand.

What was moved is told by as few words as can be: the longest run of things that kept
their order says nothing, each other one says the place where it stands.
"""

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def placed(usual: Sequence[Key], moves: Mapping[Key, int]) -> list[Key]:
    """The usual order with some at other places.

    Args:
        moves: {key: place, from 0}; those of nobody here say nothing.
    """
    found = [key for key in usual if key not in moves]
    here = set(usual)
    for key, place in sorted(moves.items(), key=lambda move: move[1]):
        if key in here:
            found.insert(place, key)
    return found


def moves_between(usual: Sequence[Key], wanted: Sequence[Key]) -> dict[Key, int]:
    """The fewest moves that make ``placed`` give the wanted order of the same keys."""
    rank = {key: at for at, key in enumerate(usual)}
    staying = set(_longest_rise([rank[key] for key in wanted]))
    return {key: at for at, key in enumerate(wanted) if rank[key] not in staying}


def moved(
    usual: Sequence[Key], moves: Mapping[Key, int], key: Key, place: int
) -> dict[Key, int]:
    """The moves once one stands at another place; those of nobody here are dropped."""
    wanted = placed(usual, moves)
    wanted.remove(key)
    wanted.insert(place, key)
    return moves_between(usual, wanted)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """A longest sequence that rises, of different numbers."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]
