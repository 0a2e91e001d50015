"""Bibliographies of a project's texts: out, and in by matching entries to texts."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from corpus import access
from corpus.access import Verb
from corpus.actions import head_fields, heads
from corpus.importers import bibliography_child, names
from corpus.importers.packages import Package
from corpus.importers.plain_text import MEGABYTE
from corpus.importers.plain_text import Unreadable as UnreadableFile
from corpus.importers.sources import Source
from corpus.models import Authorship, Document
from corpus.retry import atomic_with_retries
from formats import bibtex, csl, ris
from formats.bibliography import FIELDS, HEAD_NAMES, Entry, Name, Unreadable

#: Bytes of all files of one request, unpacked: they are held in memory.
MOST_UNPACKED = 200 * MEGABYTE
#: Parts of a path by which a file is found.
DEEPEST_FOLDER = 8
#: Field of a head -> what people call it.
LABELS = {
    HEAD_NAMES.get(name, name): label
    for name, label in {
        **FIELDS,
        "issued": "Published",
        "accessed": "Retrieved",
    }.items()
} | {"authors": "Authors", "translators": "Translators", "editors": "Editors"}


class Format(NamedTuple):
    name: str
    #: Has ``read(data) -> Bibliography`` and ``write(entries) -> str``.
    module: Any
    extension: str
    content_type: str


FORMATS = {
    "csl": Format("CSL-JSON", csl, "json", "application/vnd.citationstyles.csl+json"),
    "ris": Format("RIS", ris, "ris", "application/x-research-info-systems"),
    "bibtex": Format("BibTeX", bibtex, "bib", "application/x-bibtex"),
}


class Difference(NamedTuple):
    field: str
    label: str
    now: str
    new: str


@dataclass
class Candidate:
    """A text that may be the entry's, and what the entry says otherwise."""

    document: Document
    version: str
    differences: list[Difference]


@dataclass
class Found:
    """An entry, and what it is in the project."""

    number: int
    entry: Entry
    head: dict
    #: One that is it; several, or one that may be it; none.
    candidates: list[Candidate] = field(default_factory=list)
    certain: bool = False
    #: The name of the file that came along for it.
    file: str = ""

    @property
    def state(self):
        if self.candidates:
            return "matched" if self.certain else "doubtful"
        return "new" if self.file else "without file"


# out


def entries_of(documents):
    """Entries of texts that come from ``presenters.for_rows``: no further query."""
    return [entry_of(document) for document in documents]


def entry_of(document):
    said = {csl_name: getattr(document, name) for csl_name, name in HEAD_NAMES.items()}
    fields = {name: value for name, value in said.items() if value}
    fields |= document.bibliography
    fields.setdefault("citation-key", own_key(document))
    entry = Entry(0, fields)
    for part in document.authorships.all():
        name = Name(part.actor.name, organisation=part.actor.kind != "person")
        entry.names.setdefault(part.role, []).append(name)
    return entry


def own_key(document):
    """The citation key of a text that has none."""
    return f"text-{document.pk}"


def written(format, documents):
    """A bibliography as text.

    Raises:
        ValidationError: there is no such format.
    """
    if format not in FORMATS:
        sentence = f"“{format}” is no format of a bibliography: {', '.join(FORMATS)}."
        raise ValidationError({"format": sentence})
    return FORMATS[format].module.write(entries_of(documents))


# in


class Given(NamedTuple):
    """What a request brought: a bibliography, and files beside it."""

    bibliography: object
    files: dict[str, bytes]


def read(files):
    """A bibliography, and the files that came with it, also packed in a ZIP.

    Args:
        files: [(name, bytes)]

    Raises:
        ValidationError: no or several bibliographies, or one that cannot be read.
    """
    unpacked: dict[str, bytes] = {}
    for name, data in files:
        if name.lower().endswith(".zip"):
            held = sum(len(one) for one in unpacked.values())
            unpacked |= _unpacked(name, data, MOST_UNPACKED - held)
        else:
            unpacked[name] = data
    kinds = {name: kind for name in unpacked if (kind := _format_of(name))}
    if len(kinds) != 1:
        said = ", ".join(kinds) or "none"
        raise ValidationError(
            "Choose one bibliography, a file that ends in .json, .ris or .bib; here is"
            f" {said}."
        )
    [(name, kind)] = kinds.items()
    try:
        bibliography = bibliography_child.read(unpacked.pop(name), kind.extension)
    except Unreadable as error:
        raise ValidationError(f"{name}: {error}") from None
    return Given(bibliography, unpacked)


