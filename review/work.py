"""What a coder's start page shows: what is next, what came back, what changed."""

from annotations import codebook_history, progress
from annotations.models import Annotation, Assignment, CodebookChange, Reconsideration

#: Rows of each part of the page.
MOST = 20


def next_texts(project, user):
    """The coder's assignments, unfinished first: three queries, with ``marks``."""
    rows = (
        Assignment.objects.of_project(project)
        .of_coder(user)
        .standing()
        .select_related("document")
        .order_by("state", "created", "document")
    )
    return progress.with_marks(project, rows)


def came_back(project, user):
    """The coder's marks that were rejected or asked about, the latest first."""
    return (
        own(project, user)
        .filter(status__in=["rejected", "discussion"])
        .select_related("doctrine", "document")
        .defer("document__bibliography")
        .order_by("-changed", "-pk")[: MOST + 1]
    )


def to_look_at(project, user):
    """How many of the coder's marks wait because their doctrine changed: one query."""
    rows = Reconsideration.objects.of_project(project).waiting()
    return rows.filter(annotation__coder=user).count()


def own(project, user):
    return Annotation.objects.of_project(project).standing().filter(coder=user)


def codebook_since(project, user):
    """What others changed in the codebook since the coder last marked: three queries.

    Returns:
        (when the coder last marked, the changes, newest first, one more than are shown)
    """
    last = own(project, user).order_by("-created").values_list("created", flat=True)
    since = last.first()
    rows = CodebookChange.objects.of_project(project).for_list().exclude(by=user)
    if since:
        rows = rows.filter(created__gt=since)
    changes = list(rows[: MOST + 1])
    names = codebook_history.names_of(project) if changes else {}
    for change in changes:
        change.named = names.get(change.about, change.about)
    return since, changes
