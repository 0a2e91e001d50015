"""Decide about annotations: accept, reject, ask, take it back."""

import json
from dataclasses import dataclass, field

import msgspec
from django.utils import timezone

from accounts import prepared
from annotations.actions.annotations import edit_annotation
from annotations.actions.precedents import overrule_all, raise_precedents
from annotations.actions.records import record_of
from annotations.errors import Conflict, Deleted
from annotations.history import acting
from annotations.models import Annotation
from corpus import access
from corpus.retry import atomic_with_retries
from review import transitions
from review.actions.notices import tell_coders
from review.models import Comment

#: Status -> the verb in the history.
VERBS = {
    "accepted": "accept",
    "rejected": "reject",
    "proposed": "reopen",
    "discussion": "discuss",
}
TAKEN_BACK = "The decision was taken back."
#: Status -> what a precedent made of such a decision shows.
PRECEDENTS = {"accepted": "positive", "rejected": "negative"}

#: What is read of marks that are decided about.
LOCKED = [
    *("id", "uuid", "project_id", "document_id", "doctrine_id", "coder_id"),
    *("status", "reason", "version", "deleted"),
]
SEEN = "project_id = %(project)s AND uuid = ANY(%(seen)s::uuid[])"
LOCK_TEXTS = f"""
SELECT id FROM corpus_document
WHERE id IN (SELECT document_id FROM annotations_annotation WHERE {SEEN})
ORDER BY id FOR UPDATE
"""
LOCK_MARKS = f"""
SELECT {", ".join(LOCKED)} FROM annotations_annotation WHERE {SEEN}
ORDER BY id FOR UPDATE
"""
# as the history's library says who acts, but within the statement itself
WRITE = """
WITH acting AS (
    SELECT set_config('pghistory.context_id', %(context_id)s, true),
        set_config('pghistory.context_metadata', %(context)s, true)
),
raised AS (
    UPDATE corpus_document SET revision = revision + 1
    WHERE id = ANY(%(texts)s::bigint[]) RETURNING id, revision
)
UPDATE annotations_annotation AS mark
SET status = %(status)s, reason = %(reason)s, version = mark.version + 1,
    changed = %(now)s, revision = raised.revision
FROM acting, raised
WHERE mark.document_id = raised.id AND mark.id = ANY(%(marks)s::bigint[])
RETURNING mark.id
"""


@dataclass
class Decided:
    """What a decision did."""

    #: Annotations that now have the status.
    rows: list = field(default_factory=list)
    #: What they were before: {uuid: (status, reason)}.
    before: dict = field(default_factory=dict)
    #: Annotations that somebody changed or deleted since, as they stand; left alone.
    stale: list = field(default_factory=list)
    #: What the reason was raised to.
    precedents: list = field(default_factory=list)


@atomic_with_retries
def decide(*, project, seen, status, by, reason="", precedent=False):
    """Give annotations a status; those that changed since they were seen are left.

    What is to be discussed becomes a comment that the coder is told of; so is who is
    rejected.

    Args:
        seen: {uuid: version the reviewer saw}; unknown uuids are passed over.
        reason: why, or what is to be discussed; ``transitions`` says who needs one.
        precedent: whether the reason shall guide later decisions: an acceptance is an
            example, a rejection a counter-example.

    Returns:
        ``Decided``

    Raises:
        PermissionDenied, ValidationError
    """
    for verb in {row.verb for row in transitions.to(status)}:
        access.require(by, verb, project)
    reason = transitions.reason_for(status, reason)
    decided = _look(project, seen)
    for row in decided.rows:
        transitions.between(row.status, status, reason)
    changed = _write(decided.rows, status, reason, by)
    if precedent and decided.rows and status in PRECEDENTS:
        decided.precedents = raise_precedents(
            annotations=decided.rows, kind=PRECEDENTS[status], reason=reason, by=by
        )
    if status == "discussion":
        ask(project, changed, reason, by)
    elif status == "rejected":
        tell_coders(project=project, kind="decision", by=by, annotations=changed)
    return decided


