"""Read a table of statements: a row is a text, its other cells are what is known of it.

A column that says the text is needed; the others have the names of a manifest, or words
that people use for them. A table that names files is a manifest (manifest.py).
"""

import csv
import io
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.importers import blocks, manifest, names, partial_date, plain_text
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading

#: Column -> the words for it, as ``folded`` leaves them; the earlier wins.
COLUMNS = {
    "text": ("text", "statement", "full_text", "fulltext", "speech", "body", "content"),
    "title": ("title", "heading", "headline", "subject"),
    "authors": (
        *("authors", "author", "speaker", "speakers", "creator", "by"),
        *("state", "country", "delegation", "organisation", "organization"),
    ),
    "translators": ("translators", "translator"),
    "editors": ("editors", "editor"),
    "publisher": (
        *("publisher", "source", "container_title", "newspaper", "journal", "outlet"),
        "publication_title",
    ),
    "issued": ("issued", "date", "published", "publication_date", "year"),
    "url": ("url", "link", "address", "web_address"),
    "archive_url": ("archive_url", "archived", "archive"),
    "retrieved": ("retrieved", "accessed", "access_date", "retrieved_at"),
    "language": ("language", "lang"),
    "original_language": ("original_language",),
    "genre": ("genre", "type", "kind"),
    "licence": ("licence", "license", "rights"),
    "situation": ("situation", "case"),
}
NAME_LISTS = ("authors", "translators", "editors")
NOT_LETTERS = re.compile(r"[\W_]+")
#: "2022-01-07 00:00:00" and "2022-01-07T10:30Z" are days.
TIME_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}\S*")

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_PROBLEMS = 10
LONGEST_TITLE = 80


class Row(NamedTuple):
    #: As a person counts: in a sheet the row, in a CSV file the line.
    number: int
    cells: list[str]


def folded(name: str) -> str:
    """ "Publication title" and "publication-title" as "publication_title"."""
    return NOT_LETTERS.sub("_", name.strip().casefold()).strip("_")


def columns_of(header: list[str]) -> dict[str, int]:
    """Column -> its place; each word's first place counts."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(folded(name), place)
    return {
        column: next(places[word] for word in words if word in places)
        for column, words in COLUMNS.items()
        if any(word in places for word in words)
    }


def is_manifest(data: bytes) -> bool:
    """Whether a CSV file names files; one that is no table of texts is held for one."""
    try:
        text = plain_text.read(data).text
    except Unreadable:
        return True
    header = text.split("\n", 1)[0]
    cells = [folded(cell) for cell in header.split(separator_of(header))]
    named = {manifest.ALIASES.get(cell.strip('"'), cell.strip('"')) for cell in cells}
    return "file" in named or "text" not in columns_of(cells)


def separator_of(header: str) -> str:
    return max(SEPARATORS, key=header.count)


def looks_right(data: bytes) -> bool:
    """A text of another kind is told when it is read."""
    return not any(data.startswith(magic) for magic, _name in plain_text.MAGIC)


def read(data: bytes) -> list[Reading]:
    """The texts of a CSV file."""
    decoded = plain_text.read(data)
    separator = separator_of(decoded.text.split("\n", 1)[0])
    note = (
        f"Read as {decoded.encoding}, with cells parted by a {SEPARATORS[separator]}."
    )
    return readings(rows_of(decoded.text, separator), [note])


def rows_of(text: str, separator: str) -> Iterator[Row]:
    # for this process, which reads nothing else of that kind
    csv.field_size_limit(plain_text.LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            f"Line {line}: this is no CSV file that can be read ({error}). Save the"
            " table anew, as CSV in UTF-8 or as XLSX."
        ) from None


def readings(
    rows: Iterable[Row], notes: list[str], noun: str = "Line"
) -> list[Reading]:
    """A reading a row; what is to be said of the whole table stands with the first.

    Raises:
        Unreadable: no column of texts, no row, or cells that no head could hold.
    """
    filled = (row for row in rows if any(cell.strip() for cell in row.cells))
    header = next(filled, Row(1, [])).cells
    places = columns_of(header)
    if "text" not in places:
        raise Unreadable(
            "This table has no column of texts. Call the column that holds them “text”,"
            " in the first row."
        )
    found, problems, empty = [], [], []
    for row in filled:
        cells = {
            column: row.cells[place].strip() if place < len(row.cells) else ""
            for column, place in places.items()
        }
        if not cells["text"]:
            empty.append(str(row.number))
            continue
        try:
            found.append(reading_of(row.number, cells))
        except ValueError as error:
            problems.append(f"{noun} {row.number}: {error}")
        if len(found) > MOST_ROWS:
            raise Unreadable(
                f"This table has more than {MOST_ROWS:,} texts. Cut it into parts."
            )
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise Unreadable(" ".join(problems))
    if not found:
        raise Unreadable("This table has no text: there is nothing below its heading.")
    found[0].warnings = [*notes, *remarks(header, places, empty, noun)]
    return found


def remarks(header, places, empty: list[str], noun: str) -> Iterator[str]:
    unknown = [
        f"“{name.strip()}”"
        for place, name in enumerate(header)
        if name.strip() and place not in places.values()
    ]
    if unknown:
        yield f"These columns are not known and were left out: {', '.join(unknown)}."
    if empty:
        shown = ", ".join(empty[:MOST_PROBLEMS])
        more = "" if len(empty) <= MOST_PROBLEMS else " and more"
        yield f"There is no text in {noun.lower()} {shown}{more}."


def reading_of(number: int, cells: dict[str, str]) -> Reading:
    """
    Raises:
        ValueError: a whole sentence about a cell.
    """
    text = plain_text.clean(cells.pop("text"))
    head: dict = {name: value for name, value in cells.items() if value}
    for column in NAME_LISTS:
        if column in head:
            head[column] = names.split(head[column])
    for column in ("issued", "retrieved"):
        if column in head:
            day = TIME_OF_DAY.fullmatch(head[column])
            head[column] = partial_date.validate(day[1] if day else head[column])
    check(head)
    head.setdefault("title", textwrap.shorten(text, LONGEST_TITLE, placeholder="…"))
    return Reading(
        text,
        blocks.split(text),
        head=head,
        filename=f"row-{number}.txt",
        data=text.encode(),
    )


def check(head: dict) -> None:
    for column in ("url", "archive_url"):
        value = head.get(column, "")
        if value and not manifest.ADDRESS.fullmatch(value):
            raise ValueError(
                f"{column}: “{value}” is no web address (http:// or https://)."
            )
    for column in ("language", "original_language"):
        value = head.get(column, "")
        if value and not manifest.LANGUAGE.fullmatch(value):
            raise ValueError(
                f"{column}: “{value}” is no language code; write en, uk or pt-BR."
            )
