"""manage.py import_codebook: add a file's doctrines; what is there stays."""

from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.actions.codebook import load_codebook
from annotations.models import Doctrine
from corpus import access
from corpus.access import Verb
from formats import codebook


class Command(ActingCommand):
    help = "Add the doctrines of a codebook file (JSON or CSV) that are not there yet."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("file", metavar="FILE")

    def act(self, by, project, file, **options):
        found = access.get_project(by, project, Verb.EDIT_CODEBOOK)
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        known = Doctrine.objects.filter(project=found).values_list("slug", flat=True)
        try:
            entries = codebook.read(data, known=set(known))
        except codebook.Unreadable as error:
            raise CommandError("\n".join(error.problems)) from error
        made = load_codebook(project=found, data=entries, by=by)
        there = len(entries["doctrines"]) - made
        if not made:
            self.stdout.write(f"Nothing new: all {there} doctrines were there already.")
            return
        plural = "" if made == 1 else "s"
        self.stdout.write(f"{made} doctrine{plural} added, {there} there already.")
