"""Change an actor, or delete one that nothing names."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from corpus.access import Verb, get_project
from corpus.actions import names as actions
from corpus.forms.actors import ActorForms
from corpus.forms.problems import add_problems
from corpus.models import Actor


@require_http_methods(["GET", "POST"])
def edit_actor(request, slug, pk):
    """Names, affiliations, keys in registers and a note."""
    actor = find(request.user, slug, pk)
    forms = ActorForms(request.POST or None, actor)
    status = 200
    if request.method == "POST":
        status = 422
        if forms.are_valid():
            try:
                saved = actions.edit_actor(
                    actor=actor, by=request.user, **forms.changes()
                )
            except actions.Stale as error:
                forms.form.add_error(None, str(error))
                status = 409
            except ValidationError as error:
                add_problems(forms.form, error)
            else:
                messages.success(request, f"“{saved.name}” was saved.")
                return redirect(page(slug, pk))
    context = {
        "project": actor.project,
        "section": "texts",
        "form": forms.form,
        "aliases": forms.aliases,
        "affiliations": forms.affiliations,
        "actor": actor,
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
    return redirect(reverse("annotations:actors", args=[slug]))


def page(slug, pk):
    """The address of an actor's own page."""
    return reverse("annotations:actor", args=[slug, pk])


def find(user, slug, pk):
    project = get_project(user, slug, Verb.ADD_NAME)
    actor = get_object_or_404(Actor.objects.of_project(project), pk=pk)
    actor.project = project
    return actor
