"""Texts: add them, edit their heads, withdraw and restore them."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from corpus import access
from corpus.access import Verb
from corpus.actions.names import find_or_create_actors, find_or_create_situations
from corpus.importers import blocks, plain_text
from corpus.models import Authorship, Block, Document

#: The fields of a head that are kept as they come.
HEAD_FIELDS = (
    "title",
    "publisher",
    "issued",
    "url",
    "archive_url",
    "retrieved",
    "language",
    "original_language",
    "genre",
    "licence",
)
#: A head's lists of names -> the part these actors have in the text.
NAME_LISTS = {"authors": "author", "translators": "translator", "editors": "editor"}


class AlreadyThere(ValidationError):
    """The same text is in the project; ``document`` is where."""

    def __init__(self, document, filename):
        self.document = document
        where = f"“{document.title}”"
        if document.withdrawn:
            where += ", which was withdrawn and can be restored"
        super().__init__(f"{filename}: this text is in the project already: {where}.")


@dataclass
class Source:
    """A text to add, with what is known of it.

    ``head`` has the fields of HEAD_FIELDS, the lists of NAME_LISTS, and ``situation``
    (a code); what is missing stays empty.
    """

    data: bytes
    filename: str
    head: dict = field(default_factory=dict)


@dataclass
class Added:
    """What an import did: texts new and known already, names that were made."""

    documents: list = field(default_factory=list)
    already: list = field(default_factory=list)
    actors: list = field(default_factory=list)
    situations: list = field(default_factory=list)


@transaction.atomic
def add_documents(*, project, sources, by):
    """Store texts, all or none; a text that is there already is reported, not doubled.

    Args:
        sources: list of ``Source``.

    Raises:
        ValidationError: with one sentence for each file that is wrong.
    """
    access.require(by, Verb.ADD_TEXT, project)
    added, problems = Added(), []
    for source in sources:
        try:
            # each text in a savepoint, so that every wrong file is named at once
            with transaction.atomic():
                _add_document(project, source, by, added)
        except AlreadyThere as error:
            added.already.append(error)
        except plain_text.Unreadable as error:
            problems.append(f"{source.filename}: {error}")
        except ValidationError as error:
            problems += [f"{source.filename}: {text}" for text in error.messages]
    if problems:
        raise ValidationError(problems)
    return added


def _add_document(project, source, by, added):
    text, _encoding = plain_text.read(source.data)
    text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    there = Document.objects.filter(project=project, text_sha256=text_sha256).first()
    if there:
        raise AlreadyThere(there, source.filename)
    head = source.head
    document = Document(
        project=project,
        filename=PurePath(source.filename).name[:255],
        original_sha256=hashlib.sha256(source.data).hexdigest(),
        text_sha256=text_sha256,
        length=len(text),
        added_by=by,
        **{name: head.get(name) or "" for name in HEAD_FIELDS},
    )
    document.title = document.title or PurePath(source.filename).stem
    if code := head.get("situation"):
        found, made = find_or_create_situations(project=project, wanted=[code], by=by)
        document.situation = found[code]
        added.situations += made
    document.full_clean(exclude=["original"])
    document.original.save(
        f"{document.original_sha256}.txt", ContentFile(source.data), save=False
    )
    document.save()
    Block.objects.bulk_create(
        Block(project=project, document=document, **block._asdict())
        for block in blocks.split(text)
    )
    added.actors += set_authorships(document=document, head=head, by=by)
    added.documents.append(document)


def set_authorships(*, document, head, by):
    """Replace who wrote, translated and edited a text; without author, its publisher.

    Args:
        head: lists of names under ``authors``, ``translators`` and ``editors``;
            ``signed`` may give {name: name as signed}.

    Returns:
        names of actors that had to be made.
    """
    lists = {
        role: head[key] if key in head else _names(document, role)
        for key, role in NAME_LISTS.items()
    }
    if not lists["author"] and document.publisher:
        lists["author"] = [document.publisher]
    wanted = [name for names in lists.values() for name in names]
    actors, made = find_or_create_actors(project=document.project, wanted=wanted, by=by)
    signed = head.get("signed") or {}
    document.authorships.all().delete()
    Authorship.objects.bulk_create(
        Authorship(
            project=document.project,
            document=document,
            actor=actors[" ".join(name.split())],
            role=role,
            order=order,
            name_as_signed=signed.get(name, ""),
        )
        for role, names in lists.items()
        for order, name in enumerate(dict.fromkeys(names))
    )
    return made


def _names(document, role):
    parts = document.authorships.filter(role=role).select_related("actor")
    return [part.actor.name for part in parts]


@transaction.atomic
def edit_head(*, document, head, by):
    """Change what is known of a text; its words never change.

    Args:
        head: as ``Source.head``; only the keys that are given are changed.
    """
    access.require(by, Verb.EDIT_HEAD, document.project)
    for name in HEAD_FIELDS:
        if name in head:
            setattr(document, name, head[name] or "")
    if "situation" in head:
        document.situation = None
        if code := head["situation"]:
            found, _ = find_or_create_situations(
                project=document.project, wanted=[code], by=by
            )
            document.situation = found[code]
    document.full_clean(exclude=["original"])
    document.save(update_fields=[*HEAD_FIELDS, "situation"])
    if any(key in head for key in NAME_LISTS):
        set_authorships(document=document, head=head, by=by)


@transaction.atomic
def withdraw(*, document, by):
    """Take a text out of lists, counts and exports; nothing is lost."""
    access.require(by, Verb.WITHDRAW, document.project)
    Document.objects.filter(pk=document.pk, withdrawn=None).update(
        withdrawn=timezone.now()
    )


@transaction.atomic
def restore(*, document, by):
    """Take a withdrawal back."""
    access.require(by, Verb.WITHDRAW, document.project)
    Document.objects.filter(pk=document.pk).update(withdrawn=None)
