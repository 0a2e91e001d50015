"""What a file says of itself -> fields of a head that can be stored.

A proposal that no field could take is left out rather than refused: a person looks at
what is left, and the words of the text do not depend on it.
"""

import re
from collections.abc import Iterable

from corpus.importers import bylines, manifest, partial_date, web_archives

SPACES = re.compile(r"\s+")
#: "2022-01-07T10:00:00+01:00" begins with a date.
DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
#: Characters of the longest title, name and the like that is proposed.
LONGEST = {"title": 500, "publisher": 300, "url": 1000, "language": 35}
LONGEST_NAME = 200
MOST_NAMES = 50


def head(
    *,
    title: str = "",
    authors: Iterable[str] = (),
    publisher: str = "",
    issued: str = "",
    language: str = "",
    urls: Iterable[str] = (),
) -> dict:
    """The fields that can be proposed, none of them empty.

    Args:
        authors: each a byline or a name, in any order of family and given name.
        issued: begins with a year, a month or a day, parted by hyphens.
        urls: what may be its address, or that of an archived copy; the first holds.
    """
    addresses = [web_archives.parted(url) for url in filter(None, map(address, urls))]
    found = {
        "title": one_line(title)[: LONGEST["title"]],
        "authors": names(authors),
        "publisher": one_line(publisher)[: LONGEST["publisher"]],
        "issued": date(issued),
        "language": tag(language),
        "url": next((original for original, _copy in addresses if original), ""),
        "archive_url": next((copy for _original, copy in addresses if copy), ""),
    }
    return {name: value for name, value in found.items() if value}


def one_line(value: str) -> str:
    return SPACES.sub(" ", value.replace("\x00", "")).strip()


def names(given: Iterable[str]) -> list[str]:
    found = [name for line in given for name in bylines.split(one_line(line))]
    short = [name for name in dict.fromkeys(found) if len(name) <= LONGEST_NAME]
    return short[:MOST_NAMES]


def date(value: str) -> str:
    match = DATE.match(value.strip())
    if not match:
        return ""
    parts = [part for part in match.groups() if part]
    try:
        return partial_date.validate("-".join(part.zfill(2) for part in parts))
    except ValueError:
        return ""


def tag(value: str) -> str:
    """A language's code: "en_GB" is "en-GB"."""
    value = value.strip().replace("_", "-")
    good = manifest.LANGUAGE.fullmatch(value) and len(value) <= LONGEST["language"]
    return value if good else ""


def address(value: str) -> str:
    value = value.strip()
    good = manifest.ADDRESS.fullmatch(value) and len(value) <= LONGEST["url"]
    return value if good else ""
