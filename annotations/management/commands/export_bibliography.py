"""manage.py export_bibliography: write what is known of texts for Zotero and others."""

from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from corpus import access
from corpus.access import Verb
from corpus.actions.bibliography import FORMATS, written
from corpus.models import Document
from corpus.presenters import for_rows


class Command(ActingCommand):
    help = "Write a project's texts as CSL-JSON, RIS or BibTeX."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--format", default="csl", choices=FORMATS)
        parser.add_argument("--output", metavar="FILE", help="default: standard output")

    def act(self, by, project, format, output, **options):
        found = access.get_project(by, project, Verb.EXPORT)
        rows = Document.objects.of_project(found).standing().order_by("pk")
        text = written(format, for_rows(rows))
        if not output:
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error
        self.stderr.write(f"{rows.count()} texts of {project} written.")
