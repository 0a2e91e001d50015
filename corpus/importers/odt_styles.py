"""What the styles of an OpenDocument file make of its paragraphs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from corpus.importers.xml import attribute

HEADING = re.compile(r"heading(?:[ _20]*\d+)?|title|subtitle", re.I)
QUOTATION = re.compile(r"quotations?|quote|block[ _20]*(?:text|quote|quotation)", re.I)
MOST_PARENTS = 20
LIST_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}list-style-name"


class Style(NamedTuple):
    #: One of formats.words.BLOCK_KINDS.
    kind: str = "paragraph"
    is_title: bool = False
    #: A heading of this style has its number of the outline.
    is_counted: bool = True


class Styles:
    """The styles of a file by name, automatic ones as well."""

    def __init__(self, trees: Sequence[etree._Element]):
        self.language = ""
        self.has_running_heads = False
        self._styles: dict[tuple[str, str], etree._Element] = {}
        for tree in trees:
            for element in tree.iter("{*}style"):
                key = attribute(element, "family"), attribute(element, "name")
                self._styles.setdefault(key, element)
            for element in tree.iter("{*}default-style"):
                if attribute(element, "family") == "paragraph":
                    self.language = self.language or language(element)
            for element in tree.iter("{*}header", "{*}footer"):
                words = "".join(element.itertext()).strip()
                self.has_running_heads = self.has_running_heads or bool(words)
        self._known: dict[str, Style] = {}

    def of(self, name: str) -> Style:
        if name not in self._known:
            self._known[name] = self._made(name)
        return self._known[name]

    def is_hidden(self, name: str) -> bool:
        element = self._styles.get(("text", name))
        form = None if element is None else element.find("{*}text-properties")
        return form is not None and attribute(form, "display") == "none"

    def _made(self, name: str) -> Style:
        names, is_heading, list_style = [], False, None
        for _step in range(MOST_PARENTS):
            if not name:
                break
            element = self._styles.get(("paragraph", name))
            said = None if element is None else attribute(element, "display-name")
            names.append(said or name.replace("_20_", " "))
            if element is None:
                break
            level = attribute(element, "default-outline-level")
            is_heading = is_heading or level.isdigit()
            if list_style is None:
                list_style = element.get(LIST_STYLE)
            name = attribute(element, "parent-style-name")
        is_title = any(one.lower() == "title" for one in names)
        if is_heading or any(HEADING.fullmatch(one) for one in names):
            return Style("heading", is_title, list_style != "")
        if any(QUOTATION.fullmatch(one) for one in names):
            return Style("quotation")
        return Style(is_counted=list_style != "")


def language(element: etree._Element) -> str:
    form = element.find("{*}text-properties")
    if form is None:
        return ""
    found = [attribute(form, name) for name in ("language", "country")]
    return "-".join(one for one in found if one and one != "none")
