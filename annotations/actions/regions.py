"""Set, change, take away and restore the stretches outside a text."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from annotations.actions import versioned
from annotations.history import acting
from corpus import access
from corpus.access import Verb
from corpus.models import Document, Region
from corpus.retry import atomic_with_retries


def create_region(*, uuid, document, start, end, by, kind="other", body_hash=""):
    """Say that a stretch is not part of the text, or return the equal one (I4).

    Args:
        start, end: half-open range in code points of the text; it may overlap others.
        kind: one of words.REGION_KINDS.

    Returns:
        (region, made)

    Raises:
        Conflict: the uuid was used for another body.
        Deleted: the uuid is that of a deleted region.
        ValidationError, PermissionDenied
    """
    access.require(by, Verb.MARK, document.project)
    try:
        return _insert(uuid, document, start, end, kind, by, body_hash), True
    except (IntegrityError, ValidationError) as error:
        found = versioned.existing(Region, uuid, by, body_hash)
        if found is not None:
            return found, False
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(versioned.sentence_of(error, Region)) from error


@atomic_with_retries
def _insert(uuid, document, start, end, kind, by, body_hash):
    if document.withdrawn:
        raise ValidationError("This text was withdrawn; restore it to change it.")
    check_range(document, start, end)
    now = timezone.now()
    region = Region(
        uuid=uuid,
        project_id=document.project_id,
        document=document,
        start=start,
        end=end,
        kind=kind,
        version=1,
        coder=by,
        created=now,
        changed=now,
        body_hash=body_hash,
    )
    with acting(by, "create"):
        versioned.insert(region, {document.pk})
    return region


@atomic_with_retries
def edit_region(*, region, version, changes, by):
    """Change start, end or kind.

    Raises:
        Conflict: it was changed since, with the current row.
        Deleted, PermissionDenied, ValidationError
    """
    access.require(by, Verb.MARK, region.project)
    region = versioned.locked(region, version, {region.document_id})
    check_range(
        Document.objects.only("length").get(pk=region.document_id),
        changes.get("start", region.start),
        changes.get("end", region.end),
    )
    with acting(by, "edit"):
        versioned.update(region, changes, {region.document_id})
    return region


@atomic_with_retries
def delete_region(*, region, version, by):
    """Take a region away so that it can be restored (I6).

    Raises:
        Conflict, Deleted, PermissionDenied
    """
    access.require(by, Verb.MARK, region.project)
    region = versioned.locked(region, version, {region.document_id})
    with acting(by, "delete"):
        versioned.update(region, {"deleted": timezone.now()}, {region.document_id})
    return region


@atomic_with_retries
def restore_region(*, region, version, by):
    """Take a deletion back; one that stands is left as it is.

    Raises:
        Conflict, PermissionDenied
    """
    access.require(by, Verb.MARK, region.project)
    region = versioned.locked(region, version, {region.document_id}, standing=False)
    if region.deleted:
        with acting(by, "restore"):
            versioned.update(region, {"deleted": None}, {region.document_id})
    return region


def check_range(document, start, end):
    """
    Raises:
        ValidationError: the range is empty, or not one of the text's.
    """
    if not 0 <= start < end:
        raise ValidationError({"end": "Select at least one character."})
    if end > document.length:
        sentence = f"The text ends at {document.length}, and the stretch at {end}."
        raise ValidationError({"end": sentence})
