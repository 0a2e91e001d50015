"""Print who takes which position, as a list or as the API's JSON."""

import msgspec

from accounts.command import ActingCommand
from annotations import comparison
from annotations.forms.selection import SelectionForm, wants_annotations
from annotations.positions.answer import positions
from annotations.positions.selection import COLUMNS, ROWS, UNITS
from corpus import access


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument(
            "--rows",
            choices=list(ROWS),
            help="whose positions; “--by document” and “--by actor” say it too",
        )
        parser.add_argument("--voice", help="own (default), attributed or all")
        parser.add_argument(
            "--situation", help="a code, or all; without it, that of each text"
        )
        for name, told in (
            ("--status", "proposed, accepted, rejected; without it, all but rejected"),
            ("--coder", "an e-mail address; without it, all coders"),
        ):
            parser.add_argument(name, action="append", help=f"{told}; may be repeated")
        parser.add_argument("--doctrine", help="a doctrine, with those below it")
        parser.add_argument("--columns", help=", ".join(COLUMNS))
        parser.add_argument("--unit", help=f"what counts once: {', '.join(UNITS)}")
        for name in ("--since", "--until"):
            parser.add_argument(name, help="a date of texts: 2022, 2022-01, 2022-01-07")
        parser.add_argument(
            "--with",
            dest="named",
            default="",
            metavar="annotations",
            help="name the annotations of each row",
        )
        parser.add_argument("--json", action="store_true", help="as the API answers")

    def handle(self, *args, by=None, rows=None, **options):
        # elsewhere --by is who asks; the API's by is whose positions
        if by in ROWS:
            rows, by = by, None
        return super().handle(*args, by=by, rows=rows or "", **options)

    def act(self, by, *, project, rows, named, json, **options):
        project = access.get_project(by, project)
        form = SelectionForm({**options, "by": rows}, project=project)
        answer = positions(form.selection(), wants_annotations(named))
        if json:
            self.stdout.write(msgspec.json.encode(answer).decode())
            return
        for item in answer["items"]:
            self.stdout.write(line(item))
        if not answer["items"]:
            self.stdout.write("No passage counts under these filters.")


def line(item):
    """For a reader: "Doe, Jane · uof.prohibition · denies 2 · effect +2"."""
    effect = f"effect {item.effect_sum:+g}"
    parts = [item.holder["name"], item.doctrine, comparison.in_words(item)]
    return " · ".join([*parts, effect])
