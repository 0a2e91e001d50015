"""Read a rich-text file (.rtf): its words as they stand when changes are accepted.

Source: Rich Text Format Specification 1.9.1. Loses pictures, objects, form, headers and
footers, and bullets; comments are listed beside the text.
"""

from dataclasses import replace

from corpus.importers import docx_styles, proposals, tables
from corpus.importers.left_out import LeftOut
from corpus.importers.notes import Notes
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Paragraph, Reading, assemble
from corpus.importers.rtf_encodings import LANGUAGES, codec, of_charset
from corpus.importers.rtf_story import State, Story, whole
from corpus.importers.rtf_tokens import Token, tokens
from corpus.importers.rtf_words import DROPPED, FIELDS, KNOWN, NUMBERS, RUNNING, SIGNS

BEGINS = b"{\\rtf"
MOST_NESTED = 1_000
#: A letter that Word takes for a bullet; others are signs.
BULLET = "o"


def looks_right(data: bytes) -> bool:
    return data.lstrip().startswith(BEGINS)


def read(data: bytes) -> list[Reading]:
    found = Rtf()
    found.read(data.lstrip())
    paragraphs = [*found.main.paragraphs, *found.notes.paragraphs()]
    reading = assemble(paragraphs, head=found.head())
    reading.comments = found.comments
    reading.warnings = list(found.left_out.sentences())
    return [reading]


