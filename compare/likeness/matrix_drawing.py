"""The matrix as a drawing, for the file; the page has a real table."""

from compare.likeness.told import shade
from compare.pictures.figure import Figure, Mark, Rect, Text, number, short
from compare.pictures.looks import SHADES

#: In units of the drawing: the names, a cell, the heading.
NAMES, CELL, HEAD = 230, 34, 26
#: At most so many holders are drawn; the list of pairs has all.
MOST = 40


def figure(found, order, names, rule):
    """Likeness in the order of the trees.

    Args:
        found: pairs.Likenesses.
        order: places of the holders that are drawn.
        names: of all holders, by place.
    """
    marks: list[Mark] = []
    for row, place in enumerate(order):
        y = HEAD + row * CELL
        words = short(f"{row + 1}  {names[place]}", NAMES - 14)
        marks.append(Text(NAMES - 10, y + CELL / 2 + 4, words, "name", "end"))
        x = NAMES + row * CELL + CELL / 2
        marks.append(Text(x, HEAD - 8, str(row + 1), "note", "middle"))
        for column, other in enumerate(order):
            if column != row:
                marks += _cell(found, place, other, NAMES + column * CELL, y)
    return Figure(
        "likeness",
        "Likeness of holders",
        described(found, order, names),
        NAMES + CELL * len(order) + 10,
        HEAD + CELL * len(order) + 10,
        marks,
        rule,
    )


def _cell(found, one, other, x, y):
    value = found.values[one][other]
    n = found.n(one, other)
    middle = x + CELL / 2
    if value is None:
        marks: list[Mark] = [Rect(x, y, CELL, CELL, "empty")]
        if n:
            marks.append(Text(middle, y + 21, f"n {n}", "note", "middle"))
        return marks
    return [
        Rect(x, y, CELL, CELL, f"shade-{shade(value, SHADES)}"),
        Text(middle, y + 16, number(value), "name", "middle"),
        Text(middle, y + 29, f"n {n}", "small", "middle"),
    ]


def described(found, order, names):
    """What one sees, in sentences."""
    values = [
        (found.values[one][other], one, other)
        for at, one in enumerate(order)
        for other in order[:at]
        if found.values[one][other] is not None
    ]
    if not values:
        return "No two holders can be compared."
    high, one, other = max(values, key=lambda value: value[0])
    low, here, there = min(values, key=lambda value: value[0])
    least = f"{number(low)} between {names[there]} and {names[here]}"
    said = f"A table of {len(order)} holders by themselves, the darker the more alike."
    if len(values) == 1:
        return f"{said} One pair is compared: {least}."
    return (
        f"{said} {len(values)} pairs are compared, from {least} to {number(high)}"
        f" between {names[other]} and {names[one]}."
    )
