"""Which passages of several coders belong together.

Two marks meet when they share at least one code point. For scores the marks of two
coders under one doctrine are matched one to one so that as many as possible are, from
those that share most. For comparing what was said, marks are gathered in groups with
one mark of a coder at most: first under one doctrine, then, of what is left over, under
different ones where marks share half; what shares most is joined first. What two marks
share is the part of the stretch that both cover together; of equals the earlier counts.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple


class Mark(NamedTuple):
    text: Hashable
    coder: Hashable
    doctrine: str
    #: Half-open range of code points of the text.
    start: int
    end: int
    stance: str = ""
    #: None is the text's own.
    voice: Hashable = None
    situation: Hashable = None
    #: To find the mark again.
    key: Hashable = None


Group = list[Mark]

#: Marks under different doctrines are about one passage when they share this part of
#: what both cover together; else it would be chance that they meet.
SAME_PLACE = 0.5


class Score(NamedTuple):
    """Marks matched exactly, and matched at all; marks of the first and the second."""

    exact: int = 0
    overlapping: int = 0
    first: int = 0
    second: int = 0


def precision(matched: float, found: float) -> float | None:
    """The part of the found marks that are matched; of recall, of those wanted."""
    return matched / found if found else None


def f1(matched: float, first: float, second: float) -> float | None:
    """Twice what is matched by all that could be; who is first does not matter."""
    return 2 * matched / (first + second) if first + second else None


def place_of(mark: Mark) -> tuple:
    return mark.start, mark.end, mark.doctrine, str(mark.coder), str(mark.key)


def clusters(marks: Iterable[Mark]) -> list[Group]:
    """The marks of a text in order, parted wherever none goes on."""
    found: list[Group] = []
    reach = -1
    for mark in sorted(marks, key=place_of):
        if mark.start >= reach:
            found.append([])
        found[-1].append(mark)
        reach = max(reach, mark.end)
    return found


def likeness(one: Mark, other: Mark) -> float:
    """The part of what both cover together that both cover; 0 when they do not meet."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return 0.0
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def is_exact(one: Mark, other: Mark, tolerance: int) -> bool:
    """Whether the edges lie no further apart than that many code points."""
    return (
        abs(one.start - other.start) <= tolerance
        and abs(one.end - other.end) <= tolerance
    )


def scores(cluster: Group, tolerance: int) -> Iterator[tuple[tuple, bool]]:
    """A row for each two marks that are matched: (their coders, whether exactly).

    Which of the two coders comes first says nothing.

    Args:
        cluster: of one doctrine.
    """
    by_coder: dict[Hashable, Group] = defaultdict(list)
    for mark in cluster:
        by_coder[mark.coder].append(mark)
    if len(by_coder) == len(cluster):
        yield from _matched_singly(cluster, tolerance)
        return
    for one, other in combinations(by_coder, 2):
        first, second = by_coder[one], by_coder[other]
        pairs = sorted(
            (-share, i, j)
            for i, mark in enumerate(first)
            for j, another in enumerate(second)
            if (share := likeness(mark, another))
        )
        edges = [(i, j) for _share, i, j in pairs]
        exact = [(i, j) for i, j in edges if is_exact(first[i], second[j], tolerance)]
        number, of_them = len(matching(edges)), len(matching(exact))
        for index in range(number):
            yield (one, other), index < of_them


def _matched_singly(cluster, tolerance):
    """Where each coder has one mark: whatever meets is matched."""
    for place, one in enumerate(cluster):
        coder, start, end = one.coder, one.start, one.end
        for _text, other, _doctrine, from_, to, *_rest in cluster[place + 1 :]:
            # the cluster is in order, so no later one begins before
            if from_ >= end:
                break
            exact = from_ - start <= tolerance and -tolerance <= to - end <= tolerance
            yield (coder, other), exact


