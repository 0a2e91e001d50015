"""Parse XML of strangers: no entities, no DTD, no network, no bottomless nesting."""

import html

from lxml import etree

from corpus.importers.plain_text import Unreadable
from formats import safe_xml
from formats.safe_xml import local

__all__ = ["attribute", "child", "local", "parse"]


def parse(data: bytes) -> etree._Element:
    """The root element; references such as &nbsp; are written out as characters.

    Raises:
        Unreadable: as ``safe_xml.parse`` refuses it.
    """
    try:
        root = safe_xml.parse(data)
    except safe_xml.Malformed as error:
        raise Unreadable(str(error)) from None
    write_out_references(root)
    return root


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
