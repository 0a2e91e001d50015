"""Make one actor of two, and two again; which pairs look alike."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from annotations import merges
from annotations.actions import differences, merging
from annotations.forms.merges import two_actors
from annotations.models import ActorMerge
from corpus import access
from corpus.access import Verb

#: Merges shown below the pairs.
RECENT = 20


@require_GET
def lookalikes(request, slug):
    """Pairs that may be one actor, and the merges that were made."""
    project = access.get_project(request.user, slug)
    page = Paginator(merges.alike(project), merges.PAIRS).get_page(
        request.GET.get("page")
    )
    context = {
        "project": project,
        "section": "texts",
        "page": page,
        "pairs": merges.with_actors(project, list(page.object_list)),
        "merges": recent(project),
        "may_merge": access.may(request.user, Verb.MERGE_ACTORS, project),
    }
    return TemplateResponse(request, "annotations/lookalikes.html", context)


def recent(project):
    found = ActorMerge.objects.of_project(project).for_list()[:RECENT]
    for merge in found:
        merge.counted = merging.counted(merge.moved)
    return found


@require_http_methods(["GET", "POST"])
def merge(request, slug):
    """What would move, and the button that moves it."""
    project = access.get_project(request.user, slug, Verb.MERGE_ACTORS)
    sent = request.GET if request.method == "GET" else request.POST
    context = {"project": project, "section": "texts", "sent": sent, "problems": []}
    try:
        kept, absorbed = two_actors(project, sent, "kept", "absorbed")
        if kept.pk == absorbed.pk:
            raise ValidationError("Choose two different actors.")
        context["preview"] = merges.preview(kept, absorbed)
        if request.method == "POST":
            done = merging.merge_actors(
                kept=kept,
                absorbed=absorbed,
                reason=request.POST.get("reason", ""),
                by=request.user,
            )
            return merged(request, project, done)
    except ValidationError as error:
        # the empty form asks which two
        if request.method == "POST" or sent.get("absorbed"):
            context["problems"] = error.messages
    return TemplateResponse(
        request,
        "annotations/merge.html",
        context,
        status=422 if context["problems"] else 200,
    )


def merged(request, project, done):
    counted = merging.counted(done.moved)
    messages.success(
        request,
        f"“{done.absorbed}” is one with “{done.kept}” now: {counted['annotations']}"
        f" annotations and {counted['authorships']} parts in texts moved.",
    )
    return redirect("annotations:actor", project.slug, done.kept_id)


@require_POST
def unmerge(request, slug, pk):
    """Take a merge back."""
    project = access.get_project(request.user, slug, Verb.MERGE_ACTORS)
    found = get_object_or_404(ActorMerge.objects.of_project(project).for_list(), pk=pk)
    found.project = project
    try:
        back = merging.unmerge_actors(merge=found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("annotations:lookalikes", slug)
    messages.success(
        request,
        f"“{found.absorbed}” stands by itself again: {back['annotations']} annotations"
        f" and {back['authorships']} parts in texts came back. What was added since"
        f" stays with “{found.kept}”.",
    )
    return redirect("annotations:actor", slug, found.absorbed_id)


@require_POST
def different(request, slug):
    """Remember that two actors are different."""
    project = access.get_project(request.user, slug, Verb.MERGE_ACTORS)
    try:
        one, other = two_actors(project, request.POST, "one", "other")
        differences.say_different(one=one, other=other, by=request.user)
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    messages.success(request, f"Noted: “{one}” and “{other}” are different.")
    return redirect("annotations:lookalikes", slug)
