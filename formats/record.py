"""The neutral record: one annotation, as every format reads and writes it.

Positions are half-open and count Unicode code points of the stored text. An optional
field that is empty is left out when written; ``situation`` alone is always written, as
null when the annotation is about none, because its absence means "the document's".
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from formats import words

#: The largest position a database integer holds.
FARTHEST = 2**31 - 1
#: The most that one annotation holds: characters of a note, entries of a list.
LONGEST_NOTE = 20_000
#: The most characters of a relation's note.
LONGEST_REMARK = 1_000
LIMITS = {"tags": 100, "comparators": 100}
LONGEST_CHAIN = 20
#: Years that every calendar and time zone of a reader can show.
YEARS = range(1900, 2200)
SHA256 = re.compile(r"[0-9a-f]{64}")


class Part(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """No cycles can arise, so the garbage collector need not look (twice as fast)."""


class DocumentReference(Part):
    """Which text: found by the hash of the stored text, then by the file's name."""

    sha256: str = ""
    filename: str = ""
    id: int | None = None


class Voice(Part):
    #: One of words.VOICES.
    kind: str
    #: The name of the actor a claim is attributed to.
    holder: str = ""
    #: Who reports it, nearest to the text first.
    via: tuple[str, ...] = ()


class Authority(Part):
    instrument: str
    locator: str
    version: str = ""
    #: One of words.RELIANCES: how the author stands to this wording.
    reliance: str = ""


class Comparator(Part):
    situation: str
    #: One of words.COMPARISONS.
    relation: str


class RelationTo(Part):
    """How the annotation bears on another, of the same text or another one."""

    #: One of words.RELATIONS.
    kind: str
    #: The other's id.
    target: UUID
    note: str = ""
    #: The e-mail address of who drew it, when it is not the annotation's coder.
    by: str = ""


