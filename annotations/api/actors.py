"""One actor, one situation, and merges of actors, over HTTP."""

import msgspec
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router

from annotations.actions import merging
from annotations.api.versions import version_seen
from annotations.forms.merges import two_actors
from annotations.models import ActorMerge
from corpus import access
from corpus.access import Verb
from corpus.actions import names as actions
from corpus.actions.affiliations import stored
from corpus.http import answer, answer_error, read_object, shaped
from corpus.models import Actor, Situation
from corpus.name_bodies import ActorBody, SituationBody, given
from corpus.paging import DEFAULT_LIMIT, page
from corpus.presenters import actor_row, situation_row

router = Router(tags=["actors"])


class MergeBody(msgspec.Struct, forbid_unknown_fields=True):
    """Names or ids of the two actors."""

    kept: str | int
    absorbed: str | int
    reason: str = ""


def find(user, model, pk):
    """A row the user sees, with its project and their role there.

    Raises:
        Http404
    """
    rows = model.objects.visible_to(user).select_related("project")
    return get_object_or_404(rows, pk=pk)


def whole_actor(actor):
    """An actor with its affiliations: one query."""
    path = reverse("annotations:actor", args=[actor.project.slug, actor.pk])
    return {**actor_row(actor), "affiliations": stored(actor), "html_url": path}


def whole_situation(situation):
    """A situation with its States: one query."""
    states: dict = {}
    for state in situation.states.select_related("actor"):
        states.setdefault(state.part, []).append(state.actor.name)
    path = reverse("annotations:situation", args=[situation.project.slug, situation.pk])
    return {**situation_row(situation), "states": states, "html_url": path}


def merge_row(merge):
    return {
        "id": merge.pk,
        "kept": {"id": merge.kept_id, "name": merge.kept.name},
        "absorbed": {"id": merge.absorbed_id, "name": merge.absorbed.name},
        "reason": merge.reason,
        "moved": merging.counted(merge.moved),
        "by": merge.by.email,
        "created": merge.created,
        "undone": merge.undone,
        "undone_by": merge.undone_by.email if merge.undone_by else None,
    }


def answer_row(row):
    return answer(row, headers={"ETag": f'"{row["version"]}"'})


@router.get("actors/{int:pk}", url_name="actor")
def get_actor(request, pk: int):
    """An actor with its affiliations; the ETag is the version that PATCH asks for."""
    return answer_row(whole_actor(find(request.auth, Actor, pk)))


@router.patch("actors/{int:pk}", url_name="actor")
def edit_actor(request, pk: int):
    """Change the fields that are sent; If-Match carries the version."""
    changes = given(shaped(read_object(request), ActorBody))
    actor = find(request.auth, Actor, pk)
    access.require(request.auth, Verb.ADD_NAME, actor.project)
    try:
        saved = actions.edit_actor(
            actor=actor, by=request.auth, version=version_seen(request), **changes
        )
    except actions.Stale as error:
        return answer_error(409, "stale", str(error), current=whole_actor(error.row))
    return answer_row(whole_actor(saved))


@router.get("situations/{int:pk}", url_name="situation")
def get_situation(request, pk: int):
    """A situation with its States; the ETag is the version that PATCH asks for."""
    return answer_row(whole_situation(find(request.auth, Situation, pk)))


@router.patch("situations/{int:pk}", url_name="situation")
def edit_situation(request, pk: int):
    """Change the fields that are sent; the code is permanent."""
    changes = given(shaped(read_object(request), SituationBody))
    situation = find(request.auth, Situation, pk)
    access.require(request.auth, Verb.ADD_NAME, situation.project)
    try:
        saved = actions.edit_situation(
            situation=situation,
            by=request.auth,
            version=version_seen(request),
            **changes,
        )
    except actions.Stale as error:
        return answer_error(
            409, "stale", str(error), current=whole_situation(error.row)
        )
    return answer_row(whole_situation(saved))


@router.get("projects/{slug:slug}/merges", url_name="merges")
def list_merges(request, slug: str, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """Merges of a project's actors, the newest first, those taken back too."""
    project = access.get_project(request.auth, slug)
    rows = ActorMerge.objects.of_project(project).for_list()
    found, following = page(rows, ["-pk"], limit, cursor)
    return answer({"items": list(map(merge_row, found)), "next": following})


@router.post("projects/{slug:slug}/merges", url_name="merges")
def merge(request, slug: str):
    """Let the actor ``kept`` stand for ``absorbed``: 201."""
    project = access.get_project(request.auth, slug, Verb.MERGE_ACTORS)
    body = shaped(read_object(request), MergeBody)
    sent = {"kept": body.kept, "absorbed": body.absorbed}
    kept, absorbed = two_actors(project, sent, "kept", "absorbed")
    done = merging.merge_actors(
        kept=kept, absorbed=absorbed, reason=body.reason, by=request.auth
    )
    return answer(merge_row(done), 201)


@router.post("merges/{int:pk}/undo", url_name="undo_merge")
def undo_merge(request, pk: int):
    """Take a merge back; ``returned`` counts what came back."""
    visible = ActorMerge.objects.visible_to(request.auth).select_related("project")
    found = get_object_or_404(visible, pk=pk)
    back = merging.unmerge_actors(merge=found, by=request.auth)
    row = merge_row(ActorMerge.objects.for_list().get(pk=pk))
    return answer({**row, "returned": back})
