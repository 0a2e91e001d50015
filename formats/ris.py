"""RIS, as Zotero, EndNote and publishers write it, to and from neutral entries.

Loses: what RIS has no tag for (short title of the court, licence, place in an archive);
keywords; kinds of work that RIS does not know become GEN; an entry without its ER. A
date that is more than year, month and day stands in the fourth part of DA.

Source: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

import re
from collections.abc import Iterator

import rispy

from formats import partial_date
from formats.bibliography import (
    Bibliography,
    Entry,
    Name,
    Unreadable,
    check_count,
    date_of,
    decoded,
    one_line,
    parts,
)

LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)")
#: A reader of ours, for the line where an entry begins; RIS has no such tag.
PLACE = "ZZ"

TYPES = {
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "INPR": "article",
    "BLOG": "post-weblog",
    "ICOMM": "post",
    "ELEC": "webpage",
    "BOOK": "book",
    "CHAP": "chapter",
    "RPRT": "report",
    "CASE": "legal_case",
    "STAT": "legislation",
    "BILL": "bill",
    "LEGAL": "regulation",
    "HEAR": "hearing",
    "CPAPER": "paper-conference",
    "CONF": "paper-conference",
    "THES": "thesis",
    "MANSCPT": "manuscript",
    "UNPB": "manuscript",
    "PAMP": "pamphlet",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "PCOMM": "personal_communication",
    "DATA": "dataset",
    "EJOUR": "article-journal",
    "EBOOK": "book",
    "GEN": "document",
}
MOST_PROBLEMS = 50
#: The first is written, all are read; the first that says something holds.
FIELDS = {
    "citation-key": ("ID",),
    "title": ("TI", "T1", "CT"),
    "title-short": ("ST",),
    "container-title": ("T2", "JO", "JF", "BT", "JA", "J2"),
    "collection-title": ("T3",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "volume": ("VL",),
    "issue": ("IS",),
    "number": ("M1",),
    "edition": ("ET",),
    "DOI": ("DO",),
    "URL": ("UR",),
    "language": ("LA",),
    "genre": ("M3",),
    "abstract": ("AB", "N2"),
    "note": ("N1",),
}
ROLES = {"author": ("AU", "A1"), "editor": ("ED", "A2"), "translator": ("A4",)}
DATES = {"issued": ("DA", "PY", "Y1"), "accessed": ("Y2",)}
FILES = ("L1", "L2", "L4")
ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")
PAGES = ("SP", "EP")
KNOWN = {
    *("TY", "ER", "SN", "UK", PLACE, *PAGES, *FILES),
    *(tag for tags in (FIELDS | ROLES | DATES).values() for tag in tags),
}


def read(data: bytes) -> Bibliography:
    """
    Raises:
        Unreadable: no line begins an entry.
    """
    bibliography = Bibliography()
    text = decoded(data)
    begun = len(re.findall(r"(?m)^TY  ?-", text))
    check_count(begun)
    if not begun:
        raise Unreadable("This is no RIS file: no line begins with “TY  - ”.")
    lines = list(_lines(text, bibliography.problems))
    records = rispy.loads(
        "\n".join(lines),
        mapping={tag: tag for tag in KNOWN},
        list_tags=sorted(KNOWN - {"TY", PLACE}),
        delimiter_tags_mapping={},
        skip_unknown_tags=True,
    )
    bibliography.entries = [_entry(record) for record in records]
    return bibliography


def _lines(text: str, problems: list[str]) -> Iterator[str]:
    """The lines of whole entries, a continued one joined; what is broken is said."""
    entry: list[list[str]] = []
    begins = 0
    for number, line in enumerate(text.split("\n"), start=1):
        match = LINE.fullmatch(line.rstrip())
        tag = match[1] if match else ""
        if tag == "TY":
            if entry:
                problems.append(_unended(begins))
            entry, begins = [[f"TY  - {match[2] or ''}"]] if match else [], number
            entry.append([f"{PLACE}  - {number}"])
        elif not entry:
            if line.strip() and tag != "ER" and len(problems) < MOST_PROBLEMS:
                problems.append(
                    f"Line {number}: “{one_line(line)[:40]}” stands in no entry; one"
                    " begins with “TY  - ”."
                )
        elif tag == "ER":
            yield from (" ".join(pieces) for pieces in entry)
            yield "ER  - "
            entry = []
        elif match:
            entry.append([f"{tag}  - {match[2] or ''}"])
        elif line.strip():
            entry[-1].append(line.strip())
    if entry:
        problems.append(_unended(begins))


def _unended(line: int) -> str:
    return f"Line {line}: this entry has no end (“ER  - ”), so it was left out."


def _entry(record: dict) -> Entry:
    # continued lines may have come behind the number
    entry = Entry(int(record[PLACE].split(" ")[0]))
    entry.put("type", TYPES.get(record["TY"].strip(), "document"))

    def said(tags: tuple[str, ...]) -> Iterator[str]:
        return (value for tag in tags for value in record.get(tag, []))

    for name, tags in FIELDS.items():
        for value in said(tags):
            entry.put(name, value)
    entry.put("page", "-".join(filter(None, (next(said((t,)), "") for t in PAGES))))
    for value in said(("SN",)):
        entry.put("ISSN" if ISSN.match(value.strip()[:9]) else "ISBN", value)
    for role, tags in ROLES.items():
        for value in said(tags):
            value = value.rstrip(", ")
            entry.put_name(role, Name(value, organisation="," not in value))
    for name, tags in DATES.items():
        for value in said(tags):
            _put_date(entry, name, value)
    entry.files = [one_line(value) for value in said(FILES) if value.strip()]
    return entry


def _put_date(entry: Entry, name: str, value: str) -> None:
    year, month, day, more = [*value.strip().split("/", 3), "", "", ""][:4]
    more = more.strip().rstrip("/") if more.strip("/ ") else ""
    if more and not month and not day:
        # "2022///Spring" is spring 2022, and ours is "2022///2022~"
        entry.put_date(name, date_of(more) or date_of(f"{more} {year}"))
    dashed = "-".join(part.strip() for part in (year, month, day) if part.strip())
    entry.put_date(name, dashed if month else year)


def write(entries: list[Entry]) -> str:
    return "".join("\r\n".join([*_written(entry), "", ""]) for entry in entries)


def _written(entry: Entry) -> Iterator[str]:
    def line(tag: str, value: str) -> str:
        return f"{tag}  - {one_line(value)}"

    fields = entry.fields
    tags = {kind: tag for tag, kind in reversed(TYPES.items())}
    yield line("TY", tags.get(fields.get("type", ""), "GEN"))
    for name, (tag, *_) in FIELDS.items():
        if name in fields:
            yield line(tag, fields[name])
    for role, (tag, *_) in ROLES.items():
        for who in entry.names.get(role, []):
            family, given = parts(who)
            yield line(tag, f"{family}, {given}" if given else who.name)
    first, dash, last = fields.get("page", "").partition("-")
    if first:
        yield line("SP", first)
    if dash:
        yield line("EP", last)
    for name in ("ISBN", "ISSN"):
        if name in fields:
            yield line("SN", fields[name])
    for name, (tag, *_) in DATES.items():
        if name in fields:
            yield line(tag, _written_date(fields[name]))
    for file in entry.files:
        yield line("L1", file)
    yield "ER  - "


def _written_date(value: str) -> str:
    try:
        year, month, day = [*partial_date.validate_plain(value).split("-"), "", ""][:3]
    except ValueError:
        [year] = re.findall(r"[0-9]{4}", value)[:1] or [""]
        return f"{year}///{value}"
    return f"{year}/{month}/{day}/"
