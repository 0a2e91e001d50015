"""What the styles of a Word file make of its paragraphs."""

import re
from typing import NamedTuple

from lxml import etree

HEADING = re.compile(r"heading \d|title|subtitle", re.I)
QUOTATION = re.compile(
    r"(?:intense )?quot(?:e|ation)s?\b.*|block ?(?:text|quote)", re.I
)
LIST = re.compile(r"list (?:bullet|number|continue)\b.*", re.I)
CONTENTS = re.compile(r"(?:toc|table of figures|contents) ?\d*", re.I)
#: An outline level from here on is running text.
BODY_LEVEL = 9
MOST_PARENTS = 20


class Style(NamedTuple):
    #: One of formats.words.BLOCK_KINDS.
    kind: str = "paragraph"
    is_title: bool = False
    #: A line of a table of contents.
    is_contents: bool = False
    #: The program sets a number or a bullet before it.
    is_numbered: bool = False


def named(element: etree._Element | None, *path: str) -> etree._Element | None:
    for name in path:
        if element is None:
            return None
        element = element.find(f"{{*}}{name}")
    return element


def val(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return next(
        (said for key, said in element.items() if key.rpartition("}")[2] == "val"), ""
    )


class Styles:
    """The paragraph styles of a file, by their ids."""

    def __init__(self, tree: etree._Element | None):
        self.language = ""
        self.default = ""
        self._styles: dict[str, etree._Element] = {}
        for element in [] if tree is None else tree.iterfind("{*}style"):
            said = {key.rpartition("}")[2]: word for key, word in element.items()}
            self._styles[said.get("styleId", "")] = element
            if said.get("type") == "paragraph" and said.get("default") in ("1", "true"):
                self.default = said.get("styleId", "")
        language = named(tree, "docDefaults", "rPrDefault", "rPr", "lang")
        self.language = val(language)
        self._known: dict[str, tuple[list[str], str, str]] = {}

    def of(self, form: etree._Element | None) -> Style:
        """The style of a paragraph.

        Args:
            form: its pPr.
        """
        names, level, number = self.resolved(val(named(form, "pStyle")) or self.default)
        level = val(named(form, "outlineLvl")) or level
        number = val(named(form, "numPr", "numId")) or number
        is_title = any(name.lower() == "title" for name in names)
        is_contents = any(CONTENTS.fullmatch(name) for name in names)
        numbered = number not in ("", "0")
        return Style(kind(names, level, numbered), is_title, is_contents, numbered)

    def resolved(self, style: str) -> tuple[list[str], str, str]:
        """The names of a style and of those it is based on, outline level, list."""
        if style in self._known:
            return self._known[style]
        names: list[str] = []
        level = number = ""
        name = style
        for _step in range(MOST_PARENTS):
            element = self._styles.get(name)
            if element is None:
                # a style that is used and not there: its id says something
                names += [re.sub(r"(?<=[a-z])(?=\d)", " ", name)] if name else []
                break
            names.append(val(named(element, "name")))
            level = level or val(named(element, "pPr", "outlineLvl"))
            number = number or val(named(element, "pPr", "numPr", "numId"))
            name = val(named(element, "basedOn"))
        self._known[style] = names, level, number
        return self._known[style]


def kind(names: list[str], level: str, numbered: bool) -> str:
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
