"""Who takes which position: the table of holders and doctrines."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from annotations.positions.elements import with_elements
from annotations.positions.table import Table
from compare.views.frame import framed

PAGE_LENGTH = 100


@require_GET
def table(request, slug):
    """The table, or what is wrong with its filters; a hundred holders a page."""
    frame = framed(request, slug, "table")
    if frame.selection is None:
        return frame.answer("compare/table.html")
    opened = request.GET.getlist("open")
    found = Table(
        frame.selection, opened, everything="every" in request.GET, works=frame.works
    )
    page = Paginator(list(found.holders), PAGE_LENGTH).get_page(request.GET.get("page"))
    return frame.answer(
        "compare/table.html",
        kept=[("open", slug) for slug in opened]
        + [("every", "yes")] * ("every" in request.GET),
        table=found,
        rows=found.rows(page.object_list),
        foot=found.foot(),
        page=page,
        with_elements=with_elements(frame.project),
    )
