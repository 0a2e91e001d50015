"""The map as a drawing: a point a place, with a name or number where there is room."""

from itertools import combinations
from typing import NamedTuple

import numpy

from compare.likeness.told import names_of
from compare.pictures.figure import Circle, Figure, Line, Mark, Text, short, width_of
from compare.pictures.picture import Table

#: In units of the drawing: the square of the points, and the room for names around it.
SIDE, ROOM, EDGE = 460, 140, 30
#: However alike they are up and down.
LOWEST = 60
RADIUS = 6
#: Points nearer than this are one, with several holders.
TOUCHING = 9
MOST_NAMES = 4
#: Of a name beside its point, and how many of one point are told, one below the other.
WIDEST, TALL, TOLD = 200, 15, 3
#: The line below the points.
NOTE = 18
#: How the map is made, for its page and its file.
FORMULA = (
    "Map: points in the plane whose distances are as near as can be to 1 less the"
    " likeness of each two (classical scaling); only holders of whom all pairs are"
    " compared. The axes have no meaning of their own."
)


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other):
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def figure(found, names, values, rule):
    """The map.

    Args:
        found: a scaling.Map.
        names: of the holders, by place.
        values: likenesses, a square.
    """
    spots, tall = gathered(found.points)
    width, height = SIDE + 2 * ROOM, tall + 2 * EDGE
    marks: list[Mark] = [
        Line(ROOM, height / 2, ROOM + SIDE, height / 2, "grid"),
        Line(width / 2, EDGE, width / 2, EDGE + tall, "grid"),
    ]
    boxes = [
        Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for (x, y), _places in spots
    ]
    boxes.append(Box(0, height - NOTE, width, height))
    for (x, y), places in spots:
        about = names_of(places, names)
        many = len(places) > 1
        look = "other-node" if many else "node"
        marks.append(Circle(x, y, RADIUS + many, look, about))
    numbers = {place: at for at, place in enumerate(found.points, start=1)}
    unnamed = []
    for (x, y), places in spots:
        label = _label(x, y, _lines(places, names), "name", boxes, width)
        marks += label
        if not label:
            unnamed.append((x, y, places))
    for x, y, places in unnamed:
        said = ", ".join(str(numbers[place]) for place in places)
        marks += _label(x, y, [short(said, WIDEST)], "note", boxes, width)
    note = shown(found.share)
    if len(spots) < len(found.points):
        note += " A ring: several holders."
    if unnamed:
        note += " A point without a name: see the table."
    marks.append(Text(8, height - 4, note, "note"))
    return Figure(
        "map",
        "Near and far",
        described(found, names, values),
        width,
        height,
        marks,
        f"{rule} {FORMULA}",
    )


def gathered(points):
    """([((x, y) in the drawing, places)], how tall the points stand).

    Those who stand at one spot are one point.
    """
    xs, ys = zip(*points.values(), strict=True)
    # one measure for both axes, or near and far would deceive
    across = max(max(xs) - min(xs), max(ys) - min(ys)) or 1
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    tall = max(SIDE * (max(ys) - min(ys)) / across, LOWEST)
    spots: list = []
    for place, (x, y) in points.items():
        at = (
            ROOM + SIDE / 2 + (x - middle[0]) / across * SIDE,
            # up is positive
            EDGE + tall / 2 - (y - middle[1]) / across * SIDE,
        )
        for spot, places in spots:
            if abs(spot[0] - at[0]) + abs(spot[1] - at[1]) < TOUCHING:
                places.append(place)
                break
        else:
            spots.append((at, [place]))
    return spots, tall


def _lines(places, names):
    said = [short(names[place], WIDEST) for place in places[:TOLD]]
    more = len(places) - len(said)
    return [*said, f"and {more} more"] if more else said


def _label(x, y, lines, look, boxes, width):
    """The words beside a point, line by line; nothing where all sides are taken."""
    wide, gap = max(map(width_of, lines)), RADIUS + 5
    below = TALL * (len(lines) - 1)
    for left, base, anchor, at in (
        (x + gap, y + 4 - below / 2, "start", x + gap),
        (x - gap - wide, y + 4 - below / 2, "end", x - gap),
        (x - wide / 2, y - gap - below, "middle", x),
        (x - wide / 2, y + gap + 10, "middle", x),
    ):
        box = Box(left, base - TALL + 3, left + wide, base + below + 3)
        inside = box.left >= 0 and box.right <= width and box.top >= 0
        if inside and not any(box.meets(other) for other in boxes):
            boxes.append(box)
            return [
                Text(at, base + TALL * line, words, look, anchor)
                for line, words in enumerate(lines)
            ]
    return []


def described(found, names, values):
    """What one sees, in sentences."""
    pairs = [
        (values[one][other], one, other) for one, other in combinations(found.points, 2)
    ]
    nearest = max(pairs, key=lambda pair: pair[0])
    farthest = min(pairs, key=lambda pair: pair[0])
    said = [
        f"A map of {len(found.points)} holders, the more alike the nearer.",
        shown(found.share),
        f"Most alike: {names[nearest[1]]} and {names[nearest[2]]};"
        f" least alike: {names[farthest[1]]} and {names[farthest[2]]}.",
    ]
    if found.left_out:
        left_out = names_of(found.left_out, names, MOST_NAMES)
        said.append(f"Left out: {left_out}.")
    return " ".join(said)


def shown(share):
    if share is None:
        return "All stand at one point: they do not differ."
    return f"Two dimensions show {share:.0%} of the distances.".replace("%", " %")


def table(found, likenesses, names):
    """A row a holder; a point without room for names has these numbers.

    Args:
        found: a scaling.Map.
        likenesses: pairs.Likenesses.
    """
    placed = [*found.points]
    shared = likenesses.shared[numpy.ix_(placed, placed)].astype(float)
    numpy.fill_diagonal(shared, numpy.inf)
    fewest = dict(zip(placed, shared.min(axis=1).astype(int).tolist(), strict=True))
    return Table(
        ["Holder", "No.", "Across", "Up", "Shared with each, at least"],
        [
            [names[place], at, round(x, 3), round(y, 3), fewest[place]]
            for at, (place, (x, y)) in enumerate(found.points.items(), start=1)
        ],
        frozenset({1, 2, 3, 4}),
    )
