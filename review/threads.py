"""Threads of comments, for the pages and files that show them."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from annotations.addresses import annotation_page_path
from annotations.passages import CONTEXTS, lines, shortened
from corpus.addresses import document_path
from review.models import Comment, Notice

SHOWN = {"open": "Open", "resolved": "Resolved", "all": "All"}


@dataclass
class Thread:
    first: Comment
    answers: list[Comment] = field(default_factory=list)
    #: The words it is about, and where they stand; empty for a whole text.
    words: str = ""
    about: str = ""
    path: str = ""


def about(project, **subject):
    """The threads about one thing, the oldest first: one query.

    Args:
        subject: annotation=, doctrine= or document=.
    """
    rows = Comment.objects.of_project(project).filter(**subject)
    rows = rows.select_related("by", "resolved_by").order_by("created", "pk")
    threads = {row.pk: Thread(row) for row in rows if row.thread_id is None}
    for row in rows:
        if row.thread_id in threads and row.deleted is None:
            threads[row.thread_id].answers.append(row)
    return [one for one in threads.values() if one.answers or not one.first.deleted]


def shown(project, firsts):
    """Threads of comments that began one, with what they are about: two queries."""
    threads = {row.pk: Thread(row) for row in firsts}
    answers = Comment.objects.of_project(project).standing().filter(thread__in=threads)
    for row in answers.select_related("by").order_by("created", "pk"):
        threads[row.thread_id].answers.append(row)
    add_subjects(project, threads.values())
    return list(threads.values())


def wanted(project, *, show="open", mine=None, **subject):
    """The comments that began the threads that a list's filters ask for.

    Args:
        show: a key of SHOWN.
        mine: a person who wrote in them.
        subject: annotation=, doctrine= or document=; of a text also those on its marks.
    """
    rows = Comment.objects.of_project(project).threads()
    if "document" in subject:
        rows = rows.filter(in_texts([subject["document"].pk]))
    else:
        rows = rows.filter(**subject)
    if show != "all":
        rows = rows.filter(resolved__isnull=show == "open")
    if mine is not None:
        wrote = Comment.objects.filter(project=project, by=mine, deleted=None)
        rows = rows.filter(pk__in=wrote.values("thread")) | rows.filter(by=mine)
    return rows.for_list()


def add_subjects(project, threads):
    """Say of each thread what it is about, and quote it: one query."""
    passages = []
    for thread in threads:
        row = thread.first
        if row.annotation_id:
            mark = row.annotation
            thread.about = f"{mark.doctrine.name} in {mark.document.title}"
            thread.words = lines(shortened(mark.quote))
            thread.path = annotation_page_path(project.slug, mark.uuid)
        elif row.doctrine_id:
            thread.about = row.doctrine.name
            thread.path = f"/projects/{project.slug}/doctrines/{row.doctrine.slug}/"
        else:
            thread.about = row.document.title
            thread.path = document_path(project.slug, row.document_id)
            if row.start is not None:
                passages.append(thread)
    for thread, words in zip(passages, words_of(passages), strict=True):
        thread.words = lines(shortened(words))


def words_of(threads):
    """The words of passages, in their order: one query."""
    if not threads:
        return []
    spans = [
        (thread.first.document_id, thread.first.start, thread.first.end)
        for thread in threads
    ]
    with connection.cursor() as cursor:
        cursor.execute(CONTEXTS, [list(column) for column in zip(*spans, strict=True)])
        found = {place: text for place, _first, text in cursor.fetchall()}
    return [found.get(place, "") for place in range(1, len(spans) + 1)]


def add_numbers(project, annotations):
    """Give each mark the number of its open ``threads``: one query."""
    numbers = dict(
        Comment.objects.of_project(project)
        .unresolved()
        .filter(annotation__in=[row.pk for row in annotations])
        .order_by()
        .values_list("annotation")
        .annotate(Count("pk"))
    )
    for row in annotations:
        row.threads = numbers.get(row.pk, 0)


def in_texts(pks):
    """The condition that a comment is on one of these texts or on a mark in it."""
    return Q(document__in=pks) | Q(annotation__document__in=pks)


def add_numbers_of_texts(project, documents):
    """Give each text the number of open ``threads`` on it and its marks: one query."""
    numbers = dict(
        Comment.objects.of_project(project)
        .unresolved()
        .filter(in_texts([document.pk for document in documents]))
        .order_by()
        .values_list(Coalesce("document", "annotation__document"))
        .annotate(Count("pk"))
    )
    for document in documents:
        document.threads = numbers.get(document.pk, 0)


def numbers_in(project, document):
    """{a mark's uuid, or None for the text itself: open threads}: one query."""
    found = Comment.objects.of_project(project).unresolved()
    rows = found.filter(in_texts([document.pk])).order_by()
    return dict(rows.values_list("annotation__uuid").annotate(Count("pk")))


def unread(project):
    """How many entries of their inbox the project's reader has not read: one query."""
    return Notice.objects.of_reader(project).unread().count()


def written(comment):
    """A comment as the API and the file of comments tell it."""
    mark, doctrine = comment.annotation, comment.doctrine
    return {
        "id": comment.pk,
        "thread": comment.thread_id,
        "annotation": str(mark.uuid) if mark else None,
        "doctrine": doctrine.slug if doctrine else None,
        "document": comment.document_id,
        "start": comment.start,
        "end": comment.end,
        "text": comment.text,
        "by": comment.by.email,
        "created": comment.created,
        "changed": comment.changed,
        "resolved": comment.resolved,
        "resolved_by": comment.resolved_by.email if comment.resolved_by else None,
        "version": comment.version,
    }
