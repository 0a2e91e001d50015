import pytest
from msgspec import to_builtins

from annotations import comparison
from annotations.comparison import Coverage, Covered, Doctrine
from formats.words import STANCES

CODEBOOK = {
    "ibi": Doctrine(None, "+"),
    "ibi.consent": Doctrine("ibi", "+"),
    "ibi.consent.freedom": Doctrine("ibi.consent", "+"),
    "ibi.internal_unrest": Doctrine("ibi", "-"),
    "uof": Doctrine(None, "-"),
    "prec": Doctrine(None, "0"),
}


def positions(*marked):
    """Rows of counts (holder, doctrine, {stance: n})."""
    return comparison.positions(
        [
            (holder, doctrine, tuple(stances.get(name, 0) for name in STANCES))
            for holder, doctrine, stances in marked
        ],
        CODEBOOK,
    )


def test_a_row_is_the_one_of_the_contract():
    [row] = positions(("Doe", "uof", {"asserts": 2, "doubts": 1}))
    assert to_builtins(row) == {
        "holder": "Doe",
        "doctrine": "uof",
        "polarity": "-",
        "stances": {"asserts": 2, "doubts": 1},
        "n": 3,
        "effect_sum": -1.5,
        "for": 1,
        "against": 2,
        "neutral": 0,
        "split": False,
    }


@pytest.mark.parametrize(
    ("doctrine", "stance", "effect", "side"),
    [
        ("ibi", "asserts", 1, "for"),
        ("ibi", "concedes", 1, "for"),
        ("ibi", "denies", -1, "against"),
        ("ibi", "doubts", -0.5, "against"),
        ("ibi", "reports", 0, "neutral"),
        ("ibi", "predicts", 0, "neutral"),
        ("uof", "asserts", -1, "against"),
        ("uof", "denies", 1, "for"),
        ("prec", "asserts", 0, "neutral"),
    ],
)
def test_the_effect_is_polarity_times_stance(doctrine, stance, effect, side):
    [row] = positions(("Doe", doctrine, {stance: 3}))
    assert (to_builtins(row)["effect_sum"], to_builtins(row)[side]) == (3 * effect, 3)


@pytest.mark.parametrize(
    ("stances", "split"),
    [
        (["asserts", "denies"], True),
        (["concedes", "denies"], True),
        (["asserts", "concedes"], False),
        (["asserts", "doubts"], False),
        (["reports", "denies"], False),
    ],
)
def test_split_is_affirming_and_denying(stances, split):
    [row] = positions(("Doe", "prec", dict.fromkeys(stances, 1)))
    assert row.split is split


def test_a_folded_column_keeps_each_polarity():
    rows = positions(
        ("Doe", "ibi.consent.freedom", {"asserts": 2}),
        ("Doe", "ibi.internal_unrest", {"asserts": 1}),
        ("Doe", "uof", {"asserts": 5}),
        ("Roe", "ibi", {"denies": 1}),
    )
    doe, roe, _uof = comparison.columns(rows, CODEBOOK, {"ibi"})
    assert (doe.n, doe.effect_sum, doe.for_, doe.against) == (3, 1, 2, 1)
    assert doe.stances == {"asserts": 3}
    assert (roe.holder, roe.effect_sum) == ("Roe", -1)


def test_a_folded_column_is_split_when_one_of_its_doctrines_is():
    apart = positions(
        ("Doe", "ibi.consent", {"asserts": 1}), ("Doe", "ibi", {"denies": 1})
    )
    within = positions(("Doe", "ibi.consent", {"asserts": 1, "denies": 1}))
    assert not comparison.columns(apart, CODEBOOK, {"ibi"})[0].split
    assert comparison.columns(within, CODEBOOK, {"ibi"})[0].split


def test_the_outermost_folded_doctrine_stands_for_those_below():
    rows = positions(
        ("Doe", "ibi.consent.freedom", {"asserts": 1}),
        ("Doe", "ibi.consent", {"asserts": 1}),
        ("Doe", "uof", {"denies": 1}),
    )
    shown = comparison.columns(rows, CODEBOOK, {"ibi.consent", "ibi"})
    assert [(row.doctrine, row.n) for row in shown] == [("ibi", 2), ("uof", 1)]


READ = Covered("text 1", None, "read")


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ([], "not_coded"),
        ([READ], "silent"),
        ([READ, Covered("text 1", "ibi", "not_applicable")], "not_applicable"),
        ([READ, Covered("text 1", "uof", "not_applicable")], "silent"),
        ([Covered("text 1", "ibi.consent", "read")], "silent"),
        ([Covered("text 1", "ibi.consent.freedom", "read")], "not_coded"),
        ([Covered("text 2", None, "read")], "not_coded"),
    ],
)
def test_an_empty_cell_is_of_three_kinds(facts, kind):
    coverage = Coverage(facts, CODEBOOK)
    assert coverage.empty_cell(["text 1"], "ibi.consent") == kind


def test_every_text_of_a_row_must_be_read():
    coverage = Coverage([READ], CODEBOOK)
    assert coverage.empty_cell(["text 1", "text 2"], "uof") == "not_coded"
    assert coverage.empty_cell([], "uof") == "not_coded"


def test_a_position_is_told_in_words():
    [row] = positions(("Doe", "ibi", {"denies": 1, "asserts": 2}))
    assert comparison.in_words(row) == "asserts 2, denies 1, split"
