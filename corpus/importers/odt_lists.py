"""The lists of an OpenDocument text: which number stands before which paragraph.

Source: OASIS OpenDocument 1.3, part 3, 5.3 and 16.30 to 16.34.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from corpus.importers.numbering import BULLET, LEVELS, NONE, Counts, Level, whole
from corpus.importers.xml import attribute, local

#: Others are of scripts that are not known here.
FORMS = {
    "1": "decimal",
    "01": "decimalZero",
    "a": "lowerLetters",
    "A": "upperLetters",
    "i": "lowerRoman",
    "I": "upperRoman",
    "1st": "ordinal",
    "А, Б, .., Аа, Аб, ... (ru)": "russianUpper",
    "а, б, .., аа, аб, ... (ru)": "russianLower",
    "": NONE,
}
#: LibreOffice writes where the numbers of the levels stand: "%1%.%2%)".
PLACES = re.compile(r"%(\d+)%")
NUMBERED = ("list-level-style-number", "outline-level-style")
PLAIN = (Level(BULLET),) * LEVELS


@dataclass
class List:
    """One list that is being read, and its counts."""

    levels: tuple[Level, ...]
    counts: Counts
    style: str

    def form(self, depth: int) -> str:
        return self.levels[min(depth, LEVELS - 1)].form


class Lists:
    """The lists of one file, counted as its paragraphs are read in their order."""

    def __init__(self, trees: Iterable[etree._Element]):
        self._styles: dict[str, tuple[Level, ...]] = {}
        self._outline = PLAIN
        for tree in trees:
            for element in tree.iter("{*}list-style"):
                self._styles.setdefault(attribute(element, "name"), levels(element))
            for element in tree.iter("{*}outline-style"):
                self._outline = levels(element)
        self._headings = Counts()
        self._by_id: dict[str, List] = {}
        self._last: dict[str, List] = {}

    def begin(self, element: etree._Element, above: List | None) -> List:
        """The list that an element is, which may go on with an earlier one."""
        style = attribute(element, "style-name") or (above.style if above else "")
        found = self._continued(element, above, style)
        if style != found.style:
            found = List(self._levels(style), found.counts, style)
        self._by_id[attribute(element, "id")] = self._last[style] = found
        return found

    def _continued(
        self, element: etree._Element, above: List | None, style: str
    ) -> List:
        earlier = self._by_id.get(attribute(element, "continue-list") or "-")
        if earlier is None and attribute(element, "continue-numbering") == "true":
            earlier = self._last.get(style)
        return above or earlier or List(self._levels(style), Counts(), style)

    def _levels(self, style: str) -> tuple[Level, ...]:
        return self._styles.get(style, PLAIN)

    def label(self, item: etree._Element, found: List, depth: int) -> str:
        """Count one item, and say what stands before its words.

        Args:
            item: may say at which number it begins.
            depth: the level, from 0.
        """
        level = min(depth, LEVELS - 1)
        start = attribute(item, "start-value")
        if start:
            found.counts.begin(level, whole(start, 1))
        return found.counts.label(found.levels, level)

    def heading(self, element: etree._Element) -> str:
        """Count a heading by its outline level, and say what stands before it."""
        place = min(max(whole(attribute(element, "outline-level"), 1), 1), LEVELS) - 1
        if attribute(element, "is-list-header") == "true":
            return ""
        start = attribute(element, "start-value")
        if attribute(element, "restart-numbering") == "true" or start:
            self._headings.begin(place, whole(start, self._outline[place].start))
        return self._headings.label(self._outline, place)


def levels(style: etree._Element) -> tuple[Level, ...]:
    """The levels of a style of lists; one that it does not name has no numbers."""
    found = list(PLAIN)
    for element in style:
        place = whole(attribute(element, "level"), 0)
        if 0 < place <= LEVELS and local(element) in NUMBERED:
            found[place - 1] = level_of(element, place)
    return tuple(found)


def level_of(element: etree._Element, place: int) -> Level:
    """One level, counted from 1."""
    written = attribute(element, "num-list-format")
    if written:
        pattern = PLACES.sub(r"%\1", written)
    else:
        shown = max(whole(attribute(element, "display-levels"), 1), 1)
        numbers = ".".join(f"%{one}" for one in range(place, 0, -1)[:shown][::-1])
        prefix, suffix = (
            attribute(element, "num-prefix"),
            attribute(element, "num-suffix"),
        )
        pattern = f"{prefix}{numbers}{suffix}"
    form = attribute(element, "num-format")
    known = FORMS.get(form, form)
    if attribute(element, "num-letter-sync") == "true":
        known = known.replace("Letters", "Letter")
    return Level(
        known,
        pattern if form else "",
        whole(attribute(element, "start-value"), 1),
    )
