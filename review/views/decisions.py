"""Decide about ticked annotations, on the page that lists them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from corpus import access
from corpus.access import Verb
from review import undo
from review.actions import decisions as actions
from review.forms.decision import DecisionForm, read_seen


def decide(request, project):
    """Carry out a posted decision.

    Returns:
        the rows that somebody changed since they were seen, left as they are.

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(request.user, Verb.DECIDE, project)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    status = form.cleaned_data["status"]
    decided = actions.decide(
        project=project,
        seen=read_seen(request.POST.getlist("annotation")),
        status=status,
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    if decided.rows:
        undo.remember(request, project, status, decided)
    return decided.stale


@require_POST
def take_back(request, slug):
    """Undo the session's last decision, and go back to where it was made."""
    project = access.get_project(request.user, slug, Verb.DECIDE)
    kept = undo.last(request, project)
    if kept is None:
        messages.warning(request, "There is no decision to take back any more.")
    else:
        back, left = actions.take_back(
            project=project, groups=undo.groups_of(kept), by=request.user
        )
        undo.forget(request)
        messages.success(request, taken_back(back, left))
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}):
        return redirect("annotations:doctrines", project.slug)
    return redirect(there)


def taken_back(back, left):
    sentence = f"Taken back: {back}."
    if left:
        sentence += f" {left} changed since and stay as they are."
    return sentence
