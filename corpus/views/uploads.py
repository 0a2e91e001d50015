"""Texts before they are stored: what was understood of the files, to be corrected."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from corpus.access import Verb, get_project
from corpus.actions import uploads_reading
from corpus.actions.uploads_correcting import correct
from corpus.actions.uploads_dropping import drop as throw_away
from corpus.actions.uploads_storing import store_soon
from corpus.forms.uploads import TextForm, changes_of
from corpus.importers import preview
from corpus.models import Document, Upload, UploadState
from formats import words

PAGE_SIZE = 50
#: Names in the report of what was stored; the rest is among the texts.
MOST_SHOWN = 200


def find(user, slug, uuid):
    """A person's own upload.

    Raises:
        Http404, PermissionDenied
    """
    project = get_project(user, slug, Verb.ADD_TEXT)
    mine = Upload.objects.of_project(project).given_by(user)
    mine = mine.select_related("job", "of")
    upload = get_object_or_404(mine, uuid=uuid)
    upload.project = project
    return upload


@never_cache
@require_GET
def upload(request, slug, uuid):
    """How far reading is; then the texts to be looked at; then what was stored."""
    found = find(request.user, slug, uuid)
    context = {"project": found.project, "section": "texts", "upload": found}
    if found.job and found.job.open:
        return _working(request, found, context)
    if request.htmx:
        # what was waited for is there: htmx loads the whole page
        return HttpResponse(headers={"HX-Refresh": "true"})
    if found.state == UploadState.STORED:
        return TemplateResponse(
            request, "corpus/stored_upload.html", {**context, **_report(found)}
        )
    if found.state == UploadState.READING:
        return TemplateResponse(request, "corpus/reading_upload.html", context)
    return _overview(request, found, context)


def _working(request, upload, context):
    part = "corpus/_upload_job.html"
    template = part if request.htmx else "corpus/reading_upload.html"
    return TemplateResponse(request, template, {**context, "job": upload.job})


def _overview(request, upload, context):
    texts = upload.texts.for_list()
    problems = upload.files.exclude(problem="")
    page = Paginator(texts, PAGE_SIZE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not problems:
        return redirect("corpus:upload_text", upload.project.slug, upload.uuid, 1)
    _mark_known(upload, page.object_list)
    context |= {
        "page": page,
        "problems": problems,
        "new": upload.texts.new().count(),
        "days": settings.UPLOAD_DAYS,
        "job": upload.job,
    }
    return TemplateResponse(request, "corpus/upload.html", context)


def _mark_known(upload, texts):
    """Give each text the document that the project has of it, or None: one query."""
    documents = Document.objects.of_project(upload.project).filter(
        text_sha256__in=[text.text_sha256 for text in texts]
    )
    known = {document.text_sha256: document for document in documents}
    for text in texts:
        text.known = known.get(text.text_sha256)


def _report(upload):
    report = upload.report
    documents = Document.objects.of_project(upload.project)
    new, there = report["documents"], report["already"]
    titles = dict(
        documents.filter(pk__in=[pk for _name, pk in there[:MOST_SHOWN]]).values_list(
            "pk", "title"
        )
    )
    return {
        "added": len(new),
        # of a version there is one text
        "version": (new or [pk for _name, pk in there])[0] if upload.kind else None,
        "documents": documents.filter(pk__in=new[:MOST_SHOWN]).order_by("pk"),
        "more": max(len(new) - MOST_SHOWN, 0),
        "already": [(name, pk, titles.get(pk, "")) for name, pk in there[:MOST_SHOWN]],
        "more_already": max(len(there) - MOST_SHOWN, 0),
        # an upload stored by an older version does not say
        "deleted_before": report.get("deleted_before", []),
        "actors": report["actors"],
        "situations": report["situations"],
    }


@never_cache
@require_http_methods(["GET", "POST"])
def upload_text(request, slug, uuid, number):
    """One text: its head, its paragraphs, and what lies outside."""
    found = find(request.user, slug, uuid)
    if not found.open_to_change:
        return redirect("corpus:upload", slug, uuid)
    text = get_object_or_404(found.texts, number=number)
    text.project, text.upload = found.project, found
    if request.method == "GET":
        return _text_page(request, text, TextForm.of(text))
    form = TextForm(request.POST)
    if not form.is_valid():
        return _text_page(request, text, form, status=422)
    try:
        correct(
            text=text,
            head=form.head(),
            wanted=form.cleaned_data["wanted"],
            changes=changes_of(request.POST),
            by=request.user,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _text_page(request, text, form, status=422)
    return _go_on(request, text)


def _go_on(request, text):
    """Where the pressed button leads."""
    slug, uuid = text.project.slug, text.upload.uuid
    then = request.POST.get("then", "")
    if then == "store":
        return store(request, slug, uuid)
    if then == "next" and text.upload.texts.filter(number=text.number + 1).exists():
        return redirect("corpus:upload_text", slug, uuid, text.number + 1)
    if then == "next":
        return redirect("corpus:upload", slug, uuid)
    messages.success(request, "Saved.")
    address = redirect("corpus:upload_text", slug, uuid, text.number)
    if (part := request.GET.get("part", "")).isdecimal():
        address["Location"] += f"?part={part}"
    return address


def _text_page(request, text, form, status=200):
    _mark_known(text.upload, [text])
    reading = uploads_reading.unpack(text)
    parts = Paginator(preview.parts(list(preview.paragraphs(reading))), 1)
    part = parts.get_page(request.GET.get("part"))
    context = {
        "project": text.project,
        "section": "texts",
        "upload": text.upload,
        "text": text,
        "total": text.upload.texts.count(),
        "form": form,
        "part": part,
        "groups": preview.groups(part.object_list[0], text.outside),
        "kinds": words.REGION_KINDS.items(),
        "days": settings.UPLOAD_DAYS,
        "more_open": any(
            field.name in text.proposed or field.errors for field in form.more_fields()
        ),
    }
    return TemplateResponse(request, "corpus/upload_text.html", context, status=status)


@require_POST
def store(request, slug, uuid):
    """Store what is wanted: now, or by a job."""
    found = find(request.user, slug, uuid)
    try:
        store_soon(upload=found, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    return redirect("corpus:upload", slug, uuid)


@require_POST
def drop(request, slug, uuid):
    """Throw away what was given."""
    found = find(request.user, slug, uuid)
    if found.state == UploadState.STORED:
        raise Http404
    try:
        throw_away(upload=found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("corpus:upload", slug, uuid)
    messages.success(request, "Thrown away. Nothing was stored.")
    return redirect("corpus:add_documents", slug)


@require_POST
def read_again(request, slug, uuid):
    """Read the files once more."""
    found = find(request.user, slug, uuid)
    uploads_reading.read_again(upload=found, by=request.user)
    return redirect("corpus:upload", slug, uuid)
