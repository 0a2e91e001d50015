"""The formats of a codebook, by what a file is called or holds.

A format's module is imported when it is used first: one of them brings a large library.
"""

import importlib
import re
from typing import NamedTuple

from formats import (
    codebook_checks,
    codebook_csv,
    codebook_json,
    codebook_xlsx,
    qdc,
    skos_terms,
)
from formats.codebook import LARGEST_FILE, Codebook, Read, Unreadable, give_colours


class Kind(NamedTuple):
    label: str
    #: What it is good for, in a sentence.
    about: str
    extension: str
    content_type: str
    #: What does not come through it.
    loses: tuple[str, ...]
    module: str
    writer: str = "write"
    #: Where it is read; nothing: in the same module.
    reading: str = ""
    reader: str = "read"


class Given(NamedTuple):
    codebook: Codebook
    #: What of the file was left out or changed, in sentences.
    warnings: list[str]
    #: What the file says of entries; other fields stay as they are in a project.
    fields: frozenset[str]


FORMATS = {
    "json": Kind(
        "JSON",
        "Everything; for another project here, or for scripts.",
        "json",
        "application/json",
        codebook_json.LOSES,
        "formats.codebook_json",
    ),
    "xlsx": Kind(
        "Excel workbook",
        "A sheet each for doctrines, examples, links, instruments and provisions.",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        codebook_xlsx.LOSES,
        "formats.codebook_xlsx",
    ),
    "csv": Kind(
        "CSV table",
        "One row a doctrine, for any spreadsheet.",
        "csv",
        "text/csv; charset=utf-8",
        codebook_csv.LOSES,
        "formats.codebook_csv",
    ),
    "skos-ttl": Kind(
        "SKOS, Turtle",
        "For triple stores and thesaurus tools.",
        "ttl",
        "text/turtle; charset=utf-8",
        skos_terms.LOSES,
        "formats.skos",
        "write_turtle",
        "formats.skos_reading",
        "read_turtle",
    ),
    "skos-jsonld": Kind(
        "SKOS, JSON-LD",
        "The same as JSON, for the web.",
        "jsonld",
        "application/ld+json",
        skos_terms.LOSES,
        "formats.skos",
        "write_jsonld",
        "formats.skos_reading",
        "read_jsonld",
    ),
    "qdc": Kind(
        "REFI-QDA codebook",
        "For MAXQDA, ATLAS.ti, NVivo and QualCoder.",
        "qdc",
        "application/xml",
        qdc.LOSES,
        "formats.qdc",
    ),
}
SUFFIX = re.compile(r"\.([a-z]+)$")


def write(format: str, codebook: Codebook, *, project: str, iri: str) -> bytes:
    """A codebook as a file.

    Args:
        format: a key of FORMATS.
        project: its slug.
        iri: the project's address, with a slash at its end.

    Raises:
        Unwritable
    """
    kind = FORMATS[format]
    writer = getattr(importlib.import_module(kind.module), kind.writer)
    return writer(codebook, project=project, iri=iri)


def read(data: bytes, *, filename="", known=None, project="") -> Given:
    """What a file holds, whichever of the formats it is.

    Args:
        data: text is UTF-8; a byte-order mark is passed over.
        known: {slug: name} of what is in the project already.
        project: its slug, by which entries of its own are known again.

    Raises:
        Unreadable
    """
    known = known or {}
    if len(data) > LARGEST_FILE:
        most = LARGEST_FILE // 1024**2
        raise Unreadable([f"This file has more than {most} MB, which no codebook has."])
    kind = FORMATS[format_of(data, filename)]
    if kind.extension != "xlsx":
        data = plain(data)
    reader = getattr(importlib.import_module(kind.reading or kind.module), kind.reader)
    found = reader(data, known=known, project=project)
    finish(found, known)
    return Given(found.codebook, found.warnings, found.fields)


def finish(found: Read, known) -> None:
    """Tidy what was read, refuse what is wrong, and give each entry a colour.

    Raises:
        Unreadable
    """
    tidy(found.codebook)
    codebook_checks.require_sound(found.codebook, found.places, known)
    give_colours(found.codebook.doctrines, known)


def format_of(data: bytes, filename: str) -> str:
    """A key of FORMATS: by the content, and where that is open, by the name."""
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    start = data[:4096].decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")
    found = SUFFIX.search(filename.lower())
    suffix = found[1] if found else ""
    if suffix == "ttl" and not start.startswith(("{", "<?", "<!")):
        # it may begin with a blank node, or with an address of any kind
        return "skos-ttl"
    if start.startswith(("{", "[")):
        linked = re.search(r'"@(context|graph|id|type)"', start)
        return "skos-jsonld" if linked or suffix == "jsonld" else "json"
    if re.match(r"<(\?xml|!|[A-Za-z_]+[\s>/:](?!//))", start):
        return "qdc"
    if re.match(r"(?i)@?(prefix|base)\b|<[a-z]+:|#", start):
        return "skos-ttl"
    return "csv"


def plain(data: bytes) -> bytes:
    """The bytes of a text without its mark.

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
    return text.encode()


def tidy(codebook: Codebook) -> None:
    """No white space around what is said; a name is one line."""
    entries = codebook.doctrines
    examples = [one for entry in entries for one in entry.examples]
    authorities = [*codebook.instruments, *codebook.provisions]
    for thing in (*entries, *examples, *codebook.links, *authorities):
        for name in thing.__struct_fields__:
            value = getattr(thing, name)
            if isinstance(value, str):
                setattr(thing, name, value.strip())
    for entry in entries:
        entry.name = " ".join(entry.name.split())
        entry.parent = entry.parent or None
        entry.replaced_by = entry.replaced_by or None