def read_one(format, data):
    """A bibliography alone.

    Raises:
        ValidationError: no such format, or it cannot be read.
    """
    if format not in FORMATS:
        sentence = f"“{format}” is no format of a bibliography: {', '.join(FORMATS)}."
        raise ValidationError({"format": sentence})
    try:
        kind = FORMATS[format].extension
        return Given(bibliography_child.read(data, kind), {})
    except Unreadable as error:
        raise ValidationError(str(error)) from None


def _unpacked(name, data, most):
    """The members of an archive; all are in memory at the same time."""
    members = {}
    try:
        package = Package(data)
        for member in package:
            members[member] = package.read(member)
            most -= len(members[member])
            if most < 0:
                raise UnreadableFile(
                    "Unpacked, these files have more than"
                    f" {MOST_UNPACKED // MEGABYTE:,} MB together. Bring them in in"
                    " several goes."
                )
    except UnreadableFile as error:
        raise ValidationError(f"{name}: {error}") from None
    return members


def _format_of(name):
    ending = name.lower().rpartition(".")[2]
    return next((f for f in FORMATS.values() if f.extension == ending), None)


def match(*, project, given, by):
    """What each entry is in the project: four queries.

    An entry is a text's for certain when its DOI or its address is the text's, or its
    title and a family name; with the title alone, or several such texts, it is a
    question.
    """
    access.require(by, Verb.READ, project)
    known = _Known(project)
    found = []
    for number, entry in enumerate(given.bibliography.entries, start=1):
        head = head_of(entry)
        pks, certain = known.look_up(head)
        found.append(Found(number, entry, head, pks, certain and len(pks) == 1))
    wanted = {pk for one in found for pk in one.candidates}
    documents = Document.objects.of_project(project).select_related("situation")
    rows = documents.prefetch_related("authorships__actor").in_bulk(wanted)
    by_path = _by_path(given.files)
    for one in found:
        one.candidates = [_candidate(rows[pk], one.head) for pk in one.candidates]
        if not one.candidates:
            one.file = _file_of(one.entry, by_path)
    return found


def head_of(entry):
    """The entry as a head of ours; what no head can hold is left out and said."""
    head = {HEAD_NAMES.get(name, name): value for name, value in entry.fields.items()}
    for key, role in head_fields.NAME_LISTS.items():
        if entry.names.get(role):
            head[key] = [name.name for name in entry.names[role]]
    if head.get("type") not in head_fields.TYPES:
        head.pop("type", None)
    for name in heads.MORE_FIELDS:
        if name in head:
            head[name] = head_fields.clean(name, head[name])
    try:
        head_fields.check_head(head)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            head.pop(name)
            entry.warnings.append(f"{LABELS[name]} was left out: {sentences[0]}")
    return head


class _Known:
    """What a project's texts are found by: two queries."""

    def __init__(self, project):
        self.by_doi, self.by_url = defaultdict(list), defaultdict(list)
        self.by_title, self.families = defaultdict(list), defaultdict(set)
        rows = Document.objects.of_project(project).filter(withdrawn=None)
        fields = ("pk", "title", "url", "archive_url", "bibliography__DOI")
        for pk, title, url, archive_url, doi in rows.order_by("pk").values_list(
            *fields
        ):
            self.by_title[fold(title)].append(pk)
            for address in {url, archive_url} - {""}:
                self.by_url[plain_address(address)].append(pk)
            if doi:
                self.by_doi[doi.lower()].append(pk)
        authors = Authorship.objects.filter(project=project, role="author")
        for pk, name in authors.values_list("document", "actor__name"):
            self.families[pk].add(family(name))

    def look_up(self, head):
        """(keys of texts, whether it is certain)"""
        if pks := self.by_doi.get(head.get("DOI", "").lower()):
            return pks, True
        if head.get("url") and (pks := self.by_url.get(plain_address(head["url"]))):
            return pks, True
        title = fold(head.get("title", ""))
        pks = self.by_title.get(title, []) if title else []
        mine = {family(name) for name in head.get("authors", [])}
        same = [
            pk for pk in pks if mine & self.families[pk] or mine == self.families[pk]
        ]
        return (same, True) if same else (pks, False)


