"""Print a link where the first person makes their account, on an empty database."""

from accounts import actions
from accounts.addresses import absolute
from accounts.command import ActingCommand
from accounts.models import User


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="the server's port")

    def act(self, by, *, port, **options):
        if User.objects.people().exists():
            self.stdout.write("There is an account already: sign in with it.")
            return
        link = absolute(actions.first_owner_path(), port)
        self.stdout.write(f"Make the first account within a day: {link}")
