"""What all commands share: who acts, errors as sentences, progress on a terminal."""

import sys

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from accounts.models import User


class ActingCommand(BaseCommand):
    """A command that somebody does; write ``act(self, by, **options)``."""

    #: The database is asked only when the command does its work.
    requires_system_checks = ()

    def create_parser(self, program, subcommand, **options):
        parser = super().create_parser(program, subcommand, **options)
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            help="who does it; without it, the built-in account of the command line",
        )
        return parser

    def handle(self, *args, by=None, **options):
        try:
            return self.act(acting_user(by), **options)
        except ValidationError as error:
            raise CommandError(sentences(error)) from error
        except PermissionDenied as error:
            raise CommandError(str(error) or "That is not allowed.") from error
        except Http404 as error:
            raise CommandError(str(error) or "That was not found.") from error

    def act(self, by, **options):
        """Do the command's work as the user ``by``."""
        raise NotImplementedError


def acting_user(email):
    """The active user with this e-mail; the command account when there is none given.

    Raises:
        CommandError: nobody active has this address.
    """
    if not email:
        return User.objects.command()
    found = User.objects.filter(email=User.objects.normalise(email), is_active=True)
    user = found.first()
    if user is None:
        raise CommandError(
            f"--by: nobody here has the address {email}; create_user makes an account."
        )
    return user


def sentences(error):
    """The messages of a ValidationError, each behind its field's name, a line each."""
    if not hasattr(error, "message_dict"):
        return "\n".join(error.messages)
    return "\n".join(
        message if field == "__all__" else f"{field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    )


def progress(iterable, total, label):
    """Pass the items on, and count them on a terminal's standard error.

    Args:
        total: how many items there will be; 0 when nobody knows.
        label: what is counted, such as "texts".
    """
    if not sys.stderr.isatty():
        yield from iterable
        return
    step = max(total // 100, 1)
    number = 0
    for number, item in enumerate(iterable, start=1):
        yield item
        if number % step == 0:
            print(f"\r{label}: {number} of {total}", end="", file=sys.stderr)
    print(f"\r{label}: {number} of {total or number}", file=sys.stderr)
