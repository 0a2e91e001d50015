"""Sign-up is closed: people come by an invitation or a command."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignup(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
