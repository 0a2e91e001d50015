"""Read an OpenDocument text (.odt): its words as they stand when changes are accepted.

Source: OASIS OpenDocument 1.3, part 3. Loses pictures, objects, form, bullets, headers
and footers; comments are listed beside the text.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from corpus.importers import packages, proposals, tables, xml
from corpus.importers.left_out import LeftOut
from corpus.importers.notes import Notes
from corpus.importers.numbering import is_known
from corpus.importers.odt_lists import List, Lists
from corpus.importers.odt_styles import Styles
from corpus.importers.packages import Package
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Paragraph, Reading, assemble
from corpus.importers.xml import attribute, local

MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
CONTENT, META, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
#: Paragraphs begin in these.
GROUPS = {
    *("section", "index-body", "index-title", "text", "numbered-paragraph"),
    *("table-of-content", "illustration-index", "table-index", "alphabetical-index"),
    *("bibliography", "object-index", "user-index"),
}
INDEXES = {
    *("table-of-content", "illustration-index", "table-index", "object-index"),
    "user-index",
}
#: Their words are no part of the text.
DROPPED = {
    *("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls"),
    *("annotation-end", "hidden-text", "hidden-paragraph", "ruby-text", "title"),
    "desc",
    *("forms", "dde-connection-decls"),
}
MOST_SPACES = 1_000


def looks_right(data: bytes) -> bool:
    inside = MIMETYPE in data[:200] or b"content.xml" in data and b"meta.xml" in data
    return packages.looks_right(data) and inside


def read(data: bytes) -> list[Reading]:
    package = Package(data)
    if CONTENT not in package:
        raise Unreadable("This OpenDocument file is damaged: it has no text in it.")
    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
        raise Unreadable(
            "This file is protected by a password. Save it without one, then add it"
            " again."
        )
    found = Odt(package)
    paragraphs = list(found.blocks(found.body))
    paragraphs += found.notes.paragraphs()
    reading = assemble(paragraphs, head=found.head())
    reading.comments = found.comments
    reading.warnings = list(found.left_out.sentences())
    return [reading]


class Place(NamedTuple):
    """What holds where a paragraph stands."""

    #: Of the paragraphs, unless their own style says more.
    kind: str = ""
    #: One of formats.words.REGION_KINDS, or "".
    outside: str = ""
    #: The list that is being read, and how deep in it, from 0.
    list: List | None = None
    depth: int = -1


BODY = Place()


class Odt:
    """Reads one file in the order in which its words stand."""

    def __init__(self, package: Package):
        self.package = package
        content = xml.parse(package.read(CONTENT))
        others = [package.read(name) for name in ("styles.xml",) if name in package]
        trees = [content, *map(xml.parse, others)]
        self.styles = Styles(trees)
        self.lists = Lists(trees)
        self.body = content.find("{*}body/{*}text")
        if self.body is None:
            raise Unreadable("This OpenDocument file holds no text document.")
        self.notes = Notes()
        self.left_out = LeftOut()
        self.comments: list[str] = []
        #: Text boxes anchored in the paragraph that is being read.
        self.boxes: list[etree._Element] = []
        self.title = ""
        self.left_out.note("running", self.styles.has_running_heads)
        changes = self.body.find("{*}tracked-changes")
        self.left_out["changes"] += 0 if changes is None else len(changes)

    def head(self) -> dict:
        tree = xml.parse(self.package.read(META)) if META in self.package else None
        said: dict[str, str] = {}
        for element in [] if tree is None else tree.iter(etree.Element):
            said.setdefault(local(element), element.text or "")
        return proposals.head(
            title=said.get("title", "") or self.title,
            authors=[said.get("initial-creator", "") or said.get("creator", "")],
            language=said.get("language", "") or self.styles.language,
        )

    def blocks(
        self, parent: etree._Element, place: Place = BODY
    ) -> Iterator[Paragraph]:
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                yield from self.paragraph(element, place)
            elif name == "list":
                found = self.lists.begin(element, place.list)
                inner = place._replace(list=found, depth=place.depth + 1)
                yield from self.blocks(element, inner)
            elif name in ("list-item", "list-header"):
                yield from self.item(element, place)
            elif name == "table":
                for row in self.rows(element):
                    yield from row
            elif name in GROUPS and attribute(element, "display") != "none":
                outside = "other" if name in INDEXES else place.outside
                yield from self.blocks(element, place._replace(outside=outside))
            elif name in ("frame", "text-box", "custom-shape", "g", "a"):
                self.frame(element, name)
                yield from self.boxed()

    def item(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        """An item's number stands before its first paragraph, if it begins with one."""
        label = ""
        first = next((local(one) for one in element if local(one)), "")
        if local(element) == "list-item" and place.list and first in ("p", "h"):
            label = self.lists.label(element, place.list, place.depth)
            self.left_out.note("numbers", not is_known(place.list.form(place.depth)))
        for paragraph in self.blocks(element, place._replace(kind="list_item")):
            yield labelled(paragraph, label)
            label = ""

    def rows(self, table: etree._Element) -> Iterator[list[Paragraph]]:
        for element in table:
            name = local(element)
            if name in ("table-rows", "table-header-rows", "table-row-group"):
                yield from self.rows(element)
            if name != "table-row":
                continue
            cells = [
                list(self.blocks(cell))
                for cell in element
                if local(cell) == "table-cell"
            ]
            row = tables.row(cells)
            self.left_out.note("tables", sum(map(bool, cells)) > 1 and len(row) == 1)
            yield row

    def paragraph(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        text = self.inline(element)
        style = self.styles.of(attribute(element, "style-name"))
        if style.is_title and not self.title:
            self.title = text
        kind = place.kind or style.kind
        if local(element) == "h" or style.kind == "heading":
            kind = "heading"
        paragraph = Paragraph(text, kind, outside=place.outside)
        if local(element) == "h" and place.list is None and style.is_counted:
            label = self.lists.heading(element)
            paragraph = labelled(paragraph, label)
        yield paragraph
        yield from self.boxed()

    def boxed(self) -> Iterator[Paragraph]:
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            yield from self.blocks(box)

    def inline(self, parent: etree._Element) -> str:
        words = [collapsed(parent.text)]
        for element in parent:
            words.append(self.piece(element, local(element)))
            words.append(collapsed(element.tail))
        return "".join(words)

    def piece(self, element: etree._Element, name: str) -> str:
        if name == "s":
            return " " * min(int_of(attribute(element, "c")), MOST_SPACES)
        if name == "tab":
            return "\t"
        if name == "line-break":
            return "\n"
        if name == "note":
            return self.note(element)
        if name == "annotation":
            self.comment(element)
        elif name in ("frame", "custom-shape", "g", "rect", "line", "control"):
            self.frame(element, name)
        elif name in DROPPED:
            self.left_out.note("hidden", name.startswith("hidden"))
        elif name and not self.is_hidden(element, name):
            return self.inline(element)
        return ""

    def is_hidden(self, element: etree._Element, name: str) -> bool:
        style = attribute(element, "style-name")
        hidden = name == "span" and self.styles.is_hidden(style)
        self.left_out.note("hidden", hidden)
        return hidden

    def note(self, element: etree._Element) -> str:
        kind = attribute(element, "note-class") or "footnote"
        kind = kind if kind == "endnote" else "footnote"
        citation = element.find("{*}note-citation")
        body = element.find("{*}note-body")
        label = "" if citation is None else attribute(citation, "label")
        key = object()
        marker = self.notes.refer(key, kind, label)
        kept, self.boxes = self.boxes, []
        said = [] if body is None else [one.text for one in self.blocks(body)]
        self.boxes = kept
        self.notes.say(key, said)
        return marker

    def comment(self, element: etree._Element) -> None:
        creator = element.find("{*}creator")
        who = "" if creator is None else creator.text
        words = "\n".join(one.text for one in self.blocks(element)).strip()
        if words:
            self.comments.append(f"{who or 'Somebody'}: {words}")

    def frame(self, element: etree._Element, name: str) -> None:
        """Words in a frame follow the paragraph; a picture is counted."""
        if name == "text-box":
            self.boxes.append(element)
            return
        boxes = list(outermost(element, "text-box"))
        if name == "custom-shape":
            boxes.append(element)
        self.boxes += boxes
        if not boxes:
            embedded = element.find("{*}object") is not None
            pictured = element.find("{*}image") is not None
            self.left_out.note("objects", embedded)
            self.left_out.note("pictures", pictured and not embedded)


def labelled(paragraph: Paragraph, label: str) -> Paragraph:
    """A paragraph behind its number, unless it has no words."""
    words = paragraph.text.strip(" \t")
    if not label or not words:
        return paragraph
    return paragraph._replace(text=label + words)


def collapsed(text: str | None) -> str:
    """White space in the file is one space; more is written by elements."""
    if not text:
        return ""
    words = text.translate(WHITE)
    while "  " in words:
        words = words.replace("  ", " ")
    return words


WHITE = str.maketrans("\t\n\r", "   ")


def int_of(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def outermost(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for one in element:
        if local(one) == name:
            yield one
        else:
            yield from outermost(one, name)
