"""What was read, as a person looks it over: paragraphs, parts of a long text, stretches
outside the text that can be switched on and off.

A stretch is [start, end, kind, counts]: half-open, in code points, one of
formats.words.REGION_KINDS, and whether it lies outside indeed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from corpus.importers.reading import Reading
from formats.words import BLOCK_KINDS

#: Code points of the paragraphs that one page shows.
PART = 60_000


class Seen(NamedTuple):
    """One paragraph."""

    number: int
    start: int
    end: int
    text: str
    kind: str
    #: The page's label where a new page begins, else "".
    page: str

    @property
    def kind_word(self) -> str:
        """The kind as a person reads it."""
        return BLOCK_KINDS[self.kind]


@dataclass
class Group:
    """Neighbours: a stretch that may lie outside, or paragraphs in the text."""

    paragraphs: list[Seen]
    #: "start-end" of the stretch; "" of paragraphs in the text.
    key: str = ""
    kind: str = ""
    counts: bool = False


@dataclass
class Changes:
    """What a person set on one page of a preview."""

    #: Keys of the stretches that were shown, and of those that count.
    shown: set[str] = field(default_factory=set)
    counting: set[str] = field(default_factory=set)
    #: The kind of a stretch by its key.
    kinds: dict[str, str] = field(default_factory=dict)
    #: Numbers of further paragraphs outside the text, and what they are.
    paragraphs: set[int] = field(default_factory=set)
    kind: str = "other"


def counts(reading: Reading) -> dict[str, int]:
    kinds = {block.paragraph: block.kind for block in reading.blocks}
    return {
        "paragraphs": len(kinds),
        "headings": sum(1 for kind in kinds.values() if kind == "heading"),
        "notes": sum(1 for kind in kinds.values() if kind == "footnote"),
        "pages": len({block.page for block in reading.blocks} - {""}),
        "outside": len(reading.outside),
    }


def paragraphs(reading: Reading) -> Iterator[Seen]:
    page = ""
    for number, pieces in groupby(reading.blocks, key=lambda block: block.paragraph):
        blocks = list(pieces)
        text = "".join(block.text for block in blocks)
        first = blocks[0]
        new = first.page if first.page != page else ""
        page = first.page
        yield Seen(
            number, first.start, first.start + len(text), text.strip(), first.kind, new
        )


def parts(found: list[Seen], size: int = PART) -> list[list[Seen]]:
    """The paragraphs in parts of about this many code points, at least one."""
    cut: list[list[Seen]] = [[]]
    filled = 0
    for paragraph in found:
        if filled >= size:
            cut.append([])
            filled = 0
        cut[-1].append(paragraph)
        filled += len(paragraph.text)
    return cut


def groups(found: list[Seen], stretches: list[list]) -> list[Group]:
    """Paragraphs beside each other that lie in the same stretch, or in none."""
    made: list[Group] = []
    for paragraph in found:
        stretch = _around(paragraph, stretches)
        key = _key(stretch) if stretch else ""
        if not made or made[-1].key != key:
            kind, on = (stretch[2], stretch[3]) if stretch else ("", False)
            made.append(Group([], key, kind, on))
        made[-1].paragraphs.append(paragraph)
    return made


def _around(paragraph: Seen, stretches: list[list]) -> list | None:
    end = paragraph.start + len(paragraph.text)
    for stretch in stretches:
        if stretch[0] <= paragraph.start and end <= stretch[1]:
            return stretch
    return None


def _key(stretch: list) -> str:
    return f"{stretch[0]}-{stretch[1]}"


def corrected(reading: Reading, stretches: list[list], changes: Changes) -> list[list]:
    """The stretches after what a person set."""
    made = []
    for start, end, kind, on in stretches:
        key = f"{start}-{end}"
        if key in changes.shown:
            on = key in changes.counting
            kind = changes.kinds.get(key, kind)
        made.append([start, end, kind, on])
    for paragraph in paragraphs(reading):
        if paragraph.number in changes.paragraphs:
            added = [paragraph.start, paragraph.end, changes.kind, True]
            before = made[-1] if made else None
            if before and before[1:] == [paragraph.start, changes.kind, True]:
                added[0] = made.pop()[0]
            made.append(added)
    return sorted(made)
