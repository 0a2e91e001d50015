"""Read a book (.epub): its chapters in the order of reading, one text.

Source: https://www.w3.org/TR/epub-33/. The printed book's pages are kept where the file
names them. Loses pictures, form and the addresses of links; the table of contents lies
outside the text.
"""

import posixpath
import re
from urllib.parse import unquote

from lxml import etree

from corpus.importers import (
    epub_contents,
    html_article,
    html_notes,
    html_parsing,
    packages,
    proposals,
    xml,
)
from corpus.importers.html_blocks import Blocks
from corpus.importers.html_words import name
from corpus.importers.packages import Package
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading, assemble

MIMETYPE = b"mimetypeapplication/epub+zip"
CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
#: Fonts may be scrambled; that locks no text.
FONTS_ONLY = re.compile(rb"\.(?:otf|ttf|woff2?)\b", re.I)
TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
DAMAGED = "This EPUB file is damaged: it does not say where its text is."


def looks_right(data: bytes) -> bool:
    inside = MIMETYPE in data[:200] or CONTAINER.encode() in data
    return packages.looks_right(data) and inside


def read(data: bytes) -> list[Reading]:
    package = Package(data)
    refuse_locked(package)
    place = package_document(package)
    book = xml.parse(package.read(place))
    folder = posixpath.dirname(place)
    chapters, contents = spine(package, book, folder)
    labels = epub_contents.labels(package, book, folder)
    page, outside = bound(package, chapters, contents, labels)
    article = html_article.whole(page)
    article.furniture.update(outside)
    found = Blocks(article, html_notes.find(page)).read(page)
    reading = assemble(found.paragraphs, head=head(book))
    reading.warnings = found.warnings
    return [reading]


def refuse_locked(package: Package) -> None:
    if ENCRYPTION not in package:
        return
    for element in xml.parse(package.read(ENCRYPTION)).iter("{*}CipherReference"):
        if not FONTS_ONLY.search((element.get("URI") or "").encode()):
            raise Unreadable(
                "This book is locked by copy protection and cannot be read here. Use a"
                " copy without it."
            )


def package_document(package: Package) -> str:
    if CONTAINER not in package:
        raise Unreadable(DAMAGED)
    for element in xml.parse(package.read(CONTAINER)).iter("{*}rootfile"):
        path = unquote(element.get("full-path") or "")
        if path in package:
            return path
    raise Unreadable(DAMAGED)


def spine(
    package: Package, book: etree._Element, folder: str
) -> tuple[list[str], set[str]]:
    """The chapters' names in the order of reading, and those that list the contents."""
    files, contents = {}, set()
    for item in book.iterfind("{*}manifest/{*}item"):
        path = epub_contents.joined(folder, item.get("href") or "")
        if item.get("media-type") in TYPES and path in package:
            files[item.get("id")] = path
            if "nav" in (item.get("properties") or "").split():
                contents.add(path)
    order = [item.get("idref") for item in book.iterfind("{*}spine/{*}itemref")]
    chapters = list(dict.fromkeys(files[key] for key in order if key in files))
    if not chapters:
        raise Unreadable("This EPUB file holds no chapter that can be read.")
    return chapters, contents


def bound(
    package: Package,
    chapters: list[str],
    contents: set[str],
    labels: dict[str, set[str]],
) -> tuple[etree._Element, dict[etree._Element, str]]:
    """All chapters as one page, and what of it lies outside the text.

    Ids are made the book's own, so that a note in another file is found.
    """
    page = etree.Element("body")
    numbers = {path: number for number, path in enumerate(chapters)}
    outside = {}
    for path, number in numbers.items():
        body = chapter(package.read(path))
        body.tag = "div"
        body.set("id", "")
        for element in body.iter(etree.Element):
            element.tag = name(element)
            if element.get(EPUB_TYPE):
                element.set("role", said(element))
            for key in ("id", "name"):
                if element.get(key):
                    element.set(key, f"{number}-{element.get(key)}")
            href = element.get("href")
            if href:
                element.set("href", within(href, path, numbers))
        body.set("id", f"{number}-")
        if path not in contents:
            epub_contents.mark_headings(body, labels.get(path, set()))
        page.append(body)
        if path in contents:
            outside[body] = "other"
    return page, outside


def chapter(data: bytes) -> etree._Element:
    """The body of one file, read leniently where it is not well formed."""
    try:
        root = xml.parse(data)
    except Unreadable:
        root = html_parsing.parse(html_parsing.decode(data)[0])
    body = next(root.iter("{*}body", "{*}book", "body"), None)
    return root if body is None else body


def said(element: etree._Element) -> str:
    return f"{element.get('role') or ''} {element.get(EPUB_TYPE)}".strip()


def within(href: str, path: str, numbers: dict[str, int]) -> str:
    """An address within the book as one within its page."""
    file, _, fragment = href.partition("#")
    target = epub_contents.joined(posixpath.dirname(path), file) if file else path
    return f"#{numbers[target]}-{unquote(fragment)}" if target in numbers else href


def head(book: etree._Element) -> dict:
    """Proposals from the book's metadata."""
    found: dict[str, list[str]] = {}
    people = []
    refined = roles(book)
    for element in book.iterfind("{*}metadata//{*}*"):
        words = (element.text or "").strip()
        found.setdefault(name(element), []).append(words)
        if name(element) == "creator" and words:
            role = element.get("{http://www.idpf.org/2007/opf}role")
            role = role or refined.get(element.get("id") or "", "aut")
            if role == "aut":
                people.append(words)
    first = {key: values[0] for key, values in found.items()}
    return proposals.head(
        title=first.get("title", ""),
        authors=people,
        publisher=first.get("publisher", ""),
        issued=first.get("date", ""),
        language=first.get("language", ""),
        urls=found.get("source", []),
    )


def roles(book: etree._Element) -> dict[str, str]:
    """What part people have in the book, by the id of their name."""
    return {
        (element.get("refines") or "").removeprefix("#"): (element.text or "").strip()
        for element in book.iter("{*}meta")
        if element.get("property") == "role"
    }
