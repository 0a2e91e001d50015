"""Change a situation, or delete one that nothing is about."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from corpus.access import Verb, get_project
from corpus.actions import names as actions
from corpus.forms.problems import add_problems
from corpus.forms.situations import EditSituationForm, shown
from corpus.models import Situation


@require_http_methods(["GET", "POST"])
def edit_situation(request, slug, pk):
    """Change a situation; its code is permanent."""
    situation = find(request.user, slug, pk)
    form = EditSituationForm(request.POST or None, initial=shown(situation))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.edit_situation(
                    situation=situation, by=request.user, **form.changes()
                )
            except actions.Stale as error:
                form.add_error(None, str(error))
                status = 409
            except ValidationError as error:
                add_problems(form, error)
            else:
                messages.success(request, f"{situation.code} was saved.")
                return redirect(reverse("annotations:situation", args=[slug, pk]))
    context = {
        "project": situation.project,
        "section": "texts",
        "form": form,
        "situation": situation,
    }
    return TemplateResponse(
        request, "corpus/edit_situation.html", context, status=status
    )


@require_POST
def delete_situation(request, slug, pk):
    situation = find(request.user, slug, pk)
    try:
        actions.delete_situation(situation=situation, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("corpus:edit_situation", slug, pk)
    messages.success(request, f"{situation.code} was deleted.")
    return redirect(reverse("annotations:situations", args=[slug]))


def find(user, slug, pk):
    project = get_project(user, slug, Verb.ADD_NAME)
    situation = get_object_or_404(Situation.objects.of_project(project), pk=pk)
    situation.project = project
    return situation
