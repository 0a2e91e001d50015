"""Code points <-> UTF-16 units <-> UTF-8 bytes: the one place where units change.

Everything else counts Unicode code points, from 0. Each conversion is a binary search.
"""

import re
from bisect import bisect_left
from itertools import accumulate

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
NOT_ASCII = re.compile("[^\x00-\x7f]")


class Utf16:
    """Positions of one text in UTF-16 units, as JavaScript, Java and CAS count them."""

    def __init__(self, text: str):
        self.length = len(text)
        self.astral = [match.start() for match in ASTRAL.finditer(text)]
        self.astral_units = [place + index for index, place in enumerate(self.astral)]

    def from_code_points(self, position: int) -> int:
        """
        Raises:
            ValueError: outside the text.
        """
        refuse_outside(position, self.length)
        return position + bisect_left(self.astral, position)

    def to_code_points(self, unit: int) -> int:
        """
        Raises:
            ValueError: outside the text, or in the middle of a surrogate pair.
        """
        refuse_outside(unit, self.length + len(self.astral))
        before = bisect_left(self.astral_units, unit)
        if before and self.astral_units[before - 1] == unit - 1:
            raise ValueError(f"UTF-16 unit {unit} lies within a surrogate pair.")
        return unit - before


class Utf8:
    """Positions of one text in UTF-8 bytes."""

    def __init__(self, text: str):
        self.length = len(text)
        matches = list(NOT_ASCII.finditer(text))
        extra = [len(match.group().encode()) - 1 for match in matches]
        self.wide = [match.start() for match in matches]
        #: Bytes beyond one a character, before each wide character and at the end.
        self.extra = list(accumulate(extra, initial=0))
        self.wide_bytes = [
            place + before for place, before in zip(self.wide, self.extra, strict=False)
        ]

    def from_code_points(self, position: int) -> int:
        """
        Raises:
            ValueError: outside the text.
        """
        refuse_outside(position, self.length)
        return position + self.extra[bisect_left(self.wide, position)]

    def to_code_points(self, byte: int) -> int:
        """
        Raises:
            ValueError: outside the text, or in the middle of a character.
        """
        refuse_outside(byte, self.length + self.extra[-1])
        before = bisect_left(self.wide_bytes, byte)
        position = byte - self.extra[before]
        if before and position <= self.wide[before - 1]:
            raise ValueError(f"Byte {byte} lies within a character.")
        return position


def refuse_outside(position: int, length: int) -> None:
    if not 0 <= position <= length:
        raise ValueError(f"{position} lies outside the text (0 to {length}).")
