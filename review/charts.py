"""Pictures of numbers as places in a drawing, in units of the drawing; no Django."""

from dataclasses import dataclass, field

WIDTH = 360
#: Of one bar: its label, then the bar, then space.
LABEL, THICK, GAP = 16, 12, 10


@dataclass
class Piece:
    x: float
    width: float
    #: The class that colours it.
    name: str


@dataclass
class Bar:
    label: str
    total: int
    #: Where the label's foot and the bar's top are.
    foot: int
    top: int
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Chart:
    height: int
    bars: list[Bar]
    width: int = WIDTH


def bars(rows):
    """Bars one below the other, all to one measure.

    Args:
        rows: [(label, [(number, class)])].
    """
    most = max((sum(n for n, _name in pieces) for _label, pieces in rows), default=0)
    found = []
    for place, (label, pieces) in enumerate(rows):
        top = place * (LABEL + THICK + GAP) + LABEL
        bar = Bar(label, sum(n for n, _name in pieces), top - 4, top)
        x = 0.0
        for number, name in pieces:
            width = round(WIDTH * number / most, 2) if most else 0.0
            if width:
                bar.pieces.append(Piece(round(x, 2), width, name))
            x += width
        found.append(bar)
    return Chart(len(found) * (LABEL + THICK + GAP), found)


@dataclass
class Column:
    x: float
    y: float
    width: float
    height: float


def columns(numbers, height=100):
    """Columns side by side, the highest as high as the drawing."""
    most = max(numbers, default=0)
    step = WIDTH / max(len(numbers), 1)
    found = []
    for place, number in enumerate(numbers):
        tall = round(height * number / most, 2) if most else 0.0
        if tall:
            x, width = round(place * step, 2), round(step * 0.8, 2)
            found.append(Column(x, round(height - tall, 2), width, tall))
    return found
