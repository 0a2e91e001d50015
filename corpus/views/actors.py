"""The actors of a project: who writes, and whose positions are reported."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from corpus import access
from corpus.access import Verb, get_project
from corpus.actions import names as actions
from corpus.forms.actors import ActorForm, EditActorForm, shown
from corpus.forms.problems import add_problems
from corpus.models import Actor


@require_http_methods(["GET", "POST"])
def actors(request, slug):
    """The list, and the form that adds to it."""
    verb = Verb.READ if request.method == "GET" else Verb.ADD_NAME
    project = get_project(request.user, slug, verb)
    form = ActorForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actor = actions.create_actor(
                    project=project, by=request.user, **form.cleaned_data
                )
            except ValidationError as error:
                add_problems(form, error)
            else:
                messages.success(request, f"“{actor.name}” was added.")
                return redirect("corpus:actors", slug)
    context = {
        "project": project,
        "section": "texts",
        "form": form,
        "q": request.GET.get("q", ""),
        "actors": Actor.objects.of_project(project).matching(request.GET.get("q", "")),
        "may_add": access.may(request.user, Verb.ADD_NAME, project),
    }
    return TemplateResponse(request, "corpus/actors.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit_actor(request, slug, pk):
    """Rename an actor, or say more of it."""
    actor = find(request.user, slug, pk)
    name = actor.name
    form = EditActorForm(request.POST or None, initial=shown(actor, EditActorForm))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.edit_actor(actor=actor, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                add_problems(form, error)
            else:
                messages.success(request, f"“{actor.name}” was saved.")
                return redirect("corpus:actors", slug)
    context = {
        "project": actor.project,
        "section": "texts",
        "form": form,
        "actor": actor,
        "name": name,
    }
    return TemplateResponse(request, "corpus/edit_actor.html", context, status=status)


@require_POST
def delete_actor(request, slug, pk):
    actor = find(request.user, slug, pk)
    try:
        actions.delete_actor(actor=actor, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("corpus:edit_actor", slug, pk)
    messages.success(request, f"“{actor.name}” was deleted.")
    return redirect("corpus:actors", slug)


def find(user, slug, pk):
    project = get_project(user, slug, Verb.ADD_NAME)
    actor = get_object_or_404(Actor.objects.of_project(project), pk=pk)
    actor.project = project
    return actor
