"""The comments of a project as a file."""

import csv

import msgspec
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from corpus import access
from corpus.access import Verb
from formats.csv_table import BYTE_ORDER_MARK, harmless
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
        response = HttpResponse(content, content_type="application/json")
        name = f"{project.slug}-comments.json"
    else:
        response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
        writer = csv.writer(response)
        writer.writerow(COLUMNS)
        for row in written:
            cells = tuple(text_of(row[column]) for column in COLUMNS)
            writer.writerow(harmless(cells))
        name = f"{project.slug}-comments.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


COLUMNS = (
    *("id", "thread", "annotation", "doctrine", "document", "start", "end", "text"),
    *("by", "created", "changed", "resolved", "resolved_by"),
)


def text_of(value):
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
