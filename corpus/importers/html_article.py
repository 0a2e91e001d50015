"""Which part of a saved page is its article, and what surrounds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.importers import html_words

#: Shorter pieces of text are labels, not prose.
SHORTEST_PROSE = 25
#: An element that holds this much of all prose is no furniture, whatever its class.
TOO_MUCH = 0.5
#: Go into the child that holds this much of the prose.
NEARLY_ALL = 0.85
#: An <article> with this much of it is taken at its word.
ENOUGH = 0.4
#: A list of at least so many short links is a menu.
MENU_ITEMS = 3
MENU_ITEM_LENGTH = 40
MENU_LINKS = 0.8

CONTAINERS = {
    *("html", "body", "main", "article", "section", "div", "center", "form", "table"),
    *("tbody", "tr", "td"),
}


@dataclass(slots=True)
class Measure:
    """Characters in an element."""

    #: In pieces of SHORTEST_PROSE or more, not in links.
    prose: int = 0
    text: int = 0
    links: int = 0
    items: int = 0


@dataclass
class Article:
    root: etree._Element
    #: Elements outside the text -> the kind of region.
    furniture: dict[etree._Element, str]
    #: Elements of the text that stand outside the root: its title.
    inside: set[etree._Element]


def find(page: etree._Element, title: str = "") -> Article:
    """The element that holds the article.

    Args:
        title: as the page's head has it; its heading belongs to the text.
    """
    everything = measure(page, {})
    furniture = find_furniture(page, everything)
    found = measure(page, furniture)
    if not found[page].prose:
        return Article(page, furniture, set())
    root = marked(page, found)
    if root is None:
        root = descend(page, found)
    return Article(root, furniture, heading_of(page, root, title))


def whole(page: etree._Element) -> Article:
    """All of a page, as in a book's chapter."""
    return Article(page, {}, set())


def measure(
    page: etree._Element, without: dict[etree._Element, str]
) -> dict[etree._Element, Measure]:
    """Each element's measure, in one pass.

    Args:
        without: elements that are not counted.
    """
    found: dict[etree._Element, Measure] = {}
    stack = [Measure()]
    links = 0
    walk = etree.iterwalk(page, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            stack.append(Measure())
            links += html_words.name(element) == "a"
            if element in without or html_words.is_dropped(element):
                walk.skip_subtree()
            else:
                count(stack[-1], element.text, links)
            continue
        if event == "end":
            own = found[element] = stack.pop()
            tag = html_words.name(element)
            links -= tag == "a"
            add(stack[-1], own)
            stack[-1].items += tag == "li"
        if element is not page:
            count(stack[-1], element.tail, links)
    return found


def count(into: Measure, text: str | None, links: int) -> None:
    length = len(text.strip()) if text else 0
    into.text += length
    if links:
        into.links += length
    elif length >= SHORTEST_PROSE:
        into.prose += length


def add(into: Measure, other: Measure) -> None:
    into.prose += other.prose
    into.text += other.text
    into.links += other.links
    into.items += other.items


def find_furniture(
    page: etree._Element, found: dict[etree._Element, Measure]
) -> dict[etree._Element, str]:
    limit = found[page].prose * TOO_MUCH
    furniture = {}
    for element, own in found.items():
        kind = html_words.furniture(element)
        if kind and own.prose <= limit:
            furniture[element] = kind
        elif not kind and is_menu(element, own):
            furniture[element] = "other"
    return furniture


def is_menu(element: etree._Element, own: Measure) -> bool:
    return (
        html_words.name(element) in ("ul", "ol", "div")
        and own.items >= MENU_ITEMS
        and own.text < own.items * MENU_ITEM_LENGTH
        and own.links > own.text * MENU_LINKS
    )


def marked(
    page: etree._Element, found: dict[etree._Element, Measure]
) -> etree._Element | None:
    """The one element that calls itself the article and holds much of the prose."""
    for candidates in (by_property(page), page.iter("article")):
        ranked = sorted(
            (one for one in candidates if one in found),
            key=lambda one: found[one].prose,
            reverse=True,
        )
        if not ranked:
            continue
        alone = len(ranked) < 2 or found[ranked[0]].prose > 2 * found[ranked[1]].prose
        # an article within an article: the inner one's length is in the outer one's
        alone = alone or ranked[0] in ranked[1].iterancestors()
        if alone and found[ranked[0]].prose >= found[page].prose * ENOUGH:
            return ranked[0]
    return None


def by_property(page: etree._Element) -> Iterator[etree._Element]:
    return (one for one in page.iter() if one.get("itemprop") == "articleBody")


def descend(
    page: etree._Element, found: dict[etree._Element, Measure]
) -> etree._Element:
    """The innermost container with nearly all of the prose."""
    root = page
    while True:
        inner = [
            child
            for child in root
            if child in found and html_words.name(child) in CONTAINERS
        ]
        best = max(inner, key=lambda child: found[child].prose, default=None)
        if best is None or found[best].prose < found[root].prose * NEARLY_ALL:
            return root
        root = best


def heading_of(
    page: etree._Element, root: etree._Element, title: str
) -> set[etree._Element]:
    """The heading before the root that says the page's title."""
    wanted = folded(title)
    above = set(root.iterancestors())
    for element in page.iter("h1", "h2"):
        words = folded("".join(element.itertext()))
        if words and wanted.startswith(words):
            return {element}
        if element in above:
            break
    return set()


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()
