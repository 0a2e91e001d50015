"""What is known of a text: check it, and set who wrote, translated and edited it."""

import hashlib
import json
from typing import NamedTuple

from django.core.exceptions import ValidationError

from corpus.actions.names import find_or_create_actors, one_line
from corpus.importers import manifest, names, partial_date
from corpus.models import Authorship, Document

#: The fields of a head that are kept as they come.
HEAD_FIELDS = (
    "title",
    "publisher",
    "issued",
    "url",
    "archive_url",
    "retrieved",
    "language",
    "original_language",
    "genre",
    "licence",
)
#: A head's lists of names -> the part these actors have in the text.
NAME_LISTS = {"authors": "author", "translators": "translator", "editors": "editor"}
#: Characters of each field.
LONGEST = {
    field.name: field.max_length or 0
    for field in Document._meta.fields
    if field.name in HEAD_FIELDS
}
#: Characters of an actor's name.
LONGEST_NAME = 200


class Part(NamedTuple):
    """One name in a text's head."""

    role: str
    #: The actor's name.
    name: str
    #: The name as the text is signed, when it differs.
    signed: str = ""


def check_head(head):
    """Refuse a head that cannot be stored.

    Raises:
        ValidationError: {field: sentences}
    """
    problems: dict = {}
    for name, value in head.items():
        if name in HEAD_FIELDS:
            sentence = _problem(name, (value or "").strip())
        elif name in NAME_LISTS:
            sentence = _names_problem(value)
        elif name == "situation":
            sentence = _situation_problem(value or "")
        else:
            sentence = "A text has no such field."
        if sentence:
            problems[name] = [sentence]
    if problems:
        raise ValidationError(problems)


def _problem(name, value):
    longest = LONGEST[name]
    if "\x00" in value:
        return "This holds a NUL character, which no text can. Take it out."
    if len(value) > longest and name not in ("issued", "retrieved"):
        return f"This has {len(value):,} characters; the limit is {longest:,}."
    if name in ("issued", "retrieved"):
        try:
            partial_date.validate(value)
        except ValueError as error:
            return str(error)
    if not value:
        return ""
    if name in ("url", "archive_url") and not manifest.ADDRESS.fullmatch(value):
        return f"“{value}” is no web address (http:// or https://)."
    if name.endswith("language") and not manifest.LANGUAGE.fullmatch(value):
        return f"“{value}” is no language code; write en, uk or pt-BR."
    return ""


def _names_problem(value):
    for name in value or []:
        if "\x00" in name:
            return "This holds a NUL character, which no name can. Take it out."
        if len(name) > LONGEST_NAME:
            return f"“{name[:40]}…” is too long: a name has at most {LONGEST_NAME}."
    return ""


def _situation_problem(code):
    if "\x00" in code or len(code) > 40 or code != "-".join(code.split()):
        return (
            "A situation's code has at most 40 characters and no spaces, such as"
            " KAZ-2022."
        )
    return ""


def head_version(document):
    """A short hash of the head as stored, to tell whether it changed since.

    Costs a query for the names unless ``authorships`` is prefetched.
    """
    known = [getattr(document, name) for name in HEAD_FIELDS]
    known.append(document.situation_id)
    known += [
        [part.role, part.actor_id, part.name_as_signed]
        for part in document.authorships.all()
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


def parts_of(head, unless=None):
    """The names of a head in their order; without an author, the publisher is one.

    Args:
        unless: a document whose own names stand where the head gives no list.
    """
    parts = []
    for key, role in NAME_LISTS.items():
        if key not in head and unless:
            parts += [part for part in stored_parts(unless) if part.role == role]
            continue
        for given in head.get(key) or []:
            name, signed = names.signed(one_line(given))
            if name:
                parts.append(Part(role, name, signed))
    publisher = unless.publisher if unless else head.get("publisher") or ""
    publisher = one_line(publisher)[:LONGEST_NAME]
    if publisher and not any(part.role == "author" for part in parts):
        parts.insert(0, Part("author", publisher))
    return parts


def stored_parts(document):
    """The names of a document as they stand; a query for actors unless prefetched."""
    return [
        Part(part.role, part.actor.name, part.name_as_signed)
        for part in document.authorships.select_related("actor")
    ]


def as_written(part):
    """A name as a head spells it: "Family, Given [as signed]"."""
    return f"{part.name} [{part.signed}]" if part.signed else part.name


def set_parts(*, project, parts, by):
    """Replace who wrote, translated and edited texts.

    Args:
        parts: {document: list of ``Part``}

    Returns:
        names of actors that had to be made.
    """
    wanted = {part.name for listed in parts.values() for part in listed}
    actors, made = find_or_create_actors(project=project, wanted=wanted, by=by)
    Authorship.objects.filter(document__in=list(parts)).delete()
    Authorship.objects.bulk_create(
        Authorship(
            project=project,
            document=document,
            actor=actors[part.name],
            role=part.role,
            order=order,
            name_as_signed=part.signed,
        )
        for document, listed in parts.items()
        for order, part in enumerate(_once(listed))
    )
    return made


def _once(parts):
    """An actor has each part once; the first stands."""
    first: dict = {}
    for part in parts:
        first.setdefault((part.role, part.name), part)
    return first.values()
