"""Texts: add them, withdraw and restore them."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePath

import pghistory
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.utils import timezone

from corpus import access
from corpus.access import Verb
from corpus.actions.head_fields import HEAD_FIELDS
from corpus.actions.heads import parts_of, set_bibliography, set_parts
from corpus.actions.names import find_or_create_situations
from corpus.actions.readings import read_sources
from corpus.importers import files
from corpus.models import (
    Document,
    HeadEdit,
    PlannedDeletion,
    Project,
    Region,
    Tombstone,
)
from corpus.retry import atomic_with_retries

#: What a head says of a withdrawn text.
WITHDRAWN = "yes"
#: SQLSTATE of a lock that was waited for in vain.
LOCK_NOT_AVAILABLE = "55P03"

_COPY = """
COPY corpus_block (project_id, document_id, start, text, kind, paragraph, page)
FROM STDIN
"""


@dataclass
class Already:
    """A file whose text the project has."""

    filename: str
    document: Document

    def __str__(self):
        sentence = (
            f"{self.filename}: this text is in the project already,"
            f" as “{self.document.title}”"
        )
        if self.document.withdrawn:
            sentence += ", which was withdrawn; an owner can restore it"
        return f"{sentence}."


@dataclass
class Added:
    """What an import did: texts new and known already, names that were made."""

    documents: list = field(default_factory=list)
    already: list = field(default_factory=list)
    actors: list = field(default_factory=list)
    situations: list = field(default_factory=list)
    #: Sentences of texts that the project had once, and that were deleted for good.
    deleted_before: list = field(default_factory=list)


def add_documents(*, project, sources, by, guess_furniture=False):
    """Store texts, all or none; a text that is there already is reported, not doubled.

    Args:
        sources: list of ``Source``, at most ``readings.MOST_FILES``.
        guess_furniture: what looks like a site's furniture lies outside the text.

    Raises:
        UnreadableFiles: files that are no text, and nothing else is wrong.
        ValidationError: with one sentence for each thing that is wrong.
    """
    access.require(by, Verb.ADD_TEXT, project)
    texts = read_sources(sources, guess_furniture=guess_furniture)
    return store_texts(project=project, texts=texts, by=by)


def store_texts(*, project, texts, by, step=None):
    """Store texts that were read, all or none.

    Args:
        texts: list of ``Text``; their readings may have been corrected.
        step: called with the number of texts of which all is ready; what it raises
            ends the import, and nothing of it stays.

    Raises:
        ValidationError: another import takes long, or a head cannot be stored.
    """
    access.require(by, Verb.ADD_TEXT, project)
    written: list[str] = []
    try:
        return _store(project, texts, by, written, step or (lambda _done: None))
    except BaseException:
        _remove(written)
        raise


@atomic_with_retries
def _store(project, texts, by, written, step):
    # a try that failed left these
    _remove(written)
    # rights may have gone while this waited
    access.require(by, Verb.ADD_TEXT, _lock(project))
    added = Added()
    known = _known(project, texts)
    new = []
    for item in texts:
        if item.sha256 in known:
            added.already.append(Already(item.filename, known[item.sha256]))
            continue
        document = known[item.sha256] = _document(project, item, by)
        added.documents.append(document)
        new.append(item)
    if not new:
        return added
    added.deleted_before = _deleted_before(project, new)
    added.situations = _set_situations(project, new, added.documents, by)
    for done, (document, item) in enumerate(
        zip(added.documents, new, strict=True), start=1
    ):
        document.original = default_storage.save(
            f"{document.created:%Y/%m}/{document.original_sha256}"
            f"{files.ending(document.filename)}",
            ContentFile(item.data),
        )
        written.append(document.original.name)
        step(done)
    Document.objects.bulk_create(added.documents)
    _copy_blocks(added.documents, new)
    _set_regions(added.documents, new, by)
    added.actors = set_parts(
        project=project,
        parts={
            document: parts_of(item.head)
            for document, item in zip(added.documents, new, strict=True)
        },
        by=by,
    )
    return added


def _lock(project):
    """The project's row is the lock: of two equal imports one finds the other's texts.

    Raises:
        ValidationError: another import takes long.
    """
    try:
        return Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        raise ValidationError(
            "Somebody else is adding texts to this project. Wait a moment, then add"
            " yours again."
        ) from error


def _known(project, texts):
    """The project's documents that have one of these texts, by its hash."""
    there = Document.objects.filter(
        project=project, text_sha256__in=[item.sha256 for item in texts]
    )
    return {document.text_sha256: document for document in there}


