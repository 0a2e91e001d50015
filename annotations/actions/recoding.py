"""Put many annotations under another entry, drop or restore them: set by set.

Inside a recorded change of the codebook, which keeps what an undoing gives back. Texts
are locked first, in the order of their keys, as by every writer of annotations.
"""

from django.db import connection

from annotations.actions.in_use import hold
from annotations.actions.revisions import raise_revisions
from annotations.models import Annotation

#: Rows that one statement changes.
BATCH = 500
#: What each row was, before it is changed. A drop leaves the entry as it is.
NOTE = """
INSERT INTO annotations_recoding (project_id, change_id, annotation_id, before_id,
    after_id, status, reason, version, outcome)
SELECT mark.project_id, %(change)s, mark.id, mark.doctrine_id,
    coalesce(wanted.doctrine, mark.doctrine_id), mark.status, mark.reason,
    mark.version + 1, %(outcome)s
FROM unnest(%(ids)s::bigint[], %(doctrines)s::bigint[]) AS wanted (id, doctrine)
JOIN annotations_annotation AS mark ON mark.id = wanted.id
"""
#: A label that nobody decided about is proposed anew, and without a reason.
MOVE = """
UPDATE annotations_annotation AS mark SET
    doctrine_id = wanted.doctrine, status = wanted.status, reason = wanted.reason,
    version = mark.version + 1, changed = now(), revision = text.revision
FROM unnest(%(ids)s::bigint[], %(doctrines)s::bigint[], %(statuses)s::text[],
    %(reasons)s::text[]) AS wanted (id, doctrine, status, reason),
    corpus_document AS text
WHERE mark.id = wanted.id AND text.id = mark.document_id
"""
DELETE = """
UPDATE annotations_annotation AS mark SET
    deleted = CASE WHEN %(dropped)s THEN now() END,
    version = mark.version + 1, changed = now(), revision = text.revision
FROM corpus_document AS text
WHERE mark.id = ANY(%(ids)s) AND text.id = mark.document_id
"""
#: Texts whose relations lead to annotations that came or went.
RELATED = """
SELECT DISTINCT other.document_id
FROM annotations_relation AS relation
JOIN annotations_annotation AS own
    ON own.id IN (relation.source_id, relation.target_id) AND own.id = ANY(%(ids)s)
JOIN annotations_annotation AS other
    ON other.id = CASE WHEN relation.source_id = own.id
        THEN relation.target_id ELSE relation.source_id END
WHERE relation.deleted IS NULL
    AND (relation.source_id = ANY(%(ids)s) OR relation.target_id = ANY(%(ids)s))
"""
#: An undoing leads a row back to what it said one version before the undone one, so
#: what was noted of that version holds of the new one.
SAME_AGAIN = """
UPDATE annotations_recoding AS earlier SET version = mark.version
FROM unnest(%(ids)s::bigint[], %(versions)s::int[]) AS undone (annotation, version)
JOIN annotations_annotation AS mark ON mark.id = undone.annotation
WHERE earlier.annotation_id = undone.annotation
    AND earlier.version = undone.version - 1
"""


def lock(rows, under=None):
    """Raise the revisions of the texts of annotations, and lock those annotations.

    Args:
        rows: a queryset of annotations.
        under: an entry under which nothing shall come any more, beside them.

    Returns:
        [Annotation] in the order of their keys, with no more than a recoding needs.
    """
    texts = set(rows.order_by().values_list("document", flat=True).distinct())
    raise_revisions(texts)
    if under is not None:
        hold([under.pk])
    found = _locked(rows)
    # what was marked while we waited for the texts
    if late := {row.document_id for row in found} - texts:
        raise_revisions(late)
    return found


def _locked(rows):
    return list(
        rows.select_for_update(of=["self"])
        .only("document_id", "doctrine_id", "status", "reason", "version", "deleted")
        .order_by("pk")
    )


def recode(change, rows, doctrine):
    """Put locked annotations under an entry; each is proposed anew.

    Returns:
        how many were under another one before.
    """
    moving = [row for row in rows if row.doctrine_id != doctrine.pk]
    ids = [row.pk for row in moving]
    doctrines = [doctrine.pk] * len(ids)
    _note(change, ids, doctrines, "moved")
    _move(ids, doctrines, ["proposed"] * len(ids), [""] * len(ids))
    return len(ids)


def drop(change, rows):
    """Delete locked annotations so that they can be restored."""
    ids = [row.pk for row in rows]
    _note(change, ids, [None] * len(ids), "dropped")
    _delete(ids, dropped=True)


def give_back(change, undone):
    """Undo what another change did to annotations that still are as it left them.

    Args:
        change: the one that takes ``undone`` back.

    Returns:
        (how many came back, how many changed since and are left)
    """
    wanted = {row.annotation_id: row for row in undone.recodings.all()}
    rows = lock(Annotation.objects.filter(pk__in=list(wanted)))
    same = [row for row in rows if _untouched(row, wanted[row.pk])]
    moved = [row for row in same if wanted[row.pk].outcome == "moved"]
    for outcome, opposite in (("dropped", "restored"), ("restored", "dropped")):
        ids = [row.pk for row in same if wanted[row.pk].outcome == outcome]
        _note(change, ids, [None] * len(ids), opposite)
        _delete(ids, dropped=opposite == "dropped")
    ids = [row.pk for row in moved]
    before = [wanted[pk] for pk in ids]
    doctrines = [row.before_id for row in before]
    _note(change, ids, doctrines, "moved")
    _move(
        ids, doctrines, [row.status for row in before], [row.reason for row in before]
    )
    _note_sameness(same, wanted)
    return len(same), len(wanted) - len(same)


def _untouched(row, recoding):
    return row.version == recoding.version and row.doctrine_id == recoding.after_id


def _note(change, ids, doctrines, outcome):
    if ids:
        values = {"change": change.pk, "ids": ids, "outcome": outcome}
        _execute(NOTE, {**values, "doctrines": doctrines})


def _move(ids, doctrines, statuses, reasons):
    for batch in _batches(ids):
        values = {"ids": ids[batch], "doctrines": doctrines[batch]}
        lists = {"statuses": statuses[batch], "reasons": reasons[batch]}
        _execute(MOVE, {**values, **lists})


def _batches(ids):
    """A connection's triggers compare old and new rows by a plan made for few."""
    return [slice(start, start + BATCH) for start in range(0, len(ids), BATCH)]


def _delete(ids, *, dropped):
    if not ids:
        return
    own = set(Annotation.objects.filter(pk__in=ids).values_list("document", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(RELATED, {"ids": ids})
        related = {pk for (pk,) in cursor.fetchall()}
    raise_revisions(related - own)
    for batch in _batches(ids):
        _execute(DELETE, {"ids": ids[batch], "dropped": dropped})


def _note_sameness(rows, wanted):
    ids = [row.pk for row in rows]
    versions = [wanted[pk].version for pk in ids]
    _execute(SAME_AGAIN, {"ids": ids, "versions": versions})


def _execute(query, values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
