"""Steps that arrange the table, as links: the address with one thing changed."""

from urllib.parse import urlencode

from compare import order
from compare.arrangement import NAMES, OF_COLUMN, SORTS, shift

#: What does not go along when the arrangement changes.
PASSING = ("page", "shift", "format")


def stepped(sent, arrangement, columns, rows):
    """The query after the step of ``?shift=``; who is not there is not moved.

    Args:
        sent: the query of the address.
        columns, rows: compare.arranged.Columns and Rows as they are now.
    """
    name, key, place = shift(sent)
    query = without(sent)
    if name in ("pin", "top"):
        pins = {"pin": arrangement.pin, "top": rows.top}[name]
        if key in pins:
            pins = [pin for pin in pins if pin != key]
            pins.insert(place, key)
            query.setlist(name, pins)
        return query.urlencode(safe=":")
    if name == "move":
        like, moves = columns.like.get(key, []), arrangement.move
    else:
        like, moves = rows.usual, arrangement.place
    if key in like:
        kept = {one: at for one, at in moves.items() if one not in like}
        found = {**kept, **order.moved(like, moves, key, place)}
        query.setlist(name, [f"{one}:{at}" for one, at in found.items()])
    return query.urlencode(safe=":")


def without(sent, *names):
    """A copy of a query without some names, and without what passes."""
    query = sent.copy()
    for name in (*PASSING, *names):
        query.pop(name, None)
    return query


class Links:
    """The links of one page."""

    def __init__(self, sent, arrangement, columns, rows):
        self.sent, self.arrangement = sent, arrangement
        self.columns, self.rows = columns, rows
        # written once: there are some for each row and column
        self.starts = {
            names: self._start(*names)
            for names in ((), ("pin",), ("top",), ("sort", "place"))
        }

    def _start(self, *names):
        said = without(self.sent, *names).urlencode(safe=":")
        return f"?{said}&" if said else "?"

    def link(self, without, pairs):
        if not pairs:
            return self.starts[without].removesuffix("&")
        return self.starts[without] + urlencode(pairs, safe=":")

    def sorts(self):
        """[(words, address, how it is sorted now: "", "ascending", "descending")]."""
        return [(words, *self.sort(word)) for word, words in SORTS.items()]

    def sort(self, word):
        chosen = self.arrangement.sort == word
        turned = chosen and not self.arrangement.turned
        falling = word != "name"
        now = ""
        if chosen:
            falls = falling != self.arrangement.turned
            now = "descending" if falls else "ascending"
        return self.link(("sort", "place"), [("sort", f"{'-' * turned}{word}")]), now

    def reset(self):
        """The table as it is without any arrangement, or "" where it is that."""
        if not any(name in self.sent for name in NAMES):
            return ""
        return f"?{without(self.sent, *NAMES).urlencode(safe=':')}"

    def of_column(self, column):
        """[(words, address)] of what can be done with a column."""
        key = self.columns.key(column)
        found = []
        if not column.columns:
            address, now = self.sort(f"{OF_COLUMN}{key}")
            words = "Sort by effect here"
            found.append((f"{words}, turned round" if now else words, address))
        if column.own:
            return found
        pins = self.arrangement.pin
        found += self._pinning("pin", key, pins, "Pin as first column")
        name = "pin" if key in pins else "move"
        like = self.columns.like[key]
        return found + self._moving(
            name, key, self.columns.places[key], len(like), ("left", "right")
        )

    def of_row(self, holder_word):
        """[(words, address)] of what can be done with a row."""
        tops = self.rows.top
        found = self._pinning("top", holder_word, tops, "Pin at the top")
        pinned = holder_word in tops
        return found + self._moving(
            "top" if pinned else "place",
            holder_word,
            self.rows.places[holder_word],
            len(tops if pinned else self.rows.usual),
            ("up", "down"),
        )

    def _pinning(self, name, key, pins, words):
        if key in pins:
            wanted = [pin for pin in pins if pin != key]
            words = "Unpin"
        else:
            wanted = [*pins, key]
        return [(words, self.link((name,), [(name, pin) for pin in wanted]))]

    def _moving(self, name, key, place, many, words):
        found = []
        for word, there in zip(words, (place - 1, place + 1), strict=True):
            if 0 <= there < many:
                step = [("shift", f"{name}:{key}:{there}")]
                found.append((f"Move {word}", self.link((), step)))
        return found
