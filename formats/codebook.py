"""A codebook file, as JSON or as CSV -> entries that can be loaded. Read only.

JSON: {"doctrines": […], "links": […], "instruments": […], "provisions": […]}; only the
first is needed. CSV: one doctrine a row, in the columns slug, parent, polarity, name,
definition, pin_cite, checked; further columns are the other fields of an entry. CSV
loses links and provisions; a branch without colours gets one.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from formats import words

SLUG = re.compile(r"[a-z0-9_]+([.-][a-z0-9_]+)*")
LENGTHS = {"slug": 100, "name": 200, "pin_cite": 300, "key": 1}
PALETTES = 12
YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "": False}
NUMBERS = ("order", "palette")
NEEDED = ("slug", "name")
LARGEST = 2**31 - 1


class Entry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    slug: str
    name: str
    parent: str | None = None
    order: int = 0
    polarity: str = "0"
    definition: str = ""
    include: str = ""
    exclude: str = ""
    pin_cite: str = ""
    checked: bool = False
    #: None: that of the entry above it.
    palette: int | None = None
    key: str = ""


class Link(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    target: str
    kind: str


class Instrument(msgspec.Struct):
    name: str
    kind: str = ""
    signed: str = ""


class Provision(msgspec.Struct):
    instrument: str
    locator: str
    version: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    link: str = ""
    summary: str = ""


class Codebook(msgspec.Struct, forbid_unknown_fields=True):
    doctrines: list[Entry]
    links: list[Link] = []
    instruments: list[Instrument] = []
    provisions: list[Provision] = []


class Unreadable(ValueError):
    """``problems``: one sentence for each thing that is wrong, with its place."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


