"""Writing fields of many heads that were locked and compared: words, tags, state."""

from django.utils import timezone

from annotations.actions.lists import tag_keys
from annotations.heads import WITHDRAWN
from annotations.history import acting
from annotations.models import TaggedDocument
from corpus.actions.head_fields import HEAD_FIELDS, NAME_LISTS
from corpus.actions.heads import write_heads
from corpus.models import Document, PlannedDeletion
from formats.bibliography import MORE_FIELDS

#: Fields that the action for one head does not know.
OWN = ("tags", "withdrawn")


def write_batch(project, documents, known, heads, by):
    """
    Args:
        documents: {key: text}, locked.
        known: {key: its head as it stands}
        heads: {key: {field: value}}, of the fields that change.
    """
    # what the action for heads needs beside: names depend on the publisher
    write_heads(
        project=project,
        heads={
            documents[pk]: {
                name: {**known[pk].head, **head}[name]
                for name in (*HEAD_FIELDS, *MORE_FIELDS, *NAME_LISTS, "situation")
            }
            for pk, head in heads.items()
            if head.keys() - set(OWN)
        },
        renamed={
            documents[pk] for pk, head in heads.items() if head.keys() & set(NAME_LISTS)
        },
        by=by,
    )
    with acting(by, "edit heads"):
        _tag(
            project, {pk: head["tags"] for pk, head in heads.items() if "tags" in head}
        )
    for withdrawn, moment in ((WITHDRAWN, timezone.now()), ("", None)):
        pks = [pk for pk, head in heads.items() if head.get("withdrawn") == withdrawn]
        if pks:
            Document.objects.filter(pk__in=pks).update(withdrawn=moment)
            if not withdrawn:
                PlannedDeletion.objects.filter(document__in=pks).delete()


def _tag(project, tags):
    """Give texts these tags and no others: {document's key: names}."""
    if not tags:
        return
    keys = tag_keys(
        project.pk, sorted({name for names in tags.values() for name in names})
    )
    wanted = {(pk, keys[name]) for pk, names in tags.items() for name in names}
    there = {
        (row.document_id, row.tag_id): row.pk
        for row in TaggedDocument.objects.filter(document__in=list(tags))
    }
    gone = [pk for pair, pk in there.items() if pair not in wanted]
    if gone:
        TaggedDocument.objects.filter(pk__in=gone).delete()
    TaggedDocument.objects.bulk_create(
        TaggedDocument(project=project, document_id=document, tag_id=tag)
        for document, tag in sorted(wanted - there.keys())
    )
