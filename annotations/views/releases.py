"""Releases of the codebook: the list, one as it was, what differs between two."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from annotations.actions.releases import (
    codebook_in,
    freeze,
    held_by,
    with_passages,
    without_passages,
)
from annotations.codebook_record import codebook_of
from annotations.models import CodebookRelease
from corpus import access
from corpus.access import Verb
from corpus.http import attached
from formats import codebook_json
from formats.codebook import in_order
from formats.codebook_difference import differences

#: The codebook as it stands, among the numbers of releases.
NOW = "now"


@require_http_methods(["GET", "HEAD", "POST"])
def releases(request, slug):
    """All releases, and the form that makes the next one."""
    project = access.get_project(request.user, slug)
    problem, notes = "", request.POST.get("notes", "")
    if request.method == "POST":
        try:
            made = freeze(project=project, notes=notes, by=request.user)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, f"The codebook is frozen as {made}.")
            return redirect("annotations:release", project.slug, made.number)
    found = list(CodebookRelease.objects.of_project(project).for_list())
    context = {
        "project": project,
        "section": "doctrines",
        "releases": found,
        "changed": changed_since(project, found),
        "may_edit": access.may(request.user, Verb.EDIT_CODEBOOK, project),
        "problem": problem,
        "notes": notes,
    }
    status = 422 if problem else 200
    return TemplateResponse(
        request, "annotations/releases.html", context, status=status
    )


def changed_since(project, found):
    """How many entries differ from the last release; None when there is none."""
    if not found:
        return None
    last = CodebookRelease.objects.get(pk=found[0].pk)
    now = without_passages(codebook_of(project, whole=True))
    return len(differences(held_by(last), now))


@require_GET
def release(request, slug, number):
    """A release as it was."""
    project = access.get_project(request.user, slug)
    found = find(project, number)
    codebook = codebook_in(found)
    context = {
        "project": project,
        "section": "doctrines",
        "release": found,
        "entries": with_depths(in_order(codebook)),
        "codebook": codebook,
        "names": {entry.slug: entry.name for entry in codebook.doctrines},
        "earlier": number - 1,
    }
    return TemplateResponse(request, "annotations/release.html", context)


def find(project, number):
    rows = CodebookRelease.objects.of_project(project).select_related("by")
    found = get_object_or_404(rows, number=min(number, 2**31 - 1))
    found.project = project
    return found


def with_depths(entries):
    """[(entry, level of its heading, name of what it lies under)]"""
    depths, names, found = {}, {}, []
    for entry in entries:
        depths[entry.slug] = depths.get(entry.parent, 0) + 1
        names[entry.slug] = entry.name
        level = min(depths[entry.slug] + 2, 6)
        found.append((entry, level, names.get(entry.parent, "")))
    return found


@require_GET
def download_release(request, slug, number):
    """A release as the JSON that can be imported."""
    project = access.get_project(request.user, slug, Verb.EXPORT)
    found = find(project, number)
    name = f"{project.slug}-codebook-{found.number}.json"
    return attached(codebook_json.write(codebook_in(found)), name, "application/json")


@require_GET
def difference(request, slug):
    """What differs between two releases, or one and the codebook as it stands."""
    project = access.get_project(request.user, slug)
    numbers = CodebookRelease.objects.of_project(project).order_by("-number")
    known = [str(n) for n in numbers.values_list("number", flat=True)]
    before = request.GET.get("from", known[0] if known else "")
    after = request.GET.get("to", NOW)
    for chosen in (before, after):
        if chosen not in [*known, NOW]:
            raise Http404(f"There is no release “{chosen}”.")
    sides = [state(project, chosen) for chosen in (before, after)]
    context = {
        "project": project,
        "section": "doctrines",
        "known": known,
        "before": before,
        "after": after,
        "differences": differences(*sides),
    }
    return TemplateResponse(request, "annotations/codebook_difference.html", context)


def state(project, chosen):
    if chosen == NOW:
        return with_passages(project, codebook_of(project))
    return codebook_in(find(project, int(chosen)))
