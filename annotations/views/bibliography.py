"""Pages that take a bibliography of texts away, and bring one in."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from annotations.document_list import matching
from annotations.forms.bibliography import BibliographyForm, TakeForm
from annotations.forms.documents import DocumentFilter
from corpus import access
from corpus.access import Verb
from corpus.actions import bibliography as actions
from corpus.actions import uploads
from corpus.actions.heads import Changed
from corpus.http import attached
from corpus.presenters import for_rows
from corpus.uploads import read_uploads

#: Entries of a state that a page shows; a form has no more fields than a thousand.
MOST_SHOWN = 60


@require_http_methods(["GET", "POST"])
def bibliography(request, slug):
    """Take one away (``?as=``), or bring one in: what its entries are here."""
    if request.method == "POST":
        return _preview(request, slug)
    project = access.get_project(request.user, slug, Verb.EXPORT)
    if request.GET.get("as"):
        return _download(request, project)
    return _page(request, project, BibliographyForm())


def _texts(request, project):
    """The texts that the list's filters show; all without any."""
    form = DocumentFilter(request.GET, project=project, may_withdraw=False)
    return form, for_rows(matching(project, request.user, **form.values()))


def _download(request, project):
    format = request.GET["as"]
    try:
        text = actions.written(format, _texts(request, project)[1])
    except ValidationError as error:
        form = BibliographyForm()
        form.is_bound, form.cleaned_data = True, {}
        form.add_error(None, error.messages)
        return _page(request, project, form, status=422)
    kind = actions.FORMATS[format]
    name = f"{project.slug}.{kind.extension}"
    return attached(text, name, f"{kind.content_type}; charset=utf-8")


def _page(request, project, form, status=200, **more):
    filters, texts = _texts(request, project)
    context = {
        "project": project,
        "section": "texts",
        "form": form,
        "formats": actions.FORMATS,
        "filtered": filters.active(),
        "count": texts.order_by().count(),
        "may_add": access.may(request.user, Verb.ADD_TEXT, project),
        "may_take": access.may(request.user, Verb.EDIT_HEAD, project),
        "most_shown": MOST_SHOWN,
        **more,
    }
    return TemplateResponse(
        request, "annotations/bibliography.html", context, status=status
    )


def _preview(request, slug):
    project = access.get_project(request.user, slug, Verb.ADD_TEXT)
    form = BibliographyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, project, form, status=422)
    try:
        given = actions.read(read_uploads(form.cleaned_data["file"]))
        found = actions.match(project=project, given=given, by=request.user)
        sources = actions.new_sources(found, given.files)
        upload = sources and uploads.receive(
            project=project, sources=sources, by=request.user
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, project, form, status=422)
    return _page(
        request,
        project,
        form,
        found=_by_state(found),
        problems=given.bibliography.problems,
        upload=upload,
    )


def _by_state(found):
    """The entries of each state; one that says nothing new is only counted."""
    states = {"matched": [], "doubtful": [], "new": [], "without file": [], "same": []}
    for one in found:
        same = one.state == "matched" and not one.candidates[0].differences
        states["same" if same else one.state].append(one)
        one.json = json.dumps(one.head)
    return {state.replace(" ", "_"): listed for state, listed in states.items()}


@require_POST
def take(request, slug):
    """Write what was ticked into the heads of texts, all or nothing."""
    project = access.get_project(request.user, slug, Verb.EDIT_HEAD)
    form = TakeForm(request.POST)
    if form.is_valid():
        try:
            number = actions.take(
                project=project, changes=form.changes(), by=request.user
            )
        except Changed as error:
            form.add_error(
                None,
                f"“{error.document.title}” was changed by somebody else meanwhile, so"
                " nothing was taken. Bring the bibliography in again.",
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            texts = "1 text" if number == 1 else f"{number} texts"
            messages.success(request, f"Taken into {texts}.")
            return redirect("annotations:bibliography", slug)
    refused = BibliographyForm({})
    refused.errors.clear()
    for sentence in form.non_field_errors():
        refused.add_error(None, sentence)
    return _page(request, project, refused, status=422)
