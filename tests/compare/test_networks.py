"""Each network and normalisation, against numbers worked out by hand.

    in texts 1 to 5   p             q            r
    Ada               asserts 2     denies 1                  all in text 1
    Ben               asserts 1     doubts 2                  text 2
                      denies 1
                                    denies 1     concedes 1   text 3
    Cy                denies 1                                text 4
                      doubts 1                                text 5
    Dee               reports 3                               no statement

So Ada says 3 things, Ben 6, Cy 2; of p 6 are said, of q 4, of r 1.
"""

import numpy
import pytest

from compare.networks.network import Choice, network
from compare.networks.statements import Spoken
from formats.words import STANCES

DOCTRINES = ["p", "q", "r"]


def spoken(holder, document, doctrine, **numbers):
    counts = [numbers.get(stance, 0) for stance in STANCES]
    return holder, document, doctrine, counts


def in_arrays(rows, holders):
    return Spoken(
        numpy.array([holders.index(row[0]) for row in rows], dtype=int),
        numpy.array([DOCTRINES.index(row[2]) for row in rows], dtype=int),
        numpy.array([row[1] for row in rows], dtype=int),
        numpy.array([row[3] for row in rows], dtype=int).reshape(-1, len(STANCES)),
    )


ROWS = [
    spoken("Ada", 1, "p", asserts=2),
    spoken("Ada", 1, "q", denies=1),
    spoken("Ben", 2, "p", asserts=1, denies=1),
    spoken("Ben", 2, "q", doubts=2),
    spoken("Ben", 3, "q", denies=1),
    spoken("Ben", 3, "r", concedes=1),
    spoken("Cy", 4, "p", denies=1),
    spoken("Cy", 5, "p", doubts=1),
    spoken("Dee", 5, "p", reports=3),
]
HOLDERS = ["Ada", "Ben", "Cy", "Dee"]


def found(unit="passage", rows=ROWS, **choice):
    said = in_arrays(rows, HOLDERS)
    return network(said, HOLDERS, DOCTRINES, unit, Choice(**choice).checked())


def weights(network):
    """{"Ada Ben": weight}"""
    return {
        f"{network.holders[edge.source]} {network.targets[edge.target]}": edge.weight
        for edge in network
    }


@pytest.mark.parametrize(
    ("kind", "normalisation", "expected"),
    [
        # p: 2 × 1, q: 1 × 3; Ben and Cy both deny p, 1 × 2
        ("congruence", "no", {"Ada Ben": 5, "Ben Cy": 2}),
        # halves of 3 + 6 and of 6 + 2
        ("congruence", "average", {"Ada Ben": 5 / 4.5, "Ben Cy": 2 / 4}),
        # Ben alone denies p and concedes r: 2, with the products 5; Ben alone 5, and 2
        ("congruence", "jaccard", {"Ada Ben": 5 / 7, "Ben Cy": 2 / 7}),
        # 3 × 6 and 6 × 2
        ("congruence", "cosine", {"Ada Ben": 5 / 18, "Ben Cy": 2 / 12}),
        # p: 2 × 1; 2 × 2; 1 × 2
        ("conflict", "no", {"Ada Cy": 4, "Ada Ben": 2, "Ben Cy": 2}),
        (
            "conflict",
            "average",
            {"Ada Cy": 4 / 2.5, "Ben Cy": 2 / 4, "Ada Ben": 2 / 4.5},
        ),
        # Ada alone 3 and Cy alone 2
        ("conflict", "jaccard", {"Ada Cy": 4 / 5, "Ada Ben": 2 / 7, "Ben Cy": 2 / 7}),
        ("conflict", "cosine", {"Ada Cy": 4 / 6, "Ben Cy": 2 / 12, "Ada Ben": 2 / 18}),
        ("subtract", "no", {"Ada Cy": -4, "Ada Ben": 3}),
        ("subtract", "average", {"Ada Cy": -4 / 2.5, "Ada Ben": 3 / 4.5}),
        ("subtract", "jaccard", {"Ada Cy": -4 / 5, "Ada Ben": 3 / 7}),
        ("subtract", "cosine", {"Ada Cy": -4 / 6, "Ada Ben": 3 / 18}),
    ],
)
def test_holders(kind, normalisation, expected):
    one = weights(found(kind=kind, normalisation=normalisation))
    assert one == pytest.approx(expected)
    # the heaviest first
    assert [*one] == [*expected]
    # whoever comes first
    other = found(rows=ROWS[::-1], kind=kind, normalisation=normalisation)
    assert weights(other) == one


