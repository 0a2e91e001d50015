"""Dates as bibliographies know them: partial, doubtful, about, open (EDTF, level 1).

    2022   2022-01   2022-01-07   a year, a month, a day
    2022-21 to 2022-24            spring, summer, autumn, winter
    2022?  2022~  2022%           doubtful, about, both
    202X   20XX   2022-XX         a decade, a century, some month; 2022-01-XX some day
    2020/2022   2022/..   2022/   from, to; open; the end not known
    -0044   Y12000                before Christ; beyond four digits

They are kept as they were written. What sorts and filters is a number, YYYYMMDD, of the
first and of the last day that a date may mean; the database computes the same.

Our own: the package ``edtf`` takes 0.4 s to import and 5 to 25 ms a date; the tests
compare with it. Leaves out times of day and level 2.

Source: https://www.loc.gov/standards/datetime/
"""

import calendar
import re
from typing import NamedTuple

_YEARS = r"[0-9]{4}(-((0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]|XX))?|XX(-XX)?))?"
_BARE = r"-?[0-9]{4}-2[1-4]|Y-?[1-9][0-9]{4,8}"
_PIECE = rf"(-?({_YEARS}|[0-9]{{3}}X|[0-9]{{2}}XX)[?~%]?|{_BARE})"
#: For Python and PostgreSQL alike; each character is looked at a few times at most.
PATTERN = rf"{_PIECE}(/({_PIECE}|\.\.)?)?|(\.\.)?/{_PIECE}"
_WHOLE = re.compile(PATTERN)
#: Characters of the longest one.
LONGEST = 32

#: The number of no date, and, behind a sign, that of an end that is open or not known.
NO_DATE = -(10**15)
OPEN = 10**14

MONTHS = [*calendar.month_name][1:]
#: Number -> name, first and last month; those of the North, winter in its year.
SEASONS = {
    21: ("spring", 3, 5),
    22: ("summer", 6, 8),
    23: ("autumn", 9, 11),
    24: ("winter", 12, 12),
}
REFUSAL = (
    "“{}” is no date; write 2022, 2022-01 or 2022-01-07, 2022? when doubtful, 2022~"
    " for about then, 2020/2022 for a time."
)


class Piece(NamedTuple):
    """One date, or one end of an interval, as written."""

    #: With its sign, an X for each digit that is not known.
    year: str
    #: "" when not given, "XX" when not known; a month also "21" to "24", a season.
    month: str = ""
    day: str = ""
    #: "?" doubtful, "~" about, "%" both.
    mark: str = ""


class Interval(NamedTuple):
    """From, to; an end is None when it is open, "" when it is not known."""

    begins: Piece | None | str
    ends: Piece | None | str


def parse(value: str) -> Piece | Interval:
    """What a date says.

    Raises:
        ValueError: no such date; the message is one whole sentence.
    """
    if len(value) > LONGEST or not _WHOLE.fullmatch(value):
        raise ValueError(refusal(value))
    begins, slash, ends = value.partition("/")
    try:
        if not slash:
            return _piece(value)
        interval = Interval(_end(begins), _end(ends))
    except ValueError:
        raise ValueError(refusal(value)) from None
    if latest(value) < earliest(value):
        raise ValueError(f"“{value}” ends before it begins; write the earlier first.")
    return interval


def _end(text: str) -> Piece | None | str:
    if text == "..":
        return None
    return _piece(text) if text else ""


def _piece(text: str) -> Piece:
    bare = text.rstrip("?~%")
    mark = text[len(bare) :]
    if bare.startswith("Y"):
        return Piece(bare[1:], mark=mark)
    sign = "-" if bare.startswith("-") else ""
    year, month, day = [*bare.removeprefix("-").split("-"), "", ""][:3]
    if year == "0000":
        raise ValueError("There is no such year.")
    piece = Piece(sign + year, month, day, mark)
    if day.isdigit() and int(day) > _last_of(_year(piece, late=True), int(month)):
        raise ValueError("There is no such day.")
    return piece


def refusal(value: str) -> str:
    shown = value if len(value) <= 60 else f"{value[:60]}…"
    return REFUSAL.format(shown)


