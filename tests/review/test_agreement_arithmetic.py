"""Measures of agreement against the same written another way, and at their edges."""

from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.agreement import kappa, labels, sets, unitizing
from review.agreement.alpha import alpha, by_distance, interval, ordinal
from review.agreement.bootstrap import TOO_FEW_TEXTS, Draws
from review.agreement.matching import Mark, clusters, joined, matching, scores
from review.agreement.result import Result

FEW = settings(max_examples=120, deadline=None)
LABEL = st.none() | st.integers(0, 3)
UNITS = st.lists(st.lists(LABEL, min_size=2, max_size=4), min_size=1, max_size=8)
TEXTS = [9, 7]
PLACES = st.integers(0, 8)
#: A text, a coder, and a range within the text.
MARKED = st.builds(
    lambda text, coder, one, other: (
        text,
        coder,
        *sorted((one % TEXTS[text], other % TEXTS[text])),
    ),
    *(st.integers(0, 1), st.integers(0, 2), PLACES, PLACES),
)


def near(value):
    return None if value is None else pytest.approx(float(value), abs=1e-9)


def by_pairs(units, distance):
    """Alpha from every pair of labels within a unit, and every pair of all labels."""
    kept = [[v for v in unit if v is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    everything = [value for unit in kept for value in unit]
    n = len(everything)
    if not n:
        return None
    observed = (
        sum(
            Fraction(distance(a, b, everything), len(unit) - 1)
            for unit in kept
            for a, b in permutations(unit, 2)
        )
        / n
    )
    expected = Fraction(
        sum(distance(a, b, everything) for a, b in permutations(everything, 2)),
        n * (n - 1),
    )
    return 1 - observed / expected if expected else None


def ranks_between(one, other, everything):
    low, high = sorted((one, other))
    if low == high:
        return 0
    between = sum(low <= value <= high for value in everything)
    ends = everything.count(low) + everything.count(high)
    return (Fraction(between) - Fraction(ends, 2)) ** 2


@FEW
@given(UNITS)
@pytest.mark.parametrize(
    ("metric", "distance"),
    [
        (None, lambda one, other, _all: int(one != other)),
        (interval, lambda one, other, _all: (one - other) ** 2),
        (ordinal, ranks_between),
    ],
)
def test_alpha_is_what_all_pairs_say(metric, distance, units):
    expected = by_pairs(units, distance)
    found = alpha(units, metric)
    assert found.value == near(expected)
    assert (found.value is None) == bool(found.reason)


@FEW
@given(UNITS)
def test_alpha_of_labels_is_the_same_by_its_short_way(units):
    rows = [
        ("text", {place: v for place, v in enumerate(unit) if v is not None})
        for unit in units
    ]
    short, long = labels.alpha(rows, Draws(["text"])), alpha(units)
    assert short.value == near(long.value)
    assert (short.n, short.reason) == (long.n, long.reason)


@FEW
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1))
def test_weights_of_one_are_plain_kappa(pairs):
    table = [[pairs.count((i, j)) for j in range(3)] for i in range(3)]
    plain = kappa.cohen(pairs)
    weighted = kappa.weighted(table, lambda one, other: one != other)
    assert plain.value == near(weighted.value)


# ---- unitizing, character by character ----


def units_of(marks):
    """What each coder covers, as runs of places: overlapping ranges taken together."""
    found = []
    for text, coder in product(range(2), range(3)):
        ranges = sorted(r[2:] for r in marks if r[:2] == (text, coder) and r[2] < r[3])
        runs = []
        for start, end in ranges:
            if runs and start in runs[-1]:
                runs[-1] |= set(range(start, end))
            else:
                runs.append(set(range(start, end)))
        offset = sum(TEXTS[:text])
        found += [(coder, frozenset(p + offset for p in run)) for run in runs]
    return found


def difference(one, other):
    """Squared differences of two crossing runs: places of one before or after."""
    return (min(one) - min(other)) ** 2 + (max(one) - max(other)) ** 2


def placed(length, at):
    return frozenset(range(at, at + length))


def by_places(marks, coders=3):
    """(observed, expected) disagreement by laying everything out place by place."""
    length = sum(TEXTS)
    units = units_of(marks)
    observed = 0
    for one, other in permutations(range(coders), 2):
        mine = [run for coder, run in units if coder == one]
        theirs = [run for coder, run in units if coder == other]
        observed += sum(difference(a, b) for a in mine for b in theirs if a & b)
        for runs, others in ((mine, theirs), (theirs, mine)):
            observed += sum(len(a) ** 2 for a in runs if not any(a & b for b in others))
    observed = Fraction(observed, coders * (coders - 1) * length**2)
    gaps = []
    for coder in range(coders):
        covered = {place for who, run in units if who == coder for place in run}
        gap = 0
        for place in range(length + 1):
            if place < length and place not in covered:
                gap += 1
            elif gap:
                gaps.append(gap)
                gap = 0
    expected = 0
    for index, (_coder, run) in enumerate(units):
        size = len(run)
        for at, (_other, another) in enumerate(units):
            if at != index:
                fixed = placed(len(another), length)
                for start in range(length - size + 1, length + len(another)):
                    expected += difference(placed(size, start), fixed)
        # in every gap, at every place where it fits, seen from both sides
        expected += sum(2 * size**2 for gap in gaps for _at in range(gap - size + 1))
    pairs = coders * length * (coders * length - 1)
    pairs -= sum(len(run) * (len(run) - 1) for _coder, run in units)
    return float(observed), float(Fraction(expected, length * pairs))


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKED, max_size=8))
def test_unitizing_is_what_laying_it_out_says(marks):
    by_text = {
        text: [row[1:] for row in marks if row[0] == text and row[2] < row[3]]
        for text in range(2)
    }
    lengths = dict(enumerate(TEXTS))
    found = unitizing.category_of(by_text, 3, lengths)
    sums = unitizing.total(found.sums.values())
    parts = unitizing.disagreements(sums, found.crowding, 3, sum(TEXTS))
    assert parts == pytest.approx(by_places(marks))


