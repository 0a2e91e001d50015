"""Deleting a text for good: planned by an owner, taken back, carried out when due."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from annotations.actions.revisions import raise_revisions
from annotations.history import acting
from annotations.models import Annotation, Coverage, Relation
from corpus import access
from corpus.access import Verb
from corpus.actions import snapshots
from corpus.models import (
    Document,
    HeadEdit,
    PlannedDeletion,
    Project,
    Region,
    Tombstone,
)
from corpus.retry import atomic_with_retries

#: A text's rows of the changes that were proposed or made.
FORGET_IN_CHANGES = """
UPDATE annotations_headschange SET looked_at = looked_at - 1, rows = (
    SELECT coalesce(jsonb_agg(kept.value ORDER BY kept.place), '[]')
    FROM jsonb_array_elements(rows) WITH ORDINALITY AS kept (value, place)
    WHERE (kept.value -> 'id')::bigint <> %(text)s
)
WHERE project_id = %(project)s
    AND rows @> jsonb_build_array(jsonb_build_object('id', %(text)s::bigint))
"""


def what_goes(document):
    """{noun: number} of all that a deletion takes with the text: five queries."""
    marks = Annotation.objects.filter(document=document)
    relations = Relation.objects.of_document(document)
    return {
        "annotation": marks.count(),
        "coder": marks.order_by().values("coder").distinct().count(),
        "relation": relations.count(),
        "stretch outside the text": Region.objects.filter(document=document).count(),
        "note that somebody read it": Coverage.objects.filter(
            document=document
        ).count(),
        "change of its head": HeadEdit.objects.filter(document=document).count(),
    }


@atomic_with_retries
def plan_deletion(*, document, title, by):
    """Plan the deletion of a withdrawn text; a second call changes nothing.

    Args:
        title: as the person typed it, to show that this text is meant.

    Raises:
        ValidationError: the text is not withdrawn, or the title is another.
    """
    access.require(by, Verb.DELETE, document.project)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.withdrawn:
        raise ValidationError("Withdraw the text first; then it can be deleted.")
    if " ".join(title.split()) != " ".join(document.title.split()):
        raise ValidationError(
            {"title": "This is another title. Type it as it stands above."}
        )
    due = timezone.now() + timedelta(days=settings.DELETE_AFTER_DAYS)
    planned, _made = PlannedDeletion.objects.get_or_create(
        document=document,
        # the database counts the day of grace from its own clock
        defaults={
            "project": document.project,
            "due": due + timedelta(minutes=1),
            "by": by,
        },
    )
    return planned


@atomic_with_retries
def keep_text(*, document, by):
    """Take a planned deletion back."""
    access.require(by, Verb.DELETE, document.project)
    PlannedDeletion.objects.filter(document=document).delete()


def purge_due(*, by, project=None):
    """Delete every text whose days of grace are over, each in its own transaction.

    Returns:
        their tombstones.
    """
    planned = PlannedDeletion.objects.due().select_related("project")
    if project:
        planned = planned.filter(project=project)
    stones = (purge(planned=one, by=by) for one in planned)
    return [stone for stone in stones if stone]


@atomic_with_retries
def purge(*, planned, by):
    """Delete a text with all that belongs to it; its file goes after the commit.

    Returns:
        its tombstone, or None when somebody took the plan back meanwhile.
    """
    access.require(by, Verb.DELETE, Project.objects.get(pk=planned.project_id))
    document = (
        Document.objects.select_for_update().filter(pk=planned.document_id).first()
    )
    still = PlannedDeletion.objects.due().filter(pk=planned.pk).exists()
    if document is None or not still or not document.withdrawn:
        return None
    marks = Annotation.objects.filter(document=document)
    raise_revisions(_related(document))
    _forget_in_changes(document)
    with acting(by, "purge"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10min'")
        cursor.execute(
            "SELECT purge_document(%s, %s, %s)", [document.pk, by.pk, marks.count()]
        )
    snapshots.forget(project=document.project_id, sha256=document.original_sha256)
    if document.original:
        transaction.on_commit(lambda: _remove(document.original.name))
    return Tombstone.objects.get(document=document.pk)


def _forget_in_changes(document):
    """Take a text's head out of the changes of many heads: it stays nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            FORGET_IN_CHANGES, {"project": document.project_id, "text": document.pk}
        )


def _related(document):
    """Other texts whose annotations lose a relation."""
    relations = Relation.objects.of_document(document)
    ends = relations.values_list("source__document", "target__document")
    return {pk for pair in ends for pk in pair} - {document.pk}


def _remove(name):
    if not Document.objects.filter(Q(original=name)).exists():
        default_storage.delete(name)
