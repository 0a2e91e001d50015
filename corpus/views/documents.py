"""Adding texts, editing their heads, withdrawing and restoring them."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from corpus import access
from corpus.access import Verb, get_project
from corpus.actions import documents as actions
from corpus.actions import heads, uploads
from corpus.forms.documents import AddForm, EditForm, head_of_version, shown
from corpus.http import SANDBOX
from corpus.importers import manifest, plain_text
from corpus.models import Actor, Document, Situation, Snapshot, Upload
from corpus.uploads import sources_of
from formats import words


def find(user, slug, pk, verb=Verb.READ):
    """A text and its project, if the user may do this there.

    Raises:
        Http404, PermissionDenied
    """
    project = get_project(user, slug, verb)
    documents = Document.objects.of_project(project).select_related("situation")
    document = get_object_or_404(documents, pk=pk)
    document.project = project
    return document


@require_http_methods(["GET", "POST"])
def add_documents(request, slug):
    """The form; after it the preview, or what was added when none is wanted."""
    project = get_project(request.user, slug, Verb.ADD_TEXT)
    of, kind = _version(request, project)
    if request.method == "GET":
        form = AddForm(initial=head_of_version(of, kind) if of else project.defaults)
        return add_page(request, project, form, of, kind)
    form = AddForm(request.POST)
    if not form.is_valid():
        return add_page(request, project, form, of, kind, status=422)
    try:
        sources = sources_of(
            files=request.FILES.getlist("files"),
            manifest=request.FILES.get("manifest"),
            text=form.cleaned_data["text"],
            filename=form.cleaned_data["filename"],
            head=form.head(),
        )
        direct = form.cleaned_data["direct"] and not of
        if not (direct and uploads.is_little(sources)):
            upload = uploads.receive(
                project=project,
                sources=sources,
                by=request.user,
                direct=direct,
                of=of,
                kind=kind,
            )
            return redirect("corpus:upload", slug, upload.uuid)
        added = actions.add_documents(project=project, sources=sources, by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return add_page(request, project, form, of, kind, status=422)
    return TemplateResponse(
        request,
        "corpus/added_documents.html",
        {"project": project, "section": "texts", "added": added},
    )


def _version(request, project):
    """The text that a version of is added, and what version; or none.

    Raises:
        Http404, PermissionDenied
    """
    sent = request.GET if request.method == "GET" else request.POST
    key, kind = sent.get("of", ""), sent.get("kind", "")
    if not key:
        return None, ""
    access.require(request.user, Verb.LINK_TEXTS, project)
    if kind not in words.EDITIONS or not (key.isdecimal() and len(key) < 18):
        raise Http404
    texts = Document.objects.of_project(project).select_related("situation")
    return get_object_or_404(texts.standing(), pk=key), kind


def add_page(request, project, form, of=None, kind="", status=200, **more):
    context = {
        "project": project,
        "section": "texts",
        "form": form,
        "of": of,
        "kind": kind,
        "kind_word": words.EDITIONS.get(kind),
        "columns": manifest.COLUMNS,
        "most_files": 1 if of else uploads.MOST_FILES,
        "most_bytes": plain_text.LIMIT,
        "open_uploads": Upload.objects.of_project(project)
        .given_by(request.user)
        .to_be_looked_at()
        .with_files()
        .order_by("-created")[:5],
        "days": settings.UPLOAD_DAYS,
        "fetches": settings.FETCH,
        **_suggestions(project),
        **more,
    }
    return TemplateResponse(
        request, "corpus/add_documents.html", context, status=status
    )


def _suggestions(project):
    """What the fields propose: three queries when the template asks."""
    documents = Document.objects.of_project(project).order_by()
    return {
        "situations": Situation.objects.of_project(project).for_list(),
        "publishers": documents.exclude(publisher="")
        .values_list("publisher", flat=True)
        .distinct(),
        "genres": documents.exclude(genre="")
        .values_list("genre", flat=True)
        .distinct(),
    }


@require_http_methods(["GET", "POST"])
def edit_head(request, slug, pk):
    """Change what is known of a text."""
    document = find(request.user, slug, pk, Verb.EDIT_HEAD)
    if request.method == "GET":
        return _edit_page(request, document, _form_of(document))
    form = EditForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, document, form, status=422)
    try:
        heads.edit_head(
            document=document,
            head=form.head(),
            version=form.cleaned_data["version"],
            by=request.user,
            why=form.cleaned_data["why"],
        )
    except heads.Changed as error:
        return _changed_page(request, error, form)
    except ValidationError as error:
        form.add_error(None, error)
        return _edit_page(request, document, form, status=422)
    messages.success(request, "Saved.")
    return redirect("annotations:document", slug, pk)


def _form_of(document):
    initial = shown(document, heads.stored_parts(document))
    return EditForm(initial={**initial, "version": heads.head_version(document)})


def _changed_page(request, error, form):
    """What was typed stays; beside it stands what the head says by now."""
    now = shown(error.document, heads.stored_parts(error.document))
    differing = [
        (form[name].label, value)
        for name, value in now.items()
        if value.split() != form.data.get(name, "").split()
    ]
    data = form.data.copy()
    data["version"] = heads.head_version(error.document)
    form = EditForm(data)
    form.add_error(None, str(error))
    return _edit_page(request, error.document, form, status=409, differing=differing)


def _edit_page(request, document, form, status=200, **more):
    project = document.project
    context = {
        "project": project,
        "section": "texts",
        "document": document,
        "form": form,
        "may_withdraw": access.may(request.user, Verb.WITHDRAW, project),
        "snapshots": Snapshot.objects.of_project(project)
        .filter(sha256=document.original_sha256)
        .order_by("retrieved"),
        "actors": Actor.objects.of_project(project).for_list(),
        **_suggestions(project),
        **more,
    }
    return TemplateResponse(request, "corpus/edit_head.html", context, status=status)


@require_POST
def withdraw(request, slug, pk):
    document = find(request.user, slug, pk, Verb.WITHDRAW)
    actions.withdraw(document=document, by=request.user)
    withdrawn = reverse("annotations:documents", args=[slug]) + "?withdrawn=on"
    messages.success(
        request,
        format_html(
            "“{}” is withdrawn. Nothing is lost; restore it among the"
            ' <a href="{}">withdrawn texts</a>.',
            document.title,
            withdrawn,
        ),
    )
    return redirect("annotations:documents", slug)


@require_POST
def restore(request, slug, pk):
    document = find(request.user, slug, pk, Verb.WITHDRAW)
    actions.restore(document=document, by=request.user)
    messages.success(request, f"“{document.title}” is restored.")
    return redirect("annotations:documents", slug)


@require_GET
def original(request, slug, pk):
    """The file as it came, never opened in the browser."""
    document = find(request.user, slug, pk)
    if not document.original:
        raise Http404
    try:
        file = document.original.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        as_attachment=True,
        filename=document.filename or f"{document.pk}.txt",
        content_type="application/octet-stream",
        headers={"Content-Security-Policy": SANDBOX},
    )
