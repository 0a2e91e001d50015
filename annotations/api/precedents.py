"""Precedents over HTTP: reasons of decisions that guide later ones."""

from uuid import UUID

import msgspec
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router

from annotations import precedents
from annotations.actions import precedents as actions
from annotations.models import Annotation, Doctrine, Precedent
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped

router = Router(tags=["review"])


class NewPrecedent(msgspec.Struct, forbid_unknown_fields=True):
    annotation: UUID
    kind: str
    reason: str


class Overruling(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    reason: str


@router.get(
    "projects/{slug:slug}/doctrines/{doctrine}/precedents", url_name="precedents"
)
def list_precedents(request, slug: str, doctrine: str):
    """All of one doctrine, those that stand first, never paged.

    A passage that blind coding hides from the caller is left out; its reason is there.
    """
    project = access.get_project(request.auth, slug)
    rows = precedents.of_doctrine(project, doctrine)
    known = Doctrine.objects.of_project(project).filter(slug=doctrine)
    if not rows and not known.exists():
        raise Http404
    return answer({"items": [precedents.item(row) for row in rows], "next": None})


@router.post("projects/{slug:slug}/precedents", url_name="new_precedent")
def raise_precedent(request, slug: str):
    """Make a mark a precedent of its doctrine: 201."""
    project = access.get_project(request.auth, slug, Verb.DECIDE)
    given = shaped(read_object(request), NewPrecedent)
    rows = Annotation.objects.of_project(project).standing().select_related("doctrine")
    row = get_object_or_404(rows, uuid=given.annotation)
    row.project = project
    [made] = actions.raise_precedents(
        annotations=[row], kind=given.kind, reason=given.reason, by=request.auth
    )
    return answer(told(project, row.doctrine.slug, made.pk), 201)


@router.post("projects/{slug:slug}/precedents/{int:pk}/overrule", url_name="overrule")
def overrule(request, slug: str, pk: int):
    """Let it guide nobody any more; the reason says why. 409 when it changed since."""
    project = access.get_project(request.auth, slug, Verb.DECIDE)
    given = shaped(read_object(request), Overruling)
    found = Precedent.objects.of_project(project).select_related("doctrine")
    precedent = get_object_or_404(found, pk=pk)
    precedent.project = project
    actions.overrule(
        precedent=precedent, version=given.version, reason=given.reason, by=request.auth
    )
    return answer(told(project, precedent.doctrine.slug, pk))


def told(project, doctrine, pk):
    rows = precedents.of_doctrine(project, doctrine)
    return next(precedents.item(row) for row in rows if row.pk == pk)
