"""Decide about annotations whose place in the new edition is not certain."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.utils import timezone

from annotations.actions.annotations import words_at
from annotations.actions.carry import carry_relations, copy_of, make
from annotations.actions.revisions import lock_texts, raise_revisions
from annotations.history import acting
from annotations.models import Annotation, Carried
from corpus import access
from corpus.access import Verb
from corpus.models import Document
from corpus.retry import atomic_with_retries

NO_NUL = "This reason holds a NUL character. Take it out."
WITHDRAWN = "This text was withdrawn; restore it to place annotations on it."
CHANGED = "Somebody decided about it since you opened the page. Look again."


def may_place(user, project, carried):
    """A reviewer places all, a coder the marks they made."""
    own = carried.source.coder_id == user.pk
    return access.may(user, Verb.CARRY, project) or (
        own and access.may(user, Verb.MARK, project)
    )


@atomic_with_retries
def approve(*, document, seen, by):
    """Take the proposals, and say of moved ones that they are right.

    Args:
        seen: {key of a ``Carried``: version that was seen}.

    Returns:
        (number approved, number that somebody changed since or that have no proposal)
    """
    rows = locked(document, seen, by)
    good = [
        row
        for row in rows
        if row.version == seen[row.pk]
        and row.outcome in ("unplaced", "moved")
        and row.start is not None
    ]
    check_standing(document, good)
    with acting(by, "place"):
        _place(document, [row for row in good if row.outcome == "unplaced"], by)
        _look_over([row for row in good if row.outcome == "moved"], document, by)
    return len(good), len(seen) - len(good)


@atomic_with_retries
def place(*, carried, start, end, by, version):
    """Put an annotation on other words of the new edition than were proposed.

    Raises:
        PermissionDenied, ValidationError
    """
    document = carried.document
    if not 0 <= start < end <= document.length:
        raise ValidationError("This range is none of the text.")
    [row] = locked(document, {carried.pk: version}, by)
    if row.version != version or row.outcome not in ("unplaced", "dropped"):
        raise ValidationError(CHANGED)
    check_standing(document, [row])
    row.start, row.end, row.similarity = start, end, 0
    with acting(by, "place"):
        _place(document, [row], by)
    return row


@atomic_with_retries
def drop(*, document, seen, reason, by):
    """Say that annotations have no place in the new edition: (dropped, left).

    Raises:
        ValidationError: no reason.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "Say in a few words why it is dropped."})
    if "\x00" in reason:
        raise ValidationError({"reason": NO_NUL})
    rows = [
        row
        for row in locked(document, seen, by)
        if row.version == seen[row.pk] and row.outcome == "unplaced"
    ]
    with acting(by, "drop"):
        _write(rows, by, outcome="dropped", reason=reason[:1000])
    return len(rows), len(seen) - len(rows)


@atomic_with_retries
def take_back(*, document, seen, by):
    """Take drops back: they need placing again; (taken back, left)."""
    rows = [
        row
        for row in locked(document, seen, by)
        if row.version == seen[row.pk] and row.outcome == "dropped"
    ]
    with acting(by, "reopen"):
        _write(rows, None, outcome="unplaced", reason="")
    return len(rows), len(seen) - len(rows)


def check_standing(document, rows):
    """Refuse to place what is gone from the earlier edition, or on a text that is.

    Args:
        rows: locked, with their text.

    Raises:
        ValidationError
    """
    if Document.objects.filter(pk=document.pk, withdrawn__isnull=False).exists():
        raise ValidationError(WITHDRAWN)
    gone = sum(row.source.deleted is not None for row in rows)
    if gone:
        were = "1 of these was" if gone == 1 else f"{gone:,} of these were"
        raise ValidationError(
            f"{were} deleted in the earlier edition since. Restore it there, or drop"
            " it here."
            if gone == 1
            else f"{were} deleted in the earlier edition since. Restore them there, or"
            " drop them here."
        )


def locked(document, seen, by):
    """The rows, locked after their text as every writer does it.

    Raises:
        PermissionDenied: one of them is not the caller's to decide.
    """
    chosen = Carried.objects.filter(document=document, pk__in=seen)
    # the earlier text, too: its marks say what the new ones are put under
    earlier = chosen.order_by().values_list("source__document", flat=True).distinct()
    lock_texts({document.pk, *earlier})
    rows = list(
        chosen.select_for_update(of=["self"]).select_related("source").order_by("pk")
    )
    if not all(may_place(by, document.project, row) for row in rows):
        raise PermissionDenied(
            "Coders place the marks they made; this takes the role reviewer."
        )
    return rows


def _place(document, rows, by):
    """Make the annotations; the same words stay as they were decided."""
    if not rows:
        return
    revision = raise_revisions({document.pk})[document.pk]
    placed = []
    for row in rows:
        quote = words_at(document.pk, row.start, row.end)
        uuid = copy_of(row.source.uuid, document)
        placed.append((row.source_id, uuid, row.start, row.end, quote, False))
    targets = make(document, placed, revision)
    for row in rows:
        row.target_id = targets[row.source_id]
    now = timezone.now()
    for row in rows:
        row.outcome, row.reason = "placed", ""
        row.decided_by, row.decided, row.version = by, now, row.version + 1
    Carried.objects.bulk_update(
        rows,
        [
            *("outcome", "reason", "target", "start", "end", "similarity"),
            *("decided_by", "decided", "version"),
        ],
        batch_size=500,
    )
    carry_relations(document, by)


def _look_over(rows, document, by):
    """What moved and is right has the status again that it had."""
    if not rows:
        return
    _write(rows, by)
    revision = raise_revisions({document.pk})[document.pk]
    accepted = [row.target_id for row in rows if row.source.status == "accepted"]
    kept = Annotation.objects.filter(pk__in=accepted, status="proposed", deleted=None)
    kept.update(
        status="accepted",
        version=F("version") + 1,
        changed=timezone.now(),
        revision=revision,
    )


def _write(rows, by, **values):
    Carried.objects.filter(pk__in=[row.pk for row in rows]).update(
        version=F("version") + 1,
        decided_by=by,
        decided=timezone.now() if by else None,
        **values,
    )
