"""Make a project, with the starter codebook and situations unless told otherwise."""

from pathlib import Path

from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.actions.projects import start_project
from annotations.exchange import codebook_child
from corpus import access
from corpus.models import Project
from formats.codebook import Unreadable

FROM_PROJECT = "project:"


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="its name in addresses")
        parser.add_argument("--title", required=True)
        parser.add_argument(
            "--codebook",
            default="starter",
            metavar="starter|none|FILE|project:SLUG",
            help="what it starts with",
        )
        parser.add_argument(
            "--empty", action="store_true", help="no codebook and no situations"
        )

    def act(self, by, *, slug, title, codebook, empty, **options):
        there = Project.objects.visible_to(by).filter(slug=slug).first()
        if there:
            self.stdout.write(f"There is a project {slug} already: {there.title}")
            return
        more = {} if empty else self.start(by, codebook)
        project = start_project(
            slug=slug, title=title, by=by, empty=empty or codebook == "none", **more
        )
        self.stdout.write(f"Made the project {project.slug}: {project.title}")
        if by.commands:
            self.stdout.write(
                "Nobody owns it yet; make yourself its owner:"
                f" create_user EMAIL --project {project.slug} --role owner"
            )

    def start(self, by, codebook):
        """What the project starts with, beside the starter or nothing."""
        if codebook in ("starter", "none"):
            return {}
        if codebook.startswith(FROM_PROJECT):
            slug = codebook.removeprefix(FROM_PROJECT)
            return {"source": access.get_project(by, slug)}
        try:
            data = Path(codebook).read_bytes()
        except OSError as error:
            raise CommandError(f"{codebook}: {error.strerror}.") from error
        try:
            given = codebook_child.read(data, filename=Path(codebook).name)
        except Unreadable as error:
            raise CommandError("\n".join(error.problems)) from error
        for warning in given.warnings:
            self.stderr.write(warning)
        return {"codebook": given.codebook}
