"""The tree of a page -> its paragraphs, in reading order. Also for books in HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from corpus.importers import html_words
from corpus.importers.html_article import Article
from corpus.importers.html_lists import Lists
from corpus.importers.html_notes import Notes
from corpus.importers.left_out import LeftOut
from corpus.importers.reading import Paragraph
from corpus.importers.tables import CELLS, LONGEST_CELL

#: White space that a page collapses; a no-break space is none of it.
SPACES = re.compile(r"[ \t\n\r\f]+")
#: Stands for a hard line break until the spaces are collapsed; no page holds it.
BREAK = "\x00"
BREAKS = re.compile(f" ?{BREAK} ?")
NEW_PARAGRAPH = re.compile(f"(?: ?{BREAK} ?){{2,}}")
#: What is left of "1. Words" when its label was a link back.
BEHIND_LABEL = re.compile(r"\A[.:)\]]\s+")
#: Elements that make a cell more than one line of a table.
MANY = {"table", "ul", "ol", "blockquote", "article", "section", *html_words.HEADINGS}


class Frame(NamedTuple):
    """What holds for the text inside an element."""

    kind: str = "paragraph"
    outside: str = ""
    block: bool = True
    pre: bool = False
    #: Within a row of a table: paragraphs inside do not part it.
    row: bool = False
    #: The label of the note that this belongs to.
    note: str = ""


@dataclass
class Found:
    paragraphs: list[Paragraph] = field(default_factory=list)
    #: Whole sentences about what was left out.
    warnings: list[str] = field(default_factory=list)


class Blocks:
    """Walks through a page once."""

    def __init__(self, article: Article, notes: Notes):
        self.article = article
        self.notes = notes
        self.frames = [Frame(outside="other")]
        self.paragraphs: list[Paragraph] = []
        self.of_notes: dict[str, list[str]] = {}
        self.parts: list[str] = []
        self.page = self.page_at_start = ""
        self.left_out = LeftOut()
        self.lists = Lists()
        #: The number of the item that begins, until its first words come.
        self.label = ""
        self.rows: set[etree._Element] = set()

    def read(self, page: etree._Element) -> Found:
        self.rows = rows_of_data(page)
        walk = etree.iterwalk(page, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if not self.start(element):
                    walk.skip_subtree()
                continue
            if event == "end":
                self.end(element)
            if element is not page:
                self.text(element.tail)
        self.flush()
        return Found(list(self.in_order()), list(self.left_out.sentences()))

    def start(self, element: etree._Element) -> bool:
        """Begin an element; False when nothing in it is read."""
        tag = html_words.name(element)
        frame = self.frame_of(element, tag)
        if frame.block and not (self.frames[-1].row and frame.row):
            self.flush()
        elif frame.block:
            self.parts.append(CELLS if tag in ("td", "th") else " ")
        self.frames.append(frame)
        if not self.is_read(element, tag):
            return False
        if tag == "q":
            self.parts.append("“")
        self.text(element.text)
        return True

    def is_read(self, element: etree._Element, tag: str) -> bool:
        if tag == "br":
            self.parts.append(BREAK)
            return False
        if element in self.notes.references:
            self.parts.append(f"[{self.notes.references[element]}]")
            return False
        if "pagebreak" in html_words.kind_of_note(element):
            self.page = page_label(element)
            return False
        if tag in html_words.DROPPED or element in self.notes.backs:
            return False
        if tag in html_words.PICTURES or tag in html_words.FRAMES:
            self.leave_out(element, tag)
            return False
        if html_words.is_hidden(element):
            self.left_out.note("hidden", any(True for _ in element.itertext()))
            return False
        self.left_out.note("formulas", tag == "math")
        self.left_out.note("tables", element in self.rows)
        if tag == "li":
            frame = self.frames[-1]
            label = self.lists.label(element)
            self.label = "" if frame.outside or frame.note else label
        return True

    def leave_out(self, element: etree._Element, tag: str) -> None:
        if "emoji" in (element.get("class") or ""):
            self.parts.append(element.get("alt") or "")
        else:
            self.left_out.note(
                "pictures" if tag in html_words.PICTURES else "frames", True
            )

    def end(self, element: etree._Element) -> None:
        frame = self.frames[-1]
        if html_words.name(element) == "q":
            self.parts.append("”")
        if frame.block and not (len(self.frames) > 1 and self.frames[-2].row):
            self.flush()
        if html_words.name(element) == "li":
            self.label = ""
        self.frames.pop()

    def frame_of(self, element: etree._Element, tag: str) -> Frame:
        above = self.frames[-1]
        block = tag not in html_words.INLINE and ":" not in tag
        outside = above.outside
        if element is self.article.root or element in self.article.inside:
            outside = ""
        outside = self.article.furniture.get(element, outside)
        return Frame(
            kind_of(element, tag, above.kind),
            outside,
            block,
            above.pre or tag == "pre",
            above.row or element in self.rows,
            self.notes.bodies.get(element, above.note),
        )

    def text(self, text: str | None) -> None:
        if not text:
            return
        if not self.parts:
            self.page_at_start = self.page
        if self.frames[-1].pre:
            text = text.replace("\r\n", "\n").replace("\n", BREAK)
        self.parts.append(text)

    def flush(self) -> None:
        """End a paragraph: what was gathered belongs to the innermost element."""
        if not self.parts:
            return
        frame = self.frames[-1]
        text = SPACES.sub(" ", "".join(self.parts))
        self.parts = []
        for piece in NEW_PARAGRAPH.split(text):
            words = BREAKS.sub("\n", piece).strip(" \n").removeprefix("| ")
            if not words:
                continue
            if self.label and not words.startswith(self.label.strip()):
                words = self.label + words
            self.label = ""
            if frame.note:
                self.of_notes.setdefault(frame.note, []).append(words)
            else:
                paragraph = Paragraph(
                    words, frame.kind, self.page_at_start, frame.outside
                )
                self.paragraphs.append(paragraph)

    def in_order(self) -> Iterator[Paragraph]:
        """The text, its notes behind it, and around it what is outside."""
        inside = [place for place, one in enumerate(self.paragraphs) if not one.outside]
        end = inside[-1] + 1 if inside else len(self.paragraphs)
        yield from self.paragraphs[:end]
        for label in dict.fromkeys(self.notes.references.values()):
            if label in self.of_notes:
                words = "\n".join(self.of_notes[label]).removeprefix(f"[{label}] ")
                words = BEHIND_LABEL.sub("", words)
                yield Paragraph(f"[{label}] {words}", "footnote")
        yield from self.paragraphs[end:]


def kind_of(element: etree._Element, tag: str, above: str) -> str:
    if tag in html_words.HEADINGS or element.get("role") == "heading":
        return "heading"
    if tag == "li":
        return "list_item"
    if tag == "blockquote":
        return "quotation"
    return above if above != "heading" or tag in html_words.INLINE else "paragraph"


def page_label(element: etree._Element) -> str:
    """What a page of the printed book is called."""
    said = element.get("title") or element.get("aria-label") or element.text or ""
    return said.strip().strip(".").removeprefix("Page ").strip()[:20]


def rows_of_data(page: etree._Element) -> set[etree._Element]:
    """The rows of tables that show data, in one pass; other tables are for layout."""
    rows = set()
    #: For each open row: its cells with words, and whether it may stay a row.
    stack: list[list] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        tag = html_words.name(element)
        if tag == "tr":
            if event == "start":
                stack.append([0, True, 0])
                continue
            cells, plain, _paragraphs = stack.pop()
            if plain and cells > 1:
                rows.add(element)
        if not stack or event == "start":
            continue
        own = stack[-1]
        own[1] = own[1] and tag not in MANY
        own[2] += tag in ("p", "div")
        if tag in ("td", "th"):
            length = len("".join(element.itertext()).strip()) if own[1] else 0
            own[0] += length > 0
            own[1] = own[1] and length <= LONGEST_CELL and own[2] <= 1
            own[2] = 0
    # a row that holds a table is layout, and so are the rows above it
    return rows
