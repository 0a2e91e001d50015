"""What a book's table of contents names: headings that no markup shows.

Some programs write a heading as a plain paragraph; the table of contents says which.
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from corpus.importers import xml
from corpus.importers.packages import Package

NCX = "application/x-dtbncx+xml"


def labels(package: Package, book: etree._Element, folder: str) -> dict[str, set[str]]:
    """The entries that lead to each chapter, by its path in the package."""
    found: dict[str, set[str]] = {}
    for item in book.iterfind("{*}manifest/{*}item"):
        is_nav = "nav" in (item.get("properties") or "").split()
        if not is_nav and item.get("media-type") != NCX:
            continue
        path = joined(folder, item.get("href") or "")
        if path not in package:
            continue
        read = of_nav if is_nav else of_ncx
        for label, target in read(xml.parse(package.read(path))):
            words = folded(label)
            if words:
                chapter = joined(posixpath.dirname(path), target)
                found.setdefault(chapter, set()).add(words)
    return found


def of_nav(tree: etree._Element) -> Iterator[tuple[str, str]]:
    for link in tree.iterfind(".//{*}nav//{*}a"):
        yield "".join(link.itertext()), link.get("href") or ""


def of_ncx(tree: etree._Element) -> Iterator[tuple[str, str]]:
    for point in tree.iter("{*}navPoint"):
        label = point.find("{*}navLabel/{*}text")
        content = point.find("{*}content")
        if label is not None and content is not None:
            yield label.text or "", content.get("src") or ""


def joined(folder: str, href: str) -> str:
    """An address in a file of a folder as a path in the package."""
    path = unquote(href).partition("#")[0]
    return posixpath.normpath(posixpath.join(folder, path))


def mark_headings(body: etree._Element, wanted: set[str]) -> None:
    """Make a heading of each paragraph that is an entry of the contents, once."""
    wanted = set(wanted)
    for element in body.iter("p"):
        words = folded("".join(element.itertext()))
        if words in wanted:
            wanted.remove(words)
            element.tag = "h2"


def folded(words: str) -> str:
    return " ".join(words.split()).casefold()
