"""Texts, actors and situations over HTTP."""

from django.core.exceptions import TooManyFilesSent, ValidationError
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from ninja import Query, Router

from corpus import access
from corpus.access import Verb
from corpus.actions import documents as actions
from corpus.actions import names as name_actions
from corpus.actions import readings
from corpus.actions.head_fields import HEAD_FIELDS, NAME_LISTS, check_head
from corpus.actions.heads import Changed, edit_head
from corpus.http import (
    SANDBOX,
    Unreadable,
    VersionMissing,
    answer,
    answer_error,
    read_object,
    shaped,
)
from corpus.importers import names
from corpus.models import Actor, Document, Situation
from corpus.name_bodies import ActorBody, SituationBody, given
from corpus.paging import DEFAULT_LIMIT, page
from corpus.presenters import actor_row, document_row, for_rows, situation_row
from corpus.uploads import sources_of
from formats.bibliography import MORE_FIELDS

router = Router(tags=["corpus"])

#: Characters of a reason.
LONGEST_WHY = 2000
_STRING = {"type": "string"}
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        },
                        "manifest": {"type": "string", "format": "binary"},
                        "text": _STRING,
                        "filename": _STRING,
                        "situation": _STRING,
                        "furniture": {"type": "boolean"},
                        **dict.fromkeys(
                            [*HEAD_FIELDS, *NAME_LISTS, *MORE_FIELDS], _STRING
                        ),
                    },
                }
            }
        },
    }
}


def find(user, pk):
    """A text the user sees, with all that its row shows and their role.

    Raises:
        Http404
    """
    document = get_object_or_404(for_rows(Document.objects.visible_to(user)), pk=pk)
    document.project.role = access.role_in(user, document.project)
    return document


def answer_row(document, status=200):
    row = document_row(document)
    return answer(row, status, headers={"ETag": f'"{row["version"]}"'})


@router.get("projects/{slug:slug}/documents", url_name="documents")
def list_documents(
    request,
    slug: str,
    limit: int = DEFAULT_LIMIT,
    cursor: str = "",
    q: str = "",
    situation: str = "",
    withdrawn: bool = Query(False),
):
    """A project's texts, oldest first; ``withdrawn`` asks for the withdrawn ones."""
    project = access.get_project(request.auth, slug)
    rows = Document.objects.filter(project=project).matching(
        q=q, situation=situation, withdrawn=withdrawn
    )
    found, next_cursor = page(for_rows(rows), ["pk"], limit, cursor)
    return answer({"items": list(map(document_row, found)), "next": next_cursor})


@router.post(
    "projects/{slug:slug}/documents", url_name="documents", openapi_extra=UPLOAD
)
def add_documents(request, slug: str):
    """Add texts, all or none: ``file`` (repeated), or ``text`` pasted.

    ``furniture=true`` guesses what lies outside a text whose file does not tell.
    201, or 200 when the project had them all already.
    """
    project = access.get_project(request.auth, slug, Verb.ADD_TEXT)
    too_many = ValidationError(f"Send at most {readings.MOST_FILES} files in one go.")
    try:
        files = request.FILES
    except TooManyFilesSent:
        raise too_many from None
    except MultiPartParserError:
        raise Unreadable("The form cannot be read: send multipart/form-data.") from None
    if len(files.getlist("file") + files.getlist("files")) > readings.MOST_FILES:
        raise too_many
    fields = request.POST.dict()
    sent = {name: fields.pop(name, "") for name in ("text", "filename")}
    if "\x00" in sent["filename"]:
        raise Unreadable("filename: this holds a NUL character, which no name can.")
    guess_furniture = read_switch("furniture", fields.pop("furniture", ""))
    head = read_head(fields)
    sources = sources_of(
        files=files.getlist("file") + files.getlist("files"),
        manifest=files.get("manifest"),
        head=head,
        **sent,
    )
    try:
        added = actions.add_documents(
            project=project,
            sources=sources,
            by=request.auth,
            guess_furniture=guess_furniture,
        )
    except readings.UnreadableFiles as error:
        sentence = " ".join(error.messages)
        return answer_error(400, "unreadable", sentence, {"file": error.messages})
    return answer(added_rows(added), 201 if added.documents else 200)


def read_switch(name, value):
    """A field of a form that says yes or no; nothing is no.

    Raises:
        ValidationError: {field: sentence}
    """
    if value not in ("", "true", "false"):
        raise ValidationError({name: "Say true or false."})
    return value == "true"


def read_head(fields):
    """A head from a request's fields; names are a list, or parted by semicolons.

    Raises:
        Unreadable: a NUL.
        ValidationError: {field: sentences}
    """
    head, problems = {}, {}
    nested = fields.pop("bibliography", {})
    if not isinstance(nested, dict) or nested.keys() - {*MORE_FIELDS}:
        sentence = "This is an object of texts by their names in CSL."
        raise ValidationError({"bibliography": sentence})
    for name, value in (fields | nested).items():
        if name in NAME_LISTS and isinstance(value, list):
            good = all(isinstance(item, str) for item in value)
        else:
            good = isinstance(value, str) or (value is None and name == "situation")
        if isinstance(value, str) and "\x00" in value:
            raise Unreadable(f"{name}: this holds a NUL character, which no text can.")
        if not good:
            problems[name] = "This is no text."
        elif name in NAME_LISTS and isinstance(value, str):
            head[name] = names.split(value)
        else:
            head[name] = value
    if problems:
        raise ValidationError(problems)
    check_head(head)
    return head


