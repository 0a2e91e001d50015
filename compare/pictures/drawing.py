"""From a figure's marks to elements of SVG, for the page and for the file alike."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from compare.pictures.figure import Figure, Mark, number
from compare.pictures.looks import COLOURS, HATCH, LOOKS
from formats.xml_characters import for_xml


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
    def written(self):
        """The attributes as markup, escaped, with the colours as classes of the page.

        One string, since a template takes ten times as long to put it together.
        """
        classes = " ".join(f"{kind}-{name}" for kind, name in self.colours.items())
        named = {"class": classes, **self.attributes}
        said = (f" {name}={quoteattr(value)}" for name, value in named.items() if value)
        return "".join(said)


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
    words = for_xml(getattr(mark, "words", ""))
    return Element(mark.tag, attributes, colours, words, for_xml(mark.about))
