"""Signs of a side that shape tells apart, not colour alone."""

from compare.pictures.figure import Circle, Polygon


def sign(side, x, y, size=7, about=""):
    """A mark around (x, y): ▲ for, ▼ against, a hatched ◆ split, ○ neither.

    "part", for in part, is △.

    Args:
        size: from the middle to a corner.
    """
    if side in {"for", "part"}:
        corners = [(x, y - size), (x + size, y + size), (x - size, y + size)]
    elif side == "against":
        corners = [(x, y + size), (x - size, y - size), (x + size, y - size)]
    elif side == "split":
        far = size * 1.25
        corners = [(x, y - far), (x + far, y), (x, y + far), (x - far, y)]
    else:
        return Circle(x, y, size * 0.8, "neutral", about)
    return Polygon(corners, side, about)