def read(data: bytes, known: Collection[str] = ()) -> dict[str, Any]:
    """What a file holds, as ``load_codebook`` takes it.

    Args:
        data: UTF-8; a byte-order mark is passed over.
        known: slugs that are there already.

    Raises:
        Unreadable
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable([f"Line {line}: this is not UTF-8. Save it so."]) from None
    if "\x00" in text or "\\u0000" in text:
        raise Unreadable(["The file holds a NUL character. Take it out."])
    if text.lstrip().startswith("{"):
        codebook, places = read_json(text)
    else:
        codebook, places = read_csv(text)
    problems = list(problems_of(codebook, places, known))
    if problems:
        raise Unreadable(problems)
    give_colours(codebook.doctrines)
    return msgspec.to_builtins(codebook)


def read_json(text: str) -> tuple[Codebook, list[str]]:
    try:
        codebook = msgspec.json.decode(text.encode(), type=Codebook)
    except msgspec.ValidationError as error:
        raise Unreadable([f"{error}."]) from None
    except msgspec.DecodeError as error:
        position = re.search(r"byte (\d+)", str(error))
        before = text.encode()[: int(position[1])] if position else text.encode()
        line = before.count(b"\n") + 1
        raise Unreadable([f"Line {line}: this is no JSON ({error})."]) from None
    if not any(entry.order for entry in codebook.doctrines):
        for number, entry in enumerate(codebook.doctrines, start=1):
            entry.order = 10 * number
    places = [
        f"Doctrine {number}, “{entry.slug}”"
        for number, entry in enumerate(codebook.doctrines, start=1)
    ]
    return codebook, places


def read_csv(text: str) -> tuple[Codebook, list[str]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    entries, places, problems = [], [], []
    try:
        check_columns(reader.fieldnames or [])
        for row in reader:
            place = f"Line {reader.line_num}"
            try:
                entries.append(entry_of(row, len(entries)))
                places.append(place)
            except ValueError as error:
                problems.append(f"{place}: {error}")
    except csv.Error as error:
        problems.append(f"Line {reader.line_num}: this is no CSV ({error}).")
    if problems:
        raise Unreadable(problems)
    return Codebook(entries), places


def check_columns(columns: Collection[str]) -> None:
    for name in NEEDED:
        if name not in columns:
            raise Unreadable([f"Line 1: there is no column “{name}”."])
    for name in columns:
        if name not in Entry.__struct_fields__:
            allowed = ", ".join(Entry.__struct_fields__)
            raise Unreadable([f"Line 1: “{name}” is none of: {allowed}."])


def entry_of(row: dict, place: int) -> Entry:
    """An entry from a row, ``place`` rows after the first.

    Raises:
        ValueError: with a sentence.
    """
    if None in row or None in row.values():
        raise ValueError("This line has not as many cells as there are columns.")
    cells: dict[str, Any] = {name: cell.strip() for name, cell in row.items()}
    cells["parent"] = cells.get("parent") or None
    checked = cells.get("checked", "").lower()
    if checked not in YES:
        raise ValueError(f"checked is “{checked}”; write yes or no.")
    cells["checked"] = YES[checked]
    cells["polarity"] = cells.get("polarity") or "0"
    for name in NUMBERS:
        cell = cells.pop(name, "")
        if cell and not (cell.isascii() and cell.isdigit()):
            raise ValueError(f"{name} is “{cell}”, which is no number.")
        if cell:
            cells[name] = int(cell)
    cells.setdefault("order", 10 * (place + 1))
    return Entry(**cells)


def problems_of(
    codebook: Codebook, places: list[str], known: Collection[str]
) -> Iterator[str]:
    """All that is wrong with what was read, each with its place."""
    entries = {}
    for place, entry in zip(places, codebook.doctrines, strict=True):
        if entry.slug in entries:
            yield f"{place}: the id “{entry.slug}” stands above already."
        entries[entry.slug] = entry
    slugs = {*entries, *known}
    for place, entry in zip(places, codebook.doctrines, strict=True):
        for sentence in entry_problems(entry, slugs):
            yield f"{place}: {sentence}"
        if lies_under_itself(entry, entries):
            yield f"{place}: it lies under itself."
    for number, link in enumerate(codebook.links, start=1):
        for slug in (link.source, link.target):
            if slug not in slugs:
                yield f"Link {number}: there is no doctrine “{slug}”."
        if link.kind not in words.DOCTRINE_LINKS:
            allowed = ", ".join(words.DOCTRINE_LINKS)
            yield f"Link {number}: “{link.kind}” is none of: {allowed}."
    instruments = {instrument.name for instrument in codebook.instruments}
    for number, provision in enumerate(codebook.provisions, start=1):
        if provision.instrument not in instruments:
            name = provision.instrument
            yield f"Provision {number}: there is no instrument “{name}”."


def entry_problems(entry: Entry, slugs: Collection[str]) -> Iterator[str]:
    if not SLUG.fullmatch(entry.slug):
        yield (
            f"the id “{entry.slug}” may hold small letters, digits and underscores,"
            " parted by dots."
        )
    if not entry.name.strip():
        yield "give the doctrine a name."
    for name, most in LENGTHS.items():
        if len(getattr(entry, name)) > most:
            yield f"{name} has more than {most} characters."
    if entry.parent and entry.parent not in slugs:
        yield f"it lies under “{entry.parent}”, which is not there."
    if entry.polarity not in words.POLARITIES:
        yield f"polarity is “{entry.polarity}”; write +, - or 0."
    if entry.palette is not None and not 1 <= entry.palette <= PALETTES:
        yield f"palette is {entry.palette}; there are 1 to {PALETTES}."
    if not 0 <= entry.order <= LARGEST:
        yield f"order is {entry.order}; write 0 to {LARGEST}."
    if entry.checked and not entry.pin_cite:
        yield "there is no pin-cite that was checked."


def lies_under_itself(entry: Entry, entries: dict[str, Entry]) -> bool:
    seen = {entry.slug}
    above = entries.get(entry.parent or "")
    while above is not None and above.slug not in seen:
        seen.add(above.slug)
        above = entries.get(above.parent or "")
    return above is not None and above.slug == entry.slug


def give_colours(entries: list[Entry]) -> None:
    """Entries without a colour take that of the one above; roots take turns."""
    by_slug = {entry.slug: entry for entry in entries}
    roots = [entry for entry in entries if entry.parent not in by_slug]
    for number, root in enumerate(roots):
        root.palette = root.palette or number % PALETTES + 1
    for entry in entries:
        above = entry
        while above.palette is None:
            above = by_slug[above.parent or ""]
        entry.palette = above.palette
