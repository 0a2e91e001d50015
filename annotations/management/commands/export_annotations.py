"""manage.py export_annotations: write a set into a file or to standard output."""

import tempfile
from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.exchange.export import FORMATS, deliver, export_set, folder
from corpus import access
from corpus.access import Verb


class Command(ActingCommand):
    help = "Write a project's annotations as JSON Lines, CSV or W3C Web Annotations."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--format", default="jsonl", choices=FORMATS)
        parser.add_argument("--output", metavar="FILE", help="default: standard output")

    def act(self, by, project, format, output, **options):
        found = access.get_project(by, project, Verb.EXPORT)
        place = Path(output).resolve().parent if output else folder()
        try:
            with tempfile.NamedTemporaryFile(dir=place, delete=False) as file:
                written = Path(file.name)
                number = export_set(project=found, format=format, file=file)
            deliver(written, output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error
        self.stderr.write(f"{number} annotations of {project} written.")
