"""What is gathered while a rich-text file is read, and what holds in a group of it."""

from dataclasses import dataclass, field

from corpus.importers.reading import Paragraph


@dataclass
class Story:
    """A run of paragraphs: the text, a note, a comment, a text box."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    #: The words of the paragraph that is being read.
    parts: list[str] = field(default_factory=list)
    #: What the program wrote before it: a number or a bullet.
    number: str = ""
    #: The cells of the row that is being read, and the last one of them.
    cells: list[list[Paragraph]] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)


@dataclass
class State:
    """What holds within a group."""

    story: Story
    #: "text", "skip", or what the words of this group are.
    destination: str = "text"
    #: How many characters stand behind \\u for programs that know no Unicode.
    fallback: int = 1
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    level: int | None = None
    in_list: bool = False
    in_table: bool = False
    #: What the group is, when something is to be done at its end.
    ends: str = ""
    place: int = 0


def whole(words: str) -> str:
    """Characters that came as two halves, made whole."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
