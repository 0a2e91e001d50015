"""A person's own account, their tokens, and the links that make a password."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.forms import PASSWORD_HELP, AccountForm, NewPersonForm, TokenForm
from accounts.models import Token, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
require_page = require_http_methods(["GET", "HEAD", "POST"])


@require_page
@reauthentication_required(allow_get=True)
def account(request):
    user = request.user
    form = AccountForm(
        request.POST or None, initial={"name": user.name, "email": user.email}
    )
    if request.method == "POST" and form.is_valid():
        # a copy: the page's header must not show what was refused
        changed = User.objects.get(pk=user.pk)
        try:
            actions.edit_account(user=changed, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Your account is changed.")
            return redirect("accounts:account")
    return TemplateResponse(request, "accounts/account.html", {"form": form})


@never_cache
@require_page
@reauthentication_required(allow_get=True)
def tokens(request):
    """The person's tokens; a new one's secret is in the answer to the POST only."""
    form = TokenForm(request.POST or None)
    secret = None
    if request.method == "POST" and form.is_valid():
        _, secret = actions.create_token(
            user=request.user,
            name=form.cleaned_data["name"],
            scope=form.cleaned_data["scope"],
            expires=form.expires(),
        )
        form = TokenForm()
    listed = Token.objects.visible_to(request.user).for_list()
    return TemplateResponse(
        request,
        "accounts/tokens.html",
        {"form": form, "secret": secret, "tokens": listed},
    )


@require_POST
@reauthentication_required
def revoke_token(request, pk):
    token = get_object_or_404(Token.objects.visible_to(request.user), pk=pk)
    actions.revoke_token(token=token)
    messages.success(request, f"The token “{token.name}” no longer works.")
    return redirect("accounts:tokens")


@never_cache
@login_not_required
@sensitive_post_parameters()
@require_page
def set_password(request, uid, token):
    """The page behind a link that an owner or operator handed over."""
    user = actions.user_of_link(uid, token)
    if user is None:
        return TemplateResponse(request, "accounts/dead_link.html", status=404)
    form = SetPasswordForm(user, request.POST or None)
    form.fields["new_password1"].help_text = PASSWORD_HELP
    if request.method == "POST" and form.is_valid():
        form.save()
        login(request, user, backend=BACKEND)
        messages.success(request, "Your password is set, and you are signed in.")
        return redirect("corpus:start")
    return TemplateResponse(
        request, "accounts/set_password.html", {"form": form, "person": user}
    )


@never_cache
@login_not_required
@sensitive_post_parameters()
@require_page
def first_owner(request, signed):
    """On an empty database: who opens the printed link makes the first account."""
    if not actions.first_owner_wanted(signed):
        return TemplateResponse(request, "accounts/dead_link.html", status=404)
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.create_first_owner(
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password1"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            login(request, user, backend=BACKEND)
            return redirect("corpus:start")
    return TemplateResponse(request, "accounts/first_owner.html", {"form": form})
