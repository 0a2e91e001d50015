"""Changes of side, with dates that are known in part."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.pictures.figure import Polygon, Text
from compare.timeline.axis import axis
from compare.timeline.changes import (
    BECOMES_SPLIT,
    SETTLES,
    SIDES,
    TURNS,
    Change,
    Dated,
    Lanes,
    Taking,
    changes,
    sides,
    uncertain,
)
from compare.timeline.drawing import Lane, Part, figure
from compare.timeline.sheets import sheets
from formats.partial_date import earliest, latest
from formats.words import STANCES

A, C, S, N = "affirms", "contests", "split", "neither"


def texts(*said):
    """Texts by (date, side); a text is named after its date."""
    return [Dated(date, part, earliest(date), latest(date)) for date, part in said]


def pairs(find, *lanes):
    """What is found in lanes of texts, as pairs of them."""
    rows = [
        (at, text)
        for at, lane in enumerate(lanes)
        for text in sorted(lane, key=lambda text: (*text[2:], text.document))
    ]
    places = [(at, SIDES.index(text.side), *text[2:]) for at, text in rows]
    columns = numpy.array(places, dtype=numpy.int64).reshape(-1, 4).T
    found = find(Taking(Lanes(*columns))).tolist()
    return [Change(rows[one][1], rows[other][1]) for one, other in found]


def turned(*said):
    """[(from, to, kind)]"""
    return [
        (change.before.document, change.after.document, change.kind)
        for change in pairs(changes, texts(*said))
    ]


def open_order(*said):
    found = pairs(uncertain, texts(*said))
    return [(one.document, other.document) for one, other in found]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"asserts": 1, "concedes": 2}, A),
        ({"denies": 1, "doubts": 1}, C),
        ({"concedes": 1, "doubts": 1}, S),
        ({"reports": 2, "predicts": 1}, N),
        ({"reports": 2, "denies": 1}, C),
    ],
)
def test_a_text_takes_a_side(numbers, expected):
    [place] = sides(numpy.array([[numbers.get(stance, 0) for stance in STANCES]]))
    assert SIDES[place] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("2010", A), ("2014", C)], [("2010", "2014", TURNS)]),
        ([("2010", A), ("2014", S)], [("2010", "2014", BECOMES_SPLIT)]),
        ([("2010", S), ("2014", C)], [("2010", "2014", SETTLES)]),
        ([("2010", A), ("2012", A), ("2014", A)], []),
        # a report in between is no position
        ([("2010", A), ("2012", N), ("2014", A)], []),
        # from the last text of the old side to the first of the new one
        (
            [("2010", A), ("2012", A), ("2014", C), ("2016", C)],
            [("2012", "2014", TURNS)],
        ),
        (
            [("2010", A), ("2012", C), ("2014", A)],
            [("2010", "2012", TURNS), ("2012", "2014", TURNS)],
        ),
        (
            [("2010", A), ("2012", S), ("2014", C)],
            [("2010", "2012", BECOMES_SPLIT), ("2012", "2014", SETTLES)],
        ),
        # the day before is before
        ([("2014-03", A), ("2014-04-01", C)], [("2014-03", "2014-04-01", TURNS)]),
        ([("0410~", A), ("2014", C)], [("0410~", "2014", TURNS)]),
        # an end that is open is never over
        ([("2010/..", A), ("2014", C)], []),
        ([("2010", A), ("2014/..", C)], [("2010", "2014/..", TURNS)]),
        # a text of uncertain place hides no change that is certain
        (
            [("2010", A), ("2009/2013", C), ("2014", C)],
            [("2010", "2014", TURNS)],
        ),
        (
            [("2010", A), ("2012/2016", A), ("2014", C)],
            [("2010", "2014", TURNS)],
        ),
        # many texts of a year turn once
        (
            [("2010-01", A), ("2010-02", A), ("2014-01", C), ("2014-02", C)],
            [("2010-02", "2014-01", TURNS)],
        ),
    ],
)
def test_changes(said, expected):
    assert turned(*said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("2014", A), ("2014-03", C)], [("2014", "2014-03")]),
        ([("2014-03-01", A), ("2014-03-01/2014-03-02", C)], None),
        ([("2010/..", A), ("2014", C)], [("2010/..", "2014")]),
        # what overlaps on one side is no matter
        ([("2014", A), ("2014-03", A)], []),
        ([("2014", A), ("2014-03", N)], []),
        # the long one, also behind a short one of its side
        (
            [("2010/2016", A), ("2012", A), ("2014", C)],
            [("2010/2016", "2014")],
        ),
    ],
)
def test_an_order_that_is_not_certain_is_no_change(said, expected):
    if expected is None:
        expected = [tuple(date for date, _side in said)]
    assert open_order(*said) == expected
    if len(said) == 2:
        assert turned(*said) == []


def test_an_axis_holds_all_its_days():
    one = axis([19680820, 20220102], 500)
    assert 0 < one.place(19680820) < one.place(20220102, late=True) < 500
    assert [word for _place, word in one.words()] == [
        str(year) for year in range(1970, 2021, 10)
    ]
    short = axis([20220102, 20220131], 500)
    months = [word for _place, word in short.words()]
    assert months == ["Dec 2021", "Jan 2022", "Feb 2022", "Mar 2022"]
    # a day is something to see, an open end reaches to the edge
    day = axis([20220102], 500)
    assert day.place(20220102) < day.place(20220102, late=True)
    assert day.place(latest("2022/..")) == 500 and day.place(earliest("../2022")) == 0
    assert axis([latest("2022/..")], 500) is None
    assert axis([earliest("-0044"), 20220101], 500).words()[0][1].endswith("BC")


def test_a_drawing_keeps_signs_apart_and_joins_both_texts_of_a_change():
    dated = texts(("2014-03-02", C), ("2010", A), ("2014-03-01", C), ("2014-03", C))
    lane = Lane("Doe, Jane", dated, texts(("", N)), pairs(changes, dated))
    lone = Lane("Roe, Richard", texts(("2022", S)))
    parts = [Part("Request", [lane, lone])]
    one = figure(parts, "Time", "What it shows.", "Counted here: all.")
    lane.dated = dated[::-1]
    assert figure(parts, "Time", "What it shows.", "Counted here: all.") == one
    signs = [
        (mark.look, mark.points) for mark in one.marks if isinstance(mark, Polygon)
    ]
    assert sorted(look for look, _points in signs) == [
        *("against", "against", "against", "for", "split")
    ]
    corners = [corner for _look, points in signs for corner in points]
    assert len({*corners}) == len(corners)
    assert all(0 <= x <= one.width and 0 <= y <= one.height for x, y in corners)
    [change] = [mark for mark in one.marks if getattr(mark, "look", "") == "change"]
    assert change.x1 < change.x2
    words = [mark.words for mark in one.marks if isinstance(mark, Text)]
    assert {"Doe, Jane", "Roe, Richard", "Request", "No date"} <= {*words}


DAYS = st.integers(min_value=20100101, max_value=20100108)
TEXTS = st.tuples(st.sampled_from(SIDES), DAYS, DAYS)


def certainly(one, other):
    return one.last < other.first


def plain_changes(lane):
    """The rule text by text: nothing but comparisons of two texts at a time."""
    found = {}
    for text in lane:
        others = [
            one
            for one in lane
            if certainly(one, text) and one.side not in (N, text.side)
        ]
        if text.side == N or not others:
            continue
        latest = max(
            others,
            key=lambda one: (
                one.last,
                one.first,
                -SIDES.index(one.side),
                lane.index(one),
            ),
        )
        between = any(
            certainly(latest, one) and certainly(one, text)
            for one in lane
            if one.side == text.side
        )
        if not between:
            found.setdefault((latest, text.side), (latest, text))
    return [*found.values()]


def plain_uncertain(lane):
    found = []
    for at, text in enumerate(lane):
        for name in SIDES[:3]:
            earlier = [one for one in lane[:at] if one.side == name != text.side]
            if earlier and text.side != N:
                furthest = max(earlier, key=lambda one: one.last)
                if furthest.last >= text.first:
                    found.append((furthest, text))
    return found


@settings(max_examples=100, derandomize=True, deadline=None)
@given(lanes=st.lists(st.lists(TEXTS, max_size=7), max_size=3))
def test_lanes_are_read_together_as_one_by_one(lanes):
    made = [
        sorted(
            (
                Dated(f"{at}-{place}", side, min(days), max(days))
                for place, (side, *days) in enumerate(lane)
            ),
            key=lambda text: (*text[2:], text.document),
        )
        for at, lane in enumerate(lanes)
    ]
    expected = [pair for lane in made for pair in plain_changes(lane)]
    assert [(*pair,) for pair in pairs(changes, *made)] == expected
    expected = [pair for lane in made for pair in plain_uncertain(lane)]
    assert [(*pair,) for pair in pairs(uncertain, *made)] == expected


def test_lanes_are_whole_on_a_sheet_where_they_fit():
    assert sheets([], 3, 10) == [[]]
    # two lanes a sheet, ten texts a sheet; the long one goes on
    assert sheets([4, 5, 1, 8, 23, 3], 2, 10) == [
        [(0, 0, 4), (1, 0, 5)],
        [(2, 0, 1), (3, 0, 8)],
        [(4, 0, 10)],
        [(4, 10, 20)],
        [(4, 20, 23), (5, 0, 3)],
    ]
