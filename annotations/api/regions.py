"""Stretches outside a text: one, and a text's."""

from typing import Annotated, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from msgspec import UNSET, Meta, Struct, UnsetType
from ninja import Router

from annotations.actions import regions as actions
from annotations.api.bodies import refuse_server_fields
from annotations.api.schemas import json_body, schema_of_body
from annotations.api.versions import hash_of_body, refuse_version, version_seen
from annotations.errors import Deleted
from corpus import access
from corpus.http import answer, read_object, shaped
from corpus.models import Region
from formats.record import FARTHEST

router = Router(tags=["regions"])

Kind = Literal["biography", "teaser", "comments", "other"]
Place = Annotated[int, Meta(ge=0, le=FARTHEST)]


class NewRegion(Struct, forbid_unknown_fields=True):
    document: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    start: Place
    end: Place
    kind: Kind = "other"


class RegionChanges(Struct, forbid_unknown_fields=True, omit_defaults=True):
    start: Place | UnsetType = UNSET
    end: Place | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET


PUT = json_body(schema_of_body(NewRegion))
PATCH = json_body(schema_of_body(RegionChanges))


def find(user, uuid):
    """A region the user sees, deleted or not, with its project and their role.

    Raises:
        Http404
    """
    visible = Region.objects.visible_to(user).select_related("project", "coder")
    region = get_object_or_404(visible, uuid=uuid)
    region.project.role = access.role_in(user, region.project)
    return region


def api_region(region):
    """A region as the API answers it; its coder is fetched before."""
    return {
        "id": region.uuid,
        "document": region.document_id,
        "start": region.start,
        "end": region.end,
        "kind": region.kind,
        "by": region.coder.email if region.coder else None,
        "coder": str(region.coder) if region.coder else None,
        "created": region.created,
        "changed": region.changed,
        "version": region.version,
    }


def answer_region(region, status=200):
    return answer(api_region(region), status, headers={"ETag": f'"{region.version}"'})


@router.put("regions/{uuid:uuid}", url_name="region", openapi_extra=PUT)
def put_region(request, uuid: UUID):
    """Set a region under an id of the caller's: 201, then 200 for a retry."""
    body = dict(read_object(request))
    refuse_version(request, "a region")
    refuse_server_fields(body)
    if body.pop("id", str(uuid)) != str(uuid):
        raise ValidationError({"id": "The id differs from the address."})
    wanted = shaped(body, NewRegion)
    region, made = actions.create_region(
        uuid=uuid,
        document=access.get_document(request.auth, wanted.document),
        start=wanted.start,
        end=wanted.end,
        kind=wanted.kind,
        by=request.auth,
        body_hash=hash_of_body(wanted),
    )
    return answer_region(region, 201 if made else 200)


@router.get("regions/{uuid:uuid}", url_name="region")
def get_region(request, uuid: UUID):
    """The whole row; 410 with its version when it was deleted."""
    region = find(request.auth, uuid)
    if region.deleted:
        raise Deleted(region)
    return answer_region(region)


@router.patch("regions/{uuid:uuid}", url_name="region", openapi_extra=PATCH)
def patch_region(request, uuid: UUID):
    """Change start, end or kind; If-Match carries the version seen."""
    body = read_object(request)
    refuse_server_fields(body)
    for name in ("id", "document"):
        if name in body:
            raise ValidationError({name: "A region keeps its id and its text."})
    given = shaped(body, RegionChanges)
    changes = {
        name: getattr(given, name)
        for name in ("start", "end", "kind")
        if getattr(given, name) is not UNSET
    }
    changed = actions.edit_region(
        region=find(request.auth, uuid),
        version=version_seen(request),
        changes=changes,
        by=request.auth,
    )
    return answer_region(changed)


@router.delete("regions/{uuid:uuid}", url_name="region")
def delete_region(request, uuid: UUID):
    """Delete so that it can be restored; answers the version it made."""
    deleted = actions.delete_region(
        region=find(request.auth, uuid), version=version_seen(request), by=request.auth
    )
    return answer_region(deleted)


@router.post("regions/{uuid:uuid}/restore", url_name="restore_region")
def restore_region(request, uuid: UUID):
    """Take a deletion back; If-Match carries the deleted row's version."""
    restored = actions.restore_region(
        region=find(request.auth, uuid), version=version_seen(request), by=request.auth
    )
    return answer_region(restored)


@router.get("documents/{int:pk}/regions", url_name="document_regions")
def document_regions(request, pk: int):
    """All stretches outside a text, in its order; they may overlap."""
    document = access.get_document(request.auth, pk)
    tag = f'"{document.revision}-{request.auth.pk}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    rows = Region.objects.filter(document=document).standing().select_related("coder")
    items = [api_region(region) for region in rows.order_by("start", "pk")]
    content = {"revision": document.revision, "items": items, "next": None}
    return answer(content, headers=headers)