def added_rows(added):
    """What an import did: new rows, rows there already, names that were made.

    After a single text its row stands at the top as well, as of ``GET documents/{id}``.
    """
    pks = [document.pk for document in added.documents]
    pks += [already.document.pk for already in added.already]
    rows = {
        document.pk: document_row(document)
        for document in for_rows(Document.objects.filter(pk__in=pks))
    }
    return {
        **(rows[pks[0]] if len(pks) == 1 else {}),
        "items": [rows[document.pk] for document in added.documents],
        "already": [rows[already.document.pk] for already in added.already],
        "made": {"actors": added.actors, "situations": added.situations},
        # sentences; empty where nothing of it was deleted before
        "deleted_before": added.deleted_before,
    }


@router.get("documents/{int:pk}", url_name="document")
def get_document(request, pk: int):
    """What is known of a text; the ETag is the version that PATCH asks for."""
    return answer_row(find(request.auth, pk))


@router.patch("documents/{int:pk}", url_name="document")
def edit_document(request, pk: int):
    """Change the fields of the head that are sent; If-Match carries the version.

    ``why``, a sentence, goes into the history.
    """
    sent = read_object(request)
    why = sent.pop("why", "")
    if not isinstance(why, str) or "\x00" in why or len(why) > LONGEST_WHY:
        sentence = f"This is a text of at most {LONGEST_WHY:,} characters."
        raise ValidationError({"why": sentence})
    head = read_head(sent)
    document = find(request.auth, pk)
    access.require(request.auth, Verb.EDIT_HEAD, document.project)
    version = request.headers.get("If-Match", "").removeprefix("W/").strip('" ')
    if not version:
        raise VersionMissing
    try:
        edit_head(
            document=document, head=head, version=version, by=request.auth, why=why
        )
    except Changed as error:
        current = document_row(find(request.auth, pk))
        return answer_error(409, "conflict", str(error), current=current)
    return answer_row(find(request.auth, pk))


@router.post("documents/{int:pk}/withdraw", url_name="withdraw_document")
def withdraw_document(request, pk: int):
    """Take a text out of lists, counts and exports; it can be restored."""
    actions.withdraw(document=find(request.auth, pk), by=request.auth)
    return answer_row(find(request.auth, pk))


@router.post("documents/{int:pk}/restore", url_name="restore_document")
def restore_document(request, pk: int):
    """Take a withdrawal back."""
    actions.restore(document=find(request.auth, pk), by=request.auth)
    return answer_row(find(request.auth, pk))


@router.get("documents/{int:pk}/text", url_name="document_text")
def document_text(request, pk: int):
    """Exactly the stored text: what every offset counts code points of."""
    document = get_object_or_404(Document.objects.visible_to(request.auth), pk=pk)
    tag = f'"{document.text_sha256}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": SANDBOX,
        "Content-Disposition": content_disposition_header(
            True, document.filename or f"{document.pk}.txt"
        ),
    }
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(
        document.text(), content_type="text/plain; charset=utf-8", headers=headers
    )


@router.get("projects/{slug:slug}/actors", url_name="actors")
def list_actors(
    request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = "", q: str = ""
):
    """A project's actors by name; ``q`` are words of any name, or of a key."""
    project = access.get_project(request.auth, slug)
    rows = Actor.objects.filter(project=project).saying(q)
    found, next_cursor = page(rows, ["name"], limit, cursor)
    return answer({"items": list(map(actor_row, found)), "next": next_cursor})


@router.post("projects/{slug:slug}/actors", url_name="actors")
def add_actor(request, slug: str):
    """Add an actor: ``name``, and what else is known of it."""
    project = access.get_project(request.auth, slug, Verb.ADD_NAME)
    fields = named(request, ActorBody, "name")
    actor = name_actions.create_actor(project=project, by=request.auth, **fields)
    return answer(actor_row(actor), 201)


@router.get("projects/{slug:slug}/situations", url_name="situations")
def list_situations(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """A project's situations by code."""
    project = access.get_project(request.auth, slug)
    rows = Situation.objects.filter(project=project)
    found, next_cursor = page(rows, ["code"], limit, cursor)
    return answer({"items": list(map(situation_row, found)), "next": next_cursor})


@router.post("projects/{slug:slug}/situations", url_name="situations")
def add_situation(request, slug: str):
    """Add a situation: ``code``, and what else is known of it."""
    project = access.get_project(request.auth, slug, Verb.ADD_NAME)
    fields = named(request, SituationBody, "code")
    situation = name_actions.create_situation(
        project=project, by=request.auth, **fields
    )
    return answer(situation_row(situation), 201)


def named(request, kind, first):
    """What a request's body says of an actor or situation; one field must be there.

    Raises:
        Unreadable, ValidationError
    """
    fields = given(shaped(read_object(request), kind))
    if first not in fields:
        raise ValidationError({first: "This is missing."})
    return fields
