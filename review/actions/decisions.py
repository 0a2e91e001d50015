"""Decide about annotations: accept, reject, take it back."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from annotations.history import acting
from annotations.models import Annotation
from corpus import access
from corpus.access import Verb
from corpus.models import Document
from corpus.retry import atomic_with_retries
from formats import words

#: Status -> the verb in the history.
VERBS = {"accepted": "accept", "rejected": "reject", "proposed": "reopen"}


@dataclass
class Decided:
    """What a decision did."""

    #: Annotations that now have the status.
    rows: list = field(default_factory=list)
    #: What they were before: {uuid: (status, reason)}.
    before: dict = field(default_factory=dict)
    #: Annotations that somebody changed or deleted since, as they stand; left alone.
    stale: list = field(default_factory=list)


@atomic_with_retries
def decide(*, project, seen, status, by, reason=""):
    """Give annotations a status; those that changed since they were seen are left.

    Args:
        seen: {uuid: version the reviewer saw}; unknown uuids are passed over.
        reason: why; a rejection needs one.

    Returns:
        ``Decided``

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(by, Verb.DECIDE, project)
    reason = check(status, reason)
    decided = Decided()
    for row in _locked(project, seen):
        if row.version != seen[row.uuid] or row.deleted:
            decided.stale.append(row)
            continue
        decided.rows.append(row)
        decided.before[row.uuid] = row.status, row.reason
    changing = [
        row for row in decided.rows if (row.status, row.reason) != (status, reason)
    ]
    with acting(by, VERBS[status]):
        _write(changing, status, reason)
    return decided


@atomic_with_retries
def take_back(*, project, groups, by):
    """Undo a decision: give annotations back the status that they had.

    Args:
        groups: [(status, reason, {uuid: version})].

    Returns:
        (number taken back, number changed since and left)
    """
    back = left = 0
    for status, reason, seen in groups:
        done = decide(project=project, seen=seen, status=status, reason=reason, by=by)
        back, left = back + len(done.rows), left + len(done.stale)
    return back, left


def check(status, reason):
    """The reason, trimmed.

    Raises:
        ValidationError: {field: sentence}
    """
    if status not in words.STATUSES:
        allowed = ", ".join(words.STATUSES)
        raise ValidationError({"status": f"“{status}” is none of: {allowed}."})
    reason = reason.strip()
    if status == "rejected" and not reason:
        raise ValidationError({"reason": "Say in a few words why you reject it."})
    return "" if status == "proposed" else reason


def _locked(project, seen):
    """The rows, locked as every writer locks: documents first, in one order."""
    rows = Annotation.objects.filter(project=project, uuid__in=seen)
    documents = Document.objects.filter(pk__in=rows.values("document"))
    list(documents.order_by("pk").select_for_update().values_list("pk"))
    return list(
        rows.select_for_update(of=["self"])
        .select_related("document", "doctrine", "actor", "situation")
        .order_by("pk")
    )


def _write(rows, status, reason):
    """One update of the documents' revisions, one of the rows."""
    documents = Document.objects.filter(pk__in={row.document_id for row in rows})
    documents.update(revision=F("revision") + 1)
    current = Document.objects.filter(pk=OuterRef("document")).values("revision")
    Annotation.objects.filter(pk__in=[row.pk for row in rows]).update(
        status=status,
        reason=reason,
        version=F("version") + 1,
        changed=timezone.now(),
        revision=Subquery(current),
    )
    for row in rows:
        row.status, row.reason, row.version = status, reason, row.version + 1
