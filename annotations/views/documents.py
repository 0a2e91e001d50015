"""The list of a project's texts."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from annotations.document_list import MOST_COUNTED, matching, page_of
from annotations.forms.documents import COLUMNS, DocumentFilter, SavedViewForm
from annotations.models import SavedView
from corpus import access
from corpus.access import Verb
from corpus.models import Actor
from corpus.paging import page_number

#: Columns that a click orders by -> the direction of the first click.
FIRST_DIRECTION = {
    "title": "",
    "author": "",
    "issued": "-",
    "marks": "-",
    "length": "-",
    "added": "-",
}
NUMBERS = ("marks", "length")
#: Names that a type-ahead proposes.
MOST_NAMES = 20


@require_GET
def documents(request, slug):
    """Texts with filters, orders and counts, fifty a page."""
    project = access.get_project(request.user, slug)
    may_withdraw = access.may(request.user, Verb.WITHDRAW, project)
    form = DocumentFilter(request.GET, project=project, may_withdraw=may_withdraw)
    values = form.values()
    rows = matching(project, request.user, **values)
    query = form.query()
    kept = SavedView.objects.of_project(project).of_texts()
    views = list(kept.for_list(request.user))
    return TemplateResponse(
        request,
        "annotations/documents.html",
        {
            "project": project,
            "section": "texts",
            "form": form,
            "filtered": form.active(),
            "page": page_of(
                project,
                rows,
                page_number(request.GET.get("page", "")),
                request.user,
                sort=values.get("sort", "added"),
                dear="q" in values,
            ),
            "most_counted": MOST_COUNTED,
            "columns": columns(form.columns_shown(), values.get("sort", "added")),
            "query": query,
            "views": views,
            "view": next((view for view in views if view.query == query), None),
            "view_form": SavedViewForm(),
            "may_share": access.may(request.user, Verb.SHARE_VIEW, project),
            "may_add": access.may(request.user, Verb.ADD_TEXT, project),
            "may_change": access.may(request.user, Verb.EDIT_HEAD, project),
            "may_withdraw": may_withdraw,
        },
    )


def columns(shown, sort):
    """The headings: where a click leads, and how the list is ordered now."""
    headings = []
    for name in ["title", *(name for name in COLUMNS if name in shown)]:
        chosen = sort.removeprefix("-") == name
        turned = "" if sort.startswith("-") else "-"
        first = FIRST_DIRECTION.get(name)
        headings.append(
            {
                "name": name,
                "heading": "Text" if name == "title" else COLUMNS[name][0],
                "number": name in NUMBERS,
                "sort": "" if first is None else f"{turned if chosen else first}{name}",
                "direction": ("descending" if sort.startswith("-") else "ascending")
                if chosen
                else "",
            }
        )
    return headings


@require_GET
def authors(request, slug):
    """Names for the type-ahead, as options: those that say the words typed."""
    project = access.get_project(request.user, slug)
    actors = Actor.objects.of_project(project)
    typed = request.GET.get("author") or request.GET.get("holder", "")
    for word in typed.replace("\x00", "")[:200].split():
        actors = actors.filter(name__icontains=word)
    names = actors.order_by("name").values_list("name", flat=True)[:MOST_NAMES]
    return TemplateResponse(request, "annotations/_author_names.html", {"names": names})
