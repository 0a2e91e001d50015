"""The columns of the page's table: the codebook's tree, or a row."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Column:
    """A doctrine with all below it; an open branch's own column is only itself."""

    node: Any = None
    #: Of a column that is no doctrine: its key, "" for marks that name none, and name.
    key: str = ""
    name: str = ""
    #: Has children, none of which has a column.
    closed: bool = False
    #: The columns below an open branch; its own is the first.
    columns: list["Column"] = field(default_factory=list)
    own: bool = False
    #: For its heading, in columns and lines.
    across: int = 1
    down: int = 1
    #: The branches that are open once this one is turned; None when it cannot be.
    turned: list[str] | None = None

    @property
    def slug(self):
        return self.node.doctrine.slug if self.node else self.key

    @property
    def label(self):
        """Its name where it stands alone."""
        if not self.node:
            return self.name
        general = ", in general" if self.own else ""
        return f"{self.node.doctrine.name}{general}"

    @property
    def mixed(self):
        """Whether doctrines counted in it have another polarity than its own."""
        own = self.node.doctrine.polarity
        below = self.node.branch() if self.closed else ()
        return any(node.doctrine.polarity != own for node in below)

    def leaves(self):
        """The columns that have cells."""
        if not self.columns:
            return [self]
        return [leaf for column in self.columns for leaf in column.leaves()]

    def depth(self):
        return 1 + max((column.depth() for column in self.columns), default=0)


def columns_of(tops, opened, shown):
    """One column for each top.

    Args:
        tops: nodes of the tree.
        opened: slugs of the branches that are unfolded.
        shown: slugs of the doctrines that may have a column below a top.
    """
    return [_column(node, opened, shown) for node in tops]


def _column(node, opened, shown):
    column = Column(node, closed=bool(node.children))
    if node.doctrine.slug in opened and node.children:
        column.closed = False
        below = [child for child in node.children if child.doctrine.slug in shown]
        column.columns = [
            Column(node, own=True),
            *columns_of(below, opened, shown),
        ]
    return column


def flat(names):
    """Columns that are no doctrines: provisions, situations or grounds.

    Args:
        names: {key: name} in order.
    """
    return [Column(key=key, name=name) for key, name in names.items()]


def head(columns, opened):
    """Lines of headings: a branch stands above its columns, the rest reach down.

    Args:
        opened: slugs of the branches that are unfolded.
    """
    depth = max((column.depth() for column in columns), default=1)
    lines: list[list[Column]] = [[] for _ in range(depth)]

    def place(column, line):
        lines[line].append(column)
        column.across = len(column.leaves())
        column.down = 1 if column.columns else depth - line
        if column.closed or column.columns:
            column.turned = sorted({*opened} ^ {column.slug})
        for below in column.columns:
            place(below, line + 1)

    for column in columns:
        place(column, 0)
    return lines


def hidden(columns, shown):
    """How many doctrines of the open branches have no column."""
    found = 0
    for column in columns:
        if column.columns:
            found += sum(
                child.doctrine.slug not in shown for child in column.node.children
            )
            found += hidden(column.columns, shown)
    return found
