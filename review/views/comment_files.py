"""The comments of a project as a file."""

import msgspec
from django.views.decorators.http import require_GET

from corpus import access
from corpus.access import Verb
from corpus.http import attached, attached_csv
from review import threads
from review.models import Comment


@require_GET
def export_comments(request, slug):
    """All comments that the reader sees, in their order; ``?format=json`` or csv."""
    project = access.get_project(request.user, slug, Verb.EXPORT)
    rows = Comment.objects.of_project(project).standing().for_list()
    written = [threads.written(row) for row in rows.order_by("created", "pk")]
    if request.GET.get("format") == "json":
        content = msgspec.json.encode({"comments": written})
        return attached(content, f"{project.slug}-comments.json", "application/json")
    lines = [[text_of(row[column]) for column in COLUMNS] for row in written]
    return attached_csv([COLUMNS, *lines], f"{project.slug}-comments.csv")


COLUMNS = (
    *("id", "thread", "annotation", "doctrine", "document", "start", "end", "text"),
    *("by", "created", "changed", "resolved", "resolved_by"),
)


def text_of(value):
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
