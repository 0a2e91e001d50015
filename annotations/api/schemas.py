"""What bodies look like, for the OpenAPI description: from the types that read them."""

from typing import Any

import msgspec

from annotations.api.bodies import Changes
from formats import words
from formats.record import Record

#: Fields with a closed list of words.
WORDS = {
    "stance": words.STANCES,
    "attitude": words.ATTITUDES,
    "ground": words.GROUNDS,
    "role": words.ROLES,
    "explicitness": words.EXPLICITNESS,
    "confidence": words.CONFIDENCES,
    "status": words.STATUSES,
}
NEVER_EMPTY = {"stance", "status"}


def schema_of(kind) -> dict[str, Any]:
    """The JSON Schema of a struct, whole: nothing of it lies elsewhere."""
    schema = schema_of_body(kind)
    for name, allowed in WORDS.items():
        if name in schema["properties"]:
            values = [*allowed] if name in NEVER_EMPTY else ["", *allowed]
            schema["properties"][name] = {"type": "string", "enum": values}
    return schema


def schema_of_body(kind) -> dict[str, Any]:
    """The JSON Schema of a struct that says its own words."""
    (reference,), components = msgspec.json.schema_components(
        [kind], ref_template="{name}"
    )
    return inlined(reference, components)


def inlined(value, components):
    """A schema with its references replaced by what they stand for."""
    if isinstance(value, dict):
        if "$ref" in value:
            return inlined(components[value["$ref"]], components)
        return {name: inlined(member, components) for name, member in value.items()}
    if isinstance(value, list):
        return [inlined(member, components) for member in value]
    return value


def new_annotation() -> dict[str, Any]:
    """A PUT's body: a record without what the server sets."""
    schema = schema_of(Record)
    for name in ("by", "created", "status", "reason", "id", "relations"):
        del schema["properties"][name]
    schema["properties"]["document"] = {"type": "integer", "minimum": 1}
    return schema


def json_body(schema, required=True):
    """What ``openapi_extra`` says of a request's body."""
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": required, "content": content}}


PUT = json_body(new_annotation())
PATCH = json_body(schema_of(Changes))
