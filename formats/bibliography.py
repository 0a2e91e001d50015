"""The neutral entry of a bibliography, which CSL-JSON, RIS and BibTeX are read into.

Field names are those of CSL. A reader takes bytes as they come: with or without a
byte-order mark, any line ends. What is wrong with one entry is said with its line, and
the others are read all the same.

Source: https://docs.citationstyles.org/en/stable/specification.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from formats import partial_date

#: Bytes of a file, entries in it, characters of a field.
MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 5_000
LONGEST_FIELD = 20_000
#: Names of one role, and sentences about one entry.
MOST_NAMES = 500
MOST_WARNINGS = 20
#: Levels of brackets or braces.
DEEPEST = 40

#: What an entry may say, as CSL calls it, and as people read it.
FIELDS = {
    "type": "Kind of work",
    "citation-key": "Citation key",
    "title": "Title",
    "title-short": "Short title",
    "container-title": "Journal, book or site",
    "collection-title": "Series",
    "publisher": "Publisher",
    "publisher-place": "Place",
    "authority": "Court or authority",
    "volume": "Volume",
    "issue": "Issue",
    "page": "Pages",
    "number": "Number",
    "edition": "Edition",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "URL": "Web address",
    "archive_location": "Archived at",
    "language": "Language",
    "genre": "Genre",
    "license": "Licence",
    "abstract": "Abstract",
    "note": "Note",
}
#: CSL name -> the field of a text's head that is the same.
HEAD_NAMES = {
    "title": "title",
    "publisher": "publisher",
    "issued": "issued",
    "URL": "url",
    "archive_location": "archive_url",
    "accessed": "retrieved",
    "language": "language",
    "genre": "genre",
    "license": "licence",
}
#: The others, which a head has under CSL's names.
MORE_FIELDS = tuple(name for name in FIELDS if name not in HEAD_NAMES)
DATES = {"issued": "Published", "accessed": "Retrieved"}
ROLES = {"author": "Authors", "translator": "Translators", "editor": "Editors"}

#: CSL's kinds of work, as people read them.
TYPES = {
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "article": "Preprint",
    "post-weblog": "Blog post",
    "post": "Forum post",
    "webpage": "Web page",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "legal_case": "Judgment or decision",
    "legislation": "Legislation",
    "bill": "Bill",
    "treaty": "Treaty",
    "regulation": "Regulation",
    "hearing": "Hearing",
    "speech": "Speech",
    "interview": "Interview",
    "broadcast": "Broadcast",
    "paper-conference": "Conference paper",
    "thesis": "Thesis",
    "manuscript": "Manuscript",
    "pamphlet": "Pamphlet",
    "entry-encyclopedia": "Encyclopedia entry",
    "entry-dictionary": "Dictionary entry",
    "personal_communication": "Letter or message",
    "dataset": "Dataset",
    "document": "Document",
}


class Unreadable(ValueError):
    """Nothing of the file can be read; the message is one whole sentence."""


class Name(NamedTuple):
    #: "Family, Given", or the name of an organisation.
    name: str
    organisation: bool = False


@dataclass
class Entry:
    """One work."""

    #: Where it begins in its file, from 1; 0 where there is none.
    line: int = 0
    #: CSL name -> text, those that are not empty; dates as formats.partial_date.
    fields: dict[str, str] = field(default_factory=dict)
    #: Role -> names in their order.
    names: dict[str, list[Name]] = field(default_factory=dict)
    #: Files that belong to it, as the bibliography calls them.
    files: list[str] = field(default_factory=list)
    #: Whole sentences about what was left out.
    warnings: list[str] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        """Keep a field that says something and was not said before."""
        value = one_line(value)
        if len(value) > LONGEST_FIELD:
            self.warnings.append(
                f"“{name}” has {len(value):,} characters and was cut at"
                f" {LONGEST_FIELD:,}."
            )
            value = value[:LONGEST_FIELD].rstrip()
        if value and name not in self.fields:
            self.fields[name] = value

    def put_date(self, name: str, value: str) -> None:
        """Keep a date; one in words is read, and what is none is said."""
        value = one_line(value)
        if not value or name in self.fields:
            return
        found = date_of(value)
        if found:
            self.fields[name] = found
        elif len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(f"“{value[:60]}” is no date and was left out.")

    def put_name(self, role: str, name: Name) -> None:
        """Keep a name that was not said before; each is compared with all others."""
        listed = self.names.setdefault(role, [])
        if len(listed) >= MOST_NAMES:
            sentence = f"Names after the first {MOST_NAMES} were left out."
            if sentence not in self.warnings:
                self.warnings.append(sentence)
            return
        name = Name(one_line(name.name.replace(";", ",")), name.organisation)
        if name.name and name not in listed:
            listed.append(name)


@dataclass
class Bibliography:
    entries: list[Entry] = field(default_factory=list)
    #: Whole sentences, each with its line, about entries that could not be read.
    problems: list[str] = field(default_factory=list)


SPACES = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")


def one_line(text: str) -> str:
    """Single spaces; no control characters, no half characters."""
    return SPACES.sub(" ", text).strip()


def check_size(data: bytes) -> None:
    """
    Raises:
        Unreadable
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"This file has {len(data):,} bytes; the limit of a bibliography is"
            f" {MOST_BYTES:,}. Export it in parts."
        )


