"""The trees as a drawing: names at the left, distances to the right."""

from compare.likeness.told import names_of
from compare.pictures.figure import Circle, Figure, Line, Mark, Text, number, short
from compare.pictures.picture import Table

#: In units of the drawing: the names, a distance of 1, a holder's line, the heading.
NAMES, ACROSS, LINE, HEAD = 230, 440, 22, 40
TICKS = (0, 0.25, 0.5, 0.75, 1)
#: So many names of a group are told on the page; the file has all.
MOST_NAMES = 4


def figure(trees, names, rule):
    """The dendrogram.

    Args:
        trees: groups of tree.grown.
        names: of the holders, by place.
    """
    order = [place for group in trees for place in group.leaves]
    height = HEAD + LINE * len(order) + LINE / 2
    marks = _axis(height)
    lines = {place: HEAD + LINE * (at + 0.5) for at, place in enumerate(order)}
    for place, y in lines.items():
        words = short(names[place], NAMES - 20)
        marks.append(Text(NAMES - 10, y + 4, words, "name", "end", about=names[place]))
    for group in trees:
        _draw(group, lines, names, marks)
    return Figure(
        "tree",
        "Who stands together",
        described(trees, names),
        NAMES + ACROSS + 30,
        height,
        marks,
        rule,
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
    return sorted(found, key=lambda group: (group.distance, group.leaves))


def table(trees, names, most=None):
    """A row a step of the tree.

    Args:
        most: at most so many names of a group are told; None tells all.
    """
    return Table(
        ["Step", "One group", "Other group", "Distance", "Holders"],
        [
            [
                step,
                names_of(group.left.leaves, names, most),
                names_of(group.right.leaves, names, most),
                round(group.distance, 3),
                len(group.leaves),
            ]
            for step, group in enumerate(joined(trees), start=1)
        ],
        frozenset({3, 4}),
    )


def _axis(height):
    marks: list[Mark] = [Text(NAMES, 12, "distance: 1 − likeness", "note")]
    for tick in TICKS:
        x = NAMES + ACROSS * tick
        marks.append(Line(x, HEAD - 6, x, height, "grid"))
        marks.append(Text(x, HEAD - 10, number(tick), "note", "middle"))
    return marks


def _draw(group, lines, names, marks):
    """The lines of a group and all below it; gives the height of its middle.

    A group of 200 is at most so many deep, which Python's stack holds.
    """
    if group.left is None:
        y = lines[group.leaves[0]]
        marks.append(Circle(NAMES, y, 3, "node"))
        return y
    x = NAMES + ACROSS * group.distance
    about = f"{_both(group, names)}: {number(group.distance)}"
    middles = []
    for part in (group.left, group.right):
        y = _draw(part, lines, names, marks)
        marks.append(Line(NAMES + ACROSS * part.distance, y, x, y, "branch", about))
        middles.append(y)
    marks.append(Line(x, middles[0], x, middles[1], "branch", about))
    return sum(middles) / 2
