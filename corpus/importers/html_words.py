"""What the elements of a page are, by their names, roles and classes."""

import re

from lxml import etree

#: Text flows on through these; every other element begins a paragraph.
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del"),
    *("dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "math", "nobr", "q"),
    *("rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike"),
    *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br"),
    # of formulas
    *("mi", "mn", "mo", "mrow", "msub", "msup", "mfrac", "mtext", "semantics"),
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: Nobody reads what is in these on the page.
DROPPED = {
    *("script", "style", "template", "head", "title", "meta", "link", "noscript"),
    *("select", "option", "datalist", "textarea", "input", "annotation"),
    *("annotation-xml", "param", "source", "track", "area", "map", "base"),
}
PICTURES = {"img", "svg", "picture", "canvas"}
FRAMES = {"iframe", "frame", "object", "embed", "video", "audio", "applet"}

HIDDEN_CLASSES = {
    *("screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"),
    *("assistive-text", "element-invisible", "skip-link"),
    "mw-editsection",
}
HIDDEN_STYLES = ("display:none", "visibility:hidden")

FURNITURE_TAGS = {
    "nav": "other",
    "footer": "other",
    "aside": "other",
    "button": "other",
}
FURNITURE_ROLES = {
    *("navigation", "banner", "contentinfo", "complementary", "search", "dialog"),
    *("alert", "menu", "menubar", "toolbar"),
}
#: Never furniture themselves, whatever their classes say.
FRAMEWORK = {"html", "body", "main", "article"}
#: One part of a class or id, between hyphens -> what it holds; the first that fits.
FURNITURE_PARTS = {
    "comments": {
        *("comment", "comments", "commentlist", "respond", "disqus", "reply"),
        *("commentform", "replies"),
    },
    "biography": {"bio", "biography", "bios", "authorbio", "contributor"},
    "teaser": {
        *("related", "relatedposts", "teaser", "teasers", "readmore", "recommended"),
        *("recommendations", "newsletter", "subscribe", "subscription", "signup"),
        *("promo", "trending", "popular", "upsell", "donate", "paywall"),
    },
    "other": {
        *("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "share"),
        *("sharing", "sharedaddy", "social", "tags", "taglist", "categories", "meta"),
        *("byline", "cookie", "cookies", "consent", "banner", "advert", "ads"),
        *("advertisement", "sponsor", "sidebar", "widget", "toolbar", "pagination"),
        *("footer", "masthead", "print", "copyright", "search", "login", "popup"),
        *("modal", "skiplinks", "toc"),
    },
}
AUTHOR_PARTS = {
    *("box", "info", "card", "description", "profile", "about", "details", "area"),
}
#: "has-sidebar" says something of the page, not of this element.
SAYS_LITTLE = ("has-", "no-", "with-", "without-", "is-", "not-")
MOST_CLASSES = 40


def name(element: etree._Element) -> str:
    """The element's name without its namespace, "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def kind_of_note(element: etree._Element) -> str:
    """What publishing marks say: "noteref", "footnote", "pagebreak", or ""."""
    said = f"{element.get('role') or ''} {element.get('epub:type') or ''}"
    return said.replace("doc-", "").lower() if said != " " else ""


def is_dropped(element: etree._Element) -> bool:
    return name(element) in DROPPED


def is_hidden(element: etree._Element) -> bool:
    """Nobody sees it: by its attributes, style or class."""
    if name(element) in FRAMEWORK:
        # shown by a script once the page is there
        return False
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    if any(words in style for words in HIDDEN_STYLES):
        return True
    return not HIDDEN_CLASSES.isdisjoint((element.get("class") or "").split())


def is_anchor(element: etree._Element, tag: str) -> bool:
    """The id is made of a heading's words ("consent"), and says nothing else."""
    if tag in HEADINGS:
        return True
    first = next((one for one in element if isinstance(one.tag, str)), None)
    if first is None or name(first) not in HEADINGS or tag not in ("section", "div"):
        return False
    words = re.findall(r"\w+", "".join(first.itertext()).lower())
    return re.findall(r"[^\W_]+", (element.get("id") or "").lower()) == words


def furniture(element: etree._Element) -> str:
    """The kind of region that an element looks like, or ""."""
    tag = name(element)
    if tag in FRAMEWORK or tag in INLINE:
        return ""
    said = (element.get("class") or "").lower()
    if not is_anchor(element, tag):
        said += f" {element.get('id') or ''}".lower()
    parts: set[str] = set()
    for word in said.replace("_", "-").split()[:MOST_CLASSES]:
        if not word.startswith(SAYS_LITTLE):
            parts.update(word.split("-"))
    for kind, words in FURNITURE_PARTS.items():
        if not parts.isdisjoint(words):
            return kind
        if kind == "comments" and "author" in parts and parts & AUTHOR_PARTS:
            return "biography"
    if (element.get("role") or "").lower() in FURNITURE_ROLES:
        return "other"
    return FURNITURE_TAGS.get(tag, "")