def decoded(data: bytes) -> str:
    """A file's text with LF only.

    Raises:
        Unreadable
    """
    check_size(data)
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            "This file is not in UTF-8. Export it anew and choose Unicode (UTF-8)."
        ) from None
    if not text.strip():
        raise Unreadable("This file is empty. Export the entries again.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_count(count: int) -> None:
    """
    Raises:
        Unreadable
    """
    if count > MOST_ENTRIES:
        raise Unreadable(
            f"This file has {count:,} entries; the limit is {MOST_ENTRIES:,}. Export"
            " it in parts."
        )


# names


def person(family: str, given: str = "", particle: str = "", suffix: str = "") -> Name:
    """A person as one string: particle and suffix stand with the family name."""
    family = " ".join(filter(None, [particle, family, suffix]))
    if not given:
        return Name(family, organisation=True)
    return Name(f"{family.replace(',', '')}, {given}")


def parts(name: Name) -> tuple[str, str]:
    """(family, given); an organisation has no given name."""
    if name.organisation or "," not in name.name:
        return name.name, ""
    family, _, given = name.name.partition(",")
    return family.strip(), given.strip()


# dates

MONTHS = {month.lower()[:3]: n for n, month in enumerate(partial_date.MONTHS, start=1)}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ABOUT = ("circa", "ca.", "ca", "c.", "about", "approximately", "~")
WORD = re.compile(r"[^\W\d_]+\.?|\d+(?:st|nd|rd|th)?\b|~")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
TIME = re.compile(r"(?<=\d\d)[T ]\d{2}:\d{2}\S*$")
SLASHED = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?")


def date_of(text: str) -> str:
    """A date from what bibliographies write; "" when it is none that we know."""
    text = TIME.sub("", text.strip()[:80]).removesuffix("/").removesuffix("/")
    for value in (text, _slashed(text), _in_words(text)):
        try:
            if value:
                return partial_date.validate(value)
        except ValueError:
            continue
    return ""


def _slashed(text: str) -> str:
    match = SLASHED.fullmatch(text)
    if not match:
        return ""
    return "-".join(part if len(part) > 1 else f"0{part}" for part in parts_of(match))


def parts_of(match: re.Match) -> Iterator[str]:
    return (part for part in match.groups() if part)


def _in_words(text: str) -> str:
    """ "c. 7th January 2022?", "Spring 2022", "Jan. 7, 2022"."""
    mark = "?" if text.endswith("?") else ""
    year = month = day = ""
    for word in WORD.findall(text.rstrip("?").lower()):
        digits = ORDINAL.sub("", word)
        if word in ABOUT:
            mark = "%" if mark else "~"
        elif digits.isascii() and digits.isdecimal():
            if len(digits) == 4 and not year:
                year = digits
            elif len(digits) <= 2 and not day:
                day = f"{int(digits):02d}"
            else:
                return ""
        elif word in SEASONS and not month:
            month = str(SEASONS[word])
        elif word.rstrip(".")[:3] in MONTHS and not month and _is_month(word):
            month = f"{MONTHS[word[:3]]:02d}"
        else:
            return ""
    if not year or (day and not month):
        return ""
    if month > "12":
        # a season is written without a mark
        mark = ""
    return "-".join(filter(None, [year, month, day])) + mark


def _is_month(word: str) -> bool:
    full = partial_date.MONTHS[MONTHS[word[:3]] - 1].lower()
    return full.startswith(word.rstrip(".")) or word.rstrip(".") == "sept"
