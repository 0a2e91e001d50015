"""The CSV file that says what each imported text is: one row a text.

Loses nothing; leaves to the importer what an unknown situation or actor becomes. Every
problem is collected, so that a manifest is mended in one go.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from corpus.importers import names, partial_date
from formats.bibliography import MORE_FIELDS

COLUMNS = (
    "file",
    "title",
    "authors",
    "translators",
    "editors",
    "publisher",
    "issued",
    "url",
    "archive_url",
    "retrieved",
    "language",
    "original_language",
    "genre",
    "licence",
    "situation",
    # the names of CSL
    *MORE_FIELDS,
)
#: Other words for the same column.
ALIASES = {"filename": "file"}

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


class ManifestRow(NamedTuple):
    #: The line of the manifest, from 1, where the row begins.
    line: int
    file: str
    title: str
    authors: list[str]
    translators: list[str]
    editors: list[str]
    publisher: str
    #: Partial dates: "2022", "2022-01" or "2022-01-07"; empty when unknown.
    issued: str
    url: str
    archive_url: str
    retrieved: str
    language: str
    original_language: str
    genre: str
    licence: str
    #: The situation's code; empty when the text is about none.
    situation: str
    #: What bibliographies say besides, by CSL's names.
    bibliography: dict[str, str]


class Manifest(NamedTuple):
    rows: list[ManifestRow]
    #: Whole sentences, each with its line; the rows are good only when there are none.
    problems: list[str]


def read(text: str, files: Collection[str] | None = None) -> Manifest:
    """Read a manifest and say all that is wrong with it.

    Args:
        text: the manifest, decoded (corpus.importers.plain_text).
        files: the names of the files that came along; None leaves that unchecked.
    """
    lines = numbered(text.removeprefix("\ufeff"))
    try:
        line, header = next(lines, (1, []))
        columns = [ALIASES.get(name, name) for name in map(str.strip, header)]
        problems = [f"Line {line}: {sentence}" for sentence in check_columns(columns)]
        if problems:
            return Manifest([], problems)
        rows = []
        for line, cells in lines:
            row, sentences = read_row(line, columns, cells)
            rows.append(row)
            problems += [f"Line {line}: {sentence}" for sentence in sentences]
    except csv.Error as error:
        return Manifest([], [f"The manifest is no CSV file that can be read: {error}."])
    problems += check_files(rows, files)
    if not rows:
        problems.append("The manifest names no file: it has no row below its heading.")
    return Manifest(rows, problems)


def numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def check_columns(columns: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(columns):
        if name not in COLUMNS:
            yield (
                f"“{name}” is no column of a manifest; the columns are "
                f"{', '.join(COLUMNS)}."
            )
        elif columns.count(name) > 1:
            yield f"the column “{name}” is there twice."
    if "file" not in columns:
        yield "the column “file” is missing."


def read_row(
    line: int, columns: list[str], cells: list[str]
) -> tuple[ManifestRow, list[str]]:
    problems = []
    if len(cells) > len(columns):
        problems.append(
            f"{len(cells)} cells, but there are {len(columns)} columns; a cell that "
            "holds a comma stands in double quotes."
        )
    given: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    given.update(zip(columns, (cell.strip() for cell in cells), strict=False))
    given["title"] = given["title"] or PurePath(given["file"]).stem
    for column in ("authors", "translators", "editors"):
        given[column] = names.split(given[column])
    given["bibliography"] = {
        name: value for name in MORE_FIELDS if (value := given.pop(name))
    }
    row = ManifestRow(line=line, **given)
    return row, problems + list(check_row(row))


def check_row(row: ManifestRow) -> Iterator[str]:
    if not row.file:
        yield "the cell “file” is empty; it names the text's file."
    for column in ("issued", "retrieved"):
        try:
            partial_date.validate(getattr(row, column))
        except ValueError as error:
            yield f"{column}: {error}"
    for column in ("url", "archive_url"):
        value = getattr(row, column)
        if value and not ADDRESS.fullmatch(value):
            yield f"{column}: “{value}” is no web address (http:// or https://)."
    for column in ("language", "original_language"):
        value = getattr(row, column)
        if value and not LANGUAGE.fullmatch(value):
            yield f"{column}: “{value}” is no language code; write en, uk or pt-BR."


def check_files(
    rows: list[ManifestRow], files: Collection[str] | None
) -> Iterator[str]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.file in seen:
            yield (
                f"Line {row.line}: “{row.file}” stands already on line "
                f"{seen[row.file]}."
            )
        elif row.file and files is not None and row.file not in files:
            yield f"Line {row.line}: the file “{row.file}” is not there."
        seen.setdefault(row.file, row.line)
