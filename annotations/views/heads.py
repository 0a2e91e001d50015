"""Changing the heads of many texts: choose, look at the change, make it, undo it."""

import tempfile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from annotations.actions import heads as actions
from annotations.actions.heads_jobs import (
    change_soon,
    job_of,
    propose_soon,
    propose_table_soon,
)
from annotations.exchange.export import folder
from annotations.exchange.snapshot import snapshot
from annotations.forms.heads import ChangeForm, Chosen, TableForm
from annotations.heads import heads_in_parts
from annotations.heads_table import KINDS
from annotations.models import HeadsChange, Tag, sight
from corpus import access
from corpus.access import Verb
from corpus.importers.plain_text import LIMIT
from corpus.models import Document, Situation
from corpus.words_used import words_used

PAGE_LENGTH = 50


def chosen_of(request, project, sent):
    return Chosen(
        sent,
        project=project,
        user=request.user,
        may_withdraw=access.may(request.user, Verb.WITHDRAW, project),
    )


@require_POST
def change_texts(request, slug):
    """The form for the chosen texts; sent with ``propose``, the change is kept."""
    project = access.get_project(request.user, slug, Verb.EDIT_HEAD)
    chosen = chosen_of(request, project, request.POST)
    number = chosen.count()
    if not number:
        messages.error(request, "Tick the texts to change first.")
        return _to_list(slug, chosen.query)
    may_withdraw = access.may(request.user, Verb.WITHDRAW, project)
    proposed = "propose" in request.POST
    form = ChangeForm(request.POST if proposed else None, may_withdraw=may_withdraw)
    if proposed and form.is_valid():
        try:
            change, job = propose_soon(
                project=project,
                pks=chosen.pks(),
                wish=form.cleaned_data,
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            if job:
                return redirect(job.path())
            return redirect("annotations:heads_change", slug, change.pk)
    context = {
        "project": project,
        "section": "texts",
        "form": form,
        "chosen": chosen,
        "number": number,
        "genres": words_used(project, "genre"),
        "publishers": words_used(project, "publisher"),
        "situations": Situation.objects.of_project(project).for_list(),
        "tags": Tag.objects.of_project(project).order_by("name"),
    }
    return TemplateResponse(
        request,
        "annotations/change_texts.html",
        context,
        status=422 if form.is_bound and form.errors else 200,
    )


def _to_list(slug, query=""):
    return redirect(f"{reverse('annotations:documents', args=[slug])}?{query}")


@require_GET
def heads_change(request, slug, pk):
    """What a change does to each text, before and after it is made."""
    change = find(request.user, slug, pk)
    page = Paginator(range(change.number), PAGE_LENGTH).get_page(
        request.GET.get("page")
    )
    part = change.part(page[0], PAGE_LENGTH) if page else []
    titles = dict(
        Document.objects.of_project(change.project)
        .filter(pk__in=[row["id"] for row in part])
        .values_list("pk", "title")
    )
    rows = [
        {
            "pk": row["id"],
            "title": titles.get(row["id"], "a text that is gone"),
            "line": row.get("line"),
            "fields": actions.told(row),
        }
        for row in part
    ]
    context = {
        "project": change.project,
        "section": "texts",
        "change": change,
        "job": job_of(change),
        "number": change.number,
        "unchanged": change.looked_at - change.number,
        "rows": rows,
        "page": page,
    }
    return TemplateResponse(request, "annotations/heads_change.html", context)


@require_POST
def make_heads_change(request, slug, pk):
    return _do(request, slug, pk, "make_heads_change")


@require_POST
def undo_heads_change(request, slug, pk):
    return _do(request, slug, pk, "undo_heads_change")


def _do(request, slug, pk, kind):
    change = find(request.user, slug, pk)
    try:
        job = change_soon(kind, change=change, by=request.user)
    except actions.ChangedMeanwhile as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if job:
            return redirect(job.path())
    return redirect("annotations:heads_change", slug, pk)


def find(user, slug, pk):
    project = access.get_project(user, slug, Verb.EDIT_HEAD)
    changes = HeadsChange.objects.of_project(project).counted()
    change = get_object_or_404(changes, pk=pk)
    change.project = project
    return change


@require_http_methods(["GET", "POST"])
def export_heads(request, slug):
    """The heads as a table: of all that the address asks for, or of those ticked."""
    project = access.get_project(request.user, slug, Verb.EXPORT)
    sent = request.POST if request.method == "POST" else request.GET.copy()
    if request.method == "GET":
        sent["query"], sent["all"] = request.GET.urlencode(), "1"
    chosen = chosen_of(request, project, sent)
    kind = sent.get("table", "csv")
    if kind not in KINDS or not (chosen.all or chosen.ids):
        messages.error(request, "Tick the texts to export first.")
        return _to_list(slug, chosen.query)
    file = tempfile.TemporaryFile(dir=folder())  # noqa: SIM115, closed when sent
    with snapshot():
        heads = heads_in_parts(chosen.pks(), sight.of(project))
        number = KINDS[kind].write(heads, file)
    file.seek(0)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{project.slug}-texts.{kind}",
        content_type=KINDS[kind].content_type,
    )
    response["X-Row-Count"] = number
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def import_heads(request, slug):
    """Take a changed table in; what it would change is shown first."""
    project = access.get_project(request.user, slug, Verb.EDIT_HEAD)
    sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if sent else TableForm()
    problems = []
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > LIMIT:
                raise ValidationError(
                    f"This file has more than {LIMIT:,} bytes. Cut it into parts, each"
                    " with the first line."
                )
            change, job = propose_table_soon(
                project=project, data=file.read(), filename=file.name, by=request.user
            )
        except ValidationError as error:
            problems = error.messages
        else:
            if job:
                return redirect(job.path())
            return redirect("annotations:heads_change", slug, change.pk)
    context = {
        "project": project,
        "section": "texts",
        "form": form,
        "problems": problems,
        "changes": HeadsChange.objects.of_project(project)
        .select_related("by")
        .defer("rows")
        .order_by("-pk")[:20],
    }
    status = 422 if sent else 200
    return TemplateResponse(
        request, "annotations/import_heads.html", context, status=status
    )
