"""Days on a line: places of dates, and where the line has words."""

from collections.abc import Iterable
from dataclasses import dataclass

from formats.partial_date import MONTHS, OPEN

#: Words on a line at most.
MOST_WORDS = 8
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass
class Axis:
    """From one moment to another, in years with fractions."""

    begins: float
    ends: float
    width: float

    def place(self, day: int, late: bool = False) -> float:
        """Where a day lies, from the left; what is open reaches to the end.

        Args:
            day: YYYYMMDD, or one of the numbers of open ends.
            late: the evening of the day, not its morning.
        """
        if abs(day) >= OPEN:
            return 0.0 if day < 0 else self.width
        share = (moment(day, late) - self.begins) / (self.ends - self.begins)
        return min(max(share, 0.0), 1.0) * self.width

    def words(self) -> list[tuple[float, str]]:
        """(place, word): years, or months where the line is short."""
        years = self.ends - self.begins
        if years <= 2:
            step = 1 if years <= 0.6 else 3
            first = int(self.begins * 12)
            months = range(first - first % step, int(self.ends * 12) + step, step)
            found = [
                (month / 12, f"{MONTHS[month % 12][:3]} {month // 12}")
                for month in months
            ]
        else:
            step = next((step for step in STEPS if years / step <= MOST_WORDS), 2000)
            first = int(self.begins // step * step)
            found = [
                (float(year), year_words(year))
                for year in range(first, int(self.ends) + step + 1, step)
            ]
        return [
            ((at - self.begins) / years * self.width, word)
            for at, word in found
            if self.begins <= at <= self.ends
        ]


def axis(days: Iterable[int], width: float) -> Axis | None:
    """A line on which all the days lie; None without a day that is known."""
    known = [day for day in days if abs(day) < OPEN]
    if not known:
        return None
    begins, ends = moment(min(known), False), moment(max(known), True)
    space = max((ends - begins) * 0.03, 0.1)
    return Axis(begins - space, ends + space, width)


def moment(day: int, late: bool) -> float:
    """A day as years, all months and all days of a month of equal length."""
    year, rest = divmod(day, 10_000)
    month, number = divmod(rest, 100)
    return year + (month - 1) / 12 + (number - (0 if late else 1)) / 372


def year_words(year: int) -> str:
    """There is a year 0, which is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"
