r"""BibTeX and BibLaTeX, as Zotero and Better BibTeX write them, to and from entries.

LaTeX accents are read, and written as the characters themselves (UTF-8). Loses: macros
that mean nothing outside LaTeX, mathematics, keywords, fields not in ``FIELDS``, kinds
of work that BibTeX does not know (they become misc). Its own names for what BibTeX
lacks: ``date`` (EDTF), ``urldate``, ``translator``, ``langid``.

Source: https://ctan.org/pkg/biblatex
"""

import logging
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import bibtexparser
from bibtexparser.middlewares import (
    RemoveEnclosingMiddleware,
    ResolveStringReferencesMiddleware,
)
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, ParsingFailedBlock
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalkerError

from formats.bibliography import (
    DEEPEST,
    LONGEST_FIELD,
    Bibliography,
    Entry,
    Name,
    Unreadable,
    check_count,
    decoded,
    one_line,
    parts,
    person,
)

#: What the packages say of broken LaTeX is for their developers.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

TYPES = {
    "article": "article-journal",
    "online": "webpage",
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "techreport": "report",
    "report": "report",
    "inproceedings": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "dataset": "dataset",
    "booklet": "pamphlet",
    "inreference": "entry-encyclopedia",
    "electronic": "webpage",
    "www": "webpage",
    "misc": "document",
}
#: The first is written, all are read; the first that says something holds.
FIELDS = {
    "title": ("title",),
    "title-short": ("shorttitle",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "collection-title": ("series",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("pages",),
    "number": ("number",),
    "edition": ("edition",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "URL": ("url",),
    "language": ("langid", "language"),
    "genre": ("type",),
    "abstract": ("abstract",),
    "note": ("note", "annotation", "annote"),
}
ROLES = ("author", "translator", "editor")
#: Taken as they stand: a backslash or a tilde in them is no LaTeX.
VERBATIM = {"url", "doi", "file"}
ISSUE_IS_NUMBER = ("article-journal", "article-magazine", "article-newspaper")
HOW_PUBLISHED = re.compile(r"\\url\{([^{}]*)\}")
#: Characters of a file that the slow reader of LaTeX gets.
MOST_LATEX = 50_000
ACCENT = re.compile(
    r"""\\(?:["'`^~=.]\s?|[uvHckr](?=[{ ]) ?)(?:\{\\?[A-Za-z]\}|\\?[A-Za-z])"""
)
OURS = r"text(?:asciicircum|asciitilde|backslash)\{\}"
UNKNOWN = re.compile(rf"\\(?!{OURS}|[&%$#_{{}}])|(?<!\\)\$")
CRUDE = re.compile(rf"\\{OURS}|\\([&%$#_{{}}])|\\[A-Za-z]+ ?|\\.|---|--|``|''|[{{}}~]")
PLAIN = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
PLAIN |= {
    "\\textasciicircum{}": "^",
    "\\textasciitilde{}": "~",
    "\\textbackslash{}": "\\",
}
ESCAPES = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "$": "\\$",
    "&": "\\&",
    "#": "\\#",
    "%": "\\%",
    "_": "\\_",
}
KEY = re.compile(r"[^\w:.+-]+")


def read(data: bytes) -> Bibliography:
    """
    Raises:
        Unreadable: there is no entry in it.
    """
    text = decoded(data)
    check_count(len(re.findall(r"(?m)^[ \t]*@\w+[ \t]*[{(]", text)))
    _check_depth(text)
    library = bibtexparser.parse_string(
        text,
        parse_stack=[
            ResolveStringReferencesMiddleware(allow_inplace_modification=True),
            RemoveEnclosingMiddleware(allow_inplace_modification=True),
        ],
    )
    bibliography = Bibliography()
    blocks: list[Any] = list(library.entries)
    for failed in library.failed_blocks:
        if isinstance(failed, DuplicateBlockKeyBlock):
            blocks.append(failed.ignore_error_block)
        elif isinstance(failed, ParsingFailedBlock):
            bibliography.problems.append(
                f"Line {(failed.start_line or 0) + 1}: this entry cannot be read; a"
                " brace, a comma or a quotation mark is missing in it or before it."
            )
    blocks = [block for block in blocks if hasattr(block, "entry_type")]
    if not blocks and not bibliography.problems:
        raise Unreadable(
            "This is no BibTeX file: no entry such as “@article{” is in it."
        )
    blocks.sort(key=lambda block: block.start_line or 0)
    latex = Latex()
    bibliography.entries = [_entry(block, latex.in_words) for block in blocks]
    return bibliography


def _check_depth(text: str) -> None:
    depth = 0
    line = 1
    for match in re.finditer(r"\\.|[{}\n]", text):
        if match[0] == "\n":
            line += 1
        elif match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        if depth > DEEPEST:
            raise Unreadable(
                f"Line {line}: more than {DEEPEST} braces are open here. One was not"
                " closed, or this is no bibliography."
            )


def _entry(block, in_words: Callable[[str], str]) -> Entry:
    entry = Entry((block.start_line or 0) + 1)
    given = {
        field.key.lower(): str(field.value)[:LONGEST_FIELD] for field in block.fields
    }
    kind = TYPES.get(block.entry_type.lower(), "document")
    entry.put("type", given.get("csltype") or kind)
    entry.put("citation-key", block.key)
    for name, keys in FIELDS.items():
        for key in keys:
            value = given.get(key, "")
            entry.put(name, _plain(value) if key in VERBATIM else in_words(value))
    entry.put("URL", "".join(HOW_PUBLISHED.findall(given.get("howpublished", ""))[:1]))
    if entry.fields.get("type") in ISSUE_IS_NUMBER and "issue" not in entry.fields:
        entry.put("issue", entry.fields.pop("number", ""))
    if "page" in entry.fields:
        entry.fields["page"] = re.sub(r"\s*[-–—]+\s*", "-", entry.fields["page"])
    _put_dates(entry, given, in_words)
    for role in ROLES:
        for who in _names(given.get(role, ""), in_words):
            entry.put_name(role, who)
    entry.files = list(_files(given.get("file", "")))
    return entry


def _plain(value: str) -> str:
    return re.sub(r"\\([_%&#~{}])", r"\1", value.strip("{} "))


class Latex:
    """Reads the LaTeX of one file; what is left of it after MOST_LATEX, crudely."""

    def __init__(self):
        self.left = MOST_LATEX

    def in_words(self, latex: str) -> str:
        """The characters that a reader sees."""
        text = ACCENT.sub(lambda found: _macro(found[0]), latex)
        if UNKNOWN.search(text):
            self.left -= len(text)
            return _decoded(text) if self.left > 0 else _crudely(text)
        return _crudely(text)


@lru_cache(maxsize=2_000)
def _macro(latex: str) -> str:
    """An accent and its letter; in braces, so that what follows stays apart."""
    return unicodedata.normalize("NFC", _decoded(latex))


def _decoded(latex: str) -> str:
    # a percent sign begins a comment in LaTeX and never one in a bibliography
    escaped = re.sub(r"(?<!\\)%", r"\\%", latex)
    try:
        text = LatexNodes2Text(math_mode="verbatim").latex_to_text(escaped)
    except (LatexWalkerError, RecursionError, ValueError, IndexError):
        return _crudely(latex)
    return text.replace("\u00a0", " ")


def _crudely(latex: str) -> str:
    """Escapes and ligatures undone; braces and other macros left out."""
    return CRUDE.sub(lambda found: PLAIN.get(found[0], found[1] or ""), latex)


def _put_dates(
    entry: Entry, given: dict[str, str], in_words: Callable[[str], str]
) -> None:
    entry.put_date("issued", given.get("date", "").strip("{} "))
    year, month = (in_words(given.get(name, "")).strip() for name in ("year", "month"))
    if year:
        before = len(entry.warnings)
        if month:
            entry.put_date("issued", f"{year}-{month:>02}" if month.isdecimal() else "")
            entry.put_date("issued", f"{month} {year}")
        del entry.warnings[before:]
        entry.put_date("issued", year)
    entry.put_date("accessed", given.get("urldate", "").strip("{} "))


def _names(value: str, in_words: Callable[[str], str]) -> Iterator[Name]:
    """ "and" parts names; braces around a whole name make it an organisation's."""
    if not value.strip():
        return
    for name in split_multiple_persons_names(one_line(value)):
        if _is_braced(name):
            yield Name(in_words(name), organisation=True)
            continue
        try:
            found = parse_single_name_into_parts(name, strict=False)
        except InvalidNameError:
            yield Name(in_words(name), organisation=True)
            continue
        von, last, first, junior = (
            in_words(" ".join(part))
            for part in (found.von, found.last, found.first, found.jr)
        )
        if in_words(name).strip().lower() != "others":
            yield person(last, first, von, junior)


def _is_braced(name: str) -> bool:
    """Whether one pair of braces holds all of it."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", name):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return name.startswith("{") and match.end() == len(name)
    return False


def _files(value: str) -> Iterator[str]:
    """Zotero: "name:path:type;name:path:type"; Better BibTeX: "path;path"."""
    for piece in re.split(r"(?<!\\);", value.strip("{}")):
        columns = re.split(r"(?<!\\):", piece)
        path = columns[1] if len(columns) == 3 and columns[1] else piece
        path = re.sub(r"\\([:;\\{}_])", r"\1", path).strip()
        if path:
            yield one_line(path)


def write(entries: list[Entry]) -> str:
    used: set[str] = set()
    numbered = enumerate(entries, start=1)
    return "\n".join(_written(entry, number, used) for number, entry in numbered)


def _written(entry: Entry, number: int, used: set[str]) -> str:
    tags = {kind: tag for tag, kind in reversed(TYPES.items())}
    kind = entry.fields.get("type", "document")
    key = KEY.sub("", entry.fields.get("citation-key", "")) or f"entry{number}"
    while key in used:
        key += "a"
    used.add(key)
    rows = [f"@{tags.get(kind, 'misc')}{{{key},"]
    rows += [f"  {name} = {{{value}}}," for name, value in _fields(entry, kind, tags)]
    return "\n".join([*rows, "}", ""])


def _fields(entry: Entry, kind: str, tags: dict[str, str]) -> Iterator[tuple[str, str]]:
    if kind not in tags:
        yield "csltype", kind
    for name, (tag, *_) in FIELDS.items():
        value = entry.fields.get(name)
        if not value:
            continue
        if tag in VERBATIM:
            yield tag, re.sub(r"[\\{}]", lambda found: f"%{ord(found[0]):02X}", value)
        else:
            braces = name == "title"
            yield tag, f"{{{latex(value)}}}" if braces else latex(value)
    for role in ROLES:
        if entry.names.get(role):
            yield role, " and ".join(_written_name(name) for name in entry.names[role])
    for name, tag in (("issued", "date"), ("accessed", "urldate")):
        if name in entry.fields:
            yield tag, entry.fields[name]
    if entry.files:
        yield "file", ";".join(re.sub(r"([:;\\{}])", r"\\\1", f) for f in entry.files)


def _written_name(name: Name) -> str:
    family, given = parts(name)
    # each part in braces: no word of it is taken for a particle or for "and"
    return (
        f"{{{latex(family)}}}, {{{latex(given)}}}" if given else f"{{{latex(family)}}}"
    )


def latex(text: str) -> str:
    """The characters that mean something in LaTeX, escaped; ligatures kept apart."""
    text = re.sub(r"[\\{}$&#%_^~]", lambda found: ESCAPES[found[0]], text)
    return re.sub(r"([-`'<>,!?])(?=[-`'<>,])", r"\1{}", text)
