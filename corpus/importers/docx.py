"""Read a Word file (.docx): its words as they stand when all changes are accepted.

Source: ECMA-376, WordprocessingML. Loses pictures, objects, form, bullets, headers and
footers; comments are listed beside the text.
"""

from collections.abc import Iterator

from lxml import etree

from corpus.importers import packages, proposals, tables
from corpus.importers.docx_numbering import Numbering
from corpus.importers.docx_parts import Parts
from corpus.importers.docx_styles import OFF, Style, Styles, is_on
from corpus.importers.left_out import LeftOut
from corpus.importers.notes import Notes
from corpus.importers.numbering import LEVELS, is_known, whole
from corpus.importers.packages import Package
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Paragraph, Reading, assemble
from corpus.importers.xml import attribute, child, local

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Elements that only wrap what they hold.
WRAPPERS = {
    *("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink"),
    *("fldSimple", "bdo", "dir", "ruby", "rubyBase", "body"),
}
SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


def looks_right(data: bytes) -> bool:
    """A Word file; also one behind a password, and an old one, to say so."""
    if data.startswith(OLE):
        return True
    inside = b"[Content_Types].xml" in data and b"word/" in data
    return packages.looks_right(data) and inside


def read(data: bytes) -> list[Reading]:
    if data.startswith(OLE):
        raise Unreadable(
            "This Word file is protected by a password, or is of the old kind (.doc)."
            " Save it as .docx without a password, then add it again."
        )
    found = Docx(Parts(Package(data)))
    paragraphs = list(found.blocks(found.parts.body))
    paragraphs += found.end()
    paragraphs += found.notes.paragraphs()
    reading = assemble(paragraphs, head=found.head())
    reading.comments = list(found.comments())
    reading.warnings = list(found.left_out.sentences())
    return [reading]


