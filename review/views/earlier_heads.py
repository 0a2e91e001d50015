"""Bring back what a text's head, or a project's rules, said before a change."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from annotations.heads import LABELS, shown
from corpus import access
from corpus.access import Verb
from corpus.actions import head_edits as actions
from corpus.actions import heads
from corpus.actions.projects import RULES, word_of
from corpus.models import HeadEdit, RulesChange

LONGEST_WHY = 2000


@require_http_methods(["GET", "POST"])
def earlier_head(request, slug, pk):
    """What the head would say again; sent, it does."""
    project = access.get_project(request.user, slug, Verb.EDIT_HEAD)
    rows = HeadEdit.objects.of_project(project).select_related(
        "document__situation", "by"
    )
    edit = get_object_or_404(rows, pk=pk)
    edit.document.project = project
    problem, status = "", 200
    if request.method == "POST":
        try:
            actions.bring_head_back(
                edit=edit,
                version=request.POST.get("version", ""),
                by=request.user,
                why=request.POST.get("why", "")[:LONGEST_WHY],
            )
        except heads.Changed as error:
            problem, status = str(error), 409
            edit.document = error.document
        except ValidationError as error:
            problem, status = " ".join(error.messages), 422
        else:
            return _done(request, slug, "head")
    now = heads.said(edit.document)
    then = actions.head_before(edit)
    context = {
        "project": project,
        "change": edit,
        "title": edit.document.title,
        "path": reverse("corpus:edit_head", args=[slug, edit.document_id]),
        "rows": [
            (label, shown(now[name]), shown(then[name]))
            for name, label in LABELS.items()
            if name in then and now[name] != then[name]
        ],
        "version": heads.head_version(edit.document),
    }
    return _page(request, context, problem, status)


@require_http_methods(["GET", "POST"])
def earlier_rules(request, slug, pk):
    """What the rules would be again; sent, they are."""
    project = access.get_project(request.user, slug, Verb.MANAGE)
    rows = RulesChange.objects.of_project(project).select_related("by")
    change = get_object_or_404(rows, pk=pk)
    change.project = project
    problem, status = "", 200
    if request.method == "POST":
        try:
            actions.bring_rules_back(
                change=change,
                by=request.user,
                why=request.POST.get("why", "")[:LONGEST_WHY],
            )
        except ValidationError as error:
            problem, status = " ".join(error.messages), 422
        else:
            return _done(request, slug, "rules")
    then = actions.rules_before(change)
    context = {
        "project": project,
        "change": change,
        "title": "Rules of the project",
        "path": reverse("corpus:members", args=[slug]),
        "rows": [
            (label, word_of(name, getattr(project, name)), word_of(name, then[name]))
            for name, label in RULES.items()
            if name in then and getattr(project, name) != then[name]
        ],
    }
    return _page(request, context, problem, status)


def _page(request, context, problem, status):
    context |= {"section": "history", "problem": problem}
    return TemplateResponse(
        request, "review/earlier_state.html", context, status=status
    )


def _done(request, slug, kind):
    messages.success(request, "The earlier state is back, as a new change.")
    return redirect(f"{reverse('review:history', args=[slug])}?kind={kind}")
