"""Lanes on sheets that a person can read; what is too long goes on on the next."""

from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    """Some texts of a lane, by their places in it."""

    lane: int
    begins: int
    ends: int


def sheets(sizes: Iterable[int], most_lanes: int, most_texts: int) -> list[list[Piece]]:
    """Lanes in their order, each whole on one sheet if it fits on one.

    Args:
        sizes: how many texts each lane has.
    """
    found: list[list[Piece]] = [[]]
    room = most_texts
    for lane, size in enumerate(sizes):
        if found[-1] and (size > room or len(found[-1]) == most_lanes):
            found.append([])
            room = most_texts
        for begins in range(0, size, most_texts):
            if begins:
                found.append([])
            ends = min(size, begins + most_texts)
            found[-1].append(Piece(lane, begins, ends))
            room = (most_texts if begins else room) - (ends - begins)
    return found
