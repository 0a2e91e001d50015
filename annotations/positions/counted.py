"""Counted rows, column by column: a hundred thousand are few arrays, not many tuples.

The database gathers each column into one value, which costs less than to send rows and
to make numbers of Python of them. Rows are made where somebody goes through them.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
import numpy

from formats.words import STANCES


class Column(NamedTuple):
    """Numbers of passages; or ids, 0 for None; or places in ``words``."""

    numbers: numpy.ndarray
    words: tuple[str | None, ...] | None = None


class Packed(msgspec.Struct, array_like=True):
    """A column in as few bytes as its numbers need above the lowest of them."""

    name: str
    lowest: int
    kind: str
    numbers: bytes
    words: tuple[str | None, ...] | None


_packer = msgspec.msgpack.Encoder()
_unpacker = msgspec.msgpack.Decoder(list[Packed])


class Counted(Collection):
    """Rows whose columns have names; those of STANCES have numbers of passages."""

    def __init__(self, columns: dict[str, Column]):
        self.columns = columns

    def __len__(self):
        return len(next(iter(self.columns.values())).numbers)

    def __iter__(self) -> Iterator[tuple]:
        return zip(*map(self.values, self.columns), strict=True)

    def __contains__(self, row):
        return row in [*self]

    def values(self, name: str) -> list:
        """Of each row: a number, an id or None, a word or None."""
        numbers, words = self.columns[name]
        if words is not None:
            return [words[place] for place in numbers.tolist()]
        if name in STANCES or numbers.all():
            return numbers.tolist()
        return [number or None for number in numbers.tolist()]

    def numbers(self, name: str) -> numpy.ndarray:
        """Of a column of numbers or ids, 0 for None."""
        return self.columns[name].numbers

    def passages(self) -> numpy.ndarray:
        """A row of numbers for each row, in the order of STANCES."""
        return numpy.stack([self.numbers(name) for name in STANCES], axis=1)

    def different(self, name: str) -> set:
        """The values that a column has."""
        numbers, words = self.columns[name]
        there = Column(numpy.unique(numbers), words)
        return set(Counted({name: there}).values(name))

    def among(self, name: str, values: Iterable[Any]) -> numpy.ndarray:
        """Which rows have one of these values."""
        numbers, words = self.columns[name]
        wanted = set(values)
        if words is not None:
            places = [place for place, word in enumerate(words) if word in wanted]
        else:
            places = [0 if value is None else value for value in wanted]
        return numpy.isin(numbers, places)

    def places(self, name: str, order: Iterable[Any]) -> numpy.ndarray:
        """Of each row the place of its value in an order that has all of them."""
        numbers, words = self.columns[name]
        different, of_rows = numpy.unique(numbers, return_inverse=True)
        place = {value: at for at, value in enumerate(order)}
        values = Counted({name: Column(different, words)}).values(name)
        return numpy.array([place[value] for value in values], dtype=int)[of_rows]

    def taken(self, which: numpy.ndarray) -> "Counted":
        """Some rows: a mask, or their places in another order."""
        return Counted(
            {
                name: Column(column.numbers[which], column.words)
                for name, column in self.columns.items()
            }
        )

    def packed(self) -> bytes:
        return _packer.encode(
            [_packed(name, *column) for name, column in self.columns.items()]
        )


def unpacked(found: bytes) -> Counted:
    return Counted(
        {
            column.name: Column(
                numpy.frombuffer(column.numbers, column.kind).astype(numpy.int64)
                + column.lowest,
                column.words,
            )
            for column in _unpacker.decode(found)
        }
    )


def _packed(name, numbers, words):
    lowest = int(numbers.min()) if len(numbers) else 0
    kind = numpy.min_scalar_type(int(numbers.max(initial=lowest)) - lowest)
    return Packed(
        name, lowest, kind.str, (numbers - lowest).astype(kind).tobytes(), words
    )


def by_column(query: str, names: Iterable[str], of_words: Collection[str]) -> str:
    """A query with one row: all that another one gives, gathered by its columns.

    Args:
        names: of the columns, in the query's order.
        of_words: those that have words; the others have numbers.
    """
    names = [*names]
    gathered = [_gathered(name, name in of_words) for name in names]
    return f"SELECT {', '.join(gathered)} FROM ({query}) AS found ({', '.join(names)})"


def _gathered(name, has_words):
    if has_words:
        return f"array_agg({name})"
    if name in STANCES:
        return f"string_agg(int4send({name}::int), ''::bytea)"
    return f"string_agg(int8send(coalesce({name}, 0)), ''::bytea)"


def from_columns(
    row: tuple, names: Iterable[str], of_words: Collection[str]
) -> Counted:
    """The one row of ``by_column``."""
    columns = {}
    for name, value in zip(names, row, strict=True):
        if name in of_words:
            words = tuple(dict.fromkeys(value or ()))
            place = {word: at for at, word in enumerate(words)}
            places = [place[word] for word in value or ()]
            columns[name] = Column(numpy.array(places, dtype=numpy.int64), words)
        else:
            kind = ">i4" if name in STANCES else ">i8"
            numbers = numpy.frombuffer(value or b"", kind)
            columns[name] = Column(numbers.astype(numpy.int64))
    return Counted(columns)