def validate(value: str) -> str:
    """The value itself; an empty one is an unknown date.

    Raises:
        ValueError: as ``parse``.
    """
    if value:
        parse(value)
    return value


def validate_plain(value: str) -> str:
    """As ``validate``, for what must be compared: a year, a month or a day only.

    Raises:
        ValueError: with one whole sentence.
    """
    found = parse(value) if value else Piece("0")
    if (
        isinstance(found, Interval)
        or not (found.year + found.month + found.day).isdigit()
        or found.mark
        or len(found.year) > 4
        or found.month in map(str, SEASONS)
    ):
        raise ValueError(
            f"“{value}” is no date for this; write 2022, 2022-01 or 2022-01-07."
        )
    return value


def ends_before(begins: str, ends: str) -> bool:
    """Both are known, and the one is over before the other can have begun.

    Raises:
        ValueError: as ``parse``.
    """
    if not (validate(begins) and validate(ends)):
        return False
    return latest(ends) < earliest(begins)


def earliest(value: str) -> int:
    """The first day that a valid date may mean, as YYYYMMDD."""
    if not value:
        return NO_DATE
    first = value.partition("/")[0]
    return _day(_piece(first), late=False) if first.strip(".") else -OPEN


def latest(value: str) -> int:
    """The last day that a valid date may mean, as YYYYMMDD."""
    if not value:
        return NO_DATE
    last = value.rpartition("/")[2]
    return _day(_piece(last), late=True) if last.strip(".") else OPEN


def _day(piece: Piece, *, late: bool) -> int:
    year = _year(piece, late=late)
    if piece.month.isdigit():
        month = int(piece.month)
        if month in SEASONS:
            _name, begins, ends = SEASONS[month]
            month = ends if late else begins
    else:
        month = 12 if late else 1
    if piece.day.isdigit():
        day = int(piece.day)
    else:
        day = _last_of(year, month) if late else 1
    return year * 10_000 + month * 100 + day


def _year(piece: Piece, *, late: bool) -> int:
    """The first or the last year; before Christ the larger number is the earlier."""
    before_christ = piece.year.startswith("-")
    return int(piece.year.replace("X", "9" if late != before_christ else "0"))


def _last_of(year: int, month: int) -> int:
    if month == 2:
        return 29 if calendar.isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def display(value: str) -> str:
    """As a reader writes it: "7 January 2022", "about 2022", "2022 or later".

    Raises:
        ValueError: as ``parse``.
    """
    if not value:
        return ""
    found = parse(value)
    if isinstance(found, Piece):
        return _words(found)
    begins, ends = found
    if isinstance(begins, Piece) and isinstance(ends, Piece):
        return f"between {_words(begins)} and {_words(ends)}"
    if isinstance(begins, Piece):
        later = "or later" if ends is None else "to an unknown date"
        return f"{_words(begins)} {later}"
    assert isinstance(ends, Piece)
    if begins is None:
        return f"{_words(ends)} or earlier"
    return f"unknown date to {_words(ends)}"


def _words(piece: Piece) -> str:
    words = _date_words(piece)
    about = "about " if piece.mark in ("~", "%") else ""
    doubtful = "?" if piece.mark in ("?", "%") else ""
    return f"{about}{words}{doubtful}"


def _date_words(piece: Piece) -> str:
    year = _year_words(piece.year)
    if piece.month == "XX":
        return f"{year}, {'day' if piece.day else 'month'} unknown"
    if not piece.month:
        return year
    month = int(piece.month)
    if month in SEASONS:
        return f"{SEASONS[month][0]} {year}"
    if piece.day == "XX":
        return f"{MONTHS[month - 1]} {year}, day unknown"
    day = f"{int(piece.day)} " if piece.day else ""
    return f"{day}{MONTHS[month - 1]} {year}"


def _year_words(year: str) -> str:
    """Years are counted with a year 0, readers go from 1 BC to AD 1."""
    digits = year.removeprefix("-")
    era = " BC" if year.startswith("-") else ""
    if digits.endswith("XX"):
        return f"{digits[:2]}00–{digits[:2]}99{era}"
    if digits.endswith("X"):
        return f"{digits[:3]}0s{era}"
    return f"{int(digits) + 1}{era}" if era else f"{int(digits):04d}"
