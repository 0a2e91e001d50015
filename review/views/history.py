"""The history of a project, by person, kind, text, doctrine and days."""

import csv

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from corpus import access
from corpus.access import Verb
from formats.csv_table import BYTE_ORDER_MARK, harmless
from review.forms.history import HistoryFilter
from review.past import entries

ROWS = 50
#: Lines of a file; who wants more asks by days.
MOST_LINES = 10_000


@require_GET
def history(request, slug):
    """The page."""
    project = access.get_project(request.user, slug)
    form = HistoryFilter(request.GET, project=project)
    wanted = form.wanted()
    problem, status, found, following = "", 200, [], ""
    try:
        cursor = request.GET.get("cursor", "")
        found, following = entries.page(project, wanted, ROWS, cursor)
    except ValidationError as error:
        problem, status = " ".join(error.messages), 422
    context = {
        "project": project,
        "section": "history",
        "form": form,
        "filtered": wanted != entries.Wanted(),
        "entries": found,
        "next_cursor": following,
        "problem": problem,
    }
    return TemplateResponse(request, "review/history.html", context, status=status)


@require_GET
def export_history(request, slug):
    """The history as a table, filtered as the page is, the newest lines first."""
    project = access.get_project(request.user, slug, Verb.EXPORT)
    wanted = HistoryFilter(request.GET, project=project).wanted()
    name = f"{project.slug}-history.csv"
    response = HttpResponse(
        BYTE_ORDER_MARK,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    writer = csv.writer(response)
    writer.writerow(
        ["when", "by", "did", "number", "kind", "about", "text", "changes", "why"]
    )
    lines, cursor = 0, ""
    while lines < MOST_LINES:
        found, cursor = entries.page(project, wanted, 1000, cursor)
        lines += len(found)
        for entry in found:
            writer.writerow(harmless(cells(entry)))
        if not cursor:
            break
    return response


def cells(entry):
    changes = [
        f"{label}: {before} → {after}" if before else f"{label}: {after}"
        for label, before, after in entry.changes
    ]
    return (
        entry.at.isoformat(),
        entry.email,
        entry.verb,
        str(entry.number),
        entry.kind,
        entry.title,
        entry.text,
        "\n".join(changes),
        entry.why,
    )
