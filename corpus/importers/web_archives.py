"""Addresses of archived copies: whose copy it is, where the address says so.

Nobody is asked; only what the address itself tells is known.

Source: https://web.archive.org, https://archive.today, https://perma.cc
"""

import re
from urllib.parse import parse_qs, urlsplit

ADDRESS = re.compile(r"https?://[^\s/]\S*", re.I)
#: Fourteen digits are a moment; two letters behind them say how a page is shown.
WAYBACK = re.compile(r"(?P<moment>/[0-9]{14})(?:[a-z]{2}_)?/(?P<original>https?:/.+)")
SHORTER = re.compile(r"(?P<moment>/web/[0-9]{1,14})(?:[a-z]{2}_)?/(?P<original>.+)")
TODAY = re.compile(
    r"/(?:[0-9]{4}\.[0-9]{2}\.[0-9]{2}-[0-9]{6}|[0-9]{4,14}|o/\w{4,8})"
    r"/(?P<original>https?:/.+)"
)
TODAYS = {f"archive.{end}" for end in ("today", "ph", "is", "li", "md", "vn", "fo")}
#: Host -> paths of copies that do not say of what.
SHORT = dict.fromkeys(TODAYS, re.compile(r"/\w{4,6}")) | {
    "perma.cc": re.compile(r"/\w{4}-\w{4}"),
    "ghostarchive.org": re.compile(r"/archive/\w+"),
    "webcitation.org": re.compile(r"/\w{8,10}"),
}


def parted(address: str) -> tuple[str, str]:
    """(the address of the page itself, the address of its archived copy).

    Either is "" when the address does not tell it.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address, ""
    if not ADDRESS.fullmatch(address):
        return address, ""
    # what follows the host, as it was written
    rest = address.split("/", 3)[3:]
    path = f"/{rest[0]}" if rest else ""
    if match := WAYBACK.search(path):
        return _whole(match["original"]), _plain(address, match)
    if host == "web.archive.org" and (match := SHORTER.match(path)):
        return _whole(match["original"]), _plain(address, match)
    if host in TODAYS and (match := TODAY.match(path)):
        return _whole(match["original"]), address
    if host == "webcitation.org" and (said := parse_qs(parts.query).get("url")):
        return _whole(said[0]), address
    if host in SHORT and SHORT[host].fullmatch(parts.path):
        return "", address
    return address, ""


def _whole(original: str) -> str:
    """With a scheme and two slashes; programs drop one of them."""
    scheme, colon, rest = original.partition(":/")
    if colon and scheme.lower() in ("http", "https"):
        return f"{scheme}://{rest.lstrip('/')}"
    return f"http://{original}"


def _plain(address: str, match: re.Match) -> str:
    """The copy as readers open it, without the letters behind its moment."""
    before = address[: -len(match.string)]
    return f"{before}{match.string[: match.end('moment')]}/{match['original']}"


def told_apart(said: dict, proposed: dict) -> dict:
    """What is said of a text, with the address of a copy in its own field.

    Args:
        said: a head; one that names an archived copy itself stays as it is.
        proposed: what the file says, for a copy that does not tell of what it is one.
    """
    original, copy = parted(said.get("url", ""))
    if not copy or said.get("archive_url"):
        return said
    return {**said, "url": original or proposed.get("url", ""), "archive_url": copy}
