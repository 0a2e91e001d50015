"""Draw, change, delete and restore relations between annotations."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from annotations.actions import versioned
from annotations.history import acting
from annotations.models import Annotation, Relation
from corpus import access
from corpus.access import Verb
from corpus.retry import atomic_with_retries


def create_relation(*, uuid, source, target, kind, by, note="", body_hash=""):
    """Save one relation, or return the equal one that a retry sent before (I4).

    Args:
        source, target: annotations of one project that ``by`` can see; the source
            supports, rebuts, … the target.
        kind: one of words.RELATIONS.
        body_hash: SHA-256 of the request's body.

    Returns:
        (relation, made)

    Raises:
        Conflict: the uuid was used for another body.
        Deleted: the uuid is that of a deleted relation.
        ValidationError, PermissionDenied
    """
    access.require(by, Verb.MARK, source.project)
    if source.project_id != target.project_id:
        raise ValidationError({"target": "Both annotations lie in one project."})
    try:
        return _insert(uuid, source, target, kind, note, by, body_hash), True
    except (IntegrityError, ValidationError) as error:
        found = versioned.existing(Relation, uuid, by, body_hash)
        if found is not None:
            return found, False
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(versioned.sentence_of(error, Relation)) from error


@atomic_with_retries
def _insert(uuid, source, target, kind, note, by, body_hash):
    relation = Relation(
        uuid=uuid,
        project_id=source.project_id,
        source=source,
        target=target,
        kind=kind,
        note=note.strip(),
        coder=by,
        body_hash=body_hash,
    )
    with acting(by, "relate"):
        versioned.insert(relation, {source.document_id, target.document_id})
        gone = Annotation.objects.filter(pk__in=[source.pk, target.pk]).exclude(
            deleted=None, document__withdrawn=None
        )
        for name, end in (("source", source), ("target", target)):
            if end.pk in {row.pk for row in gone}:
                sentence = "This annotation was deleted, or its text withdrawn."
                raise ValidationError({name: sentence})
    return relation


@atomic_with_retries
def edit_relation(*, relation, version, changes, by):
    """Change kind or note.

    Raises:
        Conflict: it was changed since, with the current row.
        Deleted, PermissionDenied, ValidationError
    """
    require_edit(relation, by)
    documents = documents_of(relation)
    relation = versioned.locked(relation, version, documents)
    if "note" in changes:
        changes = {**changes, "note": changes["note"].strip()}
    with acting(by, "change_relation"):
        versioned.update(relation, changes, documents)
    return relation


@atomic_with_retries
def delete_relation(*, relation, version, by):
    """Delete a relation so that it can be restored (I6).

    Raises:
        Conflict, Deleted, PermissionDenied
    """
    require_edit(relation, by)
    documents = documents_of(relation)
    relation = versioned.locked(relation, version, documents)
    with acting(by, "remove_relation"):
        versioned.update(relation, {"deleted": timezone.now()}, documents)
    return relation


@atomic_with_retries
def restore_relation(*, relation, version, by):
    """Take a deletion back; one that stands is left as it is.

    Raises:
        Conflict, PermissionDenied, ValidationError: the same was drawn again.
    """
    require_edit(relation, by)
    documents = documents_of(relation)
    relation = versioned.locked(relation, version, documents, standing=False)
    if relation.deleted:
        with acting(by, "restore_relation"):
            versioned.update(relation, {"deleted": None}, documents)
    return relation


def documents_of(relation):
    """The texts of both ends: one query."""
    ends = Annotation.objects.filter(pk__in=[relation.source_id, relation.target_id])
    return set(ends.values_list("document", flat=True))


def require_edit(relation, by):
    """A coder changes their own relations, a reviewer all.

    Raises:
        PermissionDenied
    """
    own = relation.coder_id == by.pk
    if own and access.may(by, Verb.MARK, relation.project):
        return
    if not access.may(by, Verb.EDIT_MARKS, relation.project):
        raise PermissionDenied(
            "Coders change their own relations; this takes the role reviewer."
        )
