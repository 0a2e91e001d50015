"""JSON Lines, our own format: one annotation a line. Loses nothing.

Positions are code points. UTF-8; a byte-order mark and blank lines are passed over; in
an optional field null means the same as its absence.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from formats.record import Record, problems

#: Lines encoded in one go.
BATCH = 1000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
#: Members whose null is not the same as their absence.
MEANINGFUL_NULLS = {"situation"}
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
PLACE = re.compile(r" - at `\$\.?(.*)`$")

encoder = msgspec.json.Encoder()
decoder = msgspec.json.Decoder(Record)


class Problem(NamedTuple):
    #: From 1.
    line: int
    #: "start", "voice.holder"; empty for the line as a whole.
    field: str
    sentence: str
    #: True when the line cannot even be read: bad JSON, a NUL, half a character.
    unreadable: bool = False

    def __str__(self) -> str:
        place = f", {self.field}" if self.field else ""
        return f"Line {self.line}{place}: {self.sentence}"


class Line(NamedTuple):
    number: int
    #: None when the line has problems.
    record: Record | None
    problems: list[Problem]


class Refusal(ValueError):
    """What is wrong with one line, before its number is known."""

    def __init__(self, sentence: str, field: str = "", unreadable: bool = False):
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.unreadable = unreadable


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """The lines of a file, many at a time."""
    records = iter(records)
    while batch := list(islice(records, BATCH)):
        yield encoder.encode_lines(batch)


def read(lines: Iterable[bytes]) -> Iterator[Line]:
    """Every line that is not blank, as a record or with all that is wrong with it.

    Args:
        lines: a file opened in binary mode, or ``data.split(b"\\n")``.
    """
    seen: dict[UUID, int] = {}
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if not line or line.isspace():
            continue
        try:
            record = read_record(line)
        except Refusal as refusal:
            problem = Problem(
                number, refusal.field, refusal.sentence, refusal.unreadable
            )
            yield Line(number, None, [problem])
            continue
        found = [Problem(number, *problem) for problem in problems(record)]
        if record.id is not None:
            first = seen.setdefault(record.id, number)
            if first != number:
                sentence = f"The id stands already on line {first}."
                found.append(Problem(number, "id", sentence))
        yield Line(number, None if found else record, found)


def read_record(line: bytes) -> Record:
    """One JSON object of the right shape; its words are not checked.

    Raises:
        Refusal
    """
    if b"\\u0000" in line:
        refuse_nul(line)
    try:
        try:
            return decoder.decode(line)
        except msgspec.ValidationError:
            if b"null" not in line:
                raise
        return msgspec.convert(without_nulls(msgspec.json.decode(line)), Record)
    except msgspec.ValidationError as error:
        raise misshapen(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise malformed(line) from None


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: without_nulls(member)
            for name, member in value.items()
            if member is not None or name in MEANINGFUL_NULLS
        }
    return value


def refuse_nul(line: bytes) -> None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return  # decoding it will say what is wrong
    if any("\x00" in string for string in strings_of(value)):
        raise Refusal("The line holds a NUL character (\\u0000).", unreadable=True)


def strings_of(value: Any) -> Iterator[str]:
    """All strings in a JSON value, the names of members included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from strings_of(item)


def malformed(line: bytes) -> Refusal:
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        return Refusal(
            f"Byte {error.start} of the line is not UTF-8. Save the file as UTF-8.",
            unreadable=True,
        )
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return Refusal(
            f"This is no JSON object in one line: {error.msg} at character "
            f"{error.colno}.",
            unreadable=True,
        )
    except RecursionError:
        return Refusal("The JSON is nested too deeply.", unreadable=True)
    except ValueError:
        return Refusal("A number in it has thousands of digits.", unreadable=True)
    if any(map(HALF_CHARACTER.search, strings_of(value))):
        return Refusal(
            "The line holds half of a surrogate pair (\\ud800 to \\udfff alone).",
            unreadable=True,
        )
    return Refusal("This is no JSON object that can be read.", unreadable=True)


def misshapen(message: str) -> Refusal:
    """msgspec's message in our words."""
    place = PLACE.search(message)
    field = place.group(1) if place else ""
    message = PLACE.sub("", message)
    name = message.partition("`")[2].partition("`")[0]
    if message.startswith("Object contains unknown field"):
        field = f"{field}.{name}".strip(".")
        return Refusal(f"There is no field “{name}”.", field)
    if message.startswith("Object missing required field"):
        field = f"{field}.{name}".strip(".")
        return Refusal(f"The field “{name}” is missing.", field)
    return Refusal(f"{message.replace('`', '')}.", field)
