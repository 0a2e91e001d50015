"""How allauth signs people in here: sign-up is closed, guessing is slow."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignup(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Never: people come by an invitation or a command."""
        return False

    def get_password_change_redirect_url(self, request):
        return "/account/"

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count failures per account *and* address.

        By account alone, as allauth does it, a stranger could lock the owner out.
        """
        email = credentials.get("email", "").strip().lower()
        return f"{email} {self.get_client_ip(request)}"
