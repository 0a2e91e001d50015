"""Send people by e-mail what waits unread in their inboxes; let a timer run it daily.

Nothing is sent unless GLOSSATOR_DIGEST is "daily" and EMAIL_HOST names a mail server.
"""

from django.core.management.base import BaseCommand

from review.actions.digests import send_digests, switched_on


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if not switched_on():
            self.stdout.write(
                "Digests are off: GLOSSATOR_DIGEST=daily and EMAIL_HOST switch them on."
            )
            return
        sent = send_digests()
        self.stdout.write(f"Letters sent: {sent:,}." if sent else "Nothing to send.")
