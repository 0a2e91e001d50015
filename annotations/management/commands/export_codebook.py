"""manage.py export_codebook: a project's codebook as a file."""

import sys
from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.exchange.codebook import written
from corpus import access
from corpus.access import Verb
from formats.codebook import Unwritable
from formats.codebook_files import FORMATS


class Command(ActingCommand):
    help = "Write a project's codebook as a file."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=list(FORMATS), default="json")
        parser.add_argument("--output", metavar="FILE", help="instead of the output")

    def act(self, by, project, format, output, **options):
        found = access.get_project(by, project, Verb.EXPORT)
        try:
            data = written(found, format)
        except Unwritable as error:
            raise CommandError(str(error)) from error
        if not output:
            sys.stdout.buffer.write(data)
            return
        try:
            Path(output).write_bytes(data)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error
        self.stdout.write(f"Wrote {output}.")
