"""Make an account, and print a link where its owner sets a password.

For somebody who has a password it prints one with --link: it helps a forgotten one.
"""

from django.core.management.base import CommandError
from django.db import transaction

from accounts import actions
from accounts.addresses import absolute
from accounts.command import ActingCommand
from corpus.command import add_to_project
from corpus.models import Role


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", default="", help="how colleagues see the person")
        parser.add_argument("--project", metavar="SLUG")
        parser.add_argument("--role", choices=Role.values)
        parser.add_argument(
            "--link", action="store_true", help="also for who has a password"
        )

    @transaction.atomic
    def act(self, by, *, email, name, project, role, link, **options):
        user, made = actions.find_or_create_user(email=email, name=name)
        if user.commands:
            raise CommandError("The account of the command line has no password.")
        if not user.is_active:
            raise CommandError(f"The account of {user.email} is deactivated.")
        added = add_to_project(user=user, slug=project, role=role, by=by)
        if added:
            self.stdout.write(added)
        state = "Made an account" if made else "There is an account already"
        if user.has_usable_password() and not link:
            self.stdout.write(f"{state} for {user.email}. A new password: --link")
            return
        address = absolute(actions.set_password_path(user))
        self.stdout.write(f"{state} for {user.email}. To set its password: {address}")
