"""manage.py export_annotations: write a set into a file or to standard output."""

import shutil
import sys
import tempfile
from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.exchange.export import FORMATS, export_set, folder
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
            self.deliver(written, output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error
        self.stderr.write(f"{number} annotations of {project} written.")

    def deliver(self, written, output):
        """Put the whole file in its place at once; half an export is never seen."""
        if output:
            written.chmod(0o644)
            written.replace(output)
            return
        with written.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        written.unlink()
