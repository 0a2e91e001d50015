"""Start the private PostgreSQL and leave it running, or stop it."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import embedded_postgres


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["start", "stop"])
        parser.add_argument("--by", metavar="EMAIL", help="who asks; changes nothing")

    def handle(self, *, verb, **options):
        if os.environ.get("DATABASE_URL"):
            raise CommandError(
                "DATABASE_URL names a server of your own: start and stop that one."
            )
        if verb == "start":
            new = embedded_postgres.start_and_keep(settings.DATA)
            self.stdout.write("PostgreSQL runs." if new else "PostgreSQL ran already.")
        else:
            was = embedded_postgres.stop_now(settings.DATA)
            self.stdout.write("PostgreSQL stopped." if was else "Nothing was running.")
