"""The list of a project's texts."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from annotations.document_list import matching, with_counts
from annotations.forms.documents import DocumentFilter
from corpus import access
from corpus.access import Verb
from corpus.presenters import for_rows

PAGE_LENGTH = 50

#: Columns that a click orders by: word in the address, heading, first direction.
COLUMNS = [
    ("title", "Text", ""),
    ("author", "Author", ""),
    ("issued", "Published", "-"),
    ("marks", "Marks", "-"),
    ("length", "Length", "-"),
    ("added", "Added", "-"),
]


@require_GET
def documents(request, slug):
    """Texts with filters, orders and counts, fifty a page."""
    project = access.get_project(request.user, slug)
    may_withdraw = access.may(request.user, Verb.WITHDRAW, project)
    form = DocumentFilter(request.GET, project=project, may_withdraw=may_withdraw)
    values = form.values()
    rows = for_rows(matching(project, request.user, **values))
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    page.object_list = with_counts(list(page.object_list), request.user)
    return TemplateResponse(
        request,
        "annotations/documents.html",
        {
            "project": project,
            "section": "texts",
            "form": form,
            "filtered": form.active(),
            "page": page,
            "columns": columns(values.get("sort", "added")),
            "may_add": access.may(request.user, Verb.ADD_TEXT, project),
            "may_withdraw": may_withdraw,
        },
    )


def columns(sort):
    """The headings: where a click leads, and how the list is ordered now."""
    headings = []
    for name, heading, first in COLUMNS:
        chosen = sort.removeprefix("-") == name
        turned = "" if sort.startswith("-") else "-"
        headings.append(
            {
                "name": name,
                "heading": heading,
                "sort": f"{turned}{name}" if chosen else f"{first}{name}",
                "direction": ("descending" if sort.startswith("-") else "ascending")
                if chosen
                else "",
            }
        )
    return headings
