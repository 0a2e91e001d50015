"""Instruments: the list of authorities, and a page for each instrument."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from annotations import authority_list
from annotations.actions import authorities as actions
from annotations.errors import Conflict
from annotations.forms.authorities import (
    InstrumentForm,
    ProvisionForm,
    beside,
    with_version,
)
from annotations.models import Instrument
from corpus import access
from corpus.access import Verb
from corpus.forms.problems import add_problems

PAGE_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE_OR_POST)
def authorities(request, slug):
    """All instruments with their provisions; a POST adds an instrument."""
    project = access.get_project(request.user, slug, verb_of(request))
    form = InstrumentForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.create_instrument(
                project=project, by=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            add_problems(form, error)
        else:
            messages.success(request, f"“{made}” was added.")
            return redirect("annotations:instrument", slug, made.pk)
    query = " ".join(request.GET.get("q", "").split())
    context = {
        "project": project,
        "section": "doctrines",
        "form": form,
        "query": query,
        "instruments": authority_list.listed(project, query),
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
    }
    if request.htmx and request.method == "GET":
        return TemplateResponse(request, "annotations/_authorities.html", context)
    return answer(request, "annotations/authorities.html", context, form)


@require_http_methods(PAGE_OR_POST)
def instrument(request, slug, pk):
    """One instrument with its wordings; a POST adds one."""
    found = find(request, slug, pk, verb_of(request))
    project = found.project
    form = ProvisionForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.create_provision(
                project=project,
                by=request.user,
                instrument=found.name,
                **form.cleaned_data,
            )
        except ValidationError as error:
            add_problems(form, error)
        else:
            messages.success(request, f"“{made}” was added.")
            return redirect("annotations:provision", slug, made.pk)
    uses = authority_list.uses_of(project, provision__instrument=found)
    wordings = list(authority_list.wordings(project, instrument=found))
    wordings.sort(key=lambda row: authority_list.natural(row.locator))
    for row in wordings:
        row.uses = uses.get(row.pk, 0)
    context = {
        "project": project,
        "section": "doctrines",
        "form": form,
        "instrument": found,
        "wordings": wordings,
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
    }
    return answer(request, "annotations/instrument.html", context, form)


@require_http_methods(PAGE_OR_POST)
def edit_instrument(request, slug, pk):
    """Change what is said of an instrument; 409 with both versions."""
    found = find(request, slug, pk)
    return edit(request, found, InstrumentForm, actions.edit_instrument, "instrument")


@require_POST
def delete_instrument(request, slug, pk):
    """Take away an instrument without provisions."""
    found = find(request, slug, pk)
    try:
        actions.delete_instrument(instrument=found, seen=seen(request), by=request.user)
    except (ValidationError, Conflict) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
        return redirect("annotations:edit_instrument", slug, pk)
    messages.success(request, f"“{found}” was deleted.")
    return redirect("annotations:authorities", slug)


def edit(request, row, form_class, action, noun):
    """The page that changes an instrument or a provision.

    Args:
        noun: the name of the action's argument, and of the row's page.
    """
    initial = {name: getattr(row, name) for name in form_class.base_fields}
    form = form_class(request.POST or None, initial=initial)
    form = with_version(form, row.row_version)
    stale = []
    if form.is_valid():
        fields = dict(form.cleaned_data)
        version = fields.pop("row_version")
        try:
            action(**{noun: row}, seen=version, by=request.user, **fields)
        except ValidationError as error:
            add_problems(form, error)
        except Conflict as error:
            if error.row is None:
                messages.error(request, str(error))
                return redirect("annotations:authorities", row.project.slug)
            stale = beside(form, error.row)
            data = {**request.POST.dict(), "row_version": error.row.row_version}
            form = with_version(form_class(data), error.row.row_version)
        else:
            messages.success(request, "Saved.")
            return redirect(f"annotations:{noun}", row.project.slug, row.pk)
    context = {
        "project": row.project,
        "section": "doctrines",
        "form": form,
        "row": row,
        "noun": noun,
        "stale": stale,
    }
    template = "annotations/edit_authority.html"
    if stale:
        return TemplateResponse(request, template, context, status=409)
    return answer(request, template, context, form)


def answer(request, template, context, form):
    """The page; 422 when a form was sent that is wrong."""
    wrong = request.method == "POST" and form.errors
    return TemplateResponse(request, template, context, status=422 if wrong else 200)


def verb_of(request):
    return Verb.EDIT_CODEBOOK if request.method == "POST" else Verb.READ


def seen(request):
    """The version that the page showed; one that is none is stale."""
    sent = request.POST.get("row_version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def find(request, slug, pk, verb=Verb.EDIT_CODEBOOK):
    """
    Raises:
        Http404, PermissionDenied
    """
    project = access.get_project(request.user, slug, verb)
    row = get_object_or_404(Instrument, project=project, pk=pk)
    row.project = project
    return row
