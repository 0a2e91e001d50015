"""manage.py import_bibliography: take what a bibliography says of a project's texts."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from accounts.command import ActingCommand
from corpus import access
from corpus.access import Verb
from corpus.actions import bibliography as actions
from corpus.actions.documents import add_documents


class Command(ActingCommand):
    help = "Compare a bibliography with a project's texts and take what it says."

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument("--take", default="empty", choices=["empty", "all"])
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("files", nargs="+", metavar="FILE")

    def act(self, by, project, take, dry_run, files, **options):
        found = access.get_project(by, project, Verb.EDIT_HEAD)
        try:
            given = actions.read([(name, Path(name).read_bytes()) for name in files])
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        entries = actions.match(project=found, given=given, by=by)
        for sentence in [*given.bibliography.problems, *_sentences(entries)]:
            self.stderr.write(sentence)
        changes = actions.changes_of(entries, only_empty=take == "empty")
        sources = actions.new_sources(entries, given.files)
        if not dry_run:
            actions.take(project=found, changes=changes, by=by)
            if sources:
                add_documents(project=found, sources=sources, by=by)
        done = "would be" if dry_run else "were"
        self.stdout.write(
            f"{len(entries)} entries: {len(changes)} texts {done} changed,"
            f" {len(sources)} {done} added."
        )


def _sentences(entries):
    for one in entries:
        title = one.head.get("title", "(no title)")
        if one.state == "doubtful":
            yield f"Doubtful, left alone: {title}"
        elif one.state == "without file":
            yield f"Not here, and without a file: {title}"
