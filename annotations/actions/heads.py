"""Changing the heads of many texts: proposed, made in one piece, taken back.

The bulk edit, a table that comes back and the undo of both are one thing: for each text
the fields that change, with the version of the head that was seen.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.actions.heads_writing import OWN, write_batch
from annotations.actions.lists import clean_tags
from annotations.heads import LABELS, LISTS, WITHDRAWN, known_heads, shown
from annotations.heads_wish import applied, title
from annotations.models import HeadsChange
from corpus import access
from corpus.access import Verb
from corpus.actions.head_fields import NAME_LISTS, check_head, clean
from corpus.actions.heads import as_written, parts_of
from corpus.models import Document
from corpus.retry import atomic_with_retries

#: Texts that one change may touch.
MOST = 50_000
#: Texts written at a time; progress is told after each batch.
BATCH = 500
#: A proposal that nobody made is forgotten.
KEPT = timedelta(days=2)
MOST_TAGS = 100
LONGEST_TAG = 100


class ChangedMeanwhile(Exception):
    """Heads are not what was seen; ``texts`` are their titles."""

    def __init__(self, texts):
        named = "; ".join(f"“{title}”" for title in texts[:5])
        more = f" and {len(texts) - 5:,} more" if len(texts) > 5 else ""
        super().__init__(
            f"Somebody changed these since: {named}{more}. Nothing was changed; look at"
            " the change anew."
        )
        self.texts = texts


def normalised(head):
    """A head as it would be stored: trimmed, names and tags once, an author.

    Raises:
        ValidationError: {field: sentences}
    """
    head = {
        name: clean_tags(value) if name in LISTS else clean(name, value)
        for name, value in head.items()
    }
    tags = [tag for tag in head["tags"] if tag]
    check_head({name: head[name] for name in head if name not in OWN})
    problems = {}
    if not head["title"]:
        problems["title"] = ["Give the text a title."]
    if any("\x00" in tag for tag in tags):
        problems["tags"] = ["This holds a NUL character, which no tag can."]
    if len(tags) > MOST_TAGS:
        problems["tags"] = [f"A text has at most {MOST_TAGS} tags."]
    if head["withdrawn"] not in ("", WITHDRAWN):
        problems["withdrawn"] = [f"Write {WITHDRAWN}, or leave it empty."]
    if problems:
        raise ValidationError(problems)
    parts = parts_of(head)
    for field, role in NAME_LISTS.items():
        head[field] = list(
            dict.fromkeys(as_written(part) for part in parts if part.role == role)
        )
    head["tags"] = sorted(tags)
    return head


def differences(before, after):
    """(before, after) of the fields that change; of tags the order says nothing."""
    names = [
        name
        for name in LABELS
        if (sorted(before[name]) if name == "tags" else before[name]) != after[name]
    ]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def propose_wish(*, project, pks, wish, by, step=None):
    """Keep what one wish does to many texts, to be looked at; nothing is changed yet.

    Args:
        pks: keys of texts; those that are not of the project are passed over.
        wish: as of ``annotations.heads_wish``.
        step: called with the number of texts that were looked at.

    Raises:
        ValidationError: there are too many, or a head cannot be so.
    """
    require_few(len(pks))
    rows = []
    mine = set(
        Document.objects.of_project(project)
        .filter(pk__in=pks)
        .values_list("pk", flat=True)
    )
    for number, known in enumerate(known_heads(sorted(mine)), start=1):
        before, after = differences(known.head, normalised(applied(wish, known.head)))
        if after:
            row = {"id": known.pk, "version": known.version}
            rows.append({**row, "before": before, "after": after})
        if step:
            step(number)
    return propose_change(
        project=project, title=title(wish), rows=rows, looked_at=len(mine), by=by
    )


def require_few(number):
    """
    Raises:
        ValidationError
    """
    if number > MOST:
        raise ValidationError(
            f"These are {number:,} texts; one change may touch {MOST:,}. Choose fewer,"
            " and change them in several goes."
        )


def propose_change(*, project, title, rows, looked_at, by):
    """Keep a change to be looked at; nothing is changed yet.

    Args:
        rows: as of ``HeadsChange``.

    Raises:
        ValidationError: there are too many.
    """
    require(project, rows, by)
    require_few(len(rows))
    old = HeadsChange.objects.of_project(project).filter(by=by, made=None)
    old.filter(created__lt=timezone.now() - KEPT).delete()
    return HeadsChange.objects.create(
        project=project, title=title[:300], rows=rows, looked_at=looked_at, by=by
    )


def require(project, rows, by):
    """Refuse who may not make these changes."""
    access.require(by, Verb.EDIT_HEAD, project)
    if any("withdrawn" in row["after"] for row in rows):
        access.require(by, Verb.WITHDRAW, project)


@atomic_with_retries
def make_change(*, change, by, step=None):
    """Make a proposed change, whole or not at all; a second call changes nothing.

    Args:
        step: called with the number of texts that are written.

    Raises:
        ChangedMeanwhile: a head is not what was seen.
    """
    change = _locked(change)
    require(change.project, change.rows, by)
    if change.made:
        return change
    written = _write(change, "after", "version", by, step)
    for row in change.rows:
        # undoing asks whether the heads are still as this made them
        row["made_version"] = written[row["id"]]
    change.made = timezone.now()
    change.save(update_fields=["made", "rows"])
    return change


@atomic_with_retries
def undo_change(*, change, by, step=None):
    """Put back what a change replaced; a second call changes nothing.

    Raises:
        ChangedMeanwhile: somebody changed one of the heads after it.
    """
    change = _locked(change)
    require(change.project, change.rows, by)
    if not change.made or change.undone:
        return change
    _write(change, "before", "made_version", by, step)
    change.undone = timezone.now()
    change.save(update_fields=["undone"])
    return change


def _locked(change):
    rows = HeadsChange.objects.select_for_update(of=["self"])
    return rows.select_related("project").get(pk=change.pk)


def _write(change, values, seen, by, step):
    """Write the changed fields of each text, when all are as they were seen.

    Args:
        values, seen: keys of a row: the fields to write, the version to expect.

    Returns:
        {document's key: its version now}
    """
    # in the order of keys, as everybody locks them
    rows = sorted(change.rows, key=lambda row: row["id"])
    stale, written = [], {}
    for begin in range(0, len(rows), BATCH):
        batch = rows[begin : begin + BATCH]
        documents = _documents(change.project, [row["id"] for row in batch])
        known = {known.pk: known for known in known_heads(list(documents))}
        stale += [
            known[row["id"]].head["title"]
            if row["id"] in known
            else "a text that is gone"
            for row in batch
            if row["id"] not in known or known[row["id"]].version != row[seen]
        ]
        if not stale:
            heads = {row["id"]: row[values] for row in batch}
            write_batch(change.project, documents, known, heads, by)
            written |= {known.pk: known.version for known in known_heads(list(heads))}
        if step:
            step(begin + len(batch))
    if stale:
        raise ChangedMeanwhile(stale)
    return written


def _documents(project, pks):
    rows = Document.objects.of_project(project).select_for_update(of=["self"])
    return rows.filter(pk__in=pks).order_by("pk").in_bulk()


def told(row):
    """A row of a change for people: [(field's name, before, after)]."""
    return [
        (LABELS[name], shown(row["before"][name]), shown(value))
        for name, value in row["after"].items()
    ]
