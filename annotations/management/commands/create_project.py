"""Make a project, with the starter codebook and situations unless told otherwise."""

from accounts.command import ActingCommand
from annotations.actions.projects import start_project
from corpus.models import Project


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="its name in addresses")
        parser.add_argument("--title", required=True)
        parser.add_argument(
            "--empty", action="store_true", help="no codebook and no situations"
        )

    def act(self, by, *, slug, title, empty, **options):
        there = Project.objects.visible_to(by).filter(slug=slug).first()
        if there:
            self.stdout.write(f"There is a project {slug} already: {there.title}")
            return
        project = start_project(slug=slug, title=title, by=by, empty=empty)
        self.stdout.write(f"Made the project {project.slug}: {project.title}")
        if by.commands:
            self.stdout.write(
                "Nobody owns it yet; make yourself its owner:"
                f" create_user EMAIL --project {project.slug} --role owner"
            )
