"""Actors by any of their names, and what their other names and keys may be."""

from collections import defaultdict

from django.core.exceptions import ValidationError

from corpus import identifiers as registers
from corpus.importers import manifest
from corpus.models import Actor
from formats import words

#: Other names of one actor.
MOST_ALIASES = 100
LONGEST_NAME = Actor._meta.get_field("name").max_length or 0


def one_line(name):
    """A name with single spaces, as it is stored."""
    return " ".join(name.split())


def called(project, wanted):
    """Actors by another name that they have, where no actor has it as its own: a query.

    Args:
        wanted: names that are no actor's own.

    Returns:
        ({name: actor}, {name: sentence}): of a name that several share, why it finds
        none of them.
    """
    if not wanted:
        return {}, {}
    found = defaultdict(list)
    for actor in Actor.objects.of_project(project).also_called(wanted).order_by("name"):
        for alias in actor.aliases:
            if alias["name"] in wanted:
                found[alias["name"]].append(actor)
    one = {name: actors[0] for name, actors in found.items() if len(actors) == 1}
    several = {
        name: shared(name, actors) for name, actors in found.items() if len(actors) > 1
    }
    return one, several


def shared(name, actors):
    """The sentence about a name that finds more than one actor."""
    listed = " and of ".join(f"“{actor}”" for actor in actors)
    return f"“{name}” is another name of {listed}. Give the one that is meant."


def clean_aliases(given, name):
    """Other names as they are stored: each once, and none the actor's own.

    Args:
        given: names, or {"name", "kind", "language"} with the last two optional.

    Raises:
        ValidationError: {"aliases": sentence}
    """
    cleaned: dict = {}
    for item in given:
        item = {"name": item} if isinstance(item, str) else item
        alias = {
            "name": one_line(item.get("name") or ""),
            "kind": item.get("kind") or "",
            "language": (item.get("language") or "").strip(),
        }
        if alias["name"] and alias["name"] != name:
            _check_alias(alias)
            cleaned.setdefault(alias["name"], alias)
    if len(cleaned) > MOST_ALIASES:
        refuse(f"An actor has at most {MOST_ALIASES} other names.")
    return list(cleaned.values())


def _check_alias(alias):
    if len(alias["name"]) > LONGEST_NAME:
        refuse(f"“{alias['name'][:40]}…” is too long: at most {LONGEST_NAME}.")
    if "\x00" in alias["name"]:
        refuse("This holds a NUL character, which no name can.")
    if alias["kind"] not in words.ALIAS_KINDS:
        kinds = ", ".join(filter(None, words.ALIAS_KINDS))
        refuse(f"“{alias['kind']}” is no kind of name: {kinds}.")
    if alias["language"] and not manifest.LANGUAGE.fullmatch(alias["language"]):
        refuse(f"“{alias['language']}” is no language code; write ru, uk or sr-Latn.")


def refuse(sentence):
    raise ValidationError({"aliases": sentence})


def clean_identifiers(given):
    """Keys in registers, checked; empty ones are left out.

    Raises:
        ValidationError: {"orcid" or another register: sentence}
    """
    cleaned, problems = {}, {}
    for register, value in given.items():
        if register not in registers.REGISTERS:
            problems[register] = "There is no such register here."
            continue
        try:
            key = registers.clean(register, value or "")
        except ValueError as error:
            problems[register] = str(error)
        else:
            if key:
                cleaned[register] = key
    if problems:
        raise ValidationError(problems)
    return cleaned
