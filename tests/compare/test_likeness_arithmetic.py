"""Likeness, trees and maps against cases worked out by hand."""

import math
import random
from itertools import combinations
from types import SimpleNamespace

import numpy
import pytest

from compare.likeness import scaling, tree, tree_drawing
from compare.likeness.camps import camp_order
from compare.likeness.pairs import MOST_HOLDERS, Likenesses

#: One letter a doctrine: a affirms, c contests, s is split, r reports, . is silent.
STANCES = {
    "a": {"asserts": 2},
    "o": {"concedes": 1},
    "c": {"denies": 1},
    "d": {"doubts": 1, "reports": 4},
    "s": {"asserts": 9, "denies": 1},
    "r": {"reports": 3, "predicts": 1},
}


def items(**lines):
    """Positions of holders: ``items(ann="aac.", bob="a.c.")``."""
    return [
        SimpleNamespace(holder=holder, doctrine=f"d{at}", stances=STANCES[letter])
        for holder, line in lines.items()
        for at, letter in enumerate(line)
        if letter != "."
    ]


def pair(one, other, minimum=1):
    return Likenesses(items(ann=one, bob=other), minimum).pair(0, 1)


def square(size, known):
    """Likenesses from {(row, column): value}."""
    values = [[None] * size for _ in range(size)]
    for (row, column), value in known.items():
        values[row][column] = values[column][row] = value
    return values


@pytest.mark.parametrize(
    ("one", "other", "value", "n"),
    [
        ("aac", "aac", 1, 3),
        ("aac", "cca", 0, 3),
        # a concession affirms, a doubt contests
        ("ad", "oc", 1, 2),
        # 1, 0 and a half for the split, which is not averaged away
        ("aas", "aca", 0.5, 3),
        ("s", "s", 1, 1),
        # only what both speak of counts
        ("aa..", "..aa", None, 0),
        ("aaa.", ".aca", 0.5, 2),
        # a report is no position
        ("rra", "aaa", 1, 1),
    ],
)
def test_two_holders(one, other, value, n):
    found = pair(one, other)
    assert (found.value, found.n) == (value, n)
    turned = pair(other, one)
    assert (turned.value, turned.n) == (value, n)


def test_below_the_minimum_a_pair_has_no_value_but_its_n():
    found = pair("aac.", "ac.a", minimum=3)
    assert (found.value, found.n, found.apart) == (None, 2, ["d1"])
    assert pair("aac.", "ac.a", minimum=2).value == 0.5
    with pytest.raises(ValueError, match="one doctrine or more"):
        pair("a", "a", minimum=0)


def test_where_two_part():
    found = pair("acas", "ccsa")
    assert found.apart == ["d0"]
    assert found.partly == ["d2", "d3"]
    assert found.value == pytest.approx((0 + 1 + 0.5 + 0.5) / 4)


def test_pairs_begin_with_those_who_part():
    def names(**lines):
        found = Likenesses(items(**lines), 2)
        return ["".join(found.holders[at][0] for at in pair) for pair in found.pairs()]

    # a third, a third, 1; bob and dan share one doctrine only; the rest none
    lines = {"ann": "aaa.", "bob": "aaac", "cleo": "cca.", "dan": "...a"}
    assert names(**lines) == ["ac", "bc", "ab", "bd"]
    # of equals those who share more come first
    assert names(ann="aa..", bob="aaac", dan="aaac") == ["bd", "ab", "ad"]


def test_a_tree_worked_out_by_hand():
    # distances: 0-1 0.2, 2-3 0.3, 0-2 0.6, 0-3 0.7, 1-2 0.8, 1-3 unknown, 4 apart
    values = square(
        5, {(0, 1): 0.8, (2, 3): 0.7, (0, 2): 0.4, (0, 3): 0.3, (1, 2): 0.2}
    )
    whole, alone = tree.grown(values, numpy.ones((5, 5)))
    assert whole.leaves == [0, 1, 2, 3]
    # the mean of 0.6, 0.7 and 0.8: the unknown pair is left out
    assert whole.distance == pytest.approx(0.7)
    assert whole.left.distance == pytest.approx(0.2)
    assert whole.right.distance == pytest.approx(0.3)
    assert (alone.leaves, alone.left) == ([4], None)


def test_groups_weigh_by_their_holders():
    # (0, 1) is joined first, then 2 at (0.5 + 0.5) / 2; the last distance is the mean
    # over the three pairs, not over the two groups: (0.6 + 0.6 + 0.9) / 3
    known = {(0, 1): 0.9, (0, 2): 0.5, (1, 2): 0.5}
    known |= {(0, 3): 0.4, (1, 3): 0.4, (2, 3): 0.1}
    (whole,) = tree.grown(square(4, known), numpy.ones((4, 4)))
    assert whole.distance == pytest.approx(0.7)
    assert whole.left.distance == pytest.approx(0.5)


