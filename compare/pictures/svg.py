"""A figure as a file of its own: no style sheet, no script, nothing from elsewhere."""

from xml.etree import ElementTree

from compare.pictures.drawing import elements
from compare.pictures.figure import Figure, number, width_of
from compare.pictures.looks import COLOURS
from formats.xml_characters import for_xml

SPACE = "http://www.w3.org/2000/svg"
FONTS = (
    "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
)
#: Around the drawing; a line of the title and of the counting rule.
MARGIN, TITLE, LINE = 16, 28, 15


def written(figure: Figure) -> bytes:
    """UTF-8; the drawing on white, its title above, the counting rule below."""
    lines = folded(figure.rule, figure.width)
    width = figure.width + 2 * MARGIN
    height = figure.height + 2 * MARGIN + TITLE + LINE * len(lines)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": SPACE,
            "width": number(width),
            "height": number(height),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "aria-labelledby": "title description",
            "font-family": FONTS,
        },
    )
    _add(root, "title", {"id": "title"}, figure.title)
    _add(root, "desc", {"id": "description"}, f"{figure.description} {figure.rule}")
    root.append(_hatch(figure.key))
    _add(root, "rect", {"width": "100%", "height": "100%", "fill": COLOURS["paper"]})
    place = {"x": str(MARGIN), "y": str(MARGIN + 12), "fill": COLOURS["ink"]}
    _add(root, "text", {**place, "font-size": "15", "font-weight": "600"}, figure.title)
    drawing = _add(
        root, "g", {"transform": f"translate({MARGIN} {number(MARGIN + TITLE)})"}
    )
    for element in elements(figure):
        colours = {kind: COLOURS[name] for kind, name in element.colours.items()}
        made = _add(
            drawing, element.tag, element.attributes | colours, element.words or None
        )
        if element.about:
            title = _add(made, "title", {}, element.about)
            # the words of the mark come after its title
            title.tail, made.text = made.text, None
    foot = figure.height + MARGIN + TITLE + LINE
    for at, line in enumerate(lines):
        place = {"x": str(MARGIN), "y": number(foot + at * LINE)}
        _add(root, "text", {**place, "font-size": "11", "fill": COLOURS["ink-2"]}, line)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent, tag, attributes, words=None):
    made = ElementTree.SubElement(parent, tag, attributes)
    made.text = for_xml(words) if words is not None else None
    return made


def _hatch(key):
    """The pattern that a page's template has as well."""
    definitions = ElementTree.Element("defs")
    pattern = {
        "id": f"{key}-hatch",
        "width": "5",
        "height": "5",
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }
    made = _add(definitions, "pattern", pattern)
    _add(made, "rect", {"width": "5", "height": "5", "fill": COLOURS["paper"]})
    _add(made, "rect", {"width": "2", "height": "5", "fill": COLOURS["ink"]})
    return definitions


def folded(words: str, width: float) -> list[str]:
    """Lines of small words about as wide as the drawing."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", 11) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
