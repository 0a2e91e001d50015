"""Deleting a withdrawn text for good, after days in which it can be taken back."""

import tempfile

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from annotations.actions import deletion as actions
from annotations.exchange.export import folder
from annotations.exchange.snapshot import snapshot
from annotations.exchange.whole_text import write_archive
from corpus import access
from corpus.access import Verb
from corpus.models import Document, PlannedDeletion, Tombstone


@require_http_methods(["GET", "POST"])
def delete_text(request, slug, pk):
    """What goes with a text; its title typed plans the deletion."""
    document = find(request.user, slug, pk)
    problems = []
    if request.method == "POST":
        try:
            actions.plan_deletion(
                document=document, title=request.POST.get("title", ""), by=request.user
            )
        except ValidationError as error:
            problems = error.messages
        else:
            return redirect("annotations:delete_text", slug, pk)
    context = {
        "project": document.project,
        "section": "texts",
        "document": document,
        "planned": PlannedDeletion.objects.filter(document=document).first(),
        "goes": actions.what_goes(document),
        "days": settings.DELETE_AFTER_DAYS,
        "problems": problems,
    }
    return TemplateResponse(
        request,
        "annotations/delete_text.html",
        context,
        status=422 if problems else 200,
    )


@require_POST
def keep_text(request, slug, pk):
    document = find(request.user, slug, pk)
    actions.keep_text(document=document, by=request.user)
    messages.success(request, f"“{document.title}” stays; it is withdrawn as before.")
    if request.POST.get("back") == "deleted":
        return redirect("annotations:deleted_texts", slug)
    return redirect("annotations:delete_text", slug, pk)


@require_GET
def archive(request, slug, pk):
    """All that would go, as a file."""
    document = find(request.user, slug, pk)
    file = tempfile.TemporaryFile(dir=folder())  # noqa: SIM115, closed when sent
    with snapshot():
        write_archive(document, file)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{slug}-text-{pk}.zip",
        content_type="application/zip",
        headers={"Cache-Control": "private, no-store"},
    )


@require_GET
def deleted_texts(request, slug):
    """Texts that will be deleted, and what stays of those that were."""
    project = access.get_project(request.user, slug)
    planned = PlannedDeletion.objects.of_project(project)
    stones = Tombstone.objects.of_project(project)
    context = {
        "project": project,
        "section": "texts",
        "planned": planned.select_related("document", "by").order_by("due", "pk"),
        "tombstones": stones.select_related("planned_by").order_by("-pk")[:500],
        "may_delete": access.may(request.user, Verb.DELETE, project),
    }
    return TemplateResponse(request, "annotations/deleted_texts.html", context)


def find(user, slug, pk):
    project = access.get_project(user, slug, Verb.DELETE)
    document = get_object_or_404(Document.objects.of_project(project), pk=pk)
    document.project = project
    return document
