"""Who calls the API: the bearer of a token, or a signed-in page with its CSRF token."""

from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf

from accounts.models import Scope, Token

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class TokenBearer(HttpBearer):
    """``Authorization: Bearer gls_…``; a bad one never falls back to the session."""

    def __call__(self, request):
        if "Authorization" not in request.headers:
            return None
        return super().__call__(request) or self.refuse()

    def authenticate(self, request, token):
        found = Token.objects.find(token)
        if found is None:
            self.refuse()
        if found.scope == Scope.READ and request.method not in SAFE_METHODS:
            raise HttpError(403, "This token may only read. Make one that may write.")
        return found.user

    def refuse(self):
        raise AuthenticationError(
            message="The token is not valid: revoked, expired or mistyped."
        )


class SignedIn(APIKeyCookie):
    """The session of a signed-in page; a change carries the page's CSRF token."""

    param_name = "sessionid"

    def __call__(self, request):
        if not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise HttpError(403, "The page is too old to save. Load it again.")
        return request.user

    def authenticate(self, request, key):
        raise NotImplementedError("answered by __call__")
