"""Delete the texts whose days of grace after "Delete for good" are over.

The worker does the same once an hour. Without anything to delete it says so.
"""

from accounts.command import ActingCommand
from annotations.actions.deletion import purge_due
from corpus import access
from corpus.access import Verb


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--project", metavar="SLUG", help="of this project only")

    def act(self, by, *, project=None, **options):
        if project:
            project = access.get_project(by, project, Verb.DELETE)
        stones = purge_due(by=by, project=project)
        for stone in stones:
            self.stdout.write(
                f"Deleted: {stone.title}, with {stone.annotations:,} annotations"
            )
        if not stones:
            self.stdout.write("No text is due to be deleted.")
