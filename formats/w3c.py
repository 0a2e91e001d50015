"""W3C Web Annotation JSON-LD: one AnnotationCollection with one page. Written only.

Loses nothing for a reader that keeps our own terms (CONTEXT); any other reader keeps
passage, doctrine, tags, note, coder and time. Without quotes a reader can only find
passages by position, in a text with the hash given. Positions are code points.

Source: https://www.w3.org/TR/annotation-model/ (3.2 collections, 4.2 selectors, 4.3
states), https://www.w3.org/TR/annotation-vocab/
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote as percent_encoded

import msgspec

from formats.record import Record, prove

#: Code points of context before and after a quote, unless more are needed.
CONTEXT_LENGTH = 32
BATCH = 500

NAMESPACE = "urn:glossator:terms:"
TERMS = (
    "stance",
    "voice",
    "kind",
    "holder",
    "attitude",
    "situation",
    "ground",
    "argumentRole",
    "explicitness",
    "confidence",
    "authority",
    "instrument",
    "locator",
    "version",
    "reliance",
    "relation",
    "relationNote",
    "status",
    "reason",
    "sha256",
    "filename",
    "TextVersion",
    "settlement",
    "outcome",
    "settledBy",
    "reading",
)
LISTS = ("via", "comparators")
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "glossator": NAMESPACE,
        **{term: f"glossator:{term}" for term in TERMS},
        **{term: {"@id": f"glossator:{term}", "@container": "@list"} for term in LISTS},
    },
]


NO_SETTLEMENTS: Mapping[Any, Mapping[str, str]] = {}


class Source(NamedTuple):
    """The text a record points into."""

    iri: str
    text: str
    sha256: str
    filename: str = ""
    language: str = ""


class WrongCount(ValueError):
    """There came another number of records than was announced."""


def write(
    records: Iterable[tuple[Record, Source]],
    *,
    iri: str,
    label: str,
    total: int,
    doctrines: str,
    quotes: bool = True,
    settlements: Mapping[Any, Mapping[str, str]] = NO_SETTLEMENTS,
) -> Iterator[bytes]:
    """One JSON document in pieces.

    Args:
        iri: the collection's own, without fragment.
        label: what a person calls the set.
        total: how many records will come.
        doctrines: the beginning of a doctrine's IRI; its slug is put behind it.
        quotes: False leaves the words of the texts out (copyright).
        settlements: of settled marks by their ids: settlement (one of
            words.SETTLEMENTS), settled_by (an e-mail address) and reading (whose it
            is, where several stand).

    Raises:
        QuoteMismatch: a quote is not the text's.
        WrongCount: not ``total`` records came.
    """
    page = f"{iri}#page-1"
    head = {
        "@context": CONTEXT,
        "id": iri,
        "type": "AnnotationCollection",
        "label": label,
        "total": total,
        "last": page,
    }
    first = {"id": page, "type": "AnnotationPage", "partOf": iri, "startIndex": 0}
    yield opened(head) + b',"first":' + opened(first) + b',"items":['
    count = 0
    records = iter(records)
    while batch := list(islice(records, BATCH)):
        items = [
            msgspec.json.encode(
                annotation(record, source, doctrines, quotes)
                | settled(settlements.get(record.id))
            )
            for record, source in batch
        ]
        yield (b",\n" if count else b"\n") + b",\n".join(items)
        count += len(batch)
    if count != total:
        raise WrongCount(f"{total} annotations were announced and {count} came.")
    yield b"\n]}}\n"


def opened(value: dict[str, Any]) -> bytes:
    """A JSON object without its closing brace."""
    return msgspec.json.encode(value)[:-1]


def annotation(
    record: Record, source: Source, doctrines: str, quotes: bool = True
) -> dict[str, Any]:
    """
    Raises:
        QuoteMismatch: the quote is not the text's.
    """
    prove(record, source.text)
    found = {
        "id": f"urn:uuid:{record.id}" if record.id else None,
        "type": "Annotation",
        "motivation": "classifying",
        "creator": creator(record.by),
        "created": record.created,
        "body": list(bodies(record, doctrines)),
        "target": target(record, source, quotes),
        "stance": record.stance,
        "voice": msgspec.to_builtins(record.voice),
        "attitude": record.attitude,
        "situation": record.situation or None,
        "ground": record.ground,
        "argumentRole": record.role,
        "explicitness": record.explicitness,
        "confidence": record.confidence,
        "authority": msgspec.to_builtins(record.authority),
        "comparators": msgspec.to_builtins(record.comparators),
        "status": record.status,
        "reason": record.reason,
    }
    return {name: value for name, value in found.items() if value}


def settled(told: Mapping[str, str] | None) -> dict[str, Any]:
    """How a mark was settled, by whom, and whose reading it is where several stand."""
    if not told:
        return {}
    found = {
        "outcome": told["settlement"],
        "settledBy": creator(told["settled_by"]),
        "reading": told["reading"],
    }
    return {"settlement": {name: value for name, value in found.items() if value}}


def creator(email: str) -> dict[str, str] | None:
    return {"type": "Person", "email": f"mailto:{email}"} if email else None


def bodies(record: Record, doctrines: str) -> Iterator[dict[str, Any]]:
    yield {
        "type": "SpecificResource",
        "source": doctrines + percent_encoded(record.doctrine),
        "purpose": "classifying",
    }
    for tag in record.tags:
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}
    for relation in record.relations:
        linked: dict[str, Any] = {
            "type": "SpecificResource",
            "source": f"urn:uuid:{relation.target}",
            "purpose": "linking",
            "relation": relation.kind,
            "relationNote": relation.note,
            "creator": creator(relation.by),
        }
        yield {name: value for name, value in linked.items() if value}
    if record.note:
        yield {"type": "TextualBody", "value": record.note, "purpose": "commenting"}


def target(record: Record, source: Source, quotes: bool) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": record.start, "end": record.end}
    ]
    if quotes:
        prefix, suffix = surroundings(source.text, record.start, record.end)
        selectors.append(
            {
                "type": "TextQuoteSelector",
                "exact": record.quote,
                "prefix": prefix,
                "suffix": suffix,
            }
        )
    state = {"type": ["oa:State", "TextVersion"], "sha256": source.sha256}
    if source.filename:
        state["filename"] = source.filename
    return {"source": source.iri, "selector": selectors, "state": state}


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span: enough to find it and nothing else."""
    length = CONTEXT_LENGTH
    while True:
        before, after = max(0, start - length), min(len(text), end + length)
        passage = text[before:after]
        whole = before == 0 and after == len(text)
        unique = text.find(passage) == before and text.find(passage, before + 1) < 0
        if whole or unique:
            return text[before:start], text[end:after]
        length *= 2
