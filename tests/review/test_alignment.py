"""Which marks of several coders are about one passage: pure arithmetic."""

from hypothesis import given, settings
from hypothesis import strategies as st

from review.agreement.matching import Mark
from review.alignment import align, joined, place

CODERS = ("ann", "ben", "cem")


def mark(coder, start, end, key, doctrine="ibi", stance="asserts"):
    return Mark("text", coder, doctrine, start, end, stance, None, None, key)


@st.composite
def coded(draw):
    """Marks of three coders near each other, under two doctrines."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(CODERS),
                st.integers(0, 12),
                st.integers(1, 8),
                st.sampled_from(("ibi", "war")),
                st.sampled_from(("asserts", "denies")),
            ),
            max_size=12,
        )
    )
    return [
        mark(coder, start, start + length, key, doctrine, stance)
        for key, (coder, start, length, doctrine, stance) in enumerate(rows)
    ]


def keys(passages):
    return sorted(sorted(passage.keys) for passage in passages)


@settings(max_examples=80, deadline=None)
@given(coded(), st.permutations(CODERS), st.randoms())
def test_every_mark_is_in_one_passage_whoever_the_coders_are(marks, others, random):
    found = align(marks, CODERS)
    assert sorted(key for row in found for key in row.keys) == list(range(len(marks)))
    for row in found:
        assert len({one.coder for one in row.marks}) == len(row.marks)
        assert {one.coder for one in row.marks} | {*row.missing} == {*CODERS}
    mixed = list(marks)
    random.shuffle(mixed)
    assert align(mixed, CODERS) == found
    # all at once, and not stretch by stretch
    whole = joined(sorted(mixed, key=place))
    assert sorted(sorted(one.key for one in group) for group in whole) == keys(found)
    renamed = dict(zip(CODERS, others, strict=True))
    turned = [one._replace(coder=renamed[one.coder]) for one in marks]
    assert keys(align(turned, CODERS)) == keys(found)
    assert [row.kind for row in align(turned, CODERS)] == [row.kind for row in found]


def test_what_says_the_same_is_joined_before_what_differs():
    marks = [
        mark("ann", 0, 9, 1, stance="denies"),
        mark("ann", 0, 9, 2),
        mark("ben", 0, 9, 3),
    ]
    assert keys(align(marks, ["ann", "ben"])) == [[1], [2, 3]]


def test_each_kind_of_passage():
    marks = [
        mark("ann", 0, 9, 1),
        mark("ben", 0, 9, 2),
        mark("ann", 20, 29, 3),
        mark("ben", 22, 29, 4, doctrine="war"),
        mark("ben", 40, 45, 5),
    ]
    found = align(marks, ["ann", "ben"])
    assert [row.kind for row in found] == ["same", "overlapping", "only"]
    assert found[1].difference
    assert found[1].difference.kinds == ["doctrine", "edges"]
    assert found[2].missing == ["ann"]
    # of two coders who agree, a third who read the text makes a difference
    assert align(marks[:2], CODERS)[0].kind == "overlapping"
