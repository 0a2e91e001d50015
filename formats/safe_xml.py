"""Parse XML of strangers: no entities, no DTD, no network, no bottomless nesting."""

import re

from lxml import etree

LONGEST = 64 * 1024 * 1024
#: Start and end tags, comments and the like together.
MOST_TAGS = 3_000_000

DECLARATIONS = re.compile(rb"<!DOCTYPE[^<>]*\[", re.IGNORECASE)
OWN_ENTITIES = (
    "This file declares XML entities of its own, by which a small file can swell or"
    " reach for other files. It was not read; save it without a document type."
)
TOO_LARGE = "This file holds more XML than a text can need. Cut it into parts."


class Malformed(ValueError):
    """Says in a sentence why the XML was not read."""


def parse(data: bytes) -> etree._Element:
    """The root element; references to entities stand in it as nodes.

    A document type that only names a public one is allowed and never fetched.

    Raises:
        Malformed: not well formed, nested deeper than 256 elements, too large, or it
            declares entities.
    """
    if len(data) > LONGEST or data.count(b"<") > MOST_TAGS:
        raise Malformed(TOO_LARGE)
    # without the zeros of UTF-16 and UTF-32
    if DECLARATIONS.search(data.replace(b"\x00", b"")):
        raise Malformed(OWN_ENTITIES)
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
        raise Malformed(sentence(error)) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise Malformed(OWN_ENTITIES)
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


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
