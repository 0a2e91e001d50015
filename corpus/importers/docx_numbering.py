"""The lists of a Word file: which number stands before which paragraph.

Source: ECMA-376, WordprocessingML, 17.9 (numbering).
"""

from typing import NamedTuple

from lxml import etree

from corpus.importers.docx_styles import is_on
from corpus.importers.numbering import BULLET, LEVELS, Counts, Level, whole
from corpus.importers.xml import attribute, child, local

#: A number may point to a style of lists, which points to a number.
MOST_STEPS = 5


class ListLevels(NamedTuple):
    """One kind of list."""

    levels: tuple[Level, ...]
    #: Paragraph style -> the level that it stands on.
    by_style: dict[str, int]


class Numbering:
    """The lists of one file, counted as its paragraphs are read in their order.

    Lists that share an abstract one go on counting where the other left off, unless
    one begins anew, which it does at its first paragraph.
    """

    def __init__(self, tree: etree._Element | None):
        elements = [] if tree is None else list(tree)
        self._abstract = by_id(elements, "abstractNum", "abstractNumId")
        self._numbers = by_id(elements, "num", "numId")
        self._of_styles = {
            attribute(child(one, "styleLink"), "val"): one
            for one in self._abstract.values()
        }
        self._known: dict[str, ListLevels | None] = {}
        self._counts: dict[str, Counts] = {}
        self._begun: set[tuple[str, int]] = set()

    def has(self, number: str) -> bool:
        return self._list(number) is not None

    def level_of(self, number: str, style: str) -> int:
        """The level at which a list names a paragraph style; else the uppermost."""
        found = self._list(number)
        return 0 if found is None else found.by_style.get(style, 0)

    def form(self, number: str, level: int) -> str:
        found = self._list(number)
        return "" if found is None else found.levels[level].form

    def label(self, number: str, level: int) -> str:
        """Count one paragraph, and say what stands before its words."""
        found = self._list(number)
        if found is None:
            return ""
        counts = self._counts.setdefault(self._abstract_id(number), Counts())
        self._begin(counts, number, level)
        return counts.label(found.levels, level)

    def _begin(self, counts: Counts, number: str, level: int) -> None:
        """A list that begins anew does so once a level."""
        if (number, level) in self._begun:
            return
        self._begun.add((number, level))
        start = attribute(child(self._override(number, level), "startOverride"), "val")
        if start:
            counts.begin(level, whole(start, 1))

    def _abstract_id(self, number: str) -> str:
        return attribute(child(self._numbers.get(number), "abstractNumId"), "val")

    def _override(self, number: str, level: int) -> etree._Element | None:
        element = self._numbers.get(number)
        return next(
            (
                one
                for one in (
                    [] if element is None else element.iterfind("{*}lvlOverride")
                )
                if attribute(one, "ilvl") == str(level)
            ),
            None,
        )

    def _list(self, number: str) -> ListLevels | None:
        if number not in self._known:
            self._known[number] = self._made(number)
        return self._known[number]

    def _made(self, number: str) -> ListLevels | None:
        abstract = self._abstract.get(self._abstract_id(number))
        for _step in range(MOST_STEPS):
            link = attribute(child(abstract, "numStyleLink"), "val")
            if not link:
                break
            abstract = self._of_styles.get(link)
        if abstract is None:
            return None
        found = {attribute(one, "ilvl"): one for one in abstract.iterfind("{*}lvl")}
        for level in range(LEVELS):
            own = child(self._override(number, level), "lvl")
            if own is not None:
                found[str(level)] = own
        elements = [found.get(str(level)) for level in range(LEVELS)]
        by_style = {
            attribute(child(one, "pStyle"), "val"): level
            for level, one in enumerate(elements)
        }
        return ListLevels(tuple(map(level_of, elements)), by_style)


def by_id(
    elements: list[etree._Element], name: str, key: str
) -> dict[str, etree._Element]:
    return {attribute(one, key): one for one in elements if local(one) == name}


def level_of(element: etree._Element | None) -> Level:
    if element is None:
        return Level(BULLET)
    restart = attribute(child(element, "lvlRestart"), "val")
    gap = attribute(child(element, "suff"), "val")
    return Level(
        attribute(child(element, "numFmt"), "val") or "decimal",
        attribute(child(element, "lvlText"), "val"),
        whole(attribute(child(element, "start"), "val"), 0),
        whole(restart, 0) if restart else None,
        is_on(child(element, "isLgl")),
        "" if gap == "nothing" else " ",
    )
