"""Tags of a text, and changes of many heads: proposed, made, undone."""

import msgspec
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router

from annotations.actions import heads as actions
from annotations.actions.heads_jobs import change_soon, propose_soon
from annotations.forms.heads import ChangeForm, Chosen
from annotations.heads import known_heads
from annotations.models import HeadsChange
from corpus import access
from corpus.access import Verb
from corpus.http import (
    VersionMissing,
    answer,
    answer_error,
    read_object,
    shaped,
)
from corpus.jobs_api import job_row

router = Router(tags=["heads"])

#: Rows of a change that an answer shows.
SHOWN = 100


class TagsBody(msgspec.Struct, forbid_unknown_fields=True):
    tags: list[str]


class ChangeBody(msgspec.Struct, forbid_unknown_fields=True):
    """Which texts, and what is changed; what is not sent stays as it is."""

    #: Ids of texts; or the query of the list's address: "genre=blog&language=en".
    documents: list[int] = []
    query: str | None = None
    genre: str = ""
    language: str = ""
    situation: str = ""
    publisher: str = ""
    licence: str = ""
    issued: str = ""
    retrieved: str = ""
    original_language: str = ""
    empty: list[str] = []
    add_tags: list[str] = []
    remove_tags: list[str] = []
    add_author: str = ""
    remove_author: str = ""
    #: "withdraw" or "restore".
    state: str = ""


def body_of(kind):
    """The description of a body, for OpenAPI."""
    _schemas, definitions = msgspec.json.schema_components([kind])
    content = {"application/json": {"schema": definitions[kind.__name__]}}
    return {"requestBody": {"required": True, "content": content}}


@router.get("documents/{int:pk}/tags", url_name="document_tags")
def get_document_tags(request, pk: int):
    """The tags of a text; the ETag is the version that PUT asks for."""
    return _tags(access.get_document(request.auth, pk))


@router.put(
    "documents/{int:pk}/tags", url_name="document_tags", openapi_extra=body_of(TagsBody)
)
def put_document_tags(request, pk: int):
    """{"tags": names}: these and no others; If-Match carries the version."""
    document = access.get_document(request.auth, pk)
    access.require(request.auth, Verb.EDIT_HEAD, document.project)
    body = shaped(read_object(request), TagsBody)
    version = request.headers.get("If-Match", "").removeprefix("W/").strip('" ')
    if not version:
        raise VersionMissing
    [known] = known_heads([document.pk])
    after = actions.normalised({**known.head, "tags": body.tags})
    before, after = actions.differences(known.head, after)
    if known.version != version:
        return _conflict(actions.ChangedMeanwhile([known.head["title"]]))
    if after:
        row = {"id": known.pk, "version": version, "before": before, "after": after}
        change = actions.propose_change(
            project=document.project,
            title=f"Tags: {'; '.join(after['tags'])}"[:300],
            rows=[row],
            looked_at=1,
            by=request.auth,
        )
        try:
            actions.make_change(change=change, by=request.auth)
        except actions.ChangedMeanwhile as error:
            return _conflict(error)
    return _tags(document)


def _tags(document):
    [known] = known_heads([document.pk])
    tags = known.head["tags"]
    return answer({"tags": tags}, headers={"ETag": f'"{known.version}"'})


def _conflict(error):
    return answer_error(409, "conflict", str(error))


@router.post(
    "projects/{slug:slug}/heads-changes",
    url_name="heads_changes",
    openapi_extra=body_of(ChangeBody),
)
def propose(request, slug: str):
    """Say what a change would do to many texts; nothing is changed yet.

    201 with the change, which ``/make`` makes; or 202 with a job, of very many texts.
    """
    project = access.get_project(request.auth, slug, Verb.EDIT_HEAD)
    sent = shaped(read_object(request), ChangeBody)
    may_withdraw = access.may(request.auth, Verb.WITHDRAW, project)
    if sent.state:
        access.require(request.auth, Verb.WITHDRAW, project)
    chosen = Chosen(
        _chosen(sent), project=project, user=request.auth, may_withdraw=may_withdraw
    )
    wish = msgspec.to_builtins(sent)
    wish |= {name: "; ".join(wish[name]) for name in ("add_tags", "remove_tags")}
    form = ChangeForm(wish, may_withdraw=may_withdraw)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    change, job = propose_soon(
        project=project, pks=chosen.pks(), wish=form.cleaned_data, by=request.auth
    )
    return answer(job_row(job), 202) if job else answer(_row(project, change.pk), 201)


def _chosen(sent):
    fields = QueryDict(mutable=True)
    if sent.query is None:
        fields["texts"] = ",".join(map(str, sent.documents))
    else:
        fields["all"], fields["query"] = "1", sent.query
    return fields


@router.get("projects/{slug:slug}/heads-changes/{int:change}", url_name="heads_change")
def get_change(request, slug: str, change: int):
    """A change with its first hundred texts."""
    project = access.get_project(request.auth, slug, Verb.EDIT_HEAD)
    return answer(_row(project, change))


@router.post(
    "projects/{slug:slug}/heads-changes/{int:change}/make",
    url_name="make_heads_change",
)
def make(request, slug: str, change: int):
    """Make a proposed change, whole or not at all; 202 with a job, of many texts."""
    return _do(request, slug, change, "make_heads_change")


@router.post(
    "projects/{slug:slug}/heads-changes/{int:change}/undo",
    url_name="undo_heads_change",
)
def undo(request, slug: str, change: int):
    """Put back what a change replaced."""
    return _do(request, slug, change, "undo_heads_change")


def _do(request, slug, pk, kind):
    project = access.get_project(request.auth, slug, Verb.EDIT_HEAD)
    change = _find(project, pk)
    change.project = project
    try:
        job = change_soon(kind, change=change, by=request.auth)
    except actions.ChangedMeanwhile as error:
        return _conflict(error)
    return answer(job_row(job), 202) if job else answer(_row(project, pk))


def _find(project, pk):
    changes = HeadsChange.objects.of_project(project).counted()
    return get_object_or_404(changes, pk=pk)


def _row(project, pk):
    change = _find(project, pk)
    return {
        "id": change.pk,
        "title": change.title,
        "by": change.by.email,
        "created": change.created,
        "made": change.made,
        "undone": change.undone,
        "looked_at": change.looked_at,
        "changes": change.number,
        "rows": [
            {"document": row["id"], "before": row["before"], "after": row["after"]}
            for row in change.part(0, SHOWN)
        ],
        "html_url": reverse("annotations:heads_change", args=[project.slug, pk]),
    }
