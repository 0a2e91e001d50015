"""What a request's body may say of an actor or a situation."""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

Word = str | UnsetType


class Alias(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    kind: str = ""
    language: str = ""


class Affiliation(msgspec.Struct, forbid_unknown_fields=True):
    affiliation: str = ""
    capacity: str = ""
    begins: str = ""
    ends: str = ""


class ActorBody(msgspec.Struct, forbid_unknown_fields=True):
    """Fields left out stay; ``names`` and ``affiliations`` are replaced whole."""

    name: Word = UNSET
    kind: Word = UNSET
    note: Word = UNSET
    #: Other names, with what they are, or as plain words in ``aliases``.
    names: list[Alias] | UnsetType = UNSET
    aliases: list[str] | UnsetType = UNSET
    #: One of the affiliations, of a new actor only.
    affiliation: Word = UNSET
    capacity: Word = UNSET
    affiliations: list[Affiliation] | UnsetType = UNSET
    identifiers: dict[str, str] | UnsetType = UNSET


class Link(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    label: str = ""


class SituationBody(msgspec.Struct, forbid_unknown_fields=True):
    """Fields left out stay; ``states`` are {part: [names]}."""

    code: Word = UNSET
    title: Word = UNSET
    kind: Word = UNSET
    begins: Word = UNSET
    ends: Word = UNSET
    description: Word = UNSET
    links: list[Link] | UnsetType = UNSET
    states: dict[str, list[str]] | UnsetType = UNSET


def given(body) -> dict[str, Any]:
    """What a body says, as the actions take it."""
    fields = {
        name: msgspec.to_builtins(value)
        for name, value in msgspec.structs.asdict(body).items()
        if value is not UNSET
    }
    if "names" in fields:
        fields["aliases"] = [*fields.pop("names"), *fields.get("aliases", [])]
    return fields