@atomic_with_retries
def take_back(*, project, groups, by, precedents=()):
    """Undo a decision: give annotations back the status that they had.

    Args:
        groups: [(status, reason, {uuid: version})].
        precedents: [(id, version)] of those that the decision made: they are overruled.

    Returns:
        ``Decided``, of all groups

    Raises:
        PermissionDenied
    """
    done = Decided()
    for status, reason, seen in groups:
        for verb in {row.verb for row in transitions.to(status)}:
            access.require(by, verb, project)
        found = _look(project, seen)
        _write(found.rows, status, reason, by)
        done.rows += found.rows
        done.stale += found.stale
        done.before |= found.before
    overrule_all(project=project, seen=precedents, reason=TAKEN_BACK, by=by)
    return done


@atomic_with_retries
def change(*, project, uuid, version, changes, by):
    """Put an annotation under another entry, in another voice, on other words.

    Returns:
        (the annotation, what the changed fields said before)

    Raises:
        Conflict, Deleted, PermissionDenied, ValidationError
    """
    row = _named(project, uuid)
    before = msgspec.to_builtins(record_of(row))
    kept = {*changes, *(("attitude",) if "voice" in changes else ())}
    was = {name: before[name] for name in kept if name in before}
    edited = edit_annotation(
        annotation=row, version=version, changes=changes, by=by, verb="reclassify"
    )
    edited.project = project
    return edited, was | {"status": row.status, "reason": row.reason}


@atomic_with_retries
def take_back_change(*, project, uuid, version, changes, by):
    """Undo ``change``: the fields, and the decision that they had, as they were.

    Args:
        changes: what ``change`` returned.

    Returns:
        ``Decided``

    Raises:
        PermissionDenied, ValidationError
    """
    fields = {**changes}
    status, reason = fields.pop("status"), fields.pop("reason")
    try:
        row, _was = change(
            project=project, uuid=uuid, version=version, changes=fields, by=by
        )
    except (Conflict, Deleted) as error:
        return Decided(stale=[error.row])
    _write([row], status, reason, by)
    return Decided(rows=[row])


def _named(project, uuid):
    row = Annotation.objects.of_project(project).filter(uuid=uuid)
    row = row.select_related("document", "doctrine", "actor", "situation").get()
    row.project = project
    return row


def ask(project, rows, question, by):
    """Put a question about each annotation to its coder, as a comment."""
    said = {"project": project, "text": question, "by": by}
    now = timezone.now()
    with acting(by, "comment"):
        comments = Comment.objects.bulk_create(
            Comment(annotation=row, created=now, changed=now, **said) for row in rows
        )
    tell_coders(
        project=project, kind="asked", by=by, annotations=rows, comments=comments
    )


def _look(project, seen):
    """What was seen, locked, parted into what still is so and what is stale."""
    found = Decided()
    for row in _locked(project, seen):
        row.project = project
        if row.version != seen[row.uuid] or row.deleted:
            found.stale.append(row)
            continue
        found.rows.append(row)
        found.before[row.uuid] = row.status, row.reason
    return found


def _locked(project, seen):
    """The rows, locked as every writer locks: documents first, in one order."""
    values = {"project": project.pk, "seen": list(seen)}
    prepared.rows(LOCK_TEXTS, values)
    found = prepared.rows(LOCK_MARKS, values)
    return [prepared.instance(Annotation, LOCKED, row) for row in found]


def _write(rows, status, reason, by):
    """Those that change, by one statement, which raises their texts' revisions."""
    rows = [row for row in rows if (row.status, row.reason) != (status, reason)]
    if not rows:
        return rows
    with acting(by, VERBS[status]) as context:
        values = {
            "context_id": str(context.id),
            "context": json.dumps(context.metadata),
            "texts": list({row.document_id for row in rows}),
            "marks": [row.pk for row in rows],
            "status": status,
            "reason": reason,
            "now": timezone.now(),
        }
        prepared.written(WRITE, values)
    for row in rows:
        row.status, row.reason, row.version = status, reason, row.version + 1
    return rows
