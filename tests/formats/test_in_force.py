"""Whether a wording was in force: at borders, with open ends and partial dates.

Its partner in JavaScript runs the same cases: tests/js/force.test.js.
"""

import calendar
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.in_force import Dates, force, in_force

FIXTURES = Path(__file__).resolve().parent.parent / "js" / "fixtures"
CASES = json.loads((FIXTURES / "in-force.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_the_answer_at_a_border(case):
    wording = Dates(case["wording"]["from"], case["wording"]["to"])
    time = Dates(case["situation"]["begins"], case["situation"]["ends"])
    assert force(wording, time) == case["answer"]
    no = case["answer"] in {"ended", "later"}
    assert in_force(wording, time) == ("no" if no else case["answer"])


def test_what_is_no_date_is_refused():
    with pytest.raises(ValueError, match="is no date"):
        force(Dates("last year"), Dates("2022"))


#: All days that the brute force looks at; no date below lies outside, and the last
#: stands for all that come later.
WINDOW = [date(2010, 1, 1) + timedelta(days) for days in range(1827)]
LAST = WINDOW[-1]
DAYS = st.dates(date(2011, 11, 1), date(2013, 2, 28)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = st.sampled_from(["2011", "2012", "2013"])
PLAIN = DAYS | MONTHS | YEARS
DOUBTFUL = st.builds("".join, st.tuples(PLAIN, st.sampled_from("?~%")))


@st.composite
def in_order(draw, ends):
    """Two dates, of which the second does not surely end before the first begins."""
    first, last = draw(st.just("") | ends), draw(st.just("") | ends)
    if first and last and max(meant(last, ends=True)) < min(meant(first)):
        first, last = last, first
    return first, last


def meant(written, *, ends=False):
    """Every day of the window that a date may mean."""
    if not written:
        return [LAST] if ends else WINDOW
    if written[-1] in "?~%":
        return WINDOW
    if len(written) == 10:
        return [date.fromisoformat(written)]
    year, month = int(written[:4]), int(written[5:] or 0)
    first = date(year, month or 1, 1)
    length = (
        calendar.monthrange(year, month)[1] if month else 365 + calendar.isleap(year)
    )
    return [first + timedelta(days) for days in range(length)]


@settings(max_examples=150, deadline=None)
@given(in_order(PLAIN), in_order(PLAIN | DOUBTFUL))
def test_the_answer_is_that_of_trying_every_day(wording, situation):
    froms, tos = meant(wording[0]), meant(wording[1], ends=True)
    begins = meant(situation[0] or situation[1])
    ends = meant(situation[1] or situation[0])
    # a stretch ends on a day that is not before its first
    possible_tos = [day for day in tos if day >= froms[0]]
    possible_ends = [day for day in ends if day >= begins[0]]
    possible_froms = [day for day in froms if day <= tos[-1]]
    possible_begins = [day for day in begins if day <= ends[-1]]
    meets = any(
        froms[0] <= day <= tos[-1] and begins[0] <= day <= ends[-1] for day in WINDOW
    )
    misses = any(
        (possible_tos[0] < day <= possible_begins[-1])
        or (possible_ends[0] < day <= possible_froms[-1])
        for day in WINDOW
    )
    answer = "no" if not meets else "perhaps" if misses else "yes"
    assert in_force(Dates(*wording), Dates(*situation)) == answer
