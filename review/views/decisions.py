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

NOTHING = "There is no decision to take back any more."


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
        precedent=form.cleaned_data["precedent"],
        by=request.user,
    )
    if decided.rows:
        undo.remember(request, project, status, decided)
    return decided.stale


def undo_last(request, project):
    """Take the session's last step back.

    Returns:
        ``actions.Decided``, or None when there is no step to take back.

    Raises:
        PermissionDenied, ValidationError: an entry or actor is there no longer.
    """
    step = undo.last(request, project)
    if step is None:
        return None
    if "edit" in step:
        done = actions.take_back_change(
            project=project, **undo.change_of(step), by=request.user
        )
    else:
        done = actions.take_back(
            project=project,
            groups=undo.groups_of(step),
            precedents=step["precedents"],
            by=request.user,
        )
    undo.forget(request, project, done.rows)
    return done


@require_POST
def take_back(request, slug):
    """Undo the session's last decision, and go back to where it was made."""
    project = access.get_project(request.user, slug, Verb.DECIDE)
    done = undo_last(request, project)
    if done is None:
        messages.warning(request, NOTHING)
    else:
        messages.success(request, taken_back(len(done.rows), len(done.stale)))
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}):
        return redirect("annotations:doctrines", project.slug)
    return redirect(there)


def taken_back(back, left):
    sentence = f"Taken back: {back}."
    if left:
        sentence += f" {left} changed since and stay as they are."
    return sentence
