"""The footnotes of a page: which link is a reference, which element its note."""

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from corpus.importers import html_words

LABEL = re.compile(
    r"[\[(]?\s*(\d{1,4}|[*†‡§¶]{1,4}|[a-z]{1,2}|[ivxlc]{1,6})\s*[\])]?[.:]?", re.I
)
BRACKETS = re.compile(r"[\[(].+[\])]")
#: In an id, a class or an address: "fn1", "footnote-2", "_ftn3", "sdfootnote4sym".
NOTE_WORD = re.compile(r"note|\bfn|ftn|cite", re.I)
ONE_NOTE = re.compile(r"(?:note|fn|ftn)\D*\d+", re.I)
HOLDERS = {"li", "p", "div", "aside", "dd", "tr", "section"}
#: The words of a link back to the reference: an arrow, a number, "Back".
BACK = re.compile(r"[\W\d_]*(?:back|return|up|[a-z]{0,2})[\W\d_]*", re.I)
#: How far up the element is looked for that holds a whole note.
MOST_STEPS = 4


@dataclass
class Notes:
    #: Links in the text -> the label of their note.
    references: dict[etree._Element, str] = field(default_factory=dict)
    #: Elements that hold a note -> its label.
    bodies: dict[etree._Element, str] = field(default_factory=dict)
    #: Elements that lead back, or repeat the label: no part of the note's words.
    backs: set[etree._Element] = field(default_factory=set)


def find(page: etree._Element) -> Notes:
    """All notes of a page; cost grows with its length alone."""
    places, ids, links = index(page)
    bodies: dict[etree._Element, str] = {}
    found: list[tuple[etree._Element, etree._Element, str]] = []
    for link in links:
        label = label_of(link)
        target = ids.get((link.get("href") or "").removeprefix("#"))
        if not label or target is None or not looks_like_reference(link):
            continue
        body = holder(target)
        if body is not None and places[body] > places[link]:
            found.append((link, body, label))
            bodies.setdefault(body, label)
    labels = numbered(bodies)
    notes = Notes({link: labels[body] for link, body, _label in found}, labels)
    notes.backs = find_backs(links, notes)
    for body, label in bodies.items():
        notes.backs |= first_label(body, label)
    return notes


def index(page: etree._Element):
    """Each element's place, elements by id, and the links within the page."""
    places, ids, links = {}, {}, []
    for place, element in enumerate(page.iter(etree.Element)):
        places[element] = place
        tag = html_words.name(element)
        for key in (element.get("id"), tag == "a" and element.get("name")):
            if key:
                ids.setdefault(key, element)
        if tag == "a" and (element.get("href") or "").startswith("#"):
            links.append(element)
    return places, ids, links


def words_of(element: etree._Element) -> str:
    """The beginning of an element's text."""
    return "".join(islice(element.itertext(), 8))[:80].strip()


def label_of(link: etree._Element) -> str:
    match = LABEL.fullmatch(words_of(link))
    return match[1] if match else ""


def looks_like_reference(link: etree._Element) -> bool:
    parent = link.getparent()
    raised = parent is not None and html_words.name(parent) == "sup"
    raised = raised or any(html_words.name(child) == "sup" for child in link)
    if raised or BRACKETS.fullmatch(words_of(link)):
        return True
    said = [link.get(key) or "" for key in ("href", "id", "class", "name", "rel")]
    return bool(NOTE_WORD.search(" ".join([*said, html_words.kind_of_note(link)])))


def holder(target: etree._Element) -> etree._Element | None:
    """The element that holds the whole note that an address names."""
    element = target
    for _step in range(MOST_STEPS):
        if html_words.name(element) in HOLDERS:
            break
        element = element.getparent()
        if element is None:
            return None
    if html_words.name(element) not in HOLDERS:
        return None
    parent = element.getparent()
    if parent is not None and html_words.name(element) == "p":
        tag = html_words.name(parent)
        said = f"{parent.get('id') or ''} {parent.get('class') or ''}"
        if tag in ("li", "aside") or (tag == "div" and ONE_NOTE.search(said)):
            return parent
    return element


def numbered(bodies: dict[etree._Element, str]) -> dict[etree._Element, str]:
    """Labels as they are; counted anew where two notes have the same."""
    if len(set(bodies.values())) == len(bodies):
        return dict(bodies)
    return {body: str(number) for number, body in enumerate(bodies, start=1)}


def find_backs(links: list[etree._Element], notes: Notes) -> set[etree._Element]:
    """Links that lead from a note back to its reference."""
    came_from = set()
    for link in notes.references:
        near = [link, *islice(link.iterancestors(), 2), *islice(link, 2)]
        for element in near:
            came_from.update({element.get("id"), element.get("name")})
    came_from -= {None, ""}
    return {
        link
        for link in links
        if link not in notes.references
        and (link.get("href") or "").removeprefix("#") in came_from
        and BACK.fullmatch(words_of(link))
    }


def first_label(body: etree._Element, label: str) -> set[etree._Element]:
    """The element at a note's beginning that holds its label and nothing else."""
    element = body
    for _step in range(MOST_STEPS):
        if (element.text or "").strip() or not len(element):
            return set()
        element = element[0]
        if html_words.name(element) in html_words.INLINE:
            break
    same = label_of_text(words_of(element)) == label
    return {element} if same else set()


def label_of_text(words: str) -> str:
    match = LABEL.fullmatch(words)
    return match[1] if match else ""
