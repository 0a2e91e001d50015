"""The codebook as JSON, which loses nothing: {"doctrines": […], "links": […], …}.

Only ``doctrines`` is needed, and of an entry ``slug`` and ``name``.
"""

import re

import msgspec

from formats.codebook import (
    FIELDS,
    Codebook,
    Read,
    Unreadable,
    in_one_order,
    number_entries,
)

LOSES: tuple[str, ...] = ()
#: Lists of the file -> what one of them is called.
PLACES = {
    "doctrines": "Doctrine",
    "examples": "example",
    "links": "Link",
    "instruments": "Instrument",
    "provisions": "Provision",
}
#: What the library says of values -> in words.
THINGS = {
    "str": "text",
    "str | null": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "object": "an object in braces",
    "array": "a list in brackets",
}


def write(codebook: Codebook, **about) -> bytes:
    encoded = msgspec.json.encode(in_one_order(codebook))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def sentence_of(problem: str) -> str:
    """What does not fit, in words: where it is, and what it is."""
    what, _, path = problem.partition(" - at ")
    named = re.search(r"field `(\w+)`", what)
    place = [
        f"{PLACES.get(name, name)} {int(number) + 1}" if number else f"“{name}”"
        for name, number in re.findall(r"(\w+)(?:\[(\d+)\])?", path)
    ]
    if what.startswith("Object missing") and named:
        said = f"“{named[1]}” is missing"
    elif what.startswith("Object contains unknown") and named:
        said = f"“{named[1]}” is no field that is known here"
    elif wanted := re.match(r"Expected `(.+)`, got `(.+)`", what):
        said = f"{THINGS.get(wanted[1], wanted[1])} is expected, not"
        said += f" {THINGS.get(wanted[2], wanted[2])}"
    else:
        said = what
    where = ", ".join(place) or "The file"
    return f"{where}: {said}."


def read(data: bytes, **about) -> Read:
    """Raises: Unreadable"""
    try:
        codebook = msgspec.json.decode(data, type=Codebook)
        raw = msgspec.json.decode(data)
    except msgspec.ValidationError as error:
        raise Unreadable([sentence_of(str(error))]) from None
    except msgspec.DecodeError as error:
        position = re.search(r"byte (\d+)", str(error))
        before = data[: int(position[1])] if position else data
        line = before.count(b"\n") + 1
        raise Unreadable([f"Line {line}: this is no JSON ({error})."]) from None
    except RecursionError:
        raise Unreadable(["This JSON is nested too deeply to be a codebook."]) from None
    number_entries(codebook.doctrines)
    for instrument in codebook.instruments:
        instrument.title = ""
    places = [
        f"Doctrine {number}, “{entry.slug}”"
        for number, entry in enumerate(codebook.doctrines, start=1)
    ]
    fields = {name for entry in raw["doctrines"] for name in entry}
    return Read(codebook, places, [], FIELDS & fields)
