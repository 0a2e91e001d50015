"""manage.py import_codebook: add a file's doctrines; what is there stays."""

from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.actions.codebook import load_codebook
from annotations.codebook_plan import plan_import
from annotations.exchange import codebook as exchange
from corpus import access
from corpus.access import Verb
from formats.codebook import Unreadable
from formats.counted import counted


class Command(ActingCommand):
    help = (
        "Add the doctrines of a codebook file that are not there yet (JSON, CSV, XLSX,"
        " SKOS as Turtle or JSON-LD, REFI-QDA .qdc)."
    )

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument(
            "--update",
            action="store_true",
            help="entries that are there become what the file says of them",
        )
        parser.add_argument(
            "--meaning",
            action="store_true",
            help="with --update: what these entries mean is another, so annotations of"
            " those with other words wait to be looked at again",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and stop"
        )
        parser.add_argument("file", metavar="FILE")

    def act(self, by, project, file, update, meaning, dry_run, **options):
        found = access.get_project(by, project, Verb.EDIT_CODEBOOK)
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        try:
            given = exchange.read(found, data, Path(file).name)
        except Unreadable as error:
            raise CommandError("\n".join(error.problems)) from error
        for warning in given.warnings:
            self.stderr.write(warning)
        if dry_run:
            self.tell(plan_import(found, given.codebook, given.fields), update)
            return
        made, changed = load_codebook(
            project=found,
            data=given.codebook,
            by=by,
            update=update,
            meaning=meaning,
            fields=given.fields,
        )
        there = len(given.codebook.doctrines) - made - changed
        if not made and not changed:
            were = counted(there, "doctrine was there", "doctrines were there")
            self.stdout.write(f"Nothing new: {were} already.")
            return
        said = f"{counted(made, 'doctrine')} added, "
        if changed:
            said += f"{changed} changed, "
        self.stdout.write(f"{said}{there} there already.")

    def tell(self, plan, update):
        for row in plan.new:
            self.stdout.write(f"new: {row.slug}")
        for row in plan.changed:
            labels = [one.label for one in row.differences]
            if row.examples:
                labels.append("Examples")
            verb = "changed" if update else "differs, stays as it is"
            self.stdout.write(f"{verb}: {row.slug} ({', '.join(labels)})")
        for row in plan.missing:
            self.stdout.write(f"not in the file, stays: {row.slug}")
        self.stdout.write(f"{plan.unchanged} equal. Nothing was done.")
