"""Who belongs to a project, and the links that let people in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.forms import NewPersonForm
from accounts.views import BACKEND
from corpus.access import Verb, get_project, may
from corpus.actions import projects as actions
from corpus.forms.projects import InvitationForm, RulesForm
from corpus.letters import send_invitation
from corpus.models import Invitation, Membership, Role

#: Role -> what an invitation says of it.
INVITED_TO = {
    Role.VIEWER: "You can then read everything in it, and export it.",
    Role.CODER: "You can then read everything in it, add texts and mark passages.",
    Role.REVIEWER: "You can then read and mark everything in it, decide about what"
    " others marked, and edit the codebook.",
    Role.OWNER: "You can then do everything in it, also manage its members, import"
    " sets and withdraw texts.",
}

SENT = "The invitation is on its way to {address}."
NOT_SENT = "The letter to {address} could not be sent. Send the link below yourself."


@require_safe
def members(request, slug):
    project = get_project(request.user, slug)
    return members_page(request, project, InvitationForm())


def members_page(request, project, form, link="", rules=None):
    """The page; ``link`` is a new invitation's, shown this once."""
    kept = {name: getattr(project, name) for name in actions.RULES}
    context = {
        "project": project,
        "section": "members",
        "manages": may(request.user, Verb.MANAGE, project),
        "members": Membership.objects.of_project(project).for_list(),
        "invitations": Invitation.objects.visible_to(request.user)
        .of_project(project)
        .open()
        .for_list(),
        "roles": Role.choices,
        "form": form,
        "rules": rules or RulesForm(initial=kept),
        "link": link,
    }
    return TemplateResponse(request, "corpus/members.html", context)


@require_POST
def set_rules(request, slug):
    """How coders work, and who may add what."""
    project = get_project(request.user, slug, Verb.MANAGE)
    form = RulesForm(request.POST)
    if not form.is_valid():
        return members_page(request, project, InvitationForm(), rules=form)
    actions.set_rules(project=project, by=request.user, **form.cleaned_data)
    messages.success(request, "The project’s rules are kept.")
    return redirect("corpus:members", slug)


@never_cache
@require_POST
def invite(request, slug):
    project = get_project(request.user, slug, Verb.MANAGE)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return members_page(request, project, form)
    sent = form.cleaned_data
    address = sent.get("email", "")
    invitation, secret = actions.invite(
        project=project,
        role=sent["role"],
        note=sent["note"] or address[:200],
        by=request.user,
    )
    path = reverse("corpus:invitation", args=[secret])
    link = settings.SITE_URL + path if settings.SITE_URL else absolute(request, path)
    if address:
        taken = send_invitation(invitation=invitation, address=address, link=link)
        said = SENT if taken else NOT_SENT
        tell = messages.success if taken else messages.error
        tell(request, said.format(address=address))
    return members_page(request, project, InvitationForm(), link)


def absolute(request, path):
    """For a try-out without SITE_URL: the address this browser used."""
    return request.build_absolute_uri(path)


@require_POST
def change_role(request, slug, pk):
    project = get_project(request.user, slug, Verb.MANAGE)
    membership = get_object_or_404(Membership.objects.of_project(project), pk=pk)
    role = request.POST.get("role", "")
    try:
        actions.change_role(membership=membership, role=role, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"{membership.user} is now {role}.")
    return redirect("corpus:members", project.slug)


@require_POST
def remove(request, slug, pk):
    """Remove somebody, or leave: everybody may end their own membership."""
    project = get_project(request.user, slug)
    membership = get_object_or_404(Membership.objects.of_project(project), pk=pk)
    try:
        actions.remove_member(membership=membership, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("corpus:members", project.slug)
    if membership.user_id == request.user.pk:
        messages.success(request, f"You have left {project.title}.")
        return redirect("corpus:start")
    messages.success(request, f"{membership.user} is no longer a member.")
    return redirect("corpus:members", project.slug)


@require_POST
def revoke_invitation(request, slug, pk):
    project = get_project(request.user, slug, Verb.MANAGE)
    invitation = get_object_or_404(Invitation.objects.of_project(project), pk=pk)
    actions.revoke_invitation(invitation=invitation, by=request.user)
    messages.success(request, "The invitation's link no longer works.")
    return redirect("corpus:members", project.slug)


@never_cache
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, secret):
    """Join: with the account one is signed in with, or with a new one made here."""
    invitation = Invitation.objects.open().by_secret(secret)
    if invitation is None:
        return TemplateResponse(request, "corpus/dead_invitation.html", status=404)
    form = None
    if not request.user.is_authenticated:
        form = NewPersonForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            joined = join(request, secret, form)
        except ValidationError as error:
            if form is None:
                messages.error(request, error.messages[0])
                return redirect("corpus:start")
            form.add_error(None, error)
        else:
            messages.success(request, f"Welcome to {joined.title}.")
            return redirect("corpus:project", joined.slug)
    context = {
        "invitation": invitation,
        "form": form,
        "role_sentence": INVITED_TO[invitation.role],
    }
    return TemplateResponse(request, "corpus/invitation.html", context)


def join(request, secret, form):
    """Accept for who is signed in, or for the person that the form makes."""
    if form is None:
        return actions.accept_invitation(secret=secret, user=request.user)
    user, project = actions.accept_as_new_person(
        secret=secret,
        email=form.cleaned_data["email"],
        name=form.cleaned_data["name"],
        password=form.cleaned_data["password1"],
    )
    login(request, user, backend=BACKEND)
    return project
