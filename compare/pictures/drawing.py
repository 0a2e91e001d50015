"""From a figure's marks to elements of SVG, for the page and for the file alike."""

from dataclasses import dataclass

from compare.pictures.figure import Figure, Mark, number
from compare.pictures.looks import COLOURS, HATCH, LOOKS


@dataclass
class Element:
    tag: str
    #: Without colours.
    attributes: dict[str, str]
    #: {"fill" or "stroke": a colour's name}
    colours: dict[str, str]
    words: str
    about: str

    @property
    def classes(self):
        """The colours as the page's style sheet knows them: "fill-ok stroke-ink"."""
        named = (kind_and_name for kind_and_name in self.colours.items())
        return " ".join(f"{kind}-{name}" for kind, name in named)


def elements(figure: Figure) -> list[Element]:
    return [_element(mark, figure.key) for mark in figure.marks]


def _element(mark: Mark, key: str) -> Element:
    look = LOOKS[mark.look]
    attributes = dict(look.more) | {
        name: value if isinstance(value, str) else number(value)
        for name, value in mark.places().items()
    }
    colours = {}
    for kind, name in (("fill", look.fill), ("stroke", look.stroke)):
        if name in COLOURS:
            colours[kind] = name
        elif name == HATCH:
            attributes[kind] = f"url(#{key}-hatch)"
        elif kind == "fill":
            # what SVG would fill with black
            attributes[kind] = name
    words = getattr(mark, "words", "")
    return Element(mark.tag, attributes, colours, words, mark.about)
