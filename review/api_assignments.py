"""Assignments over HTTP: who codes which text, giving, finishing, reopening."""

import msgspec
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from ninja import Router

from accounts.models import User
from annotations.actions import assignments as actions
from annotations.actions.assignments import Unsure
from annotations.api.versions import version_seen
from annotations.models import Assignment
from corpus import access
from corpus.access import Verb
from corpus.http import answer, read_object, shaped
from corpus.paging import DEFAULT_LIMIT, page
from review.actions import assigning

router = Router(tags=["review"])


class NewAssignments(msgspec.Struct, forbid_unknown_fields=True):
    #: Ids of texts, and e-mail addresses of members who may mark.
    texts: list[int]
    coders: list[str]
    way: str = "each"
    share: int = 20
    seed: int = 0
    note: str = ""
    coding: str = ""


class Finish(msgspec.Struct, forbid_unknown_fields=True):
    #: Finish although nothing is marked in the text.
    sure: bool = False


def told(row):
    return {
        "id": row.pk,
        "document": row.document_id,
        "coder": row.coder.email,
        "state": row.state,
        "coding": row.coding,
        "note": row.note,
        "by": row.by.email,
        "created": row.created,
        "finished": row.finished,
        "opened": row.opened,
        "version": row.version,
    }


def rows_of(project, user):
    """Those that the user may know of: a coder one's own, a reviewer all."""
    rows = Assignment.objects.of_project(project).select_related("coder", "by")
    if not access.may(user, Verb.ASSIGN, project):
        rows = rows.of_coder(user)
    return rows


@router.get("projects/{slug:slug}/assignments", url_name="assignments")
def list_assignments(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """Who codes which text: a coder's own, all for a reviewer."""
    project = access.get_project(request.auth, slug)
    found, following = page(rows_of(project, request.auth), ["pk"], limit, cursor)
    return answer({"items": list(map(told, found)), "next": following})


@router.post("projects/{slug:slug}/assignments", url_name="assignments")
def give(request, slug: str):
    """Give texts to coders; those that they have already are left out."""
    project = access.get_project(request.auth, slug, Verb.ASSIGN)
    given = shaped(read_object(request), NewAssignments)
    people = dict(
        User.objects.filter(email__in=given.coders).values_list("email", "pk")
    )
    if unknown := [email for email in given.coders if email not in people]:
        raise ValidationError({"coders": f"“{unknown[0]}” is no member who may mark."})
    pairs = actions.plan(
        project=project,
        texts=[min(max(pk, 0), 2**62) for pk in given.texts],
        coders=[people[email] for email in given.coders],
        way=given.way,
        share=given.share,
        seed=given.seed,
        by=request.auth,
    )
    made = assigning.give(
        project=project,
        pairs=pairs,
        by=request.auth,
        note=given.note,
        coding=given.coding,
    )
    return answer({"items": list(map(told, made)), "next": None}, 201)


def find(request, slug, pk):
    project = access.get_project(request.auth, slug, Verb.MARK)
    rows = rows_of(project, request.auth)
    assignment = get_object_or_404(rows, pk=min(pk, 2**62))
    assignment.project = project
    return assignment


@router.post("projects/{slug:slug}/assignments/{int:pk}/finish", url_name="finish")
def finish(request, slug: str, pk: int):
    """The coder is done; 422 where nothing is marked, unless ``sure``."""
    assignment = find(request, slug, pk)
    version = version_seen(request)
    given = shaped(read_object(request), Finish) if request.body else Finish()
    try:
        done = actions.finish(
            assignment=assignment, version=version, by=request.auth, sure=given.sure
        )
    except Unsure as error:
        raise ValidationError({"sure": str(error)}) from error
    return answer(told(done))


@router.post("projects/{slug:slug}/assignments/{int:pk}/reopen", url_name="reopen")
def reopen(request, slug: str, pk: int):
    """To do again."""
    assignment = find(request, slug, pk)
    done = assigning.reopen(
        assignment=assignment, version=version_seen(request), by=request.auth
    )
    return answer(told(done))
