"""One annotation, a text's annotations, a project's annotations."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from annotations import columns, events, filters
from annotations.actions import annotations as actions
from annotations.api import schemas
from annotations.api.bodies import read_changes, read_record
from annotations.api.versions import refuse_version, version_seen
from annotations.errors import Deleted
from annotations.models import Annotation, sight
from annotations.rows import api_row, api_rows
from corpus import access
from corpus.http import answer, read_object
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["annotations"])


def find(user, uuid):
    """An annotation the user sees, deleted or not, with its project and their role.

    Raises:
        Http404
    """
    visible = Annotation.objects.visible_to(user).select_related("project", "document")
    annotation = get_object_or_404(visible, uuid=uuid)
    annotation.project.role = access.role_in(user, annotation.project)
    annotation.project.reader = user
    return annotation


def answer_row(annotation, project, status=200):
    row = api_row(annotation, project)
    return answer(row, status, headers={"ETag": f'"{annotation.version}"'})


@router.put("annotations/{uuid:uuid}", url_name="annotation", openapi_extra=schemas.PUT)
def put_annotation(request, uuid: UUID):
    """Make an annotation under an id of the caller's: 201, then 200 for a retry."""
    body = read_object(request)
    refuse_version(request, "an annotation")
    document_pk, record = read_record(body, uuid)
    document = access.get_document(request.auth, document_pk)
    annotation, made = actions.create_annotation(
        uuid=uuid, document=document, record=record, by=request.auth
    )
    return answer_row(annotation, document.project, 201 if made else 200)


@router.get("annotations/{uuid:uuid}", url_name="annotation")
def get_annotation(request, uuid: UUID):
    """The whole row; 410 with its version when it was deleted."""
    annotation = find(request.auth, uuid)
    if annotation.deleted:
        raise Deleted(annotation)
    return answer_row(annotation, annotation.project)


@router.patch(
    "annotations/{uuid:uuid}", url_name="annotation", openapi_extra=schemas.PATCH
)
def patch_annotation(request, uuid: UUID):
    """Change the fields that are sent; If-Match carries the version seen."""
    changes = read_changes(read_object(request))
    annotation = find(request.auth, uuid)
    changed = actions.edit_annotation(
        annotation=annotation,
        version=version_seen(request),
        changes=changes,
        by=request.auth,
    )
    return answer_row(changed, annotation.project)


@router.delete("annotations/{uuid:uuid}", url_name="annotation")
def delete_annotation(request, uuid: UUID):
    """Delete so that it can be restored; answers the version it made."""
    annotation = find(request.auth, uuid)
    deleted = actions.delete_annotation(
        annotation=annotation, version=version_seen(request), by=request.auth
    )
    return answer_row(deleted, annotation.project)


@router.post("annotations/{uuid:uuid}/restore", url_name="restore_annotation")
def restore_annotation(request, uuid: UUID):
    """Take a deletion back; If-Match carries the deleted row's version."""
    annotation = find(request.auth, uuid)
    restored = actions.restore_annotation(
        annotation=annotation, version=version_seen(request), by=request.auth
    )
    return answer_row(restored, annotation.project)


@router.get("annotations/{uuid:uuid}/history", url_name="annotation_history")
def annotation_history(request, uuid: UUID):
    """Who did what to it, oldest first; also of a deleted one."""
    annotation = find(request.auth, uuid)
    return answer(
        {"items": events.history_of(annotation, annotation.project), "next": None}
    )


@router.get("documents/{int:pk}/annotations", url_name="document_annotations")
def document_annotations(
    request,
    pk: int,
    since: int | None = Query(None, ge=0),
    start: int | None = Query(None, ge=0),
    end: int | None = Query(None, ge=0),
):
    """A text's annotations as columns of one length, or what changed since a revision.

    ``start`` and ``end`` (code points) limit the answer to spans that overlap them.
    """
    document = access.get_document(request.auth, pk)
    # what was hidden is new when it is shown, though the text did not change
    hides = "-own" if sight.of(document.project).texts else ""
    tag = f'"{document.revision}-{request.auth.pk}{hides}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = request.headers.get("If-None-Match") == tag
    if since == document.revision or (known and since is None):
        return HttpResponse(status=304, headers=headers)
    content = columns.of_document(document, since=since, start=start, end=end)
    return answer(content, headers=headers)


@router.get("projects/{slug:slug}/annotations", url_name="project_annotations")
def project_annotations(
    request,
    slug: str,
    limit: int = DEFAULT_LIMIT,
    cursor: str = "",
    doctrine: str = "",
    holder: str = "",
    stance: str = "",
    situation: str = "",
    status: str = "",
    coder: str = "",
    tag: str = "",
    document: int | None = None,
    voice: str = "",
    authority: str = "",
):
    """A project's annotations, filtered; whole rows, oldest first."""
    project = access.get_project(request.auth, slug)
    rows = filters.annotations(
        project,
        doctrine=doctrine,
        holder=holder,
        stance=stance,
        situation=situation,
        status=status,
        coder=coder,
        tag=tag,
        document=document,
        voice=voice,
        authority=authority,
    )
    found, next_cursor = page(rows.only("pk"), ["pk"], limit, cursor)
    return answer({"items": list(api_rows(found, project)), "next": next_cursor})
