"""What a person or an operator does with accounts."""

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import Scope, Token, User, digest, new_secret


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