def _deleted_before(project, texts):
    gone = Tombstone.objects.of_project(project).filter(
        text_sha256__in=[item.sha256 for item in texts]
    )
    return [
        f"“{stone.title}” was deleted from this project on {stone.deleted:%-d %B %Y};"
        " it is here again as a new text."
        for stone in gone
    ]


def _document(project, item, by):
    filename = filename_of(item.filename)
    document = Document(
        project=project,
        filename=filename,
        original_sha256=hashlib.sha256(item.data).hexdigest(),
        text_sha256=item.sha256,
        length=len(item.reading.text),
        added_by=by,
        **{name: (item.head.get(name) or "").strip() for name in HEAD_FIELDS},
    )
    document.title = document.title or PurePath(filename).stem or "Untitled"
    set_bibliography(document, item.head)
    return document


def filename_of(said):
    """A file's name as it is kept: no path, no line break, no turned direction."""
    # a browser may send a path, with the slashes of any system
    name = PurePath(said.replace("\\", "/")).name
    return "".join(filter(str.isprintable, name))[:255]


def _set_situations(project, new, documents, by):
    codes = {item.head.get("situation") for item in new} - {None, ""}
    found, made = find_or_create_situations(project=project, wanted=codes, by=by)
    for document, item in zip(documents, new, strict=True):
        document.situation = found.get(item.head.get("situation"))
    return made


def _copy_blocks(documents, new):
    """One statement for all blocks: its trigger reads each text once."""
    with (
        # psycopg's own errors would pass by the retries
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(_COPY) as copy,
    ):
        for document, item in zip(documents, new, strict=True):
            for block in item.reading.blocks:
                copy.write_row((document.project_id, document.pk, *block))


def _set_regions(documents, new, by):
    """The stretches outside, as regions that can be changed like any other."""
    regions = [
        Region(
            project_id=document.project_id,
            document=document,
            start=stretch.start,
            end=stretch.end,
            kind=stretch.kind,
            coder=by,
        )
        for document, item in zip(documents, new, strict=True)
        for stretch in item.reading.outside
    ]
    if regions:
        with pghistory.context(user=by.pk, verb="import"):
            Region.objects.bulk_create(regions)


def _remove(written):
    while written:
        default_storage.delete(written.pop())


@atomic_with_retries
def withdraw(*, document, by):
    """Take a text out of lists, counts and exports; nothing is lost."""
    access.require(by, Verb.WITHDRAW, document.project)
    standing = Document.objects.filter(pk=document.pk, withdrawn=None)
    if standing.update(withdrawn=timezone.now()):
        _tell(document, by, "", WITHDRAWN)


@atomic_with_retries
def restore(*, document, by):
    """Take a withdrawal back."""
    access.require(by, Verb.WITHDRAW, document.project)
    # a text that stands again is not deleted
    PlannedDeletion.objects.filter(document=document).delete()
    withdrawn = Document.objects.filter(pk=document.pk).exclude(withdrawn=None)
    if withdrawn.update(withdrawn=None):
        _tell(document, by, WITHDRAWN, "")


def _tell(document, by, before, after):
    """Keep it for the history."""
    HeadEdit.objects.create(
        project_id=document.project_id,
        document=document,
        before={"withdrawn": before},
        after={"withdrawn": after},
        by=by,
    )