class Docx:
    """Reads the parts of one file, in the order in which their words stand."""

    def __init__(self, parts: Parts):
        self.parts = parts
        self.styles = Styles(self.parts.tree("styles"))
        self.numbering = Numbering(self.parts.tree("numbering"))
        self.sources = {
            "footnote": self.parts.by_id("footnotes"),
            "endnote": self.parts.by_id("endnotes"),
        }
        self.notes = Notes()
        self.left_out = LeftOut()
        #: For each open field: whether its result has begun.
        self.fields: list[bool] = []
        #: Text boxes anchored in the paragraph that is being read.
        self.boxes: list[etree._Element] = []
        #: Words before a paragraph mark whose deletion is accepted.
        self.carried = ""
        self.title = ""
        self.left_out.note("running", self.has_running_heads())

    def has_running_heads(self) -> bool:
        trees = (self.parts.tree(kind) for kind in ("header", "footer"))
        return any(tree is not None and has_words(tree) for tree in trees)

    def head(self) -> dict:
        said = self.parts.properties()
        return proposals.head(
            title=said.get("title", "") or self.title,
            authors=[said.get("creator", "")],
            language=said.get("language", "") or self.styles.language,
        )

    def comments(self) -> Iterator[str]:
        tree = self.parts.tree("comments")
        for one in [] if tree is None else tree:
            words = "\n".join(self.story(one)).strip()
            if words:
                yield f"{attribute(one, 'author') or 'Somebody'}: {words}"

    def story(self, element: etree._Element) -> list[str]:
        """The paragraphs of a note or comment, apart from the running text."""
        kept = self.fields, self.boxes, self.carried
        self.fields, self.boxes, self.carried = [], [], ""
        texts = [one.text for one in [*self.blocks(element), *self.end()]]
        self.fields, self.boxes, self.carried = kept
        return texts

    def end(self) -> list[Paragraph]:
        """What a last deleted paragraph mark left behind."""
        carried, self.carried = self.carried, ""
        return [Paragraph(carried)] if carried else []

    def blocks(self, parent: etree._Element) -> Iterator[Paragraph]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self.paragraph(element)
            elif name == "tbl":
                for row in self.rows(element):
                    yield from row
            elif name == "AlternateContent":
                yield from self.blocks(choice(element))
            elif name in WRAPPERS:
                yield from self.blocks(element)
            self.left_out.note("chunks", name == "altChunk")
            self.left_out.note("changes", name in ("ins", "del", "moveTo"))

    def rows(self, table: etree._Element) -> Iterator[list[Paragraph]]:
        for element in table:
            if local(element) in WRAPPERS:
                yield from self.rows(element)
            if local(element) != "tr" or child(element, "trPr", "del") is not None:
                continue
            cells = [list(self.blocks(cell)) for cell in self.cells(element)]
            row = tables.row(cells)
            self.left_out.note("tables", sum(map(bool, cells)) > 1 and len(row) == 1)
            yield row

    def cells(self, row: etree._Element) -> Iterator[etree._Element]:
        for element in row:
            if local(element) == "tc":
                yield element
            elif local(element) in WRAPPERS:
                yield from self.cells(element)

    def paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        text = self.carried + self.inline(element)
        self.carried = ""
        form = child(element, "pPr")
        if child(form, "rPr", "del") is not None:
            self.left_out.note("changes")
            self.carried = text
            return
        style = self.styles.of(form)
        if style.is_title and not self.title:
            self.title = text
        outside = "other" if style.is_contents else ""
        label = self.label(style)
        if text.strip():
            text = label + text.lstrip(" \t") if label else text
        yield Paragraph(text, style.kind, outside=outside)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            yield from self.blocks(box)

    def label(self, style: Style) -> str:
        """The number of a paragraph; one without words is counted too."""
        if not self.numbering.has(style.number):
            return ""
        level = self.numbering.level_of(style.number, style.numbered_by)
        if style.level:
            level = min(whole(style.level, 0), LEVELS - 1)
        self.left_out.note(
            "numbers", not is_known(self.numbering.form(style.number, level))
        )
        return self.numbering.label(style.number, level)

    def inline(self, parent: etree._Element) -> str:
        words = []
        for element in parent:
            name = local(element)
            if name == "r":
                words.append(self.run(element))
            elif name in WRAPPERS:
                words.append(self.inline(element))
            elif name == "AlternateContent":
                words.append(self.inline(choice(element)))
            elif name in ("oMath", "oMathPara"):
                words.append(self.formula(element))
            self.left_out.note("changes", name in ("ins", "del", "moveTo"))
        return "".join(words)

    def formula(self, element: etree._Element) -> str:
        self.left_out.note("formulas")
        return "".join(one.text or "" for one in element.iter() if local(one) == "t")

    def run(self, run: etree._Element) -> str:
        if is_on(child(run, "rPr", "vanish")):
            self.left_out.note("hidden", has_words(run))
            return ""
        words: list[str] = []
        for element in run:
            name = local(element)
            if name == "fldChar":
                self.field(attribute(element, "fldCharType"))
            elif name.endswith("noteReference"):
                kind = name.removesuffix("Reference")
                if attribute(element, "customMarkFollows").lower() not in ("", *OFF):
                    rest = "".join(filter(None, (one.text for one in run)))
                    return "".join(words) + self.refer(element, kind, rest.strip())
                words.append(self.refer(element, kind, ""))
            elif all(self.fields):
                words.append(self.piece(element, name))
        return "".join(words)

    def piece(self, element: etree._Element, name: str) -> str:
        """The words of one element of a run."""
        if name == "t":
            return element.text or ""
        if name in SIGNS:
            return SIGNS[name]
        if name == "br":
            return "\n" if attribute(element, "type") in ("", "textWrapping") else ""
        if name == "sym":
            return self.symbol(attribute(element, "char"))
        if name == "AlternateContent":
            return "".join(self.piece(one, local(one)) for one in choice(element))
        if name == "ruby":
            return self.inline(element)
        if name in ("drawing", "pict", "object"):
            self.drawing(element, name)
        return ""

    def symbol(self, code: str) -> str:
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
        self.left_out.note("symbols")
        return "" if "\ud800" <= sign <= "\udfff" or sign == "\x00" else sign

    def drawing(self, element: etree._Element, name: str) -> None:
        boxes = list(outermost(element, "txbxContent"))
        self.boxes += boxes
        if not boxes:
            embedded = name == "object" or any(
                local(one) in ("chart", "relIds", "OLEObject") for one in element.iter()
            )
            pictured = any(local(one) in PICTURES for one in element.iter())
            self.left_out.note("objects", embedded)
            self.left_out.note("pictures", pictured and not embedded)

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def refer(self, element: etree._Element, kind: str, label: str) -> str:
        number = attribute(element, "id")
        note = self.sources[kind].get(number)
        if note is None:
            self.left_out.note("notes")
            return ""
        known = self.notes.knows((kind, number))
        marker = self.notes.refer((kind, number), kind, label)
        if not known:
            # a note may refer to itself: it has its marker by now
            self.notes.say((kind, number), self.story(note))
        return marker


PICTURES = {"blip", "imagedata", "pic"}


def choice(element: etree._Element) -> etree._Element:
    """Of two ways to say the same thing the first, so that it is said once."""
    return element[0] if len(element) else element


def outermost(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) == "AlternateContent":
            yield from outermost(choice(one), name)
        else:
            yield from outermost(one, name)


def has_words(tree: etree._Element) -> bool:
    return any(local(one) == "t" and (one.text or "").strip() for one in tree.iter())
