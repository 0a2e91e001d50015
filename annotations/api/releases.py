"""Releases of the codebook over HTTP, its history, and what waits."""

from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from ninja import Router

from annotations.actions import reconsider
from annotations.actions.releases import codebook_in, freeze
from annotations.actions.undoing import take_back
from annotations.api.bodies import find_doctrine
from annotations.api.schemas import json_body, schema_of_body
from annotations.codebook_history import add_numbers
from annotations.models import CodebookChange, CodebookRelease, Reconsideration
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["codebook"])

#: Annotations in one decision.
MOST = 1000


class NewRelease(msgspec.Struct, forbid_unknown_fields=True):
    notes: str = ""


class Decision(msgspec.Struct, forbid_unknown_fields=True):
    annotations: list[UUID]
    #: kept, moved or dropped.
    outcome: str
    #: The slug to move to.
    doctrine: str = ""
    note: str = ""


class Reason(msgspec.Struct, forbid_unknown_fields=True):
    note: str = ""


def release_row(release):
    return {
        "number": release.number,
        "notes": release.notes,
        "by": release.by.email,
        "created": release.created,
        "html_url": (
            f"/projects/{release.project.slug}/codebook/releases/{release.number}/"
        ),
    }


@router.get("projects/{slug:slug}/codebook/releases", url_name="releases")
def list_releases(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """The releases, newest first, without what they hold."""
    project = access.get_project(request.auth, slug)
    rows = CodebookRelease.objects.of_project(project).for_list()
    found, following = page(rows, ["-number"], limit, cursor)
    for row in found:
        row.project = project
    return answer({"items": list(map(release_row, found)), "next": following})


@router.post(
    "projects/{slug:slug}/codebook/releases",
    url_name="releases",
    openapi_extra=json_body(schema_of_body(NewRelease), required=False),
)
def add_release(request, slug: str):
    """Freeze the codebook as it stands: 201; 422 when nothing was changed since."""
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    given = shaped(read_object(request), NewRelease)
    made = freeze(project=project, notes=given.notes, by=request.auth)
    return answer({**release_row(made), "codebook": codebook_in(made)}, 201)


@router.get("projects/{slug:slug}/codebook/releases/{int:number}", url_name="release")
def get_release(request, slug: str, number: int):
    """A release with the codebook as it was."""
    project = access.get_project(request.auth, slug)
    rows = CodebookRelease.objects.of_project(project).select_related("by")
    found = get_object_or_404(rows, number=min(number, 2**31 - 1))
    found.project = project
    return answer({**release_row(found), "codebook": codebook_in(found)})


def change_row(change):
    return {
        "id": change.pk,
        "kind": change.kind,
        "about": change.about or None,
        "note": change.note,
        "by": change.by.email,
        "created": change.created,
        "undone": change.undone,
        "undoes": change.undoes_id,
        "recoded": change.recoded,
        "waiting": change.waiting,
    }


@router.get("projects/{slug:slug}/codebook/changes", url_name="codebook_changes")
def list_changes(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """What was decided about the codebook, newest first."""
    project = access.get_project(request.auth, slug)
    rows = CodebookChange.objects.of_project(project).for_list()
    found, following = page(rows, ["-id"], limit, cursor)
    add_numbers(project, found)
    return answer({"items": list(map(change_row, found)), "next": following})


@router.post(
    "projects/{slug:slug}/codebook/changes/{int:history}/take-back",
    url_name="take_back_change",
    openapi_extra=json_body(schema_of_body(Reason), required=False),
)
def take_change_back(request, slug: str, history: int):
    """Take a change back; 422 says what stands against it.

    The answer tells how many annotations came ``back`` and how many changed since and
    were ``left``.
    """
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    rows = CodebookChange.objects.of_project(project)
    change = get_object_or_404(rows, pk=min(history, 2**63 - 1))
    change.project = project
    given = shaped(read_object(request), Reason)
    done = take_back(change=change, note=given.note, by=request.auth)
    add_numbers(project, [done.change])
    return answer(
        {
            "change": change_row(done.change),
            "back": done.back,
            "left": done.left,
            "kept": done.kept,
        }
    )


@router.get("projects/{slug:slug}/codebook/queue", url_name="queue")
def list_waiting(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """The annotations that wait because their doctrine means something else now."""
    project = access.get_project(request.auth, slug)
    rows = (
        Reconsideration.objects.of_project(project)
        .waiting()
        .select_related("annotation__doctrine", "change")
    )
    found, following = page(rows, ["id"], limit, cursor)
    items = [
        {
            "annotation": row.annotation.uuid,
            "change": row.change_id,
            "about": row.change.about,
            "doctrine": row.annotation.doctrine.slug,
            "document": row.annotation.document_id,
            "quote": row.annotation.quote,
        }
        for row in found
    ]
    return answer({"items": items, "next": following})


@router.post(
    "projects/{slug:slug}/codebook/queue",
    url_name="queue",
    openapi_extra=json_body(schema_of_body(Decision)),
)
def decide_waiting(request, slug: str):
    """Keep, move or drop waiting annotations; others among them are passed over."""
    project = access.get_project(request.auth, slug, Verb.EDIT_CODEBOOK)
    given = shaped(read_object(request), Decision)
    if not 1 <= len(given.annotations) <= MOST:
        raise ValidationError({"annotations": f"Send 1 to {MOST:,} annotations."})
    doctrine = None
    if given.doctrine:
        doctrine = find_doctrine(project, given.doctrine, "doctrine")
    change, number = reconsider.decide(
        project=project,
        waiting=Reconsideration.objects.filter(annotation__uuid__in=given.annotations),
        outcome=given.outcome,
        doctrine=doctrine,
        note=given.note,
        by=request.auth,
    )
    return answer({"decided": number, "change": change and change.pk})
