"""Where two holders part: on a rule, on a fact, or on its application. Pure.

Two holders part on a doctrine when both take a side on it and not the same: one affirms
(asserts, concedes) what the other contests (denies, doubts), or one is split. They part
on a ground when this is so among the passages that name this ground; who argue only on
different grounds part there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

#: Stance -> side; reports and predicts take none.
SIDE_OF = {
    "asserts": "affirms",
    "concedes": "affirms",
    "denies": "contests",
    "doubts": "contests",
}
DIFFERENT = "different"
#: Ground of formats.words.GROUNDS, "" for none, DIFFERENT -> heading.
HEADINGS = {
    "rule": "On the rule",
    "fact": "On a fact",
    "application": "On the rule applied to the fact",
    "": "On a ground that was not said",
    DIFFERENT: "On different grounds",
}


class Marked(Protocol):
    @property
    def doctrine(self) -> int: ...
    @property
    def stance(self) -> str: ...
    @property
    def ground(self) -> str: ...


class Point(NamedTuple):
    """A doctrine and ground on which two holders part."""

    ground: str
    doctrine: int
    one: list
    two: list


@dataclass
class Parting:
    points: list[Point] = field(default_factory=list)
    #: Ids of doctrines on which both take the same side, and of which one alone speaks.
    agreed: list[int] = field(default_factory=list)
    only_one: list[int] = field(default_factory=list)
    only_two: list[int] = field(default_factory=list)


def sides(passages: Iterable[Marked]) -> frozenset[str]:
    return frozenset(SIDE_OF[p.stance] for p in passages if p.stance in SIDE_OF)


def part(one: Iterable[Marked], two: Iterable[Marked], order: Iterable[int]) -> Parting:
    """Compare the passages of two holders.

    Args:
        order: ids of the doctrines as the codebook has them.
    """
    found = Parting()
    theirs = _by_doctrine(one), _by_doctrine(two)
    for doctrine in order:
        first, second = (group.get(doctrine, []) for group in theirs)
        taken = sides(first), sides(second)
        if not any(taken):
            continue
        if not taken[1]:
            found.only_one.append(doctrine)
        elif not taken[0]:
            found.only_two.append(doctrine)
        elif taken[0] == taken[1]:
            found.agreed.append(doctrine)
        else:
            found.points += _points(doctrine, first, second)
    ranked = [*HEADINGS]
    found.points.sort(key=lambda point: ranked.index(point.ground))
    return found


def _by_doctrine(passages):
    found: dict[int, list] = {}
    for passage in passages:
        found.setdefault(passage.doctrine, []).append(passage)
    return found


def _points(doctrine, first, second):
    points = []
    for ground in HEADINGS:
        one, two = (
            [p for p in passages if p.ground == ground and p.stance in SIDE_OF]
            for passages in (first, second)
        )
        if one and two and sides(one) != sides(two):
            points.append(Point(ground, doctrine, one, two))
    if points:
        return points
    one, two = ([p for p in group if p.stance in SIDE_OF] for group in (first, second))
    return [Point(DIFFERENT, doctrine, one, two)]