class Record(Part, kw_only=True):
    id: UUID | None = None
    document: DocumentReference
    start: int
    end: int
    quote: str
    #: The doctrine's slug.
    doctrine: str
    #: One of words.STANCES.
    stance: str
    voice: Voice
    #: One of words.ATTITUDES, towards an attributed claim.
    attitude: str = ""
    #: A situation's code; None for none; UNSET for the document's.
    situation: str | None | UnsetType = UNSET
    ground: str = ""
    role: str = ""
    explicitness: str = ""
    confidence: str = ""
    authority: Authority | None = None
    comparators: tuple[Comparator, ...] = ()
    relations: tuple[RelationTo, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    status: str = ""
    reason: str = ""
    #: The coder's e-mail address.
    by: str = ""
    created: Annotated[datetime, Meta(tz=True)] | None = None


class QuoteMismatch(ValueError):
    """The quote is not what the text holds there; the message is a sentence."""


def prove(record: Record, text: str) -> None:
    """Refuse a record whose quote is not the text's.

    Raises:
        QuoteMismatch
    """
    found = text[record.start : record.end]
    if not 0 <= record.start < record.end <= len(text) or found != record.quote:
        raise QuoteMismatch(
            f"The text holds “{shorten(found)}” from {record.start} to {record.end}, "
            f"and not “{shorten(record.quote)}”."
        )


def shorten(quote: str, length: int = 60) -> str:
    return quote if len(quote) <= length else quote[: length - 1] + "…"


def problems(record: Record) -> Iterator[tuple[str, str]]:
    """All that is wrong with a record by itself: (field, sentence).

    The text, the codebook and what else it names are for the importer to look up.
    """
    yield from span_problems(record)
    document = record.document
    if not document.sha256 and not document.filename and document.id is None:
        yield "document", "Name the document by sha256, filename or id."
    elif document.sha256 and not SHA256.fullmatch(document.sha256):
        yield (
            "document.sha256",
            "A sha256 has 64 characters, each one of 0-9 and a-f.",
        )
    if not record.doctrine:
        yield "doctrine", "Name the doctrine by its slug."
    yield from word_problems(record)
    yield from voice_problems(record)
    if record.situation == "":
        yield "situation", "Give the situation's code, or null for none."
    if record.note or record.reason or record.tags or record.comparators:
        yield from size_problems(record)
    if record.created is not None and record.created.year not in YEARS:
        yield "created", f"The year lies outside {YEARS[0]} to {YEARS[-1]}."
    for comparator in record.comparators:
        if comparator.relation not in words.COMPARISONS:
            yield one_of("comparators.relation", comparator.relation, words.COMPARISONS)
        if not comparator.situation:
            yield "comparators.situation", "Give the situation's code."
    if record.relations:
        yield from relation_problems(record)
    if record.authority:
        yield from authority_problems(record.authority)
    for tag in record.tags:
        if not tag.strip():
            yield "tags", "A tag holds at least one character."


def relation_problems(record: Record) -> Iterator[tuple[str, str]]:
    for relation in record.relations:
        if relation.kind not in words.RELATIONS:
            yield one_of("relations.kind", relation.kind, words.RELATIONS)
        if relation.target == record.id:
            yield "relations.target", "An annotation is not related to itself."
        if len(relation.note) > LONGEST_REMARK:
            sentence = f"{len(relation.note):,} characters; at most {LONGEST_REMARK:,}."
            yield "relations.note", sentence
    drawn = [(item.kind, item.target, item.by) for item in record.relations]
    if len(set(drawn)) < len(drawn):
        yield "relations", "Name each relation once."


def authority_problems(authority: Authority) -> Iterator[tuple[str, str]]:
    if not authority.instrument.strip():
        yield "authority", "Name the instrument."
    if authority.reliance and authority.reliance not in words.RELIANCES:
        yield one_of("authority.reliance", authority.reliance, words.RELIANCES)


def size_problems(record: Record) -> Iterator[tuple[str, str]]:
    for field in ("note", "reason"):
        length = len(getattr(record, field))
        if length > LONGEST_NOTE:
            yield field, f"{length:,} characters; the limit is {LONGEST_NOTE:,}."
    for field, most in LIMITS.items():
        if len(getattr(record, field)) > most:
            yield field, f"At most {most} of them stand at one annotation."
    named = [comparator.situation for comparator in record.comparators]
    if len(set(named)) < len(named):
        yield "comparators", "Name each situation once."


def span_problems(record: Record) -> Iterator[tuple[str, str]]:
    start, end = record.start, record.end
    if start < 0:
        yield "start", f"start is {start}; the text begins at 0."
    elif end > FARTHEST:
        yield "end", f"end is {end}, which lies past the end of any text."
    elif start >= end:
        yield "end", f"end is {end}; it must be greater than start, {start}."
    elif len(record.quote) != end - start:
        yield (
            "quote",
            f"The quote has {len(record.quote)} code points, but from {start} to {end} "
            f"there are {end - start}.",
        )


def word_problems(record: Record) -> Iterator[tuple[str, str]]:
    if record.stance not in words.STANCES:
        yield one_of("stance", record.stance, words.STANCES)
    if record.attitude and record.attitude not in words.ATTITUDES:
        yield one_of("attitude", record.attitude, words.ATTITUDES)
    if record.ground and record.ground not in words.GROUNDS:
        yield one_of("ground", record.ground, words.GROUNDS)
    if record.role and record.role not in words.ROLES:
        yield one_of("role", record.role, words.ROLES)
    if record.explicitness and record.explicitness not in words.EXPLICITNESS:
        yield one_of("explicitness", record.explicitness, words.EXPLICITNESS)
    if record.confidence and record.confidence not in words.CONFIDENCES:
        yield one_of("confidence", record.confidence, words.CONFIDENCES)
    if record.status and record.status not in words.STATUSES:
        yield one_of("status", record.status, words.STATUSES)


def voice_problems(record: Record) -> Iterator[tuple[str, str]]:
    voice = record.voice
    if voice.kind == "own":
        if voice.holder or voice.via:
            yield "voice", "The author's own voice has no holder and no via."
        if record.attitude:
            yield "attitude", "An attitude goes with an attributed voice only."
    elif voice.kind == "attributed":
        if not voice.holder.strip():
            yield "voice.holder", "Name the holder the claim is attributed to."
        if len(voice.via) > LONGEST_CHAIN:
            yield "voice.via", f"At most {LONGEST_CHAIN} stand between text and holder."
        if not all(name.strip() for name in voice.via):
            yield "voice.via", "Each name in via holds at least one character."
    else:
        yield one_of("voice.kind", voice.kind, words.VOICES)


def one_of(field: str, value: str, allowed: dict[str, str]) -> tuple[str, str]:
    return field, f"“{shorten(value)}” is none of: {', '.join(allowed)}."
