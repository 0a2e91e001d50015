"""All importers, and which of them reads a file.

An importer is a module of this package with ``looks_right(data) -> bool`` (whether the
bytes begin as such a file does) and ``read(data) -> list[Reading]``. It is loaded when
a file needs it: some stand on large libraries, and most processes read no file.
"""

import importlib
from pathlib import PurePath
from types import ModuleType
from typing import NamedTuple

from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading


class Format(NamedTuple):
    """One kind of file that can be read."""

    #: As a person names it, with its article.
    name: str
    extensions: tuple[str, ...]
    #: The module in this package.
    module: str
    #: A table: each row is a text, called after the file and its row.
    rows: bool = False

    def importer(self) -> ModuleType:
        return importlib.import_module(f"{__package__}.{self.module}")

    def looks_right(self, data: bytes) -> bool:
        return self.importer().looks_right(data)


PLAIN = Format("a plain text", (".txt", ".text"), "text_file")
#: In the order in which a file without a known extension is tried; behind plain text,
#: as which nearly everything can be read, those that only their extension tells.
FORMATS: list[Format] = [
    Format("a Word file", (".docx", ".docm"), "docx"),
    Format("an OpenDocument text", (".odt",), "odt"),
    Format("an EPUB book", (".epub",), "epub"),
    Format("a rich-text file", (".rtf",), "rtf"),
    Format("a saved web page", (".html", ".htm", ".xhtml"), "html_page"),
    Format("a PDF", (".pdf",), "pdf"),
    Format("a spreadsheet", (".xlsx",), "spreadsheet", rows=True),
    # after all others that are ZIP packages inside
    Format("a ZIP archive", (".zip",), "archive"),
    # nearly everything looks like text
    PLAIN,
    # by its ending alone
    Format("a table", (".csv", ".tsv"), "statements", rows=True),
    Format("a Markdown text", (".md", ".markdown"), "markdown"),
]


def extensions() -> list[str]:
    """The endings of all files that can be read."""
    return [extension for known in FORMATS for extension in known.extensions]


def ending(filename: str) -> str:
    """The ending under which a file is kept: its own when it is known, else .txt."""
    suffix = PurePath(filename).suffix.lower()
    return suffix if suffix in extensions() else ".txt"


def format_of(data: bytes, filename: str) -> Format:
    """Which importer reads this file: its extension and its content must agree.

    Raises:
        Unreadable: they do not; the sentence says what the content looks like.
    """
    suffix = PurePath(filename).suffix.lower()
    like = (known for known in FORMATS if known.looks_right(data))
    named = [known for known in FORMATS if suffix in known.extensions]
    if not named:
        return next(like)
    if named[0].looks_right(data):
        return named[0]
    if not data:
        raise Unreadable("This file is empty.")
    other = next(like)
    if other.module in ("text_file", "archive"):
        raise Unreadable(
            f"This file is called {suffix} and is not {named[0].name} inside: it is"
            " damaged, or of another kind. Save it anew."
        )
    raise Unreadable(
        f"This file is called {suffix} and is {other.name} inside. Give it the ending"
        f" {other.extensions[0]}, then add it again."
    )


def read(data: bytes, filename: str) -> list[Reading]:
    """The texts of one file.

    Call it through ``corpus.importers.child``: a hostile file may take all memory.

    Raises:
        Unreadable: with one whole sentence.
    """
    known = format_of(data, filename)
    readings = known.importer().read(data)
    if known.rows:
        stem = PurePath(filename).stem
        for reading in readings:
            reading.filename = f"{stem}-{reading.filename}"
    return readings
