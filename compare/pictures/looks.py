"""How the marks of a picture look, said once for the page and for the file.

A colour is a name of tokens.css. On the page the name is a class, so that the dark,
print and high contrast have their own; a file has the light colour on a white ground.
"""

from typing import NamedTuple

#: The light colours of tokens.css; a file stands on white.
COLOURS = {
    "paper": "#ffffff",
    "ink": "#1f1e1b",
    "ink-2": "#5a574f",
    "line": "#d8d4c8",
    "edge": "#8b867a",
    "accent": "#17525c",
    "accent-wash": "#e0ecec",
    "focus": "#b3530a",
    "danger": "#a3232c",
    "ok": "#21633a",
}
#: A fill of slanted lines, and one that is none.
HATCH = "hatch"
NONE = "none"
#: How many degrees of darkness there are.
SHADES = 6
#: The share of colour in the darkest, on which words can be read in the dark as well.
DARKEST = 0.4


class Look(NamedTuple):
    """Colours by name, and what else of SVG's presentation attributes it takes."""

    fill: str = NONE
    stroke: str = NONE
    more: tuple[tuple[str, str], ...] = ()


def _line(stroke, width="1", dashes=""):
    more = [("stroke-width", width)]
    if dashes:
        more.append(("stroke-dasharray", dashes))
    return Look(NONE, stroke, tuple(more))


def _words(fill, size="13", weight=""):
    more = [("font-size", size)]
    if weight:
        more.append(("font-weight", weight))
    return Look(fill, NONE, tuple(more))


def _area(fill, stroke, width="1.5"):
    return Look(fill, stroke, (("stroke-width", width),))


def _shade(step):
    share = DARKEST * step / (SHADES - 1)
    return Look("accent", NONE, (("fill-opacity", f"{share:.3g}"),))


LOOKS = {
    # words
    "name": _words("ink"),
    "strong": _words("ink", weight="600"),
    "note": _words("ink-2", "11"),
    "small": _words("ink", "11"),
    "sign": _words("paper", "11", "600"),
    # lines
    "axis": _line("edge"),
    "grid": _line("line"),
    "branch": _line("ink-2", "1.5"),
    "plus": _line("ok", "2"),
    "minus": _line("danger", "2", "6 4"),
    "both": _line("ink", "2", "10 3 2 3"),
    "leader": _line("edge", "1", "1 3"),
    "change": _line("focus", "2", "4 2"),
    # areas: told apart by shape or hatching as well, never by colour alone
    "for": _area("ok", "ok"),
    "against": _area("danger", "danger"),
    "part": _area("paper", "ok", "2"),
    "split": _area(HATCH, "ink"),
    "neutral": _area("paper", "edge"),
    "node": _area("accent", "paper"),
    "other-node": _area("paper", "accent", "2"),
    "empty": _area("paper", "line", "0.5"),
    "lane": _area("accent-wash", NONE),
    "span": _area("accent-wash", "edge", "1"),
    # the more, the darker; the number stands on it
    **{f"shade-{step}": _shade(step) for step in range(SHADES)},
}
