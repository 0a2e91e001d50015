"""Annotations as neutral records: read from a row, changed, checked."""

import hashlib

import msgspec
from django.core.exceptions import ValidationError

from formats.record import Record, problems


def plain_fields(record):
    """The fields that a record and a row share as they are."""
    return {
        "attitude": record.attitude,
        "ground": record.ground,
        "role": record.role,
        "explicitness": record.explicitness,
        "confidence": record.confidence,
        "note": record.note,
    }


def reliance_of(record):
    """How the author stands to the wording; nothing where no wording is named."""
    return record.authority.reliance if record.authority else ""


def record_of(annotation):
    """A row as a neutral record: three queries for its lists."""
    voice: dict = {"kind": "own"}
    if annotation.actor_id:
        chain = annotation.chain.select_related("actor")
        voice = {
            "kind": "attributed",
            "holder": annotation.actor.name,
            "via": [link.actor.name for link in chain],
        }
    comparators = annotation.comparators.select_related("situation").order_by("pk")
    provision = annotation.provision
    return as_record(
        {
            "document": {"id": annotation.document_id},
            "start": annotation.start,
            "end": annotation.end,
            "quote": annotation.quote,
            "doctrine": annotation.doctrine.slug,
            "stance": annotation.stance,
            "voice": voice,
            "situation": annotation.situation.code if annotation.situation else None,
            "authority": provision
            and {
                "instrument": provision.instrument.name,
                "locator": provision.locator,
                "version": provision.version,
                "reliance": annotation.reliance,
            },
            "comparators": [
                {"situation": item.situation.code, "relation": item.relation}
                for item in comparators
            ],
            "tags": sorted(annotation.tags.names()),
            **plain_fields(annotation),
        }
    )


def as_record(value):
    """A record from a dict of its fields.

    Raises:
        ValidationError: a field is missing or of the wrong type.
    """
    if isinstance(value, Record):
        return value
    try:
        return msgspec.convert({"document": {}, **value}, Record)
    except msgspec.ValidationError as error:
        raise ValidationError(f"{error}.") from error


def merged(record, changes):
    """A record with some fields changed; a voice is replaced whole."""
    changed = msgspec.to_builtins(record)
    changed["situation"] = record.situation
    changed.update(changes)
    if changed["voice"].get("kind") == "own" and "attitude" not in changes:
        changed["attitude"] = ""
    return as_record(changed)


def decided_otherwise(before, record):
    """Whether span, doctrine, stance, voice or situation differ."""
    return any(
        getattr(before, name) != getattr(record, name)
        for name in ("start", "end", "doctrine", "stance", "voice", "situation")
    )


def check(record):
    """Refuse a record that is wrong by itself.

    Raises:
        ValidationError: {field: [sentence]}
    """
    found: dict = {}
    for field, sentence in problems(record):
        if not field.startswith("document"):
            found.setdefault(field, []).append(sentence)
    if found:
        raise ValidationError(found)


def hash_of(record):
    """SHA-256 of a record, in hexadecimal: equal for equal records."""
    return hashlib.sha256(msgspec.json.encode(record, order="sorted")).hexdigest()
