"""Relations: one, a text's, a project's."""

from typing import Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from msgspec import UNSET, Struct, UnsetType
from ninja import Router

from annotations.actions import relations as actions
from annotations.api.bodies import refuse_server_fields
from annotations.api.schemas import json_body, schema_of_body
from annotations.api.versions import hash_of_body, refuse_version, version_seen
from annotations.errors import Deleted
from annotations.models import Annotation, Relation
from annotations.relations import api_relation, api_relations
from corpus import access
from corpus.http import answer, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["relations"])

Kind = Literal["supports", "rebuts", "distinguishes", "relies_on", "concedes"]


class NewRelation(Struct, forbid_unknown_fields=True):
    source: UUID
    target: UUID
    kind: Kind
    note: str = ""


class RelationChanges(Struct, forbid_unknown_fields=True, omit_defaults=True):
    kind: Kind | UnsetType = UNSET
    note: str | None | UnsetType = UNSET


PUT = json_body(schema_of_body(NewRelation))
PATCH = json_body(schema_of_body(RelationChanges))


def find(user, uuid):
    """A relation the user sees, deleted or not, with its project and their role.

    Raises:
        Http404
    """
    visible = Relation.objects.visible_to(user).select_related("project")
    relation = get_object_or_404(visible, uuid=uuid)
    relation.project.role = access.role_in(user, relation.project)
    return relation


def find_ends(user, source, target):
    """Two annotations, deleted ones too, which the action refuses: two queries.

    Raises:
        Http404: the source is not one the user sees.
        ValidationError: the target is not.
    """
    visible = Annotation.objects.visible_to(user).select_related("project")
    found = {row.uuid: row for row in visible.filter(uuid__in=[source, target])}
    if source not in found:
        raise Http404
    if target not in found:
        sentence = "There is no such annotation that you can see."
        raise ValidationError({"target": sentence})
    found[source].project.role = access.role_in(user, found[source].project)
    return found[source], found[target]


def answer_relation(request, relation, status=200):
    content = api_relation(relation, request.auth)
    return answer(content, status, headers={"ETag": f'"{relation.version}"'})


@router.put("relations/{uuid:uuid}", url_name="relation", openapi_extra=PUT)
def put_relation(request, uuid: UUID):
    """Draw a relation under an id of the caller's: 201, then 200 for a retry."""
    body = dict(read_object(request))
    refuse_version(request, "a relation")
    refuse_server_fields(body)
    if body.pop("id", str(uuid)) != str(uuid):
        raise ValidationError({"id": "The id differs from the address."})
    wanted = shaped(body, NewRelation)
    source, target = find_ends(request.auth, wanted.source, wanted.target)
    relation, made = actions.create_relation(
        uuid=uuid,
        source=source,
        target=target,
        kind=wanted.kind,
        note=wanted.note,
        by=request.auth,
        body_hash=hash_of_body(wanted),
    )
    return answer_relation(request, relation, 201 if made else 200)


@router.get("relations/{uuid:uuid}", url_name="relation")
def get_relation(request, uuid: UUID):
    """The whole row; 410 with its version when it, or one of its ends, was deleted."""
    relation = find(request.auth, uuid)
    if not Relation.objects.standing().filter(pk=relation.pk).exists():
        raise Deleted(relation)
    return answer_relation(request, relation)


@router.patch("relations/{uuid:uuid}", url_name="relation", openapi_extra=PATCH)
def patch_relation(request, uuid: UUID):
    """Change kind or note; If-Match carries the version seen."""
    body = read_object(request)
    refuse_server_fields(body)
    for name in ("id", "source", "target"):
        if name in body:
            raise ValidationError({name: "A relation keeps its id and its two ends."})
    given = shaped(body, RelationChanges)
    changes = {
        name: getattr(given, name) or ""
        for name in ("kind", "note")
        if getattr(given, name) is not UNSET
    }
    changed = actions.edit_relation(
        relation=find(request.auth, uuid),
        version=version_seen(request),
        changes=changes,
        by=request.auth,
    )
    return answer_relation(request, changed)


@router.delete("relations/{uuid:uuid}", url_name="relation")
def delete_relation(request, uuid: UUID):
    """Delete so that it can be restored; answers the version it made."""
    deleted = actions.delete_relation(
        relation=find(request.auth, uuid),
        version=version_seen(request),
        by=request.auth,
    )
    return answer_relation(request, deleted)


@router.post("relations/{uuid:uuid}/restore", url_name="restore_relation")
def restore_relation(request, uuid: UUID):
    """Take a deletion back; If-Match carries the deleted row's version."""
    restored = actions.restore_relation(
        relation=find(request.auth, uuid),
        version=version_seen(request),
        by=request.auth,
    )
    return answer_relation(request, restored)


@router.get("documents/{int:pk}/relations", url_name="document_relations")
def document_relations(request, pk: int):
    """All standing relations with an end in a text, with both ends in short.

    ``revision`` is the text's: it is raised by every change of them.
    """
    document = access.get_document(request.auth, pk)
    tag = f'"{document.revision}-{request.auth.pk}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    rows = Relation.objects.of_project(document.project).of_document(document)
    items = api_relations(rows.standing().order_by("pk"), request.auth)
    content = {"revision": document.revision, "items": items, "next": None}
    return answer(content, headers=headers)


@router.get("projects/{slug:slug}/relations", url_name="project_relations")
def project_relations(
    request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = "", kind: str = ""
):
    """A project's standing relations, oldest first."""
    project = access.get_project(request.auth, slug)
    rows = Relation.objects.of_project(project).standing()
    if kind:
        rows = rows.filter(kind=kind)
    found, next_cursor = page(rows.only("pk"), ["pk"], limit, cursor)
    items = api_relations(found, request.auth)
    return answer({"items": items, "next": next_cursor})
