"""Texts: add them, withdraw and restore them."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.utils import timezone

from corpus import access
from corpus.access import Verb
from corpus.actions.heads import (
    HEAD_FIELDS,
    check_head,
    parts_of,
    set_parts,
)
from corpus.actions.names import find_or_create_situations
from corpus.importers import files
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading
from corpus.importers.sources import Source
from corpus.models import Document, Project
from corpus.retry import atomic_with_retries

#: Most texts in one set, and paragraphs in one text.
MOST_FILES = 500
MOST_PARAGRAPHS = 250_000

#: SQLSTATE of a lock that was waited for in vain.
LOCK_NOT_AVAILABLE = "55P03"

_COPY = """
COPY corpus_block (project_id, document_id, start, text, kind, paragraph, page)
FROM STDIN
"""


class UnreadableFiles(ValidationError):
    """Nothing is wrong but files that are no text; one sentence for each."""


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


@dataclass
class _Text:
    """A source that could be read."""

    source: Source
    reading: Reading
    sha256: str
    parts: list


def add_documents(*, project, sources, by):
    """Store texts, all or none; a text that is there already is reported, not doubled.

    Args:
        sources: list of ``Source``, at most MOST_FILES.

    Raises:
        UnreadableFiles: files that are no text, and nothing else is wrong.
        ValidationError: with one sentence for each thing that is wrong.
    """
    access.require(by, Verb.ADD_TEXT, project)
    texts = _read(sources)
    written: list[str] = []
    try:
        return _store(project, texts, by, written)
    except BaseException:
        _remove(written)
        raise


def _read(sources):
    if not sources:
        raise ValidationError("There is no text to add. Choose a file or paste a text.")
    if len(sources) > MOST_FILES:
        raise ValidationError(
            f"These are {len(sources):,} files; the limit is {MOST_FILES}. Add them in"
            " several goes."
        )
    texts, unreadable, wrong = [], [], []
    for source in sources:
        try:
            check_head(source.head)
            [reading] = files.read(source.data, source.filename)
            _check_paragraphs(reading.text)
        except Unreadable as error:
            unreadable.append(f"{source.filename}: {error}")
        except ValidationError as error:
            wrong += _by_file(source, error)
        else:
            sha256 = hashlib.sha256(reading.text.encode()).hexdigest()
            texts.append(_Text(source, reading, sha256, parts_of(source.head)))
    if wrong:
        raise ValidationError(unreadable + wrong)
    if unreadable:
        raise UnreadableFiles(unreadable)
    return texts


def _check_paragraphs(text):
    if text.count("\n") <= MOST_PARAGRAPHS:
        return
    paragraphs = sum(1 for line in text.split("\n") if line.strip())
    if paragraphs > MOST_PARAGRAPHS:
        raise ValidationError(
            f"This text has {paragraphs:,} paragraphs; the limit is"
            f" {MOST_PARAGRAPHS:,}. Cut it into parts."
        )


def _by_file(source, error):
    """The sentences of an error, each with its file and field."""
    if not hasattr(error, "error_dict"):
        return [f"{source.filename}: {sentence}" for sentence in error.messages]
    return [
        f"{source.filename}: {name}: {sentence}"
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]


@atomic_with_retries
def _store(project, texts, by, written):
    # a try that failed left these
    _remove(written)
    # rights may have gone while this waited
    access.require(by, Verb.ADD_TEXT, _lock(project))
    added = Added()
    known = _known(project, texts)
    new = []
    for item in texts:
        if item.sha256 in known:
            added.already.append(Already(item.source.filename, known[item.sha256]))
            continue
        document = known[item.sha256] = _document(project, item, by)
        added.documents.append(document)
        new.append(item)
    if not new:
        return added
    added.situations = _set_situations(project, new, added.documents, by)
    for document, item in zip(added.documents, new, strict=True):
        document.original = default_storage.save(
            f"{document.created:%Y/%m}/{document.original_sha256}.txt",
            ContentFile(item.source.data),
        )
        written.append(document.original.name)
    Document.objects.bulk_create(added.documents)
    _copy_blocks(added.documents, new)
    added.actors = set_parts(
        project=project,
        parts={
            document: item.parts
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


def _document(project, item, by):
    source = item.source
    # a browser may send a path, with the slashes of any system
    filename = PurePath(source.filename.replace("\\", "/")).name
    # as Django does with the names of uploads: no line breaks, no turned direction
    filename = "".join(filter(str.isprintable, filename))[:255]
    document = Document(
        project=project,
        filename=filename,
        original_sha256=hashlib.sha256(source.data).hexdigest(),
        text_sha256=item.sha256,
        length=len(item.reading.text),
        added_by=by,
        **{name: (source.head.get(name) or "").strip() for name in HEAD_FIELDS},
    )
    document.title = document.title or PurePath(filename).stem or "Untitled"
    return document


def _set_situations(project, new, documents, by):
    codes = {item.source.head.get("situation") for item in new} - {None, ""}
    found, made = find_or_create_situations(project=project, wanted=codes, by=by)
    for document, item in zip(documents, new, strict=True):
        document.situation = found.get(item.source.head.get("situation"))
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


def _remove(written):
    while written:
        default_storage.delete(written.pop())


@atomic_with_retries
def withdraw(*, document, by):
    """Take a text out of lists, counts and exports; nothing is lost."""
    access.require(by, Verb.WITHDRAW, document.project)
    Document.objects.filter(pk=document.pk, withdrawn=None).update(
        withdrawn=timezone.now()
    )


@atomic_with_retries
def restore(*, document, by):
    """Take a withdrawal back."""
    access.require(by, Verb.WITHDRAW, document.project)
    Document.objects.filter(pk=document.pk).update(withdrawn=None)
