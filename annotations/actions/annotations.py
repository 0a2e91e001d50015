"""Make, change, delete and restore annotations: the one write path."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.actions.in_use import require_in_use
from annotations.actions.insert import insert
from annotations.actions.lists import set_lists
from annotations.actions.records import (
    as_record,
    check,
    decided_otherwise,
    hash_of,
    merged,
    plain_fields,
    record_of,
    reliance_of,
)
from annotations.actions.resolve import resolve
from annotations.actions.revisions import raise_related, raise_revision
from annotations.errors import Conflict, Deleted
from annotations.history import acting
from annotations.models import Annotation
from corpus import access
from corpus.access import Verb
from corpus.models import Block, Document
from corpus.retry import atomic_with_retries


def create_annotation(*, uuid, document, record, by, body_hash=""):
    """Save one annotation, or return the equal one that a retry sent before (I4).

    Args:
        document: a document that ``by`` can see.
        record: a ``formats.record.Record`` whose range counts code points of the
            document's text, or a dict of its fields.
        body_hash: SHA-256 of the request's body; without it, of the record.

    Returns:
        (annotation, made)

    Raises:
        Conflict: the uuid was used for another body.
        Deleted: the uuid is that of a deleted annotation.
        ValidationError: a field is wrong, or the quote is not the text's.
    """
    record = as_record(record)
    body_hash = body_hash or hash_of(record)
    access.require(by, Verb.MARK, document.project)
    check(record)
    try:
        return _insert(uuid, document, record, by, body_hash), True
    except (IntegrityError, ValidationError) as error:
        # looked for only now: most ids are new
        found = _existing(uuid, by, body_hash)
        if found is not None:
            return found, False
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(sentence_of(error)) from error


def _insert(uuid, document, record, by, body_hash):
    if document.withdrawn:
        raise ValidationError("This text was withdrawn; restore it to mark it.")
    return insert(uuid, document, resolve(document.project, record), by, body_hash)


def _existing(uuid, by, body_hash):
    """The row of this id, if it is the caller's equal one.

    Raises:
        Conflict, Deleted
    """
    found = Annotation.objects.filter(uuid=uuid).select_related("document").first()
    if found is None:
        return None
    if not Annotation.objects.visible_to(by).filter(pk=found.pk).exists():
        raise Conflict("This id is taken. Use a new one.", code="id_taken")
    if found.body_hash != body_hash:
        raise Conflict("This id stands for another annotation. Use a new one.", found)
    if found.deleted:
        raise Deleted(found)
    return found


@atomic_with_retries
def edit_annotation(*, annotation, version, changes, by, verb="edit"):
    """Change the given fields of an annotation.

    Args:
        version: the version the editor saw.
        changes: fields of a record -> new values; a new range without ``quote`` takes
            the text's words.

    Raises:
        Conflict: it was changed since, with the current row.
        Deleted, PermissionDenied, ValidationError
    """
    require_edit(annotation, by)
    annotation = locked(annotation, version)
    before = record_of(annotation)
    if {"start", "end"} & changes.keys() and "quote" not in changes:
        start = changes.get("start", annotation.start)
        end = changes.get("end", annotation.end)
        changes = {**changes, "quote": words_at(annotation.document_id, start, end)}
    record = merged(before, changes)
    check(record)
    names = resolve(annotation.project, record, unless=before)
    if names.doctrine != annotation.doctrine_id:
        require_in_use(names.doctrine, record.doctrine)
    values = {
        "start": record.start,
        "end": record.end,
        "quote": record.quote,
        "stance": record.stance,
        "doctrine_id": names.doctrine,
        "actor_id": names.actor,
        "situation_id": names.situation,
        "provision_id": names.provision,
        "reliance": reliance_of(record),
        **plain_fields(record),
    }
    if decided_otherwise(before, record):
        values |= {"status": "proposed", "reason": ""}
    with acting(by, verb):
        _update(annotation, values)
        set_lists(annotation, names, before=before)
    return annotation


@atomic_with_retries
def delete_annotation(*, annotation, version, by):
    """Delete an annotation so that it can be restored (I6).

    Raises:
        Conflict, Deleted, PermissionDenied
    """
    require_edit(annotation, by)
    annotation = locked(annotation, version)
    with acting(by, "delete"):
        _update(annotation, {"deleted": timezone.now()})
    raise_related(annotation)
    return annotation


@atomic_with_retries
def restore_annotation(*, annotation, version, by):
    """Take a deletion back; one that stands is left as it is.

    Raises:
        Conflict, PermissionDenied
    """
    require_edit(annotation, by)
    annotation = locked(annotation, version, standing=False)
    if annotation.deleted:
        with acting(by, "restore"):
            _update(annotation, {"deleted": None})
        raise_related(annotation)
    return annotation


def _update(annotation, values):
    """Write fields, raising version and revision by one."""
    values = {
        **values,
        "version": annotation.version + 1,
        "changed": timezone.now(),
        "revision": raise_revision(annotation.document_id),
    }
    for name, value in values.items():
        setattr(annotation, name, value)
    try:
        with transaction.atomic():
            annotation.save(update_fields=list(values))
    except IntegrityError as error:
        raise ValidationError(sentence_of(error)) from error


def locked(annotation, version, *, standing=True):
    """The row as it stands, locked, if it has the version the editor saw.

    The document's row is locked first, as by every writer, so nobody waits in a ring.

    Args:
        standing: one that was deleted is told as such, whatever version was seen: a
            deletion may be sent again.

    Raises:
        Conflict, Deleted
    """
    list(
        Document.objects.select_for_update()
        .filter(pk=annotation.document_id)
        .values_list("pk")
    )
    current = (
        Annotation.objects.select_for_update(of=["self"])
        .select_related("document", "project", "doctrine", "actor", "situation")
        .get(pk=annotation.pk)
    )
    current.project.role = getattr(annotation.project, "role", None)
    if standing and current.deleted:
        raise Deleted(current)
    if current.version != version:
        raise Conflict(
            "Somebody changed this annotation since you opened it.", current, "stale"
        )
    return current


def require_edit(annotation, by):
    """A coder changes their own marks, a reviewer all.

    Raises:
        PermissionDenied
    """
    own = annotation.coder_id == by.pk
    if own and access.may(by, Verb.MARK, annotation.project):
        return
    if not access.may(by, Verb.EDIT_MARKS, annotation.project):
        raise PermissionDenied(
            "Coders change their own marks; this takes the role reviewer."
        )


def words_at(document_pk, start, end):
    """The text's words in a half-open range of code points: one query."""
    if not 0 <= start < end:
        return ""
    pieces = Block.objects.filter(
        document=document_pk, start__gt=start - 4096, start__lt=end
    ).order_by("start")
    return "".join(
        piece.text[max(start - piece.start, 0) : end - piece.start] for piece in pieces
    )


def sentence_of(error):
    """A sentence for a constraint of the database."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name in {"annotation_quotes_text", "annotation_quote_length"}:
        return {"quote": "The quote is not what the text says in that range."}
    if name == "actor_stands":
        sentence = "This actor was merged into another meanwhile. Choose again."
        return {"voice.holder": sentence}
    for constraint in Annotation._meta.constraints:
        if constraint.name == name and constraint.violation_error_message:
            return constraint.violation_error_message
    return "The database refused this annotation: a reference in it does not exist."
