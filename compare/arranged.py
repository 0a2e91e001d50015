"""The table as it is arranged: which columns and rows stand where."""

from dataclasses import replace

from annotations import comparison
from annotations.positions.rows import Positions
from compare import order
from compare.addresses import NO_KEY
from compare.likeness.camps import camp_order


def key_of_column(column, axis):
    """What the address calls a column: "ibi.consent", "ground-fact".

    Args:
        axis: one of selection.COLUMNS.
    """
    return column.slug if column.node else f"{axis}-{column.key or NO_KEY}"


def key_of_row(holder):
    """What the address calls a row: "actor:7", "kind:state"."""
    return f"{holder['kind']}:{holder['id']}"


class Columns:
    """The columns of a table in their order, pinned ones first.

    Args:
        table: annotations.positions.table.Table
        arrangement: compare.arrangement.Arrangement
    """

    def __init__(self, table, arrangement):
        self.table, self.arrangement = table, arrangement
        self.axis = table.selection.columns
        #: {key: its like in their usual order}: among them a column can be moved.
        self.like: dict[str, list[str]] = {}
        #: {key: place} as it is shown.
        self.places: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        if arrangement.across == "passages":
            cells = table.gathered(table.positions.totals)
            self.numbers = {slug: row.n for (_nobody, slug), row in cells.items()}
        self.pinned: dict[str, object] = {}
        rest = self._walk(table.columns)
        pins = [key for key in arrangement.pin if key in self.pinned]
        self._note(pins, pins)
        table.show([*(self.pinned[key] for key in pins), *rest])

    def key(self, column):
        return key_of_column(column, self.axis)

    def _note(self, usual, shown):
        for place, key in enumerate(shown):
            self.like[key], self.places[key] = usual, place

    def _walk(self, columns):
        """The columns of one branch in their order, without those that are pinned."""
        own = [column for column in columns if column.own]
        rest = {}
        for column in columns:
            if column.own:
                continue
            column.columns = self._walk(column.columns)
            key = self.key(column)
            (self.pinned if key in self.arrangement.pin else rest)[key] = column
        usual = self._sorted(rest)
        shown = order.placed(usual, self.arrangement.move)
        self._note(usual, shown)
        return own + [rest[key] for key in shown]

    def _sorted(self, columns):
        keys = [*columns]
        if self.arrangement.across == "name":
            keys.sort(key=lambda key: name_of(columns[key]).casefold())
        elif self.arrangement.across == "passages":
            keys.sort(key=lambda key: -self._number(columns[key]))
        return keys

    def _number(self, column):
        return sum(self.numbers.get(leaf.slug, 0) for leaf in column.leaves())


def name_of(column):
    return column.node.doctrine.name if column.node else column.name


class Rows:
    """The rows of a table in their order, pinned ones first.

    Args:
        columns: of the table, arranged.
        only: keys of the holders that are shown; None is all.
    """

    def __init__(self, table, arrangement, columns, only=None):
        self.table, self.arrangement = table, arrangement
        keys = [key for key in table.holders if only is None or key in only]
        self.words = {key: key_of_row(table.holders[key]) for key in keys}
        by_word = {word: key for key, word in self.words.items()}
        self.top = [word for word in arrangement.top if word in by_word]
        pinned = {by_word[word] for word in self.top}
        rest = [key for key in self._sorted(keys, columns) if key not in pinned]
        #: In the order of the sort.
        self.usual = [self.words[key] for key in rest]
        shown = self.top + order.placed(self.usual, arrangement.place)
        #: The table's own keys, in the order of the page.
        self.keys = [by_word[word] for word in shown]
        #: {word: place} among those that can be told from each other by moving.
        self.places = {word: at for at, word in enumerate(self.top)}
        self.places |= {word: at for at, word in enumerate(shown[len(self.top) :])}

    def _sorted(self, keys, columns):
        sort, turned = self.arrangement.sort, self.arrangement.turned
        if sort == "likeness":
            found = self._camps(keys)
        elif sort == "name":
            found = keys
        else:
            return self._by_number(keys, columns)
        return found[::-1] if turned else found

    def _camps(self, keys):
        """Who is like whom; who says nothing is last."""
        positions, here = self.table.positions, set(keys)
        if self.table.selection.columns != "doctrine":
            # likeness is told from doctrines, whatever the columns are
            selection = replace(self.table.selection, columns="doctrine")
            positions = Positions(selection, self.table.works)
        found = [
            key
            for key in camp_order(positions.items, ranked=[*positions.holders])
            if key in here
        ]
        standing = set(found)
        return found + [key for key in keys if key not in standing]

    def _by_number(self, keys, columns):
        """Most first; who has no number is last, however it is turned."""
        column = self.arrangement.column
        if column is None:
            found = self.table.together
        else:
            slugs = [
                leaf.slug for leaf in self.table.leaves if columns.key(leaf) == column
            ]
            found = {
                key: position
                for key in keys
                for slug in slugs
                if (position := self.table.cells.get((key, slug)))
            }
        by_passages = self.arrangement.sort == "passages"
        sign = 1 if self.arrangement.turned else -1

        def number(key):
            position: comparison.Position = found[key]
            return sign * (position.n if by_passages else position.effect_sum)

        said = sorted((key for key in keys if key in found), key=number)
        return said + [key for key in keys if key not in found]
