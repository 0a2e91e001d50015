"""The trees as a drawing: names at the left, distances to the right."""

from dataclasses import dataclass
from typing import Any

import numpy

from compare.likeness.told import names_of
from compare.pictures.figure import (
    Circle,
    Figure,
    Line,
    Mark,
    Text,
    number,
    short,
    width_of,
)
from compare.pictures.picture import Table

#: In units of the drawing: the names, a distance of 1, what is right of it, a holder's
#: line, the heading.
NAMES, ACROSS, RIGHT, LINE, HEAD = 230, 440, 70, 22, 40
TICKS = (0, 0.25, 0.5, 0.75, 1)
#: So many names of a group are told on the page; the file has all.
MOST_NAMES = 4
#: How the tree is made, for its page and its file.
FORMULA = (
    "Tree: the two groups that are nearest are joined, again and again. The distance of"
    " two holders is 1 less their likeness, that of two groups the mean over all"
    " compared pairs of a holder of the one and a holder of the other; n is how many"
    " doctrines these pairs share. Of groups that are equally near, those are joined"
    " first whose pairs share most doctrines in the mean; then those who stand first in"
    " the list of holders."
)


def figure(trees, found, names, rule):
    """The dendrogram.

    Args:
        trees: groups of tree.grown.
        found: pairs.Likenesses.
        names: of the holders, by place.
    """
    order = [place for group in trees for place in group.leaves]
    height = HEAD + LINE * len(order) + LINE / 2
    marks = _axis(height)
    lines = {place: HEAD + LINE * (at + 0.5) for at, place in enumerate(order)}
    for place, y in lines.items():
        words = short(names[place], NAMES - 20)
        marks.append(Text(NAMES - 10, y + 4, words, "name", "end", about=names[place]))
    draw = Drawing(found, names, lines, marks)
    for group in trees:
        draw.group(group, NAMES + ACROSS + RIGHT)
    if draw.crowded:
        marks.append(Text(8, 12, "Where n has no room: see the table", "note"))
    return Figure(
        "tree",
        "Who stands together",
        described(trees, names),
        NAMES + ACROSS + RIGHT,
        height,
        marks,
        f"{rule} {FORMULA}",
    )


def described(trees, names):
    """What one sees, in sentences."""
    joins = joined(trees)
    if not joins:
        return "No two holders can be compared, so there is no tree."
    n = sum(len(group.leaves) for group in trees)
    nearest, last = joins[0], joins[-1]
    said = [
        f"A tree of {n} holders.",
        f"The first to be joined are {_both(nearest, names)},"
        f" at a distance of {number(nearest.distance)};"
        f" the last {_both(last, names)}, at {number(last.distance)}.",
    ]
    alone = apart(trees)
    if alone:
        said.append(f"Apart: {names_of(alone, names, MOST_NAMES)}.")
    return " ".join(said)


def _both(group, names):
    left, right = (
        names_of(part.leaves, names, MOST_NAMES) for part in (group.left, group.right)
    )
    return f"{left} with {right}"


def apart(trees):
    """Places of the holders who could not be joined with anybody."""
    return [group.leaves[0] for group in trees if group.left is None]


def joined(trees):
    """All groups of more than one, in the order in which they were joined."""
    waiting, found = list(trees), []
    while waiting:
        group = waiting.pop()
        if group.left:
            found.append(group)
            waiting += [group.left, group.right]
    return sorted(found, key=lambda group: group.step)


def shared(group, found):
    """How many doctrines the pairs behind a step share: "3", "3 to 9"."""
    pairs = numpy.ix_(group.left.leaves, group.right.leaves)
    many = found.shared[pairs][found.known[pairs]]
    fewest, most = many.min(), many.max()
    return f"{fewest}" if fewest == most else f"{fewest} to {most}"


def table(trees, found, names, most=None):
    """A row a step of the tree.

    Args:
        most: at most so many names of a group are told; None tells all.
    """
    return Table(
        ["Step", "One group", "Other group", "Distance", "Shared doctrines", "Holders"],
        [
            [
                step,
                names_of(group.left.leaves, names, most),
                names_of(group.right.leaves, names, most),
                round(group.distance, 3),
                shared(group, found),
                len(group.leaves),
            ]
            for step, group in enumerate(joined(trees), start=1)
        ],
        frozenset({3, 5}),
    )


def _axis(height):
    marks: list[Mark] = [Text(NAMES, 12, "distance: 1 − likeness", "note")]
    for tick in TICKS:
        x = NAMES + ACROSS * tick
        marks.append(Line(x, HEAD - 6, x, height, "grid"))
        marks.append(Text(x, HEAD - 10, number(tick), "note", "middle"))
    return marks


@dataclass
class Drawing:
    """Of trees: what their lines and words need to know."""

    found: Any
    names: list[str]
    #: {place: height} of the holders.
    lines: dict[int, float]
    marks: list[Mark]
    #: Whether an n was left out.
    crowded: bool = False

    def group(self, group, room):
        """The lines of a group and all below it; gives the height of its middle.

        A group of 200 is at most so many deep, which Python's stack holds.

        Args:
            room: where the next line to the right is.
        """
        if group.left is None:
            y = self.lines[group.leaves[0]]
            self.marks.append(Circle(NAMES, y, 3, "node"))
            return y
        x = NAMES + ACROSS * group.distance
        n = f"n {shared(group, self.found)}"
        about = f"{_both(group, self.names)}: {number(group.distance)}, {n}"
        middles = []
        for part in (group.left, group.right):
            y = self.group(part, x)
            start = NAMES + ACROSS * part.distance
            self.marks.append(Line(start, y, x, y, "branch", about))
            middles.append(y)
        self.marks.append(Line(x, middles[0], x, middles[1], "branch", about))
        middle = sum(middles) / 2
        if x + 4 + width_of(n, 11) < room:
            self.marks.append(Text(x + 4, middle - 4, n, "note"))
        else:
            self.crowded = True
        return middle
