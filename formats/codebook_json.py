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


def write(codebook: Codebook, **about) -> bytes:
    encoded = msgspec.json.encode(in_one_order(codebook))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def read(data: bytes, **about) -> Read:
    """Raises: Unreadable"""
    try:
        codebook = msgspec.json.decode(data, type=Codebook)
        raw = msgspec.json.decode(data)
    except msgspec.ValidationError as error:
        raise Unreadable([f"{error}."]) from None
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
