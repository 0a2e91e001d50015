"""Revisions of texts: raised by every change of what is marked in them."""

from django.db import connection

from corpus.models import Document


def raise_revision(document_pk):
    """Raise a document's revision by one, locking its row, and return it: one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE corpus_document SET revision = revision + 1"
            " WHERE id = %s RETURNING revision",
            [document_pk],
        )
        [revision] = cursor.fetchone()
    return revision


def raise_revisions(documents):
    """Raise the revision of each text by one; {document's id: new revision}."""
    lock_texts(documents)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE corpus_document SET revision = revision + 1"
            " WHERE id = ANY(%s) RETURNING id, revision",
            [list(documents)],
        )
        return dict(cursor.fetchall())


def lock_texts(documents):
    """Lock texts in the order of their keys, as every writer does: one query."""
    list(
        Document.objects.select_for_update()
        .filter(pk__in=documents)
        .order_by("pk")
        .values_list("pk")
    )


def raise_related(annotation):
    """Raise the revision of other texts whose relations lead to an annotation.

    It came or went, and so what their pages show: one query.
    """
    with connection.cursor() as cursor:
        cursor.execute(RELATED, {"pk": annotation.pk, "own": annotation.document_id})


RELATED = """
UPDATE corpus_document SET revision = revision + 1 WHERE id IN (
    SELECT other.document_id
    FROM annotations_relation AS relation
    JOIN annotations_annotation AS other
        ON other.id = CASE WHEN relation.source_id = %(pk)s
            THEN relation.target_id ELSE relation.source_id END
    WHERE (relation.source_id = %(pk)s OR relation.target_id = %(pk)s)
        AND relation.deleted IS NULL AND other.document_id <> %(own)s
)
"""
