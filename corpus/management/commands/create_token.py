"""Make an API token; it is the last word printed and is shown only now."""

from django.core.management.base import CommandError
from django.db import transaction

from accounts import actions
from accounts.command import ActingCommand
from accounts.models import Scope
from corpus.command import add_to_project
from corpus.models import Role


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--project", metavar="SLUG")
        parser.add_argument("--role", choices=Role.values)
        parser.add_argument("--name", default="command line", help="the token's name")
        parser.add_argument("--scope", choices=Scope.values, default=Scope.WRITE)

    @transaction.atomic
    def act(self, by, *, email, project, role, name, scope, **options):
        user, made = actions.find_or_create_user(email=email)
        if user.commands:
            raise CommandError("The account of the command line takes no token.")
        if not user.is_active:
            raise CommandError(f"The account of {user.email} is deactivated.")
        if made:
            self.stdout.write(f"Made an account for {user.email}.")
        added = add_to_project(user=user, slug=project, role=role, by=by)
        if added:
            self.stdout.write(added)
        _, secret = actions.create_token(user=user, name=name, scope=scope)
        self.stdout.write(f"Token: {secret}")
