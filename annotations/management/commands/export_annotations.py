"""manage.py export_annotations: write a set into a file or to standard output."""

import tempfile
from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.exchange.chosen import chosen
from annotations.exchange.export import FORMATS, deliver, export_set, folder
from annotations.forms.exchange import wanted
from corpus import access
from corpus.access import Verb


class Command(ActingCommand):
    help = "Write a project's annotations as JSON Lines, CSV or W3C Web Annotations."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--format", default="jsonl", choices=FORMATS)
        parser.add_argument("--output", metavar="FILE", help="default: standard output")
        parser.add_argument(
            "--only",
            default="",
            metavar="counted",
            help="counted: only what a comparison counts, with the filters below",
        )
        parser.add_argument("--doctrine", help="a doctrine, with those below it")
        for name in ("--status", "--coder"):
            parser.add_argument(name, action="append", help="may be repeated")
        parser.add_argument("--voice", help="own (default), attributed or all")
        parser.add_argument(
            "--situation", help="a code, or all; without it, that of each text"
        )
        for name in ("--since", "--until"):
            parser.add_argument(name, help="a date of texts: 2022, 2022-01, 2022-01-07")

    def act(self, by, project, format, output, **options):
        found = access.get_project(by, project, Verb.EXPORT)
        rows, layers = chosen(found, **self.asked(found, options))
        place = Path(output).resolve().parent if output else folder()
        try:
            with tempfile.NamedTemporaryFile(dir=place, delete=False) as file:
                written = Path(file.name)
                number = export_set(
                    project=found, format=format, file=file, only=rows, layers=layers
                )
            deliver(written, output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error
        self.stderr.write(f"{number} annotations of {project} written.")

    def asked(self, project, options):
        found = wanted(options, project)
        for name in ("status", "coder"):
            # one of each, where all that stand are filtered
            if several := found.get(name):
                if len(several) > 1:
                    raise CommandError(
                        f"Several of --{name} are taken with “--only counted” alone."
                    )
                found[name] = several[0]
        return found
