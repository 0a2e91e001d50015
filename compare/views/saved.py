"""What is compared, and how it is shown, kept under a name."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from annotations.actions.saved_views import delete_view as forget
from annotations.actions.saved_views import save_view
from annotations.forms.documents import SavedViewForm
from annotations.models import SavedView
from compare.views.frame import TABS
from corpus import access
from corpus.access import Verb

#: Pages without a tab whose view can be kept.
MORE = {
    "elements": "Elements",
    "passages": "Passages",
    "beside": "Side by side",
    "parting": "Where two part",
}


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def views(request, slug):
    """The views kept here, with the page and query of the address to be kept.

    Without a page for htmx: the menu of the pages that compare.
    """
    project = access.get_project(request.user, slug)
    sent = request.POST if request.method == "POST" else request.GET
    page, query = sent.get("of", ""), sent.get("query", "")
    if request.method == "POST":
        return keep(request, project, page, query)
    here = address(project, page, query)
    found = [
        (view, place, {**TABS, **MORE}.get(view.page, view.page))
        for view in SavedView.objects.of_project(project)
        .of_compare()
        .for_list(request.user)
        if (place := address(project, view.page, view.query))
    ]
    context = {
        "project": project,
        "section": "positions",
        "views": found,
        "here": here,
        "of": page,
        "query": query,
        "view_form": SavedViewForm(),
        "may_share": access.may(request.user, Verb.SHARE_VIEW, project),
    }
    template = "compare/_views.html" if request.htmx else "compare/views.html"
    return TemplateResponse(request, template, context)


def keep(request, project, page, query):
    there = address(project, page, query)
    if not there:
        messages.error(request, "This page has no views. Open one of Compare's.")
        return redirect("compare:views", project.slug)
    try:
        view = save_view(
            project=project,
            name=request.POST.get("name", ""),
            query=query,
            audience=request.POST.get("audience", "own"),
            by=request.user,
            page=page,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"The view “{view.name}” is kept under Saved views.")
    return redirect(there)


@require_POST
def delete_view(request, slug, pk):
    project = access.get_project(request.user, slug)
    kept = SavedView.objects.of_project(project).of_compare()
    view = get_object_or_404(kept.for_list(request.user), pk=pk)
    view.project = project
    forget(view=view, by=request.user)
    messages.success(request, f"The view “{view.name}” is gone; the marks stay.")
    return redirect("compare:views", slug)


def address(project, page, query):
    """Where a view leads, or "" where there is no such page."""
    if page not in TABS and page not in MORE:
        return ""
    sent = QueryDict(query, mutable=True)
    path = [project.slug]
    if page == "elements":
        path += sent.pop("doctrine", [])[:1]
    try:
        found = reverse(f"compare:{page}", args=path)
    except NoReverseMatch:
        return ""
    return f"{found}?{sent.urlencode(safe=':')}" if sent else found
