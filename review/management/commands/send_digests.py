"""Send people by e-mail what waits unread in their inboxes; let a timer run it daily.

Nothing is sent unless GLOSSATOR_DIGEST is "daily" and EMAIL_HOST names a mail server.
"""

from django.core.management.base import BaseCommand, CommandError

from review.actions.digests import send_digests, switched_on


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if not switched_on():
            self.stdout.write(
                "Digests are off: GLOSSATOR_DIGEST=daily and EMAIL_HOST switch them on."
            )
            return
        sent, failed = send_digests()
        if sent or not failed:
            said = f"Letters sent: {sent:,}." if sent else "Nothing to send."
            self.stdout.write(said)
        if failed:
            plural = "" if failed == 1 else "s"
            raise CommandError(
                f"{failed:,} letter{plural} could not be sent. Look at EMAIL_HOST and"
                " the log, and run this again: what was not sent goes then."
            )