class Rtf:
    """Reads the tokens of one file in their order."""

    def __init__(self) -> None:
        self.main = Story()
        self.state = State(self.main)
        self.states: list[State] = []
        self.notes = Notes()
        self.left_out = LeftOut()
        self.comments: list[str] = []
        self.said: dict[str, str] = {}
        self.language = ""
        #: Style number -> its name and outline level; font number -> its encoding.
        self.styles: dict[int, tuple[str, int | None]] = {}
        self.fonts: dict[int, str] = {}
        self.encoding = "cp1252"
        #: Bytes that were not decoded yet, and in what encoding they are.
        self.raw = b""
        self.raw_encoding = ""
        #: Characters still to be passed over behind \\u.
        self.skip = 0
        self.starred = False
        self.boxes: list[Story] = []
        self.definition: dict[str, int] = {}

    def read(self, data: bytes) -> None:
        for token in tokens(data):
            if token.type == "text":
                self.text(token.data)
            elif token.type == "open":
                self.open()
            elif token.type == "close":
                self.close()
                if not self.states:
                    break
            else:
                self.control(token)
        if self.states:
            raise Unreadable(
                "This rich-text file is cut off: its end is missing. Save it anew in"
                " the program that it came from."
            )
        self.end_paragraph(self.main)

    def head(self) -> dict:
        return proposals.head(
            title=self.said.get("title", ""),
            authors=[self.said.get("author", "")],
            language=self.language,
        )

    def open(self) -> None:
        self.decode()
        self.skip = 0
        self.starred = False
        if len(self.states) >= MOST_NESTED:
            raise Unreadable(
                "This rich-text file nests its groups deeper than a text can need. Save"
                " it anew in the program that it came from."
            )
        self.states.append(self.state)
        self.state = replace(self.state, ends="")

    def close(self) -> None:
        self.decode()
        self.skip = 0
        if not self.states:
            return
        ended, self.state = self.state, self.states.pop()
        if ended.ends in ("footnote", "endnote"):
            self.end_note(ended)
        elif ended.ends == "annotation":
            self.end_paragraph(ended.story)
            words = "\n".join(one.text for one in ended.story.paragraphs).strip()
            who = self.said.pop("commenter", "") or "Somebody"
            if words:
                self.comments.append(f"{who}: {words}")
        elif ended.ends == "box":
            self.end_paragraph(ended.story)
            self.boxes.append(ended.story)
        elif ended.ends == "running":
            self.left_out["running"] |= 1 if any(ended.story.parts) else 0

    def end_note(self, ended: State) -> None:
        self.end_paragraph(ended.story)
        key = object()
        marker = self.notes.refer(key, ended.ends)
        self.notes.say(key, [one.text for one in ended.story.paragraphs])
        self.state.story.parts[ended.place] = marker

    def text(self, data: bytes) -> None:
        if self.skip:
            passed = min(self.skip, len(data))
            self.skip -= passed
            data = data[passed:]
        encoding = self.fonts.get(self.state.font or 0, "") or self.encoding
        if encoding != self.raw_encoding:
            self.decode()
            self.raw_encoding = encoding
        self.raw += data

    def decode(self) -> None:
        raw, self.raw = self.raw, b""
        if raw:
            words = raw.decode(self.raw_encoding, "replace")
            shown = self.state.destination == "text"
            self.left_out.note("unread", shown and "\ufffd" in words)
            self.say(words)

    def say(self, words: str) -> None:
        """Words go to where the group says."""
        state = self.state
        if state.destination == "text":
            if state.deleted:
                self.left_out.note("changes")
            elif state.hidden:
                self.left_out.note("hidden", words.strip())
            else:
                state.story.parts.append(words)
        elif state.destination == "number":
            state.story.number += words
        elif state.destination in ("title", "author", "commenter"):
            self.said[state.destination] = self.said.get(state.destination, "") + words
        elif state.destination == "stylesheet" and words.strip(" ;"):
            number = self.definition.get("s", 0)
            level = self.definition.get("outlinelevel")
            self.styles.setdefault(number, (words.strip(" ;"), level))

    def control(self, token: Token) -> None:
        name, number = token.name, token.number
        if self.skip and name not in ("u", "*"):
            # a control behind \u stands for one character
            self.skip -= 1
            if name in SIGNS:
                return
        self.decode()
        if token.type == "sign" and name in "\r\n":
            name = "par"
        if name == "*":
            self.starred = True
            return
        starred, self.starred = self.starred, False
        if self.destination(name, number, starred):
            return
        if name == "u":
            self.say(chr((number or 0) % 0x10000))
            self.skip = self.state.fallback
        elif name in SIGNS:
            self.say(SIGNS[name])
        elif not self.of_file(name, number):
            self.of_text(name, number)

    def destination(self, name: str, number: int | None, starred: bool) -> bool:
        """Whether a word says what its group holds."""
        state = self.state
        if name in ("fonttbl", "stylesheet"):
            state.destination = name
        elif name in FIELDS:
            state.destination = FIELDS[name]
        elif name == "pict":
            self.left_out.note("pictures", state.destination == "text")
            state.destination = "skip"
        elif name in NUMBERS:
            state.destination = "number"
            state.story.number = ""
            self.states[-1:] = [replace(one, in_list=True) for one in self.states[-1:]]
        elif name in RUNNING:
            state.story, state.ends = Story(), "running"
        elif name in ("footnote", "annotation"):
            state.ends, state.place = name, len(state.story.parts)
            if name == "footnote":
                state.story.parts.append("")
            self.own_story(state)
        elif name == "shptxt":
            state.ends = "box"
            self.own_story(state)
        elif name == "ud":
            state.destination = "text"
        elif name == "upr" or name in DROPPED or (starred and name not in KNOWN):
            self.left_out.note("formulas", name == "mmath")
            state.destination = "skip"
        else:
            return False
        return True

    def own_story(self, state: State) -> None:
        state.story, state.destination = Story(), "text"
        state.in_table, state.in_list = False, False
        state.level, state.style = None, 0

    def of_file(self, name: str, number: int | None) -> bool:
        """Words about the file, its fonts and styles."""
        state = self.state
        if name == "ansicpg":
            self.encoding = codec(f"cp{number}")
        elif name in ("mac", "pc", "pca"):
            self.encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[name]
        elif name == "deflang" and number is not None:
            self.language = LANGUAGES.get(number, "")
        elif name == "f":
            state.font = number
        elif name == "fcharset" and state.destination == "fonttbl":
            self.fonts[state.font or 0] = of_charset(number)
        elif state.destination == "stylesheet":
            if name in ("s", "cs", "ts", "ds"):
                self.definition = {}
            if name in ("s", "outlinelevel") and number is not None:
                self.definition[name] = number
        elif name == "uc":
            state.fallback = max(number or 0, 0)
        else:
            return False
        return True

    def of_text(self, name: str, number: int | None) -> None:
        """Words about paragraphs and the characters in them."""
        state = self.state
        if name in ("par", "sect"):
            self.end_paragraph(state.story)
        elif name in ("cell", "nestcell"):
            self.end_cell(state.story)
        elif name in ("row", "nestrow"):
            self.end_row(state.story)
        elif name == "pard":
            state.style, state.level = 0, None
            state.in_list = state.in_table = False
        elif name == "plain":
            state.hidden = state.deleted = False
        elif name == "s":
            state.style = number or 0
        elif name == "outlinelevel":
            state.level = number
        elif name == "ls":
            state.in_list = bool(number)
        elif name == "intbl":
            state.in_table = True
        elif name == "v":
            state.hidden = number != 0
        elif name == "deleted":
            state.deleted = number != 0
        elif name == "ftnalt" and state.ends == "footnote":
            state.ends = "endnote"
        elif name == "object":
            self.left_out.note("objects")

    def end_paragraph(self, story: Story) -> None:
        if self.state.destination != "text":
            return
        text = whole("".join(story.parts))
        number = story.number.strip()
        story.parts, story.number = [], ""
        if text.strip() and number != BULLET and any(map(str.isalnum, number)):
            text = f"{number} {text.lstrip()}"
        found = [Paragraph(text, self.kind())]
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            found += box.paragraphs
        if self.state.in_table and story is self.state.story:
            story.cell += found
        else:
            self.end_row(story)
            story.paragraphs += found

    def end_cell(self, story: Story) -> None:
        kept, self.state.in_table = self.state.in_table, True
        self.end_paragraph(story)
        self.state.in_table = kept
        story.cells.append(story.cell)
        story.cell = []

    def end_row(self, story: Story) -> None:
        if story.cell:
            story.cells.append(story.cell)
        cells, story.cells, story.cell = story.cells, [], []
        row = tables.row(cells)
        self.left_out.note("tables", len(cells) > 1 and len(row) == 1)
        story.paragraphs += row

    def kind(self) -> str:
        name, level = self.styles.get(self.state.style, ("", None))
        own = self.state.level if self.state.level is not None else level
        said = "" if own is None else str(own)
        return docx_styles.kind([name], said, self.state.in_list)
