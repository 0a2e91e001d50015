"""Parse XML of strangers: no entities, no DTD, no network, no bottomless nesting."""

import html
import re

from lxml import etree

from corpus.importers.plain_text import MEGABYTE, Unreadable

LONGEST = 64 * MEGABYTE
#: Start and end tags, comments and the like together.
MOST_TAGS = 3_000_000

DECLARATIONS = re.compile(rb"<!DOCTYPE[^<>]*\[", re.IGNORECASE)
OWN_ENTITIES = (
    "This file declares XML entities of its own, by which a small file can swell or"
    " reach for other files. It was not read; save it without a document type."
)
TOO_LARGE = "This file holds more XML than a text can need. Cut it into parts."


def parse(data: bytes) -> etree._Element:
    """The root element; references such as &nbsp; are written out as characters.

    A document type that only names a public one is allowed and never fetched.

    Raises:
        Unreadable: not well formed, nested deeper than 256 elements, too large, or
            it declares entities.
    """
    if len(data) > LONGEST or data.count(b"<") > MOST_TAGS:
        raise Unreadable(TOO_LARGE)
    # without the zeros of UTF-16 and UTF-32
    if DECLARATIONS.search(data.replace(b"\x00", b"")):
        raise Unreadable(OWN_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(sentence(error)) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise Unreadable(OWN_ENTITIES)
    write_out_references(root)
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The descendant along a path of names, in any namespace, or None."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute, whatever its namespace; "" without it."""
    if element is None:
        return ""
    return next(
        (said for key, said in element.items() if key.rpartition("}")[2] == name), ""
    )


def sentence(error: Exception) -> str:
    if "depth" in str(error):
        return (
            "The XML of this file is nested deeper than a text can need. Save it anew"
            " in the program that it came from."
        )
    line = getattr(error, "lineno", None)
    where = f" (line {line:,})" if line else ""
    return (
        f"The XML of this file is not well formed{where}: it is damaged or cut off."
        " Save it anew in the program that it came from."
    )


def write_out_references(root: etree._Element) -> None:
    """&nbsp; and its like, which only a document type would explain, as characters."""
    for node in list(root.iter(etree.Entity)):
        words = html.unescape(node.text) + (node.tail or "")
        before, parent = node.getprevious(), node.getparent()
        if before is not None:
            before.tail = (before.tail or "") + words
        else:
            parent.text = (parent.text or "") + words
        # takes its tail along
        parent.remove(node)
