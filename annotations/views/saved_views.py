"""Keeping a choice of filters, columns and order under a name."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from annotations.actions import saved_views as actions
from annotations.forms.documents import filter_of
from annotations.models import SavedView
from corpus import access
from corpus.access import Verb


@require_POST
def save_view(request, slug):
    project = access.get_project(request.user, slug)
    form = filter_of(
        request.POST.get("query", ""),
        project=project,
        may_withdraw=access.may(request.user, Verb.WITHDRAW, project),
    )
    query = form.query()
    try:
        view = actions.save_view(
            project=project,
            name=request.POST.get("name", ""),
            query=query,
            audience=request.POST.get("audience", "own"),
            by=request.user,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"The view “{view.name}” is kept above the list.")
    return redirect(f"{reverse('annotations:documents', args=[slug])}?{query}")


@require_POST
def delete_view(request, slug, pk):
    project = access.get_project(request.user, slug)
    kept = SavedView.objects.of_project(project).of_texts()
    views = kept.for_list(request.user)
    view = get_object_or_404(views, pk=pk)
    view.project = project
    actions.delete_view(view=view, by=request.user)
    messages.success(request, f"The view “{view.name}” is gone; the texts stay.")
    return redirect("annotations:documents", slug)
