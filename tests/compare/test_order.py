"""Orders that people choose, told by the fewest moves."""

from itertools import permutations

from compare.order import moved, moves_between, placed

KEYS = "abcdefgh"


def test_moves_give_back_the_order_they_came_from():
    for wanted in map(list, permutations("abcdef")):
        moves = moves_between("abcdef", wanted)
        assert placed("abcdef", moves) == wanted
        assert len(moves) < 6


def test_one_step_is_one_move_and_a_step_back_is_none():
    moves = moved(KEYS, {}, "f", 1)
    assert moves == {"f": 1}
    assert placed(KEYS, moves) == list("afbcdegh")
    assert moved(KEYS, moves, "f", 5) == {}


def test_who_is_gone_moves_nobody():
    assert placed("abc", {"x": 0, "c": 0}) == ["c", "a", "b"]
    assert moved("abc", {"x": 0}, "c", 0) == {"c": 0}
