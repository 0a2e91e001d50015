"""Whether a wording was in force at some time, as far as partial dates tell.

A wording is in force from the first to the last day that its dates name, both
included. A beginning that is not given is not known; an end that is not given is open:
in force to this day. A situation with one date took place then; a date in it that is
marked as doubtful or as about then ("2022?", "2022~") may mean any day.

Each date may mean any of some days: 2012 any day of that year. The answer is "yes" when
the two meet on some day whichever days are meant, "ended" or "later" when they meet on
none, "perhaps" else. The page's force.js says the same; both are tested on
tests/js/fixtures/in-force.json.
"""

from typing import NamedTuple

from formats import partial_date
from formats.partial_date import OPEN

#: What may be answered; "ended" and "later" are the two ways of not being in force.
YES, PERHAPS, ENDED, LATER = "yes", "perhaps", "ended", "later"
DOUBTFUL = frozenset("?~%")


class Dates(NamedTuple):
    """From and to, as written; "" when not given."""

    begins: str = ""
    ends: str = ""


class Days(NamedTuple):
    """The first and the last day that a date may mean, as YYYYMMDD."""

    first: int
    last: int


ANY = Days(-OPEN, OPEN)
NEVER_ENDED = Days(OPEN, OPEN)


def force(wording: Dates, time: Dates) -> str:
    """One of YES, PERHAPS, ENDED, LATER.

    Args:
        wording: plain dates: a year, a month or a day.
        time: dates of a situation.

    Raises:
        ValueError: a date is none; the message is a sentence.
    """
    begins = days(wording.begins)
    ends = days(wording.ends) if wording.ends else NEVER_ENDED
    since = days(time.begins or time.ends)
    until = days(time.ends or time.begins)
    if since.first > ends.last:
        return ENDED
    if begins.first > until.last:
        return LATER
    # neither can end before it begins
    first_end = max(ends.first, begins.first)
    first_until = max(until.first, since.first)
    sure = min(since.last, until.last) <= first_end
    return YES if sure and min(begins.last, ends.last) <= first_until else PERHAPS


def in_force(wording: Dates, time: Dates) -> str:
    """ "yes", "no" or "perhaps"; see ``force``."""
    found = force(wording, time)
    return "no" if found in (ENDED, LATER) else found


def days(date: str) -> Days:
    """The days that a date may mean; any when it is not given, or doubtful."""
    if not date:
        return ANY
    partial_date.validate(date)
    if DOUBTFUL.intersection(date):
        return ANY
    return Days(partial_date.earliest(date), partial_date.latest(date))
