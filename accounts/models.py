"""People and their API tokens."""

import hashlib
import secrets
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.prepared import Kept, instance

#: The e-mail of the account that commands act as when no ``--by`` is given.
COMMAND_EMAIL = "command@localhost"


class Kind(models.TextChoices):
    PERSON = "person", "Person"
    COMMAND = "command", "The command line"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email, password=None, name=""):
        """Make a person; without a password they cannot sign in until they set one."""
        user = self.model(email=self.normalise(email), name=name.strip())
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def normalise(self, email):
        """One spelling for an address: trimmed and in lower case."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, username):
        return self.get(email=self.normalise(username))

    def people(self):
        """Everybody but the command account."""
        return self.filter(kind=Kind.PERSON)

    def command(self):
        """The built-in account that commands act as; it can never sign in."""
        user, _ = self.get_or_create(
            kind=Kind.COMMAND,
            defaults={"email": COMMAND_EMAIL, "name": "command", "password": "!"},
        )
        return user


class User(AbstractBaseUser):
    #: The address a person signs in with, in lower case.
    email = models.EmailField(
        "e-mail", unique=True, error_messages={"unique": "This address is in use."}
    )
    #: How colleagues see the person; the address stands in when it is empty.
    name = models.CharField(max_length=150, blank=True)
    #: A person, or the one account that commands act as.
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON)
    #: False for somebody who left: deactivated, never deleted.
    is_active = models.BooleanField("active", default=True)  # type: ignore[misc]
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind=Kind.COMMAND), name="one_command_user"
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def commands(self):
        """Whether this is the account of the command line, owner of everything."""
        return self.kind == Kind.COMMAND

    #: Django's own pages ask for these two; nobody here is staff.
    is_staff = False
    is_superuser = False


class Scope(models.TextChoices):
    READ = "read", "Read only"
    WRITE = "write", "Read and write"


#: What a request asks of its token and its user.
TOKEN_FIELDS = ["id", "user_id", "scope", "expires", "revoked"]
USER_FIELDS = ["id", "email", "name", "kind", "is_active"]
_token_of = Kept(
    lambda digest: Token.objects.filter(digest=digest).values_list(
        *TOKEN_FIELDS, *(f"user__{name}" for name in USER_FIELDS)
    ),
    digest="",
)


class TokenQuerySet(models.QuerySet["Token"]):
    def visible_to(self, user):
        """The tokens a person made; nobody sees another's."""
        return self.filter(user=user)

    def for_list(self):
        """Those that work before those that ended, newest first."""
        return self.order_by(F("revoked").desc(nulls_first=True), "-created", "-pk")

    def find(self, secret):
        """The valid token with this secret and its user, or None: one query.

        Both hold only what a request asks of them; the rest is fetched when wanted.
        """
        for values in _token_of(digest=digest(secret)):
            own = len(TOKEN_FIELDS)
            token = instance(Token, TOKEN_FIELDS, values[:own])
            token.user = instance(User, USER_FIELDS, values[own:])
            return token if token.valid() else None
        return None


class Token(models.Model):
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    #: What the person calls it, to know which program holds it.
    name = models.CharField(max_length=100)
    #: SHA-256 of the secret, in hexadecimal; the secret itself is shown once.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    #: The first characters of the secret, to recognise it in a list.
    prefix = models.CharField(max_length=12, editable=False)
    scope = models.CharField(max_length=5, choices=Scope, default=Scope.WRITE)
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TokenQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} ({self.prefix}…)"

    def ended(self):
        """Whether it was revoked or has expired."""
        return bool(self.revoked or (self.expires and self.expires <= timezone.now()))

    def valid(self):
        """Whether it has not ended, and its person may still sign in."""
        return self.user.is_active and not self.ended()


def digest(secret):
    """SHA-256 of a secret, in hexadecimal: what is kept of tokens and links."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def new_secret(prefix):
    """A secret of 256 random bits behind a prefix that names its kind."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"
