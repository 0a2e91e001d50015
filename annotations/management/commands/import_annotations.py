"""manage.py import_annotations: read a set into a project, whole or not at all."""

from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.exchange.load import READERS, load_set
from corpus import access
from corpus.access import Verb


class Command(ActingCommand):
    help = "Import a set of annotations; a wrong line is named and nothing is made."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--format", default="jsonl", choices=READERS)
        parser.add_argument(
            "--create-missing",
            action="store_true",
            help="make unknown doctrines, actors, situations, provisions and coders",
        )
        parser.add_argument("file", metavar="FILE")

    def act(self, by, project, format, create_missing, file, **options):
        found = access.get_project(by, project, Verb.IMPORT_SET)
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        loaded = load_set(
            project=found,
            data=data,
            by=by,
            format=format,
            filename=Path(file).name,
            create_missing=create_missing,
        )
        self.tell(loaded)

    def tell(self, loaded):
        if loaded.before:
            self.stdout.write(
                f"This file was imported on {loaded.before.created:%Y-%m-%d %H:%M}"
                f" with {loaded.before.made} annotations; nothing to do."
            )
            return
        self.stdout.write(f"{loaded.made} annotations made.")
        if loaded.unchanged:
            self.stdout.write(f"{loaded.unchanged} were there already.")
        for kind, names in loaded.created.items():
            self.stdout.write(f"{kind} made: {', '.join(names)}")
