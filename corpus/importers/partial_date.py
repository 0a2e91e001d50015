"""Dates that may lack a day or a month: "2022", "2022-01", "2022-01-07".

They are kept as they were written and sort as text.
"""

import re
from datetime import date

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def parse(value: str) -> tuple[int, int | None, int | None]:
    """Year, month and day, those not given as None.

    Raises:
        ValueError: no such date; the message is one whole sentence.
    """
    match = PATTERN.fullmatch(value)
    if not match or not value.isascii():
        raise ValueError(refusal(value))
    year, month, day = match.groups()
    try:
        date(int(year), int(month or "1"), int(day or "1"))
    except ValueError:
        raise ValueError(refusal(value)) from None
    return int(year), int(month) if month else None, int(day) if day else None


def refusal(value: str) -> str:
    return f"“{value}” is no date; write 2022, 2022-01 or 2022-01-07."


def validate(value: str) -> str:
    """The value itself; an empty one is an unknown date.

    Raises:
        ValueError: as ``parse``.
    """
    if value:
        parse(value)
    return value


def display(value: str) -> str:
    """As a reader writes it: "2022", "January 2022", "7 January 2022".

    Raises:
        ValueError: as ``parse``.
    """
    if not value:
        return ""
    year, month, day = parse(value)
    words = [str(day)] if day else []
    if month:
        words.append(MONTHS[month - 1])
    return " ".join([*words, f"{year:04d}"])
