"""What waits because an entry means something else now: keep, move or drop it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from annotations.actions import recoding
from annotations.actions.in_use import hold
from annotations.actions.recording import recording
from annotations.models import Annotation, Reconsideration
from corpus.retry import atomic_with_retries

#: Where a change keeps what was decided: {key: [before, after]}.
DECISIONS = "decisions"
OUTCOMES = ("kept", "moved", "dropped")
QUEUE = """
INSERT INTO annotations_reconsideration (project_id, change_id, annotation_id, outcome)
SELECT mark.project_id, %(change)s, mark.id, 'waiting'
FROM annotations_annotation AS mark
JOIN corpus_document AS text ON text.id = mark.document_id
WHERE mark.project_id = %(project)s AND mark.doctrine_id = %(doctrine)s
    AND mark.deleted IS NULL AND text.withdrawn IS NULL
ORDER BY mark.document_id, mark.start, mark.id
"""


def queue(change, doctrine):
    """Let each standing annotation of an entry wait for a decision: two queries.

    Args:
        change: of ``recording``, which alters what the entry means.

    Returns:
        how many wait.
    """
    hold([doctrine.pk])
    with connection.cursor() as cursor:
        cursor.execute(
            QUEUE,
            {
                "change": change.pk,
                "project": doctrine.project_id,
                "doctrine": doctrine.pk,
            },
        )
        return cursor.rowcount


@atomic_with_retries
def decide(*, project, waiting, outcome, by, doctrine=None, note=""):
    """Keep annotations under their entry, put them under another, or delete them.

    An annotation that waits because of several changes is decided for all of them.

    Args:
        waiting: a queryset of ``Reconsideration``; those decided meanwhile are left.
        outcome: of OUTCOMES.
        doctrine: the entry to move to.

    Returns:
        (the change or None, how many annotations were decided)

    Raises:
        PermissionDenied, ValidationError
    """
    if outcome not in OUTCOMES:
        raise ValidationError(f"“{outcome}” is none of: {', '.join(OUTCOMES)}.")
    with recording(project=project, by=by, kind="reconsider", note=note) as change:
        if outcome == "moved":
            require_target(project, doctrine)
        chosen = waiting.of_project(project).waiting()
        marks = set(chosen.values_list("annotation", flat=True))
        rows = list(
            Reconsideration.objects.of_project(project)
            .waiting()
            .filter(annotation__in=marks)
            .select_related("change")
        )
        if not rows:
            return None, 0
        abouts = {row.change.about for row in rows}
        change.about = abouts.pop() if len(abouts) == 1 else ""
        change.changes = {DECISIONS: _decided(rows, change, outcome, by)}
        if outcome != "kept":
            found = recoding.lock(Annotation.objects.filter(pk__in=marks, deleted=None))
            if outcome == "moved":
                recoding.recode(change, found, doctrine)
            else:
                recoding.drop(change, found)
    return change, len(marks)


def require_target(project, doctrine):
    """
    Raises:
        ValidationError: marks cannot be put under this entry.
    """
    if doctrine is None or doctrine.project_id != project.pk:
        raise ValidationError({"doctrine": "Choose the doctrine to move them to."})
    doctrine.refresh_from_db(fields=["retired"])
    if doctrine.retired:
        raise ValidationError(
            {"doctrine": f"“{doctrine}” is retired; choose another one."}
        )


def _decided(rows, change, outcome, by):
    """Write down what was decided: {key: [before, after]}."""
    now = timezone.now()
    noted = {}
    for row in rows:
        before = _said(row)
        row.outcome, row.decided_by, row.decided, row.decision = (
            outcome,
            by,
            now,
            change,
        )
        noted[str(row.pk)] = [before, _said(row)]
    Reconsideration.objects.filter(pk__in=[row.pk for row in rows]).update(
        outcome=outcome, decided_by=by, decided=now, decision=change
    )
    return noted


def give_back(undone):
    """Let what a change decided wait again, where it still is so decided.

    Returns:
        what the undoing change keeps of it.
    """
    decided = undone.changes.get(DECISIONS, {})
    noted, back = {}, []
    for row in Reconsideration.objects.filter(pk__in=decided):
        before, after = decided[str(row.pk)]
        if _said(row) == after:
            _give(row, before)
            back.append(row)
            noted[str(row.pk)] = [after, before]
    Reconsideration.objects.bulk_update(
        back, ["outcome", "decided_by", "decided", "decision"], batch_size=2000
    )
    return {DECISIONS: noted} if noted else {}


def _said(row):
    return {
        "outcome": row.outcome,
        "decided_by": row.decided_by_id,
        "decided": row.decided and row.decided.isoformat(),
        "decision": row.decision_id,
    }


def _give(row, said):
    row.outcome = said["outcome"]
    row.decided_by_id = said["decided_by"]
    row.decided = said["decided"] and datetime.datetime.fromisoformat(said["decided"])
    row.decision_id = said["decision"]
