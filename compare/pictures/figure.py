"""Pictures as plain data: marks at places, in units of the drawing, from the top left.

Whoever draws gives each mark a look of ``looks.LOOKS`` and, where a pointer may ask
what it is, ``about``. A picture is one image for a screen reader: its title and
description tell what it shows, and the table beside it has all numbers.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from formats.xml_characters import for_xml


@dataclass
class Rect:
    tag: ClassVar[str] = "rect"
    x: float
    y: float
    width: float
    height: float
    look: str = "neutral"
    about: str = ""

    def places(self):
        return {"x": self.x, "y": self.y, "width": self.width, "height": self.height}


@dataclass
class Line:
    tag: ClassVar[str] = "line"
    x1: float
    y1: float
    x2: float
    y2: float
    look: str = "axis"
    about: str = ""
    #: Where it means a weight; else the look's own.
    width: float | None = None

    def places(self):
        places = {"x1": self.x1, "y1": self.y1, "x2": self.x2, "y2": self.y2}
        return places if self.width is None else places | {"stroke-width": self.width}


@dataclass
class Circle:
    tag: ClassVar[str] = "circle"
    x: float
    y: float
    radius: float
    look: str = "node"
    about: str = ""

    def places(self):
        return {"cx": self.x, "cy": self.y, "r": self.radius}


@dataclass
class Polygon:
    tag: ClassVar[str] = "polygon"
    points: list[tuple[float, float]]
    look: str = "neutral"
    about: str = ""

    def places(self):
        corners = (f"{number(x)},{number(y)}" for x, y in self.points)
        return {"points": " ".join(corners)}


@dataclass
class Text:
    """One line of words; ``y`` is the line that the letters stand on."""

    tag: ClassVar[str] = "text"
    x: float
    y: float
    words: str
    look: str = "name"
    #: Which part of the words stands at x: start, middle or end.
    anchor: str = "start"
    #: Degrees clockwise about (x, y).
    turned: float = 0
    about: str = ""

    def places(self):
        places: dict[str, Any] = {"x": self.x, "y": self.y}
        if self.anchor != "start":
            places["text-anchor"] = self.anchor
        if self.turned:
            x, y = number(self.x), number(self.y)
            places["transform"] = f"rotate({number(self.turned)} {x} {y})"
        return places


Mark = Rect | Line | Circle | Polygon | Text


@dataclass
class Figure:
    """A drawing; ``key`` is its name in the address, in ids and in names of files."""

    key: str
    title: str
    #: What one sees, in sentences.
    description: str
    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)
    #: The counting rule; a file has it below the drawing, a page says it itself.
    rule: str = ""

    def __post_init__(self):
        self.title, self.description = map(for_xml, (self.title, self.description))


def number(value: float) -> str:
    """As SVG writes it, the shorter the better: 12, 0.5, -3.25."""
    words = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def width_of(words: str, size: float = 13) -> float:
    """About how wide words are drawn; nobody can measure on the server."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return (len(words) + wide) * size * 0.56


def widest(names: Iterable[str], most: float) -> float:
    """How wide a column of names is, ``most`` at most."""
    return min(most, max((width_of(name) for name in names), default=0) + 8)


def short(words: str, most: float, size: float = 13) -> str:
    """Words that are about ``most`` wide, with an ellipsis where they were cut."""
    if width_of(words, size) <= most:
        return words
    while words and width_of(words + "…", size) > most:
        words = words[:-1]
    return words.rstrip() + "…"
