"""CSV: one row a passage, for spreadsheets and statistics. Written only.

Loses: types (all cells are text), the difference between no situation and an empty
one, tags and names that hold the separator "; ", a relation's note and who drew it, and
how a cell begins that a spreadsheet would take for a formula (``formats.spreadsheet``).
Positions are code points.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from formats import spreadsheet
from formats.record import Record

#: "+" alone would be taken for a formula.
POLARITY_WORDS = {1: "justifies", -1: "limits", 0: "neutral"}

COLUMNS = (
    "annotation_id",
    "document_sha256",
    "document_file",
    "document_title",
    "document_authors",
    "document_publisher",
    "document_issued",
    "document_language",
    "document_url",
    "start_codepoint",
    "end_codepoint",
    "quote",
    "doctrine",
    "doctrine_name",
    "doctrine_polarity",
    "stance",
    "voice",
    "holder",
    "via",
    "attitude",
    "situation",
    "ground",
    "role",
    "explicitness",
    "confidence",
    "authority_instrument",
    "authority_locator",
    "authority_version",
    "authority_reliance",
    "comparators",
    "relations",
    "tags",
    "note",
    "status",
    "reason",
    "coder",
    "created",
    "codebook_release",
    "settlement",
    "settled_by",
    "reading",
)


class Context(NamedTuple):
    """What a row says beside the annotation; one object serves many."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    issued: str = ""
    language: str = ""
    url: str = ""
    doctrine_name: str = ""
    #: 1, -1 or 0.
    polarity: int = 0
    #: The number of the codebook's release that it was made under.
    release: int | None = None
    #: One of words.SETTLEMENTS where the mark was settled, the e-mail address of who
    #: settled it, and whose reading it is where several stand.
    settlement: str = ""
    settled_by: str = ""
    reading: str = ""


def write(rows: Iterable[tuple[Record, Context]]) -> Iterator[bytes]:
    """The file in pieces of many rows."""
    return spreadsheet.pieces(chain([COLUMNS], (cells(*row) for row in rows)))


def cells(record: Record, context: Context) -> tuple[str, ...]:
    document, voice, authority = record.document, record.voice, record.authority
    return (
        f"urn:uuid:{record.id}" if record.id else "",
        f"sha256:{document.sha256}" if document.sha256 else "",
        document.filename,
        context.title,
        "; ".join(context.authors),
        context.publisher,
        context.issued,
        context.language,
        context.url,
        str(record.start),
        str(record.end),
        record.quote,
        record.doctrine,
        context.doctrine_name,
        POLARITY_WORDS[context.polarity],
        record.stance,
        voice.kind,
        voice.holder,
        "; ".join(voice.via),
        record.attitude,
        record.situation or "",
        record.ground,
        record.role,
        record.explicitness,
        record.confidence,
        authority.instrument if authority else "",
        authority.locator if authority else "",
        authority.version if authority else "",
        authority.reliance if authority else "",
        "; ".join(f"{item.relation} {item.situation}" for item in record.comparators),
        "; ".join(f"{item.kind}:{item.target}" for item in record.relations),
        "; ".join(record.tags),
        record.note,
        record.status,
        record.reason,
        record.by,
        record.created.isoformat() if record.created else "",
        str(context.release or ""),
        context.settlement,
        context.settled_by,
        context.reading,
    )
