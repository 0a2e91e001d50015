"""manage.py import_heads: take a changed table of heads in, whole or not at all."""

from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.actions.heads import ChangedMeanwhile, make_change, told
from annotations.actions.heads_import import (
    changes_of_rows,
    propose_table,
    rows_of_table,
)
from corpus import access
from corpus.access import Verb


class Command(ActingCommand):
    help = "Change the heads of a project's texts as a table of them says."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("file", metavar="FILE")

    def act(self, by, project, dry_run, file, **options):
        found = access.get_project(by, project, Verb.EDIT_HEAD)
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        if dry_run:
            table = rows_of_table(data)
            rows, looked_at = changes_of_rows(project=found, rows=table)
            for row in rows:
                for label, before, after in told(row):
                    change = f"{before or '(empty)'} → {after or '(empty)'}"
                    self.stdout.write(f"Line {row['line']}: {label}: {change}")
            self._say(len(rows), looked_at, "would be")
            return
        change = propose_table(
            project=found, data=data, filename=Path(file).name, by=by
        )
        try:
            make_change(change=change, by=by)
        except ChangedMeanwhile as error:
            raise CommandError(str(error)) from error
        self._say(len(change.rows), change.looked_at, "were")

    def _say(self, changed, looked_at, done):
        self.stdout.write(f"{looked_at} texts compared: {changed} {done} changed.")
