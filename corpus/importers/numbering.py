"""The numbers that word processors count by themselves: levels and counts -> labels."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

LEVELS = 10
#: Higher numbers are written 1, 2, 3: letters and Roman numbers become endless.
MOST_LETTERED = 26 * 30
MOST_ROMAN = 3_999
HIGHEST = 2**31
LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: As Russian lists count: without ё, й, ъ, ы, ь.
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
BULLET, NONE = "bullet", "none"


class Level(NamedTuple):
    """How the numbers of one level of a list look."""

    #: One of FORMS, ``BULLET`` or ``NONE``; another is written 1, 2, 3.
    form: str = "decimal"
    #: What is written, with %1 … %9 for the numbers of the levels from the top.
    pattern: str = ""
    start: int = 1
    #: It begins anew behind an item of a level above this one, from 0; None: its own.
    begins_below: int | None = None
    #: All its numbers are written 1, 2, 3, as in laws.
    is_legal: bool = False
    #: What stands between the number and the words.
    gap: str = " "


class Counts:
    """The counts of one list, level by level."""

    def __init__(self) -> None:
        self._counts: list[int | None] = [None] * LEVELS

    def begin(self, level: int, number: int) -> None:
        """Let the next item of this level have this number."""
        self._counts[level] = number - 1

    def label(self, levels: Sequence[Level], level: int) -> str:
        """Count one item, and say what stands before its words: "(a) ", or ""."""
        own = levels[level]
        last = self._counts[level]
        self._counts[level] = own.start if last is None else min(last + 1, HIGHEST)
        for above in range(level):
            # nothing stood there: a first item is taken as there, as the programs do
            if self._counts[above] is None:
                self._counts[above] = levels[above].start
        for below in range(level + 1, len(levels)):
            limit = levels[below].begins_below
            if level < (below if limit is None else limit):
                self._counts[below] = None
        if own.form == BULLET:
            return ""
        words = self._written(levels, own).strip()
        return words + own.gap if words else ""

    def _written(self, levels: Sequence[Level], own: Level) -> str:
        words, _percent, rest = own.pattern.partition("%")
        while rest:
            place, rest = rest[0], rest[1:]
            if place.isascii() and place.isdigit() and 0 < int(place) <= len(levels):
                other = levels[int(place) - 1]
                count = self._counts[int(place) - 1]
                form = "decimal" if own.is_legal else other.form
                # a level below this one has no number here
                words += "" if count is None else number(form, count)
            else:
                words += f"%{place}"
            before, _percent, rest = rest.partition("%")
            words += before
        return words


def number(form: str, count: int) -> str:
    """A number as its form writes it; in a form that is not known, 1, 2, 3."""
    if form in (BULLET, NONE):
        return ""
    return FORMS.get(form, str)(count)


def is_known(form: str) -> bool:
    return form in FORMS or form in (BULLET, NONE)


def whole(said: str, otherwise: int) -> int:
    """A number that a file says, within what a number of a list can be."""
    digits = said.isascii() and said.isdigit() and len(said) < 10
    return int(said) if digits else otherwise


def letters(count: int, alphabet: str = LETTERS) -> str:
    """a … z, then aa, bb."""
    if not 0 < count <= MOST_LETTERED:
        return str(count)
    times, place = divmod(count - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def digits_of_letters(count: int) -> str:
    """a … z, then aa, ab."""
    if not 0 < count <= MOST_LETTERED:
        return str(count)
    words = ""
    while count:
        count, place = divmod(count - 1, len(LETTERS))
        words = LETTERS[place] + words
    return words


def roman(count: int) -> str:
    """In small letters."""
    if not 0 < count <= MOST_ROMAN:
        return str(count)
    words = ""
    for value, sign in ROMAN:
        words += sign * (count // value)
        count %= value
    return words


def ordinal(count: int) -> str:
    suffix = "th" if count // 10 % 10 == 1 else SUFFIXES.get(count % 10, "th")
    return f"{count}{suffix}"


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "upperLetters": lambda count: digits_of_letters(count).upper(),
    "lowerLetters": digits_of_letters,
    "russianUpper": lambda count: letters(count, RUSSIAN).upper(),
    "russianLower": lambda count: letters(count, RUSSIAN),
    "ordinal": ordinal,
    "numberInDash": "- {} -".format,
    "decimalEnclosedParen": "({})".format,
    "decimalFullWidth": str,
}
