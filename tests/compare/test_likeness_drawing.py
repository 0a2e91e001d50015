"""The drawings of likeness: who is where, what is left out, what is said in words."""

from compare.likeness import (
    map_drawing,
    matrix_drawing,
    scaling,
    tree,
    tree_drawing,
)
from compare.likeness.pairs import Likenesses
from compare.pictures.figure import Circle, Line, Text
from tests.compare.test_likeness_arithmetic import items

#: Bob and cleo say the same; fay shares one doctrine with the others.
LINES = {"ann": "aaaa", "bob": "ccca", "cleo": "ccca", "dan": "aaas", "fay": "...a"}
NAMES = ["Ann", "Bob", "Cleo", "Dan & Co", "Fay"]


def words(figure):
    return [mark.words for mark in figure.marks if isinstance(mark, Text)]


def test_the_tree_joins_at_its_distances():
    found = Likenesses(items(**LINES), 3)
    trees = tree.grown(found.values, found.shared)
    figure = tree_drawing.figure(trees, found, NAMES, "The rule.")
    assert [word for word in words(figure) if word in NAMES] == [
        "Ann",
        "Dan & Co",
        "Bob",
        "Cleo",
        "Fay",
    ]
    lengths = {
        round((mark.x2 - mark.x1) / tree_drawing.ACROSS, 3)
        for mark in figure.marks
        if isinstance(mark, Line) and mark.look == "branch" and mark.y1 == mark.y2
    }
    # Bob and Cleo at 0, Ann and Dan at 1/8, both groups at (3/4 + 7/8) / 2
    assert lengths == {0, 0.125, 0.812, 0.688}
    assert figure.description == (
        "A tree of 5 holders. The first to be joined are Bob with Cleo, at a distance"
        " of 0; the last Ann; Dan & Co with Bob; Cleo, at 0.81. Apart: Fay."
    )
    assert [word for word in words(figure) if word.startswith("n ")] == ["n 4"] * 3
    assert tree_drawing.table(trees, found, NAMES).rows == [
        [1, "Bob", "Cleo", 0, "4", 2],
        [2, "Ann", "Dan & Co", 0.125, "4", 2],
        [3, "Ann; Dan & Co", "Bob; Cleo", 0.812, "4", 4],
    ]
    # n is of the pairs that are compared: a and c share one doctrine alone
    chain = Likenesses(items(a="aaaa...", b="aaaaaaa", c="...aaaa"), 3)
    steps = tree_drawing.table(
        tree.grown(chain.values, chain.shared), chain, "abc"
    ).rows
    assert [step[4] for step in steps] == ["4", "4"]
    short = tree_drawing.table(trees, found, NAMES, 1).rows
    assert short[2][1:3] == ["Ann and 1 more", "Bob and 1 more"]


def test_who_stands_at_one_spot_is_one_point_with_both_names():
    found = Likenesses(items(**LINES), 3)
    placed = scaling.laid_out(found.values)
    figure = map_drawing.figure(placed, NAMES, found.values, "The rule.")
    circles = [mark for mark in figure.marks if isinstance(mark, Circle)]
    assert sorted(circle.about for circle in circles) == [
        "Ann",
        "Bob; Cleo",
        "Dan & Co",
    ]
    # a name a line, and what the ring means
    assert {"Ann", "Bob", "Cleo", "Dan & Co"} <= {*words(figure)}
    assert "A ring: several holders." in words(figure)[-1]
    for circle in circles:
        assert 0 < circle.x < figure.width and 0 < circle.y < figure.height
    assert "Left out: Fay." in figure.description
    assert words(figure)[-1].startswith("Two dimensions show 100 % of the distances.")
    assert "Most alike: Bob and Cleo; least alike: Bob and Dan & Co." in (
        figure.description
    )


def test_the_matrix_has_no_value_below_the_minimum():
    found = Likenesses(items(**LINES), 3)
    figure = matrix_drawing.figure(found, [0, 1, 4], NAMES, "The rule.")
    told = words(figure)
    assert told.count("0.25") == 2
    assert told.count("n 4") == 2
    # Fay shares one doctrine with Ann and with Bob
    assert told.count("n 1") == 4
    assert "1 pairs are compared" not in figure.description
    assert "One pair is compared: 0.25 between Ann and Bob." in figure.description
