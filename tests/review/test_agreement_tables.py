"""Measures of agreement against published tables; each test names its source."""

import pytest

from review.agreement import kappa, sets, unitizing
from review.agreement.alpha import alpha, by_distance, interval, ordinal, ratio

#: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
#: Hayes and Krippendorff 2007, five judges and forty units; "." is missing.
FIVE_JUDGES = """
112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223
111.1 111.1 212.2 1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212.
1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1
"""
#: Cohen 1960, p. 45, as counts; Cohen 1968 weighs the same table.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
#: Wikipedia, Fleiss' kappa: ten subjects, fourteen raters.
TEN_SUBJECTS = """
0 0 0 0 14 | 0 2 6 4 2 | 0 0 3 5 6 | 0 3 9 2 0 | 2 2 8 1 1 | 7 7 0 0 0 | 3 2 6 3 0
| 2 5 3 2 2 | 6 5 2 1 0 | 0 2 2 3 7
"""
#: Fleiss 1971: thirty patients, six raters, five diagnoses.
DIAGNOSES = """
0 0 0 6 0 | 0 3 0 0 3 | 0 1 4 0 1 | 0 0 0 0 6 | 0 3 0 3 0 | 2 0 4 0 0 | 0 0 4 0 2
| 2 0 3 1 0 | 2 0 0 4 0 | 0 0 0 0 6 | 1 0 0 5 0 | 1 1 0 4 0 | 0 3 3 0 0 | 1 0 0 5 0
| 0 2 0 3 1 | 0 0 5 0 1 | 3 0 0 1 2 | 5 1 0 0 0 | 0 2 0 4 0 | 1 0 2 0 3 | 0 0 0 0 6
| 0 1 0 5 0 | 0 2 0 1 3 | 2 0 0 4 0 | 1 0 0 4 1 | 0 5 0 1 0 | 4 0 0 0 2 | 0 2 0 4 0
| 1 0 5 0 0 | 0 0 0 0 6
"""
#: Set-valued labels of two coders, the example of DKPro Statistics.
NINE_ITEMS = "- - | A - | A A | A B | AB A | AB AC | ABC ABC | C AC | C AC"
#: Krippendorff 2004, p. 254: a continuum of 300 from 150 on, two observers; each unit
#: is observer, start, length.
CONTINUUM = 150, 300
UNITS_C = [(0, 225, 70), (0, 370, 30), (1, 220, 80), (1, 355, 20), (1, 400, 20)]
UNITS_K = [(0, 180, 60), (0, 300, 50), (1, 180, 60), (1, 300, 50)]


def table(text):
    return [list(map(int, row.split())) for row in text.split("|")]


@pytest.mark.parametrize(
    ("metric", "expected"),
    [(None, 0.743), (ordinal, 0.815), (interval, 0.849), (ratio, 0.797)],
)
def test_krippendorff_2011_example_c(metric, expected):
    found = alpha(zip(*FOUR_OBSERVERS, strict=True), metric)
    assert (round(found.value, 3), found.n) == (expected, 11)


def test_krippendorff_2011_example_a():
    first, second = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert round(alpha(zip(first, second, strict=True)).value, 3) == 0.095


def test_krippendorff_2011_example_b():
    found = alpha(zip("aabbdcccedda", "babbbcccedd" + "d", strict=True))
    assert round(found.value, 3) == 0.692


def test_hayes_and_krippendorff_2007():
    units = [
        [None if rank == "." else int(rank) for rank in unit]
        for unit in FIVE_JUDGES.split()
    ]
    assert round(alpha(units, ordinal).value, 4) == 0.7598


def test_cohen_1960():
    size = range(3)
    found = kappa.cohen_of({(i, j): COHEN[i][j] for i in size for j in size})
    assert (round(found.value, 3), found.n) == (0.492, 200)


def test_cohen_1968_weighted():
    weights = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
    found = kappa.weighted(COHEN, lambda one, other: weights[one][other])
    assert round(found.value, 3) == 0.348


def test_fleiss_of_ten_subjects():
    assert round(kappa.fleiss(table(TEN_SUBJECTS)).value, 3) == 0.210


def test_randolph_of_ten_subjects():
    # Randolph 2005, on the same table
    assert round(kappa.randolph(table(TEN_SUBJECTS)).value, 4) == 0.2225


def test_fleiss_1971():
    assert round(kappa.fleiss(table(DIAGNOSES)).value, 3) == 0.430


def test_fleiss_1971_of_each_diagnosis():
    found = kappa.fleiss_of_each(table(DIAGNOSES))
    assert [round(row.value, 3) for row in found] == [0.245, 0.245, 0.52, 0.471, 0.566]


@pytest.mark.parametrize(
    ("distance", "expected", "within"),
    [
        # Passonneau 2004, as DKPro Statistics 2 computes it
        (sets.lie_alone, 0.1862, 5e-5),
        # MASI as DKPro Statistics 2 computes it: its own test allows .001 to .252
        (sets.masi_distances, 0.252, 1e-3),
        # MASI as NLTK 3 computes it, whose weights have two decimals
        (sets.masi_product, 0.2731, 5e-5),
    ],
)
def test_sets_of_nine_items(distance, expected, within):
    items = [
        [frozenset(labels.strip("-")) for labels in item.split()]
        for item in NINE_ITEMS.split("|")
    ]
    found = alpha(items, by_distance(distance))
    assert found.value == pytest.approx(expected, abs=within)


def test_masi_of_passonneau_2006():
    # one set within the other, two of three shared: J 2/3, M 2/3
    one, other = frozenset("abc"), frozenset("ab")
    assert sets.masi_product(one, other) == pytest.approx(1 - 2 / 3 * 2 / 3)
    assert sets.masi_distances(one, other) == pytest.approx(1 / 3 * 1 / 3)


def category(units):
    begin, length = CONTINUUM
    found = [(who, start - begin, start - begin + size) for who, start, size in units]
    return unitizing.category_of({"text": found}, 2, {"text": length})


@pytest.mark.parametrize(
    ("units", "observed", "expected", "value"),
    [(UNITS_C, 0.0144, 0.0532, 0.729), (UNITS_K, 0.0, 0.0490, 1.0)],
)
def test_krippendorff_2004_unitizing(units, observed, expected, value):
    found = category(units)
    sums = unitizing.total(found.sums.values())
    parts = unitizing.disagreements(sums, found.crowding, 2, CONTINUUM[1])
    assert parts == pytest.approx((observed, expected), abs=5e-5)
    assert round(unitizing.alpha(found, 2, CONTINUUM[1]).value, 3) == value


def test_krippendorff_2004_unitizing_of_both_categories():
    both = [category(UNITS_C), category(UNITS_K)]
    assert round(unitizing.overall(both, 2, CONTINUUM[1]).value, 3) == 0.859
