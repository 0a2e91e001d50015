"""Bytes of a saved page -> its tree of elements.

What the bytes are decides before what the page says they are: pages lie about their
encoding. Nothing outside the page is ever fetched.
"""

import codecs
import re

from lxml import etree

from corpus.importers import plain_text
from corpus.importers.plain_text import Unreadable

#: How many bytes are looked at for the encoding, and for whether this is HTML.
BEGINNING = 4096
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""")
BEGINS = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|base|article|main|section"
    rb"|header|nav|div|p|h[1-6]|table|blockquote|ul|ol|pre|center|font)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
#: Encodings by the names that pages use, as the standard reads them: the Latin ones are
#: Windows-1252. Source: https://encoding.spec.whatwg.org/#names-and-labels
AS_WINDOWS_1252 = {"ascii", "iso8859-1", "cp1252"}
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF_8 = "utf-8"
#: The parser's time grows with the square of an element's attributes.
MOST_ATTRIBUTES = 2_000
LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
#: More tags than any page that a person reads; each costs up to 0.1 ms, and they are
#: counted before the first is parsed.
MOST_TAGS = 300_000
QUOTED = re.compile(r"""\"[^"]*\"|'[^']*'""")


def looks_right(data: bytes) -> bool:
    """Whether these bytes begin as a page does."""
    beginning = data[:BEGINNING]
    for mark in MARKS:
        beginning = beginning.removeprefix(mark)
    # UTF-16 has a zero in each of these characters
    return BEGINS.match(beginning.replace(b"\x00", b"")) is not None


def decode(data: bytes) -> tuple[str, list[str]]:
    """The page as characters, and sentences about its encoding.

    Raises:
        Unreadable: empty, or in no encoding that can be told.
    """
    if not data.strip():
        raise Unreadable("This file is empty.")
    label, said = declared(data)
    if data.startswith(MARKS):
        return plain_text.decode(data).text.removeprefix("\ufeff"), []
    try:
        text = data.decode(UTF_8)
    except UnicodeDecodeError as error:
        broken = error
    else:
        lies = said not in ("", UTF_8) and not text.isascii()
        return text, [lie(label, "UTF-8")] if lies else []
    if mostly_utf_8(data):
        raise Unreadable(
            f"This page mixes encodings: byte {broken.start:,} (counted from 0) is no"
            " UTF-8, though most of it is. Save it again as UTF-8."
        )
    if said and said != UTF_8:
        try:
            return data.decode(said), []
        except UnicodeDecodeError as error:
            raise Unreadable(
                f"This page says its encoding is {label}, and byte {error.start:,}"
                " (counted from 0) fits none of its characters. Save it again as UTF-8."
            ) from None
    text, encoding = plain_text.decode(data)
    return text, [lie(label, encoding)] if said else []


def declared(data: bytes) -> tuple[str, str]:
    """The encoding that a page names, as it is written and by Python's name."""
    match = CHARSET.search(data[:BEGINNING])
    if not match:
        return "", ""
    label = match[1].decode()
    try:
        name = codecs.lookup(label).name
        # raises for codecs that give no text, such as base64
        b"a".decode(name, "ignore")
    except LookupError:
        return "", ""
    return label, "cp1252" if name in AS_WINDOWS_1252 else name


def lie(said: str, found: str) -> str:
    return (
        f"The page says its encoding is {said}, but it is {found} and was read so. Look"
        " whether its letters are right."
    )


def mostly_utf_8(data: bytes) -> bool:
    """Most of the bytes beyond ASCII belong to well-formed UTF-8."""
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", data)))
    formed = sum(map(len, plain_text.WELL_FORMED_MULTIBYTE.findall(data)))
    return formed * 2 > high


def parse(text: str) -> etree._Element:
    """The root of a page.

    Raises:
        Unreadable: it holds NUL, nothing, or more elements, or deeper ones, than any
            page needs.
    """
    if "\x00" in text:
        raise Unreadable("This page holds a NUL character, which no text can.")
    if (tags := text.count("<")) > MOST_TAGS:
        raise Unreadable(
            f"This page has {tags:,} tags; the limit is {MOST_TAGS:,}. Cut it into"
            " parts, or copy its words into a plain text."
        )
    for tag in LONG_TAG.findall(text):
        if len(QUOTED.sub("", tag).split()) > MOST_ATTRIBUTES:
            raise Unreadable(
                "This page has an element with thousands of attributes, which no text"
                " needs. Save it anew from the browser."
            )
    # the declared encoding is overruled: these bytes are ours
    parser = etree.HTMLParser(encoding=UTF_8, huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(text.encode(UTF_8, "surrogatepass"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(
            "This page nests its elements deeper than a text can need. Save it anew"
            " from the browser, or copy its words into a plain text."
        )
    if root is None:
        raise Unreadable("This page has no text: nothing but white space was found.")
    return root
