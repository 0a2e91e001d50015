"""What a saved page says of itself: title, authors, publisher, date, language, address.

Sources, the first that says something: JSON-LD, the meta elements of scholarly pages
(citation_…), Dublin Core, Open Graph, and what readers see: byline, time, heading.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from corpus.importers import html_words, proposals

ARTICLES = re.compile(r"Article|Report|BlogPosting|Posting|Chapter|Book|WebPage")
#: "saved from url=(0042)https://…", as browsers write into a saved page.
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
#: The page's name behind the article's: "Title | The Gazette", "Title - The Gazette".
SITE = re.compile(r"\s+(?:[|–—»·]|-)\s+[^|–—»·]+$")
LONGEST_JSON = 1_000_000
LONGEST_BYLINE = 200
MOST_ITEMS = 200
BYLINES = {"byline", "author", "entry-author", "post-author", "article-author"}


def propose(page: etree._Element) -> dict:
    """Proposals for a document's head."""
    meta = metas(page)
    data = linked_data(page)

    def first(*names: str) -> str:
        return next((meta[name][0] for name in names if name in meta), "")

    return proposals.head(
        title=words(data.get("headline"))
        or first("citation_title", "dc.title", "dcterms.title", "og:title")
        or SITE.sub("", title_element(page))
        or heading(page),
        authors=people(data.get("author"))
        or meta.get("citation_author")
        or meta.get("dc.creator")
        or meta.get("dcterms.creator")
        or [name for name in meta.get("author", []) if "://" not in name]
        or [name for name in meta.get("article:author", []) if "://" not in name]
        or list(bylines(page)),
        publisher=next(iter(people(data.get("publisher"))), "")
        or first("citation_publisher", "citation_journal_title", "dc.publisher")
        or first("dcterms.publisher", "og:site_name", "application-name"),
        issued=words(data.get("datePublished"))
        or first("citation_publication_date", "citation_date", "dcterms.issued")
        or first("dc.date.issued", "dc.date", "article:published_time", "date")
        or time_element(page),
        language=language(page)
        or first("dc.language", "dcterms.language", "og:locale", "content-language")
        or words(data.get("inLanguage")),
        urls=[
            canonical(page),
            first("og:url"),
            words(data.get("url")),
            saved_from(page),
        ],
    )


def metas(page: etree._Element) -> dict[str, list[str]]:
    """The contents of the meta elements by name, in small letters."""
    found: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("name", "property", "http-equiv", "itemprop"):
            name = (element.get(key) or "").lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def linked_data(page: etree._Element) -> dict:
    """The first JSON-LD object that describes an article; {} without any."""
    for element in page.iter("script"):
        said = element.text or ""
        if element.get("type") != "application/ld+json" or len(said) > LONGEST_JSON:
            continue
        try:
            found = json.loads(said, strict=False)
        except (ValueError, RecursionError):
            continue
        articles = [item for item in items(found) if is_article(item)]
        if articles:
            return max(articles, key=lambda item: "headline" in item)
    return {}


def items(found: Any) -> Iterator[dict]:
    listed = found if isinstance(found, list) else [found]
    for item in listed[:MOST_ITEMS]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (one for one in graph[:MOST_ITEMS] if isinstance(one, dict))


def is_article(item: dict) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and ARTICLES.search(kind) for kind in kinds)


def words(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or ""
    return value if isinstance(value, str) else ""


def people(value: Any) -> list[str]:
    """Names of persons and organisations, each on its own."""
    listed = value if isinstance(value, list) else [value]
    return [name for name in map(words, listed[:MOST_ITEMS]) if name]


def bylines(page: etree._Element) -> Iterator[str]:
    """Names as readers see them; the first element that holds some."""
    for element in page.iter(etree.Element):
        said = set((element.get("class") or "").lower().split())
        author = element.get("rel") == "author" or element.get("itemprop") == "author"
        if not author and said.isdisjoint(BYLINES):
            continue
        name = proposals.one_line("".join(element.itertext()))
        if name and len(name) <= LONGEST_BYLINE:
            yield name
            return


def title_element(page: etree._Element) -> str:
    return next((one.text or "" for one in page.iter("title")), "").strip()


def heading(page: etree._Element) -> str:
    return next(("".join(one.itertext()) for one in page.iter("h1")), "")


def time_element(page: etree._Element) -> str:
    for element in page.iter("time"):
        said = element.get("datetime") or ""
        if proposals.date(said):
            return said
    return ""


def language(page: etree._Element) -> str:
    if html_words.name(page) != "html":
        return ""
    return page.get("lang") or page.get("xml:lang") or ""


def canonical(page: etree._Element) -> str:
    for element in page.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return element.get("href") or ""
    return ""


def saved_from(page: etree._Element) -> str:
    for comment in [
        *page.itersiblings(etree.Comment, preceding=True),
        *page.iter(etree.Comment),
    ]:
        match = SAVED_FROM.search(comment.text or "")
        if match:
            return match[1]
    return ""
