"""The history of a project, by person, kind, text, doctrine and days."""

from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from corpus import access
from corpus.access import Verb
from corpus.http import attached_csv
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
    return attached_csv(lines(project, wanted), f"{project.slug}-history.csv")


def lines(project, wanted):
    yield ("when", "by", "did", "number", "kind", "about", "text", "changes", "why")
    number, cursor = 0, ""
    while number < MOST_LINES:
        found, cursor = entries.page(project, wanted, 1000, cursor)
        number += len(found)
        yield from map(cells, found)
        if not cursor:
            return


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
