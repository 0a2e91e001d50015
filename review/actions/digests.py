"""Send what waits unread in people's inboxes by e-mail, once."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from accounts.addresses import absolute
from accounts.models import User
from corpus.models import Project
from review import inbox
from review.models import Notice

logger = logging.getLogger(__name__)

#: Lines of one letter; the inbox has them all.
MOST = 50


def switched_on():
    """Whether the operator asked for letters and named a server for them."""
    return settings.DIGEST == "daily" and bool(settings.EMAIL_HOST)


def send_digests():
    """One letter a person and project, with what they have neither read nor been sent.

    Returns:
        how many letters were sent, and how many no server took: they go the next time
    """
    if not switched_on():
        return 0, 0
    waiting = Notice.objects.unread().filter(mailed=None, user__is_active=True)
    sent = failed = 0
    for user, key in waiting.order_by().values_list("user", "project").distinct():
        try:
            sent += _send(User.objects.get(pk=user), key)
        except (SMTPException, OSError):
            # one address that is refused keeps no letter from the others
            logger.exception("A digest was not sent")
            failed += 1
    return sent, failed


def _send(user, key):
    # gone from the project: nothing of it is told any more
    project = Project.objects.visible_to(user).filter(pk=key).first()
    if project is None:
        return 0
    project.reader = user
    waiting = Notice.objects.of_reader(project).unread().filter(mailed=None)
    notices = list(waiting.for_list()[:MOST])
    if not notices:
        return 0
    inbox.tell_about(project, notices)
    keys = [notice.pk for notice in waiting]
    send_mail(
        f"{' '.join(project.title.split())}: {len(keys)} new in your inbox",
        _letter(project, notices, len(keys) - len(notices)),
        None,
        [user.email],
    )
    Notice.objects.filter(pk__in=keys).update(mailed=timezone.now())
    return 1


def _letter(project, notices, more):
    lines = [
        f"{notice.by} {notice.get_kind_display().lower()}: {notice.about}\n"
        f"{absolute(notice.path)}"
        for notice in notices
    ]
    if more > 0:
        lines.append(f"And {more:,} more.")
    lines.append(f"Your inbox: {absolute(f'/projects/{project.slug}/inbox/')}")
    return "\n\n".join(lines) + "\n"
