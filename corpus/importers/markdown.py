"""Read Markdown (CommonMark with tables and footnotes "[^1]").

Front matter between lines of "---" proposes the head. Loses emphasis, the addresses of
links and bullets; HTML inside is read as a page is.
"""

import re
from collections import deque
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.importers import html_article, html_notes, plain_text, proposals, tables
from corpus.importers.html_blocks import Blocks
from corpus.importers.html_parsing import parse
from corpus.importers.left_out import LeftOut
from corpus.importers.notes import Notes
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Paragraph, Reading, assemble

MOST_NESTED = 100
FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S | re.M)
FIELD = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
LISTED = re.compile(r"[ \t]*-[ \t]+(.*)")
DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*)")
REFERENCE = re.compile(r"\[\^([^\]\s]{1,80})\]")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
INDENT = re.compile(r"(?: {2,4}|\t)")
BREAK = re.compile(r"<br\s*/?>", re.I)
BLANK_LINES = re.compile(r"\n[ \t]*\n")
#: A block's opening token -> its kind; the innermost that says something counts.
KINDS = {
    "heading_open": "heading",
    "list_item_open": "list_item",
    "blockquote_open": "quotation",
}


def looks_right(_data: bytes) -> bool:
    """Any text may be Markdown; its ending says so."""
    return True


def read(data: bytes) -> list[Reading]:
    text = plain_text.read(data).text
    front, text = front_matter(text)
    text, definitions = take_definitions(text)
    found = Markdown(definitions)
    paragraphs = list(found.blocks(text))
    paragraphs += found.read_notes()
    reading = assemble(paragraphs, head=head(front))
    reading.warnings = list(found.left_out.sentences())
    return [reading]


def front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The fields before the text, and the text without them.

    Plain fields and lists only: "key: value", "key: [a, b]", and "- a" below a key.
    """
    match = FRONT.match(text)
    if not match:
        return {}, text
    fields: dict[str, list[str]] = {}
    key = ""
    for line in match[1].splitlines():
        field, listed = FIELD.match(line), LISTED.match(line)
        if field:
            key, said = field[1].lower(), field[2].strip()
            if said.startswith("[") and said.endswith("]"):
                fields[key] = [plain(one) for one in said[1:-1].split(",")]
            else:
                fields[key] = [plain(said)] if said else []
        elif listed and key:
            fields[key].append(plain(listed[1].removeprefix("name:")))
    return fields, text[match.end() :]


def plain(said: str) -> str:
    """A value without its quotes."""
    said = said.strip()
    quoted = len(said) > 1 and said[0] == said[-1] and said[0] in "\"'"
    return said[1:-1] if quoted else said


def head(front: dict[str, list[str]]) -> dict:
    def first(*names: str) -> str:
        return next((front[name][0] for name in names if front.get(name)), "")

    return proposals.head(
        title=first("title"),
        authors=front.get("author") or front.get("authors") or [],
        publisher=first("publisher"),
        issued=first("date", "issued"),
        language=first("lang", "language"),
        urls=[first("url", "link", "source")],
    )


def take_definitions(text: str) -> tuple[str, dict[str, str]]:
    """The text without its notes, and the notes by their labels.

    Lines that go on, and paragraphs of a note, are indented.
    """
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    current: list[str] | None = None
    fence = ""
    for line in text.split("\n"):
        mark = FENCE.match(line)
        definition = None if fence else DEFINITION.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence):
            fence = ""
        if definition:
            current = notes.setdefault(definition[1], [])
            current.append(definition[2])
        elif current is not None and goes_on(line, current):
            current.append(INDENT.sub("", line, count=1))
        else:
            current = None
            kept.append(line)
    return "\n".join(kept), {label: "\n".join(said) for label, said in notes.items()}


def goes_on(line: str, note: list[str]) -> bool:
    """Whether a line belongs to the note above it."""
    if not line.strip() or INDENT.match(line):
        return True
    return bool(note[-1].strip())


class Markdown:
    """Reads the tokens of a text in their order."""

    def __init__(self, definitions: dict[str, str]):
        self.definitions = definitions
        self.parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED})
        self.parser.enable("table").enable("strikethrough")
        self.notes = Notes()
        #: Labels of notes that have a marker and were not read yet.
        self.waiting: deque[str] = deque()
        self.left_out = LeftOut()

    def blocks(self, text: str) -> Iterator[Paragraph]:
        kinds = ["paragraph"]
        cells: list[list[Paragraph]] = []
        label = ""
        for token in self.parser.parse(text):
            if token.level >= MOST_NESTED - 1:
                raise Unreadable(
                    "This text nests its lists or quotations deeper than a text can"
                    " need. Make it flatter, then add it again."
                )
            if token.nesting > 0:
                kinds.append(KINDS.get(token.type, kinds[-1]))
                if token.type == "list_item_open":
                    # "12" and "." of an item with a number
                    label = f"{token.info}{token.markup} " if token.info else ""
            elif token.nesting < 0:
                kinds.pop()
                label = "" if token.type == "list_item_close" else label
            if token.type == "tr_open":
                cells = []
            elif token.type in ("th_open", "td_open"):
                cells.append([])
            elif token.type == "tr_close":
                yield from self.row(cells)
                cells = []
            elif token.type == "inline" and cells:
                cells[-1].append(Paragraph(self.inline(token), kinds[-1]))
            elif token.type == "inline":
                yield Paragraph(label + self.inline(token), kinds[-1])
                label = ""
            elif token.type in ("fence", "code_block"):
                for piece in BLANK_LINES.split(token.content):
                    yield Paragraph(piece, kinds[-1])
            elif token.type == "html_block":
                yield from self.page(token.content)

    def row(self, cells: list[list[Paragraph]]) -> list[Paragraph]:
        row = tables.row(cells)
        self.left_out.note("tables", len(cells) > 1 and len(row) == 1)
        return row

    def inline(self, token: Token) -> str:
        return "".join(self.piece(child) for child in token.children or [])

    def piece(self, token: Token) -> str:
        if token.type == "text":
            return REFERENCE.sub(self.refer, token.content)
        if token.type == "softbreak":
            return " "
        if token.type == "hardbreak" or BREAK.fullmatch(token.content):
            return "\n"
        if token.type == "image":
            self.left_out.note("pictures")
            return ""
        return "" if token.type == "html_inline" else token.content

    def refer(self, match: re.Match[str]) -> str:
        """The marker of a note; words in brackets that name none stay."""
        label = match[1]
        if label not in self.definitions:
            return match[0]
        if not self.notes.knows(label):
            self.waiting.append(label)
        return self.notes.refer(label)

    def read_notes(self) -> list[Paragraph]:
        """The notes that were referred to, by the text or by another note."""
        while self.waiting:
            label = self.waiting.popleft()
            said = [one.text for one in self.blocks(self.definitions[label])]
            self.notes.say(label, said)
        return list(self.notes.paragraphs())

    def page(self, source: str) -> Iterator[Paragraph]:
        """A block of HTML."""
        try:
            page = parse(source)
        except Unreadable:
            # a comment, or tags without words
            return
        blocks = Blocks(html_article.whole(page), html_notes.Notes())
        yield from blocks.read(page).paragraphs
        self.left_out.update(blocks.left_out)