@pytest.mark.parametrize(
    ("place", "expected"),
    [((0, 3), (0, 3)), ((4, 6), (4, 4)), ((2, 7), (2, 5)), ((8, 10), (6, 7))],
)
def test_a_region_is_cut_out_of_the_continuum(place, expected):
    # 0-4, then 6-9: what lies in between and behind is outside the text
    continuum = unitizing.Continuum([(4, 6), (5, 6), (9, 12)], 12)
    assert (continuum.place(*place), continuum.length) == (expected, 7)


@pytest.mark.parametrize(
    ("units", "coders", "length", "said"),
    [
        ([(0, 0, 3)], 1, 9, "takes two coders"),
        ([], 2, 9, "None of them marked it"),
        ([], 2, 0, "No text"),
        ([(0, 0, 1), (1, 0, 1)], 2, 1, "no variation"),
    ],
)
def test_unitizing_without_a_value_says_why(units, coders, length, said):
    found = unitizing.category_of({"text": units}, coders, {"text": length})
    result = unitizing.alpha(found, coders, length)
    assert result.value is None
    assert said in result.reason


def test_marks_that_never_meet_are_no_agreement():
    units = [(0, 0, 4), (1, 5, 9)]
    found = unitizing.category_of({"text": units}, 2, {"text": 12})
    assert unitizing.alpha(found, 2, 12).value < 0


# ---- sets ----


@FEW
@given(*[st.frozensets(st.sampled_from("abc"))] * 2)
def test_distances_of_sets_are_distances(one, other):
    for distance in (sets.jaccard, sets.masi_product, sets.masi_distances):
        assert 0 <= distance(one, other) == distance(other, one) <= 1
        assert (distance(one, other) == 0) == (one == other)


# ---- matching ----


def best(edges):
    """The most edges without a common end, by trying."""
    for size in range(len(edges), 0, -1):
        for chosen in combinations(edges, size):
            ends = list(zip(*chosen, strict=True))
            if all(len(set(side)) == size for side in ends):
                return size
    return 0


@FEW
@given(st.lists(st.tuples(*[st.integers(0, 3)] * 2), max_size=8, unique=True))
def test_a_matching_is_as_large_as_can_be(edges):
    found = matching(edges)
    assert len(found) == best(edges) == len(set(found.values()))
    assert {(one, other) for other, one in found.items()} <= set(edges)


@FEW
@given(st.lists(st.tuples(st.integers(0, 2), PLACES, PLACES), max_size=9))
def test_groups_hold_one_mark_of_a_coder(ranges):
    marks = [
        Mark("text", coder, "d", min(ends), max(ends) + 1, key=number)
        for number, (coder, *ends) in enumerate(ranges)
    ]
    groups = [group for cluster in clusters(marks) for group in joined(cluster)]
    assert sorted(mark.key for group in groups for mark in group) == [
        *range(len(marks))
    ]
    for group in groups:
        coders = [mark.coder for mark in group]
        assert len(coders) == len(set(coders))


def test_a_larger_tolerance_matches_more():
    marks = [Mark("text", 0, "d", 0, 10), Mark("text", 1, "d", 2, 9)]
    exact = [
        [exact for _pair, exact in scores(marks, tolerance)] for tolerance in (0, 1, 2)
    ]
    assert exact == [[False], [False], [True]]


# ---- edges of the others ----


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (alpha([]), "two coders"),
        (alpha([[1, None], [None, 2]]), "two coders"),
        (alpha([["asserts"] * 2] * 9), "every label is “asserts”"),
        (alpha([[frozenset("a")] * 2], by_distance(sets.jaccard)), "every label"),
        (kappa.cohen([]), "nothing in common"),
        (kappa.cohen([("a", "a")] * 5), "every label is “a”"),
        (kappa.fleiss([]), "all coders"),
        (kappa.fleiss([[3, 0], [3, 0]]), "no variation"),
        (kappa.fleiss([[1, 0], [0, 1]]), "two coders"),
        (kappa.fleiss([[2, 1], [1, 1]]), "as many labels"),
    ],
)
def test_what_has_no_value_has_a_sentence(result, said):
    assert result.value is None
    assert said in result.reason


def test_nothing_equal_is_below_nought():
    pairs = [("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")]
    assert alpha(pairs).value < 0
    assert kappa.cohen(pairs).value == -1


# ---- intervals ----


def test_an_interval_is_the_same_each_time_and_holds_the_value():
    units = [(text, {0: text % 3, 1: (text * text) % 3}) for text in range(12)]
    first, again = (labels.alpha(units, Draws(range(12))) for _ in range(2))
    assert first == again
    low, high = first.interval
    assert low < first.value < high


def test_few_texts_have_no_interval():
    found = Draws(range(4)).between(Result(0.5), [0.5])
    assert (found.interval, found.no_interval) == (None, TOO_FEW_TEXTS)