def fold(text):
    """Letters and digits only, without accents and case, as titles are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def family(name):
    return fold(names.signed(name)[0].partition(",")[0])


def plain_address(url):
    """An address without what two copies of it may differ in."""
    return re.sub(r"^https?://(www\.)?|#.*$|/+$", "", url.strip().lower())


def _candidate(document, head):
    parts = document.authorships.all()
    now = {name: getattr(document, name) for name in head_fields.HEAD_FIELDS}
    now |= document.bibliography
    for key, role in head_fields.NAME_LISTS.items():
        now[key] = [part.actor.name for part in parts if part.role == role]
    # what an export of ours says where nothing is said
    now = {"citation-key": own_key(document), "type": "document"} | now
    differences = [
        Difference(name, LABELS[name], _here(document, name, now), shown(value))
        for name, value in head.items()
        if value and value != now.get(name)
    ]
    return Candidate(document, heads.head_version(document), differences)


def _here(document, name, now):
    made_up = name in heads.MORE_FIELDS and name not in document.bibliography
    return "" if made_up else shown(now.get(name, ""))


def shown(value):
    return "; ".join(value) if isinstance(value, list) else value or ""


def _by_path(files):
    """The files by their names, and by names with the folders that they lie in."""
    found = defaultdict(list)
    for name in files:
        parts = _last_parts(name)
        for start in range(len(parts)):
            found["/".join(parts[start:])].append(name)
    return found


def _last_parts(path):
    return PurePosixPath(path.replace("\\", "/")).parts[-DEEPEST_FOLDER:]


def _file_of(entry, by_path):
    """The file that an entry names, by its path or, when that is one, by its name."""
    for said in entry.files:
        parts = _last_parts(said)
        for path in ("/".join(parts), *parts[-1:]):
            if len(by_path.get(path, [])) == 1:
                return by_path[path][0]
    return ""


def new_sources(found, files):
    """The texts to add: those that are new and came with their file."""
    return [
        Source(files[one.file], PurePosixPath(one.file).name, one.head)
        for one in found
        if one.state == "new"
    ]


class Change(NamedTuple):
    #: Key of a text of the project.
    document: int
    #: ``head_version`` of the head that was shown.
    version: str
    #: The fields to take, as ``edit_head`` takes them.
    head: dict


@atomic_with_retries
def take(*, project, changes, by):
    """Write what entries say into the heads of texts, all or none.

    Raises:
        heads.Changed: somebody changed one of them meanwhile.
        ValidationError: a text that is not there, or a head that cannot be stored.
    """
    access.require(by, Verb.EDIT_HEAD, project)
    documents = Document.objects.of_project(project).in_bulk(
        [change.document for change in changes]
    )
    for change in changes:
        if change.document not in documents:
            raise ValidationError("One of these texts is not in the project any more.")
        document = documents[change.document]
        document.project = project
        heads.edit_head(
            document=document, head=change.head, version=change.version, by=by
        )
    return len(changes)


def changes_of(found, only_empty):
    """What to take of all entries that are a text's for certain.

    Args:
        only_empty: fields that say something already stay.
    """
    changes = []
    for one in found:
        if one.state != "matched":
            continue
        [candidate] = one.candidates
        wanted = [d.field for d in candidate.differences if not (only_empty and d.now)]
        if wanted:
            head = {name: one.head[name] for name in wanted}
            changes.append(Change(candidate.document.pk, candidate.version, head))
    return changes
