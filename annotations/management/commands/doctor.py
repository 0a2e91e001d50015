"""manage.py doctor: prove the invariants; exit code 1 when one is broken."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from annotations import doctor
from config import embedded_postgres


class Command(BaseCommand):
    help = (
        "Look for texts, quotes, history and references that are not what they must be."
    )
    requires_system_checks = ()

    def handle(self, **options):
        place = connection.settings_dict["HOST"] or "localhost"
        if place == embedded_postgres.database(settings.DATA)["HOST"]:
            place = f"{embedded_postgres.cluster(settings.DATA)}, socket in {place}"
        self.stdout.write(f"Data: {settings.DATA}; server: {place}")
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        findings = 0
        for finding in doctor.examine():
            findings += 1
            self.stdout.write(f"{finding.invariant}: {finding.sentence}")
        if findings:
            raise CommandError(
                f"{findings} findings. Restore a backup, or ask for help."
            )
        self.stdout.write("Texts, quotes, history and references are as they must be.")
