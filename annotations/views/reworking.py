"""Merge two entries, or split one: what would happen, and the button that does it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from annotations.actions import reworking as actions
from annotations.models import Annotation, Doctrine, DoctrineExample, DoctrineLink
from corpus import access
from corpus.access import Verb
from formats.counted import counted

PAGE_OR_POST = ["GET", "HEAD", "POST"]
#: Parts that the page of a split has room for.
ROOMS = 6


@require_http_methods(PAGE_OR_POST)
def merge_doctrines(request, slug):
    """Two entries are chosen, what moves is shown, and a POST moves it."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    sent = request.POST if request.method == "POST" else request.GET
    entries = Doctrine.objects.of_project(project).for_tree()
    kept, absorbed = (found(entries, sent, name) for name in ("kept", "absorbed"))
    context = {
        "project": project,
        "section": "doctrines",
        "entries": entries,
        "kept": kept,
        "absorbed": absorbed,
        "note": sent.get("note", ""),
        "problem": "",
    }
    if kept and absorbed:
        try:
            actions.require_two(kept, absorbed)
            if request.method == "POST":
                change, number = actions.merge_doctrines(
                    kept=kept,
                    absorbed=absorbed,
                    note=noted(sent),
                    along=bool(sent.get("along")),
                    by=request.user,
                )
                put = counted(number, "mark was put", "marks were put")
                messages.success(
                    request,
                    f"“{absorbed}” is merged into “{kept}”: {put} under it. This can be"
                    " taken back here.",
                )
                return redirect("annotations:codebook_change", slug, change.pk)
            context["marks"] = marks_of(absorbed)
            context["children"] = Doctrine.objects.filter(parent=absorbed).for_tree()
            context |= beside(project, absorbed)
        except ValidationError as error:
            context["problem"] = " ".join(error.messages)
    elif request.method == "POST":
        context["problem"] = "Choose two doctrines of this codebook."
    status = 422 if context["problem"] else 200
    return TemplateResponse(
        request, "annotations/merge_doctrines.html", context, status=status
    )


def beside(project, doctrine):
    """How many examples that the reader may see, and relations, an entry has."""
    examples = DoctrineExample.objects.of_project(project).filter(doctrine=doctrine)
    ends = Q(source=doctrine) | Q(target=doctrine)
    return {
        "examples": examples.shown().count(),
        "links": DoctrineLink.objects.filter(ends).count(),
    }


def found(entries, sent, name):
    slug = sent.get(name, "").replace("\x00", "")
    return next((entry for entry in entries if entry.slug == slug), None)


def noted(sent):
    return sent.get("note", "").replace("\x00", "")[:2000]


def marks_of(doctrine):
    """The marks of an entry by coder, and how many were decided: one query."""
    rows = (
        Annotation.objects.filter(doctrine=doctrine, deleted=None)
        .order_by()
        .values("coder__name", "coder__email", "status")
        .annotate(n=Count("pk"))
    )
    people: dict[str, int] = {}
    decided = 0
    for row in rows:
        name = row["coder__name"] or row["coder__email"]
        people[name] = people.get(name, 0) + row["n"]
        decided += row["n"] if row["status"] != "proposed" else 0
    return {
        "number": sum(people.values()),
        "people": sorted(people.items()),
        "decided": decided,
    }


@require_http_methods(PAGE_OR_POST)
def split_doctrine(request, slug):
    """The names of the parts are asked for; a POST makes them."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    sent = request.POST if request.method == "POST" else request.GET
    entries = Doctrine.objects.of_project(project).for_tree()
    entry = found(entries, sent, "entry")
    if entry is None:
        raise Http404("There is no such doctrine in this codebook.")
    entry.project = project
    parts = parts_in(sent)
    context = {
        "project": project,
        "section": "doctrines",
        "entry": entry,
        "marks": marks_of(entry),
        "places": actions.PLACES,
        "place": sent.get("place", "children"),
        "parts": (parts + [{}] * ROOMS)[: max(ROOMS, len(parts))],
        "note": sent.get("note", ""),
        "problem": "",
    }
    if request.method == "POST":
        try:
            change, made, waiting = actions.split_doctrine(
                doctrine=entry,
                parts=parts,
                place=context["place"],
                note=noted(sent),
                by=request.user,
            )
        except ValidationError as error:
            context["problem"] = " ".join(error.messages)
        else:
            new = counted(len(made), "new doctrine")
            wait = counted(
                waiting,
                f"mark of “{entry}” waits to be given to one of them",
                f"marks of “{entry}” wait to be given to them",
            )
            messages.success(request, f"{new}. {wait}." if waiting else f"{new}.")
            page = "waiting" if waiting else "codebook_change"
            return redirect(f"annotations:{page}", slug, change.pk)
    status = 422 if context["problem"] else 200
    return TemplateResponse(
        request, "annotations/split_doctrine.html", context, status=status
    )


def parts_in(sent):
    """The parts that were named, in the order of the page."""
    columns = [
        [value.replace("\x00", "") for value in sent.getlist(name)]
        for name in ("name", "definition")
    ]
    return [
        {"name": name, "definition": definition}
        for name, definition in zip(*columns, strict=False)
        if name.strip()
    ]
