"""What a person or an operator does with accounts."""

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import Scope, Token, User, digest, new_secret

FIRST_OWNER = TimestampSigner(salt="accounts.first_owner")
FIRST_OWNER_SECONDS = 24 * 60 * 60


@transaction.atomic
def create_token(*, user, name, scope=Scope.WRITE, expires=None):
    """Make an API token.

    Returns:
        (token, secret): the secret is kept nowhere and can be shown only now.
    """
    secret = new_secret("gls")
    token = Token(
        user=user,
        name=name.strip() or "token",
        digest=digest(secret),
        prefix=secret[:10],
        scope=scope,
        expires=expires,
    )
    token.full_clean()
    token.save()
    return token, secret


def revoke_token(*, token):
    """End a token; it is kept so that its name stays known."""
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])


@transaction.atomic
def find_or_create_user(*, email, name=""):
    """The person with this address, made without a password when there is none.

    Returns:
        (user, made)
    """
    found = User.objects.filter(email=User.objects.normalise(email)).first()
    if found:
        return found, False
    return User.objects.create_user(email, name=name), True


def set_password_path(user):
    """A path where this person sets a password once; it needs no mail."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse(
        "accounts:set_password", args=[uid, default_token_generator.make_token(user)]
    )


def user_of_link(uid, token):
    """The person a set-password link was made for, or None when it has ended."""
    try:
        key = int(urlsafe_base64_decode(uid))
    except ValueError:
        return None
    user = User.objects.people().filter(pk=key, is_active=True).first()
    if user and default_token_generator.check_token(user, token):
        return user
    return None


@transaction.atomic
def edit_account(*, user, name, email):
    """Change how somebody is called and signs in.

    Raises:
        ValidationError: the address is no address, or somebody else's.
    """
    user.name, user.email = name.strip(), User.objects.normalise(email)
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "email"])


def first_owner_path():
    """A path where the first person makes their account; nothing of it is stored.

    It works for a day and until somebody has an account.
    """
    return reverse("accounts:first_owner", args=[FIRST_OWNER.sign("first")])


def first_owner_wanted(signed):
    """Whether this part of a first owner's link still works."""
    try:
        FIRST_OWNER.unsign(signed, max_age=FIRST_OWNER_SECONDS)
    except BadSignature:
        return False
    return not User.objects.people().exists()


@transaction.atomic
def create_first_owner(*, email, name, password):
    """Make the first person's account.

    Raises:
        ValidationError: somebody was quicker.
    """
    # the command account's row is the lock: of two requests one is first
    User.objects.select_for_update().get(pk=User.objects.command().pk)
    if User.objects.people().exists():
        raise ValidationError("There is an account already. Sign in with it.")
    return User.objects.create_user(email, password, name=name)
