"""The page a coder starts from."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from corpus import access
from corpus.access import Verb
from review import work as reading


@require_GET
def work(request, slug):
    """What is next, what came back, what changed in the codebook."""
    project = access.get_project(request.user, slug)
    given = reading.next_texts(project, request.user)
    open_ones = [row for row in given if row.state == "assigned"]
    came = list(reading.came_back(project, request.user))
    since, changes = reading.codebook_since(project, request.user)
    context = {
        "project": project,
        "section": "work",
        "open": open_ones,
        "finished": [row for row in given if row.state == "finished"],
        "total": len(given),
        "came": came[: reading.MOST],
        "came_more": len(came) > reading.MOST,
        "waiting": reading.to_look_at(project, request.user),
        "since": since,
        "changes": changes[: reading.MOST],
        "changes_more": len(changes) > reading.MOST,
        "may_assign": access.may(request.user, Verb.ASSIGN, project),
        "may_mark": access.may(request.user, Verb.MARK, project),
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "review/work.html", context)