@pytest.mark.parametrize(
    ("qualifier", "normalisation", "ada", "ben", "cy"),
    [
        ("ignore", "no", {"p": 2, "q": 1}, {"p": 2, "q": 3, "r": 1}, {"p": 2}),
        ("subtract", "no", {"p": 2, "q": -1}, {"q": -3, "r": 1}, {"p": -2}),
        ("combine", "no", {"p": 1, "q": 2}, {"p": 3, "q": 2, "r": 1}, {"p": 2}),
        (
            "ignore",
            "activity",
            {"p": 2 / 3, "q": 1 / 3},
            {"p": 2 / 6, "q": 3 / 6, "r": 1 / 6},
            {"p": 1},
        ),
        (
            "subtract",
            "activity",
            {"p": 2 / 3, "q": -1 / 3},
            {"q": -3 / 6, "r": 1 / 6},
            {"p": -1},
        ),
        (
            "ignore",
            "prominence",
            {"p": 2 / 6, "q": 1 / 4},
            {"p": 2 / 6, "q": 3 / 4, "r": 1},
            {"p": 2 / 6},
        ),
        (
            "subtract",
            "prominence",
            {"p": 2 / 6, "q": -1 / 4},
            {"q": -3 / 4, "r": 1},
            {"p": -2 / 6},
        ),
    ],
)
def test_holders_and_doctrines(qualifier, normalisation, ada, ben, cy):
    one = found(kind="affiliation", qualifier=qualifier, normalisation=normalisation)
    expected = {
        f"{holder} {doctrine}": weight
        for holder, said in (("Ada", ada), ("Ben", ben), ("Cy", cy))
        for doctrine, weight in said.items()
    }
    assert weights(one) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        # Ben denies q in two texts, Cy p in two: Ada and Ben 1 + 2 - 1
        ("document", {"Ada Ben": 2, "Ada Cy": -2}),
        ("holder", {"Ada Ben": 1, "Ada Cy": -1}),
    ],
)
def test_equal_statements_count_once(unit, expected):
    assert weights(found(unit, kind="subtract")) == expected


@pytest.mark.parametrize(
    ("unit", "ben", "cy"),
    [
        # what is affirmed and denied in one text is said once where sides are ignored
        ("document", {"p": 1, "q": 2, "r": 1}, {"p": 2}),
        ("holder", {"p": 1, "q": 1, "r": 1}, {"p": 1}),
    ],
)
def test_sides_that_are_ignored_make_statements_equal(unit, ben, cy):
    one = weights(found(unit, kind="affiliation", qualifier="ignore"))
    expected = {f"Ben {slug}": n for slug, n in ben.items()}
    expected |= {f"Cy {slug}": n for slug, n in cy.items()}
    assert one == {"Ada p": 1, "Ada q": 1, **expected}


def test_an_edge_tells_its_sign_and_what_is_behind_it():
    one = found(kind="subtract")
    assert one.holders == ["Ada", "Ben", "Cy"]  # Dee only reports
    against, together = one
    assert (against.sign, together.sign) == ("-", "+")
    assert one.behind(together) == ([("q", 3), ("p", 2)], [("p", 2)])
    assert one.behind(against) == ([], [("p", 4)])
    # Ben and Cy agree and part twice each
    assert one.even() == 1
    assert one.alone() == []
    codes = found(kind="affiliation", qualifier="combine")
    signs = {
        codes.targets[edge.target]: edge.sign for edge in codes if edge.source == 1
    }
    assert signs == {"p": "both", "q": "-", "r": "+"}
    both = next(edge for edge in codes if edge.sign == "both")
    assert codes.levels(both) == {"affirms": 1, "contests": 1}
    # where sides are ignored, nothing tells of them
    plain = found(kind="affiliation", qualifier="ignore")
    assert {edge.sign for edge in plain} == {""}
    assert plain.levels(both) == {"statements": 2}


def test_light_edges_are_left_out_and_their_holders_stay():
    one = found(kind="subtract", normalisation="average", least=2 / 3)
    # two thirds is no less than two thirds
    assert [edge.weight for edge in one] == pytest.approx([-1.6, 2 / 3])
    one = found(kind="subtract", normalisation="average", least=1)
    assert [one.holders[place] for place in one.alone()] == ["Ben"]
    assert one[:5] == [one[0]]
    assert found(rows=[], kind="subtract")[:5] == []


@pytest.mark.parametrize(
    "choice",
    [
        {"kind": "subtract", "normalisation": "activity"},
        {"kind": "affiliation", "normalisation": "jaccard"},
        {"kind": "affiliation", "qualifier": "combine", "normalisation": "activity"},
        {"kind": "affiliation", "qualifier": "combine", "least": 2.0},
    ],
)
def test_choices_that_do_not_fit_are_refused_with_a_sentence(choice):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        found(**choice)
