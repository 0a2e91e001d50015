"""The fields of a text's head, and what each may say."""

import re

from django.core.exceptions import ValidationError

from corpus.importers import manifest, partial_date
from corpus.models import Actor, Document, Situation
from formats.bibliography import LONGEST_FIELD, MORE_FIELDS, TYPES

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
LONG_FIELDS = ("abstract", "note")
DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
#: A head's lists of names -> the part these actors have in the text.
NAME_LISTS = {"authors": "author", "translators": "translator", "editors": "editor"}
#: Characters of each field.
LONGEST = {
    field.name: field.max_length or 0
    for field in Document._meta.fields
    if field.name in HEAD_FIELDS
}
#: Some kinds of work, for the sentence that refuses another.
KINDS = "article-journal, post-weblog, book, report or legal_case"
#: Characters of an actor's name, and of a situation's code.
LONGEST_NAME = Actor._meta.get_field("name").max_length or 0
LONGEST_CODE = Situation._meta.get_field("code").max_length or 0


def check_head(head):
    """Refuse a head that cannot be stored.

    Raises:
        ValidationError: {field: sentences}
    """
    problems: dict = {}
    for name, value in head.items():
        if name in HEAD_FIELDS:
            sentence = _problem(name, (value or "").strip())
        elif name in MORE_FIELDS:
            sentence = _bibliography_problem(name, clean(name, value))
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


def clean(name, value):
    """A field of a bibliography as it is stored: a DOI without its address."""
    value = (value or "").strip()
    return DOI_ADDRESS.sub("", value) if name == "DOI" else value


def _bibliography_problem(name, value):
    longest = LONGEST_FIELD if name in LONG_FIELDS else 500
    if "\x00" in value:
        return "This holds a NUL character, which no text can. Take it out."
    if len(value) > longest:
        return f"This has {len(value):,} characters; the limit is {longest:,}."
    if name == "type" and value and value not in TYPES:
        return f"“{value[:40]}” is no kind of work; write one such as {KINDS}."
    if name == "DOI" and value and not DOI.fullmatch(value):
        return f"“{value[:60]}” is no DOI; it begins with 10. and holds a slash."
    return ""


def _names_problem(value):
    for name in value or []:
        if "\x00" in name:
            return "This holds a NUL character, which no name can. Take it out."
        if len(name) > LONGEST_NAME:
            return f"“{name[:40]}…” is too long: a name has at most {LONGEST_NAME}."
    return ""


def _situation_problem(code):
    if "\x00" in code or len(code) > LONGEST_CODE or code != "-".join(code.split()):
        return (
            f"A situation's code has at most {LONGEST_CODE} characters and no spaces,"
            " such as KAZ-2022."
        )
    return ""