def matching(edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """A one-to-one matching with as many pairs as there can be: {second: first}.

    Args:
        edges: what may be matched, the best first.
    """
    found: dict[int, int] = {}
    for one in _unmatched(edges, found):
        _augment(one, _ways(edges), found)
    return found


def _unmatched(edges, found):
    """Match what is free, best first; the rest of the first side, in order."""
    taken = set()
    for one, other in edges:
        if one not in taken and other not in found:
            found[other] = one
            taken.add(one)
    return sorted({one for one, _other in edges} - taken)


def _ways(edges):
    ways = defaultdict(list)
    for one, other in edges:
        ways[one].append(other)
    return ways


def _augment(one, ways, found):
    """Find a mate by asking mates in turn to take another: without recursion."""
    before: dict[int, int] = {}
    waiting = [one]
    for at in waiting:
        for other in ways[at]:
            if other in before:
                continue
            before[other] = at
            if other in found:
                waiting.append(found[other])
                continue
            # turn the way around: each gives up its mate for the one found later
            while other is not None:
                at = before[other]
                given_up = _mate(found, at)
                found[other] = at
                other = given_up
            return


def _mate(found, one):
    return next((other for other, at in found.items() if at == one), None)


def joined(cluster: Group) -> list[Group]:
    """Groups with at most one mark of a coder; what shares most is joined first."""
    if len({mark.coder for mark in cluster}) == len(cluster):
        return [cluster]
    return _join([[mark] for mark in cluster], 0)


def across(groups: list[Group], coders: int) -> list[Group]:
    """Groups of one text, also joined where doctrines differ."""
    whole = [group for group in groups if len(group) == coders]
    rest = [group for group in groups if len(group) < coders]
    joined_rest = _join(rest, SAME_PLACE)
    return sorted([*whole, *joined_rest], key=lambda group: place_of(group[0]))


def at_one_place(spans: Group) -> list[Group]:
    """Groups of spans of one text that are much the same.

    Args:
        spans: of a coder none twice.
    """
    equal: dict[tuple[int, int], Group] = defaultdict(list)
    for span in spans:
        equal[span.start, span.end].append(span)
    return _join(list(equal.values()), SAME_PLACE)


def _join(groups: list[Group], least: float) -> list[Group]:
    """Join groups whose marks meet, unless a coder would have two.

    Args:
        least: the likeness of two marks that may be joined.
    """
    groups = list(groups)
    joined_to = list(range(len(groups)))
    bits: dict[Hashable, int] = {}
    #: The coders of each group, a bit each.
    coders = []
    for group in groups:
        found = 0
        for mark in group:
            found |= bits.setdefault(mark.coder, 1 << len(bits))
        coders.append(found)
    for one, other in _meeting(groups, coders, least):
        while joined_to[one] != one:
            one = joined_to[one]
        while joined_to[other] != other:
            other = joined_to[other]
        if one != other and not coders[one] & coders[other]:
            groups[one] = groups[one] + groups[other]
            coders[one] |= coders[other]
            joined_to[other] = one
            groups[other] = []
    return [
        sorted(group, key=place_of) if len(group) > 1 else group
        for group in groups
        if group
    ]


def _meeting(groups, coders, least) -> list[tuple[int, int]]:
    """Pairs of groups without a common coder in which marks meet, the likest first."""
    spans = sorted(
        {
            (mark.start, mark.end, mark.doctrine, group)
            for group, marks in enumerate(groups)
            for mark in marks
        }
    )
    open_spans: list = []
    found = []
    for place, (start, end, _doctrine, group) in enumerate(spans):
        open_spans = [other for other in open_spans if other[1] > start]
        mine = coders[group]
        for from_, to, other_group, before, theirs in open_spans:
            if mine & theirs:
                continue
            # the other began before, so what they share begins at start
            if to < end:
                share = (to - start) / (end - from_)
            else:
                share = (end - start) / (to - from_)
            if share >= least:
                found.append((-share, place, before, other_group, group))
        open_spans.append((start, end, group, place, mine))
    return [(one, other) for *_order, one, other in sorted(found)]
