"""The neutral codebook that every format of one reads and writes, and its rules.

Ids of entries never change. Dates are ISO; in force from and to are partial dates. The
order of the lists says nothing: entries carry ``order``, the place among siblings.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

import msgspec

SLUG = re.compile(r"[a-z0-9_]+([.-][a-z0-9_]+)*")
PALETTES = 12
#: A file, in bytes, and what it may hold.
LARGEST_FILE = 8 * 1024 * 1024
MOST_ENTRIES = 10_000


class Example(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Words written for the codebook, or a passage: quote, source and annotation."""

    kind: str = "positive"
    text: str = ""
    note: str = ""
    quote: str = ""
    #: Where the passage stands, as a person cites it.
    source: str = ""
    #: The annotation's id.
    annotation: str = ""


class Entry(msgspec.Struct, forbid_unknown_fields=True):
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
    #: Who compared the pin-cite, and the day; may be left out.
    checked_by: str = ""
    checked_on: str = ""
    #: None: that of the entry above it.
    palette: int | None = None
    key: str = ""
    retired: bool = False
    #: A time with its zone; may be left out.
    retired_on: str = ""
    #: The entry to use instead.
    replaced_by: str | None = None
    examples: list[Example] = []


class Link(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    source: str
    target: str
    kind: str
    order: int = 0


class Instrument(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    kind: str = ""
    signed: str = ""
    link: str = ""
    #: Stood in older files; not kept.
    title: str = ""


class Provision(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    instrument: str
    locator: str
    version: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    #: For whom the dates hold, when not for all.
    in_force_for: str = ""
    link: str = ""
    summary: str = ""


class Codebook(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    doctrines: list[Entry]
    links: list[Link] = []
    instruments: list[Instrument] = []
    provisions: list[Provision] = []
    title: str = ""
    #: The number of the last release, or None before the first.
    release: int | None = None


#: What may be said of an entry beside its id.
FIELDS = frozenset(Entry.__struct_fields__) - {"slug"}


class Read(NamedTuple):
    """What a reader found in a file."""

    codebook: Codebook
    #: Where each entry stood.
    places: list[str]
    #: What was left out or changed, in sentences.
    warnings: list[str] = []
    #: What the file speaks of: another field is left as it is in the project.
    fields: frozenset[str] = FIELDS


class Unreadable(ValueError):
    """``problems``: one sentence for each thing that is wrong, with its place."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


class Unwritable(ValueError):
    """A sentence: what this codebook says that the format cannot hold."""


def in_order(codebook: Codebook) -> list[Entry]:
    """The entries as a tree is drawn: parents first, siblings by order, then name.

    Entries whose parent is not there count as roots.
    """
    known = {entry.slug for entry in codebook.doctrines}
    below: dict[str | None, list[Entry]] = {}
    for entry in sorted(codebook.doctrines, key=lambda one: (one.order, one.name)):
        parent = entry.parent if entry.parent in known else None
        below.setdefault(parent, []).append(entry)
    walked = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        entry = waiting.pop()
        walked.append(entry)
        waiting.extend(reversed(below.get(entry.slug, [])))
    return walked


def in_one_order(codebook: Codebook) -> Codebook:
    """An equal codebook whose lists stand in an order that depends on nothing else."""
    return msgspec.structs.replace(
        codebook,
        doctrines=in_order(codebook),
        links=sorted(
            codebook.links,
            key=lambda link: (link.kind, link.target, link.order, link.source),
        ),
        instruments=sorted(codebook.instruments, key=lambda one: one.name),
        provisions=sorted(
            codebook.provisions,
            key=lambda one: (one.instrument, one.locator, one.version),
        ),
    )


def number_entries(entries: list[Entry]) -> None:
    """Entries that carry no order stand as in the file."""
    if not any(entry.order for entry in entries):
        for number, entry in enumerate(entries, start=1):
            entry.order = 10 * number


def give_colours(entries: list[Entry], known: Collection[str] = ()) -> None:
    """Entries without a colour take that of the one above; roots take turns.

    Must hold no circle.
    """
    by_slug = {entry.slug: entry for entry in entries}
    roots = [entry for entry in entries if entry.parent not in by_slug]
    for number, root in enumerate(roots):
        if root.palette is None and root.parent not in known:
            root.palette = number % PALETTES + 1
    for entry in entries:
        line = [entry]
        while line[-1].palette is None and line[-1].parent in by_slug:
            line.append(by_slug[line[-1].parent or ""])
        for below in line:
            below.palette = line[-1].palette
