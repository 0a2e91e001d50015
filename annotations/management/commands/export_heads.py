"""manage.py export_heads: write what is known of texts as a table."""

import tempfile
from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.exchange.export import deliver, folder
from annotations.exchange.snapshot import snapshot
from annotations.heads import heads_in_parts
from annotations.heads_table import KINDS
from corpus import access
from corpus.access import Verb
from corpus.models import Document


class Command(ActingCommand):
    help = "Write the heads of a project's texts as CSV or XLSX, a row a text."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--format", default="csv", choices=KINDS)
        parser.add_argument("--output", metavar="FILE", help="default: standard output")

    def act(self, by, project, format, output, **options):
        found = access.get_project(by, project, Verb.EXPORT)
        place = Path(output).resolve().parent if output else folder()
        try:
            with snapshot():
                texts = Document.objects.of_project(found).standing().order_by("pk")
                heads = heads_in_parts(list(texts.values_list("pk", flat=True)))
                with tempfile.NamedTemporaryFile(dir=place, delete=False) as file:
                    number = KINDS[format].write(heads, file)
            deliver(Path(file.name), output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error
        self.stderr.write(f"{number} texts of {project} written.")
