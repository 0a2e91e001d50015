"""What the styles of a Word file make of its paragraphs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from corpus.importers.xml import attribute, child

HEADING = re.compile(r"heading \d|title|subtitle", re.I)
QUOTATION = re.compile(
    r"(?:intense )?quot(?:e|ation)s?\b.*|block ?(?:text|quote)", re.I
)
LIST = re.compile(r"list (?:bullet|number|continue)\b.*", re.I)
CONTENTS = re.compile(r"(?:toc|table of figures|contents) ?\d*", re.I)
#: An outline level from here on is running text.
BODY_LEVEL = 9
MOST_PARENTS = 20
OFF = ("0", "false", "off", "none")


class Style(NamedTuple):
    #: One of formats.words.BLOCK_KINDS.
    kind: str = "paragraph"
    is_title: bool = False
    #: A line of a table of contents.
    is_contents: bool = False
    #: The list that it belongs to, "" without one, and the level in it, if said.
    number: str = ""
    level: str = ""
    #: The id of the style that puts it into the list.
    numbered_by: str = ""


class Resolved(NamedTuple):
    """What a style says, with all that it is based on."""

    names: tuple[str, ...] = ()
    outline: str = ""
    number: str = ""
    level: str = ""
    numbered_by: str = ""


class Styles:
    """The paragraph styles of a file, by their ids."""

    def __init__(self, tree: etree._Element | None):
        self.language = ""
        self.default = ""
        self._styles: dict[str, etree._Element] = {}
        for element in [] if tree is None else tree.iterfind("{*}style"):
            name = attribute(element, "styleId")
            self._styles[name] = element
            is_default = attribute(element, "default") in ("1", "true")
            if is_default and attribute(element, "type") == "paragraph":
                self.default = name
        language = child(tree, "docDefaults", "rPrDefault", "rPr", "lang")
        self.language = attribute(language, "val")
        self._known: dict[str, Resolved] = {}

    def of(self, form: etree._Element | None) -> Style:
        """The style of a paragraph.

        Args:
            form: its pPr.
        """
        said = self.resolved(attribute(child(form, "pStyle"), "val") or self.default)
        outline = attribute(child(form, "outlineLvl"), "val") or said.outline
        own = attribute(child(form, "numPr", "numId"), "val")
        number = own or said.number
        numbered = number not in ("", "0")
        return Style(
            kind(said.names, outline, numbered),
            any(name.lower() == "title" for name in said.names),
            any(CONTENTS.fullmatch(name) for name in said.names),
            number if numbered else "",
            attribute(child(form, "numPr", "ilvl"), "val") or said.level,
            said.numbered_by,
        )

    def resolved(self, style: str) -> Resolved:
        if style in self._known:
            return self._known[style]
        found = Resolved()
        name = style
        for _step in range(MOST_PARENTS):
            element = self._styles.get(name)
            if element is None:
                # a style that is used and not there: its id says something
                spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", name)
                names = (*found.names, spaced) if name else found.names
                found = found._replace(names=names)
                break
            form = child(element, "pPr")
            number = attribute(child(form, "numPr", "numId"), "val")
            level = attribute(child(form, "numPr", "ilvl"), "val")
            found = Resolved(
                (*found.names, attribute(child(element, "name"), "val")),
                found.outline or attribute(child(form, "outlineLvl"), "val"),
                found.number or number,
                found.level or level,
                found.numbered_by or (name if number else ""),
            )
            name = attribute(child(element, "basedOn"), "val")
        self._known[style] = found
        return found


def is_on(element: etree._Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and attribute(element, "val").lower() not in OFF


def kind(names: Sequence[str], level: str, numbered: bool) -> str:
    if level.isascii() and level.isdigit():
        if int(level) < BODY_LEVEL:
            return "heading"
    elif any(HEADING.fullmatch(name) for name in names):
        return "heading"
    if any(QUOTATION.fullmatch(name) for name in names):
        return "quotation"
    if numbered or any(LIST.fullmatch(name) for name in names):
        return "list_item"
    return "paragraph"
