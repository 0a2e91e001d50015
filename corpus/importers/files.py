"""All importers, and which of them reads a file."""

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from corpus.importers import blocks, plain_text
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading


class Format(NamedTuple):
    """One kind of file that can be read."""

    #: As a person names it.
    name: str
    extensions: tuple[str, ...]
    read: Callable[[bytes], list[Reading]]
    #: Whether these bytes begin as such a file does.
    looks_right: Callable[[bytes], bool]


def read_plain_text(data: bytes) -> list[Reading]:
    """The whole file, as it stands, in guessed blocks."""
    text = plain_text.read(data).text
    return [Reading(text, blocks.split(text))]


#: In the order in which a file without a known extension is tried.
FORMATS: list[Format] = [
    # last: nearly everything looks like text
    Format("plain text", (".txt", ".text"), read_plain_text, lambda _data: True),
]


def format_of(data: bytes, filename: str) -> Format:
    """Which importer reads this file: its extension and its content must agree.

    Raises:
        Unreadable: they do not; the sentence says what the content looks like.
    """
    suffix = PurePath(filename).suffix.lower()
    for known in FORMATS:
        if suffix in known.extensions:
            if known.looks_right(data):
                return known
            raise Unreadable(
                f"This file is called {suffix} and is no {known.name} inside. Save it"
                " anew, or give it the ending that fits."
            )
    return next(known for known in FORMATS if known.looks_right(data))


def read(data: bytes, filename: str) -> list[Reading]:
    """The texts of one file.

    Call it through ``corpus.importers.child``: a hostile file may take all memory.

    Raises:
        Unreadable: with one whole sentence.
    """
    return format_of(data, filename).read(data)
