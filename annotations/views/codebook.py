"""The codebook as a tree, and the pages that change it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from annotations import tree
from annotations.actions import doctrines as actions
from annotations.forms.codebook import (
    EditDoctrineForm,
    NewDoctrineForm,
    RetireForm,
)
from annotations.models import Doctrine
from corpus import access
from corpus.access import Verb
from corpus.forms.problems import add_problems

PAGE_OR_POST = ["GET", "HEAD", "POST"]


@require_GET
def doctrines(request, slug):
    """The tree with its counts; ``q`` keeps what says it, and what lies above."""
    project = access.get_project(request.user, slug)
    found = tree.load(project)
    query = " ".join(request.GET.get("q", "").split())
    context = {
        "project": project,
        "section": "doctrines",
        "roots": tree.matching(found, query) if query else found.roots,
        "count": len(found.nodes),
        "query": query,
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
    }
    return TemplateResponse(request, "annotations/doctrines.html", context)


@require_http_methods(PAGE_OR_POST)
def new_doctrine(request, slug):
    """Add an entry; ``parent`` in the address chooses where."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    form = NewDoctrineForm(
        request.POST or None,
        doctrines=choices(project),
        initial={"parent": request.GET.get("parent", "")},
    )
    if form.is_valid():
        try:
            made = actions.create_doctrine(
                project=project, by=request.user, **form.given()
            )
        except ValidationError as error:
            add_problems(form, error)
        else:
            messages.success(request, f"Added “{made.name}” as {made.slug}.")
            return redirect("review:doctrine", project.slug, made.slug)
    context = {"project": project, "section": "doctrines", "form": form}
    return answer(request, "annotations/new_doctrine.html", context, form)


@require_http_methods(PAGE_OR_POST)
def edit_doctrine(request, slug, doctrine):
    """Change what an entry says; only what was changed on the page is written."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    form = edit_form(project, entry, request.POST or None)
    if form.is_valid():
        try:
            actions.edit_doctrine(doctrine=entry, by=request.user, **form.given())
        except ValidationError as error:
            add_problems(form, error)
        else:
            messages.success(request, "Saved.")
            return redirect("review:doctrine", project.slug, entry.slug)
    return edit_page(request, project, entry, form=form)


@require_POST
def retire_doctrine(request, slug, doctrine):
    """Keep an entry from new marks."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    form = RetireForm(request.POST, doctrines=choices(project))
    if form.is_valid():
        try:
            actions.retire_doctrine(
                doctrine=entry, by=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            add_problems(form, error)
        else:
            messages.success(request, "Retired; its marks stay.")
            return redirect("review:doctrine", project.slug, entry.slug)
    return edit_page(request, project, entry, retire_form=form)


@require_POST
def restore_doctrine(request, slug, doctrine):
    """Bring a retired entry back."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    actions.restore_doctrine(doctrine=entry, by=request.user)
    messages.success(request, "Brought back: new marks can choose it.")
    return redirect("review:doctrine", project.slug, entry.slug)


def edit_form(project, entry, sent=None):
    """What the entry says, and what lies above it, also when that is retired."""
    above = entry.parent
    offered = choices(project)
    if above is not None:
        offered = offered | Doctrine.objects.filter(pk=above.pk).for_tree()
    initial = {name: getattr(entry, name) for name in actions.EDITABLE}
    return EditDoctrineForm(
        sent,
        doctrines=offered.exclude(pk=entry.pk),
        initial={
            **initial,
            "checked": bool(entry.checked),
            "parent": above.slug if above else "",
        },
    )


def edit_page(request, project, entry, form=None, retire_form=None):
    """The entry's two forms, one of them perhaps with problems."""
    context = {
        "project": project,
        "section": "doctrines",
        "doctrine": entry,
        "form": form or edit_form(project, entry),
        "retire_form": retire_form
        or RetireForm(doctrines=choices(project).exclude(pk=entry.pk)),
    }
    posted = form or retire_form
    return answer(request, "annotations/edit_doctrine.html", context, posted)


def answer(request, template, context, form):
    """The page; 422 when a form was sent that is wrong."""
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, template, context, status=status)


def find(project, slug):
    entries = Doctrine.objects.select_related("parent", "replaced_by")
    entry = get_object_or_404(entries, project=project, slug=slug)
    entry.project = project
    return entry


def choices(project):
    """Entries that another may lie under, or be replaced by."""
    return Doctrine.objects.of_project(project).in_use().for_tree()
