"""Join the lines of a paragraph: which hyphens at a line's end belong to the word.

The document's own words decide: "inter-" and "national" are one word when the file has
"international" elsewhere, "self-" and "defence" keep the hyphen when it has
"self-defence". In doubt, a file that breaks words often broke this one too.
"""

import re
from collections import Counter
from collections.abc import Iterable

HYPHENS = "-\u2010\u00ad\x02\ufffe"
WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*")
ENDS_WORD = re.compile(
    r"([^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*)[-\u2010\u00ad\x02\ufffe]$"
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
GOES_ON_AFTER = ("/", "?", "&", "=", "_", "-", ".", "#", "%")
LONGEST_WORD = 80
#: Of English words that are written with a hyphen.
FIRST_PARTS = {
    *("all", "cross", "ex", "far", "first", "half", "hard", "high", "ill", "long"),
    *("low", "mid", "much", "new", "non", "old", "one", "pan", "post", "pre", "pro"),
    *(
        "quasi",
        "second",
        "self",
        "semi",
        "short",
        "so",
        "third",
        "two",
        "three",
        "well",
    ),
}
#: Of all lines; above it, the file breaks words at line ends.
BREAKS_WORDS = 0.05


class Joiner:
    """Knows the words of a whole document."""

    def __init__(self, lines: Iterable[str]):
        self.words: Counter = Counter()
        self.dashes: Counter = Counter()
        broken = count = 0
        after_hyphen = False
        for line in lines:
            found = WORD.findall(line)
            # halves of words are no words
            first = 1 if after_hyphen else 0
            after_hyphen = bool(ENDS_WORD.search(line))
            self.words.update(
                word.lower() for word in found[first : -1 if after_hyphen else None]
            )
            for dash in "—–":
                self.dashes[dash] += line.count(f" {dash} ")
                self.dashes[dash] -= len(re.findall(rf"\w{dash}\w", line))
            broken += after_hyphen
            count += 1
        self.breaks_words = broken > BREAKS_WORDS * count

    def paragraph(self, lines: Iterable[str]) -> str:
        parts: list[str] = []
        in_address = False
        for line in lines:
            if parts:
                parts[-1], between = self.joint(parts[-1], line, in_address)
                parts.append(between)
            parts.append(line)
            # an address may take several lines
            in_address = bool(ADDRESS.search(line)) or (in_address and " " not in line)
        return tidy("".join(parts))

    def joint(self, before: str, after: str, in_address: bool) -> tuple[str, str]:
        """(the end of a line as it is written, what stands between it and the next)."""
        last = before[-1:]
        if last in HYPHENS:
            return self._at_hyphen(before, after, in_address)
        glued = (
            (in_address and before.endswith(GOES_ON_AFTER))
            or (last == "/" and before[-2:-1].isalnum())
            or (
                last in "—–"
                and not before[:-1].endswith(" ")
                and self.dashes[last] <= 0
            )
        )
        return before, "" if glued else " "

    def _at_hyphen(self, before: str, after: str, in_address: bool) -> tuple[str, str]:
        if in_address:
            return tidy(before), ""
        half, rest = ENDS_WORD.search(before[-LONGEST_WORD:]), WORD.match(after)
        if not half or not rest:
            # a dash that stands alone, or "mid- and long-term" cut before a bracket
            spaced = before[:-1].endswith(" ") or not rest
            return tidy(before), " " if spaced else ""
        if self.is_one_word(before[-1], half.group(1), rest.group()):
            return before[:-1], ""
        return f"{before[:-1]}-", ""

    def is_one_word(self, hyphen: str, half: str, rest: str) -> bool:
        """Whether the hyphen is the line's, not the word's."""
        if hyphen == "\u00ad":
            return True
        together = self.words[f"{half}{rest}".lower()]
        apart = self.words[f"{half}-{rest}".lower()]
        if together or apart:
            return together >= apart
        if not rest[0].islower() or half[-1].isdigit():
            return False
        if self.words[half.lower()] and self.words[rest.lower()]:
            return False
        if half.lower() in FIRST_PARTS:
            return False
        return self.breaks_words


def tidy(text: str) -> str:
    """What pdfium writes for a hyphen becomes one."""
    return text.replace("\x02 ", "-").replace("\x02", "-").replace("\ufffe", "-")