def test_of_equals_who_ranks_first_is_joined_first():
    equal = square(4, dict.fromkeys(combinations(range(4), 2), 0.5))
    (whole,) = tree.grown(equal, numpy.ones((4, 4)))
    assert whole.leaves == [0, 1, 2, 3]
    assert whole.left.leaves == [0, 1, 2]


def test_of_equals_who_share_most_are_joined_first():
    found = Likenesses(items(ann="aaa....", bob="aaaaaaa", dan="...aaaa"), 3)
    (whole,) = tree.grown(found.values, found.shared)
    assert [part.leaves for part in (whole.left, whole.right)] == [[0], [1, 2]]
    first, last = tree_drawing.joined([whole])
    assert (first.leaves, last.leaves) == ([1, 2], [0, 1, 2])
    # Ann and Bob share 3 each with Cleo, which is less than the 4 of Dan and Eve
    lines = {"ann": "aaaaa.......", "bob": "aaaaa.......", "cleo": "aaa........."}
    lines |= {"dan": "........aaaa", "eve": "........aaaa"}
    found = Likenesses(items(**lines), 3)
    steps = tree_drawing.joined(tree.grown(found.values, found.shared))
    assert [step.leaves for step in steps] == [[0, 1], [3, 4], [0, 1, 2]]


def test_a_map_of_a_right_triangle():
    # 3-4-5 in tenths: the plane shows all of it
    distances = [[0, 0.3, 0.4], [0.3, 0, 0.5], [0.4, 0.5, 0]]
    points, share = scaling.scaled(distances)
    assert share == pytest.approx(1)
    for one, other in combinations(range(3), 2):
        expected = pytest.approx(distances[one][other], abs=1e-5)
        assert math.dist(points[one], points[other]) == expected
    for axis in zip(*points, strict=True):
        assert max(axis, key=abs) > 0
        assert sum(axis) == pytest.approx(0, abs=1e-5)
    # whichever way the library's vectors point
    assert scaling.turned([0.1, -0.9, 0.5]) == [-0.1, 0.9, -0.5]


def test_a_map_says_how_much_it_cannot_show():
    # four at the same distance fill three dimensions alike: two show two thirds
    distances = [[float(one != other) for other in range(4)] for one in range(4)]
    assert scaling.scaled(distances)[1] == pytest.approx(2 / 3)
    assert scaling.scaled([[0.0] * 3] * 3) == ([(0.0, 0.0)] * 3, None)


def test_only_those_whose_pairs_are_all_known_are_placed():
    known = dict.fromkeys(combinations(range(4), 2), 0.5)
    # 4 knows two of the others, 5 nobody
    found = scaling.laid_out(square(6, known | {(0, 4): 1.0, (1, 4): 1.0}))
    assert sorted(found.points) == [0, 1, 2, 3]
    assert found.left_out == [4, 5]
    two = scaling.laid_out(square(2, {(0, 1): 0.5}))
    assert (two.points, two.left_out, two.share) == ({}, [], None)


def test_the_same_holders_in_another_order_give_the_same_picture():
    generator = random.Random(7)
    lines = {
        f"holder {n:02}": "".join(generator.choice("aacs.") for _ in range(8))
        for n in range(24)
    }
    rows = items(**lines)

    def told(rows, ranked=()):
        found = Likenesses(rows, 3, ranked)
        return (
            found.holders,
            [found.pair(*places) for places in found.pairs()],
            tree.grown(found.values, found.shared),
            scaling.laid_out(found.values),
            camp_order(rows, 3, ranked),
        )

    before = told(rows)
    for _ in range(3):
        generator.shuffle(rows)
        assert told(rows) == before
    assert told(rows, sorted(lines, reverse=True))[0] == sorted(lines, reverse=True)


def test_camps_stand_together():
    rows = items(
        ann="aaaa", bob="cccc", cleo="aaac", dan="ccca", eve="r...", fay="a..."
    )
    assert camp_order(rows, 3) == ["ann", "cleo", "bob", "dan", "fay", "eve"]


def test_of_very_many_those_who_speak_of_most_are_compared():
    lines = {f"h{n:03}": "aa" if n in (3, 7) else "aaa" for n in range(202)}
    found = Likenesses(items(**lines))
    assert len(found.holders) == MOST_HOLDERS == 200
    assert found.beyond == ["h003", "h007"]
