"""Who takes which position: the table of holders and doctrines."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from annotations.forms.positions import BY, PositionsForm, choices
from annotations.positions.elements import with_elements
from annotations.positions.table import Table
from corpus import access

PAGE_LENGTH = 100


@require_GET
def positions(request, slug):
    """The table, or what is wrong with its filters; a hundred holders a page."""
    project = access.get_project(request.user, slug)
    form = PositionsForm(request.GET, project=project)
    context = {
        "project": project,
        "section": "positions",
        "by": BY,
        "choices": choices(project),
        "sent": request.GET,
        "sent_open": request.GET.getlist("open"),
        "problems": [],
    }
    try:
        filters = form.filters()
    except ValidationError as error:
        context["problems"] = error.messages
        return TemplateResponse(
            request, "annotations/positions.html", context, status=422
        )
    opened = request.GET.getlist("open")
    table = Table(filters, opened, everything="columns" in request.GET)
    page = Paginator(list(table.holders), PAGE_LENGTH).get_page(request.GET.get("page"))
    nodes = table.positions.tree.nodes
    context |= {
        "branch_name": filters.doctrine and nodes[filters.doctrine].doctrine.name,
        "filters": filters,
        "table": table,
        "works": table.works,
        "waiting": table.works.waiting(),
        "rows": table.rows(page.object_list),
        "foot": table.foot(),
        "with_elements": with_elements(project),
        "page": page,
    }
    return TemplateResponse(request, "annotations/positions.html", context)
