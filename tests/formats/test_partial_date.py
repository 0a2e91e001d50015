"""Dates as bibliographies know them, against the package edtf where it is right."""

import datetime
import re

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from formats import partial_date

SHOWN = {
    "2022": "2022",
    "2022-01": "January 2022",
    "2022-01-07": "7 January 2022",
    "2022-21": "spring 2022",
    "2022-24": "winter 2022",
    "2022-01?": "January 2022?",
    "2022~": "about 2022",
    "2022%": "about 2022?",
    "202X": "2020s",
    "19XX": "1900–1999",
    "2022-XX": "2022, month unknown",
    "2022-XX-XX": "2022, day unknown",
    "2022-04-XX": "April 2022, day unknown",
    "2020/2022-01": "between 2020 and January 2022",
    "2022/..": "2022 or later",
    "../2022": "2022 or earlier",
    "2022/": "2022 to an unknown date",
    "/2022": "unknown date to 2022",
    "-0043-03-15": "15 March 44 BC",
    "Y12000": "12000",
    "": "",
}

REFUSED = [
    "soon",
    "2022-1",
    "22",
    "0000",
    "-0000",
    "2022-00",
    "2022-25",
    "2022-02-30",
    "1900-02-29",
    "2022-21-03",
    "2022-XX-07",
    "20XX-01",
    "XXXX",
    "2022??",
    "?2022",
    " 2022",
    "2022\n",
    "２０２２",
    "2022-01-07T10:00:00Z",
    "/",
    "..",
    "../..",
    "2022/2021",
    "2022-01-08/2022-01-07",
    "2022//2023",
    "[2021,2022]",
    "2022/2023/2024",
    "9" * 1_000_000,
    "2022-01-" * 200_000,
]


@pytest.mark.parametrize(("value", "shown"), SHOWN.items())
def test_a_date_is_shown_in_words(value, shown):
    assert partial_date.display(value) == shown


@pytest.mark.parametrize("value", REFUSED, ids=lambda value: value[:12])
def test_what_is_no_date_is_refused_in_one_sentence(value):
    with pytest.raises(ValueError, match=r"is no date; write 2022|ends before") as told:
        partial_date.validate(value)
    assert len(str(told.value)) < 250


def test_days_of_dates():
    days = {
        value: (partial_date.earliest(value), partial_date.latest(value))
        for value in ["2022", "2024-02~", "2022-21", "201X", "20XX?", "2022-04-XX"]
    }
    assert days == {
        "2022": (20220101, 20221231),
        "2024-02~": (20240201, 20240229),
        "2022-21": (20220301, 20220531),
        "201X": (20100101, 20191231),
        "20XX?": (20000101, 20991231),
        "2022-04-XX": (20220401, 20220430),
    }


def test_dates_sort_by_their_first_day():
    ordered = ["", "../2022", "Y-12000", "-0044", "-0043", "201X", "2019?", "2022-21"]
    ordered += ["2022-04", "2022-04-02~", "2022-05/..", "Y12000"]
    assert sorted(set(ordered), key=partial_date.earliest) == ordered


def test_what_is_compared_is_a_plain_date():
    for value in ("", "2022", "2022-01", "2022-01-07"):
        assert partial_date.validate_plain(value) == value
    for value in ("2022?", "2022-21", "202X", "2022/..", "-0044", "Y12000", "2022-XX"):
        with pytest.raises(ValueError, match="is no date for this"):
            partial_date.validate_plain(value)


def number(day):
    return day[0] * 10_000 + day[1] * 100 + day[2]


# the package's own mistakes must not fail another day: the same examples each time
@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.from_regex(re.compile(partial_date.PATTERN, re.ASCII), fullmatch=True))
def test_the_package_edtf_reads_what_we_accept(value):
    try:
        partial_date.validate(value)
    except ValueError:
        return
    # its mistakes: what it cannot read behind an open beginning
    if value[0] in "/." and ("X" in value or "Y" in value):
        return
    found = parse_edtf(value)
    ends = value.split("/")
    # where an end is open or not known, it guesses ten years or infinity
    if ends[0].strip("."):
        assert number(found.lower_strict()) == partial_date.earliest(value)
    if ends[-1].strip("."):
        assert number(found.upper_strict()) == partial_date.latest(value)


@given(st.dates(), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_each_day_of_the_calendar_is_a_date(day: datetime.date, form):
    value = day.strftime(form.replace("%Y", f"{day.year:04d}"))
    first, last = partial_date.earliest(value), partial_date.latest(value)
    assert first <= day.year * 10_000 + day.month * 100 + day.day <= last
