"""Letters about a project; none without a server for them."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail

from corpus.actions.projects import INVITATION_DAYS

logger = logging.getLogger(__name__)


def send_invitation(*, invitation, address, link):
    """Send an invitation's link to who is invited.

    Returns:
        whether a server took the letter
    """
    title = " ".join(invitation.project.title.split())
    letter = (
        f"{invitation.created_by} invites you to the project “{title}” in Glossator,"
        f" as {invitation.get_role_display().split(':')[0].lower()}.\n\n"
        f"Open this link to join, with an account of your own or a new one:\n{link}\n\n"
        f"It works once, for {INVITATION_DAYS} days.\n"
    )
    try:
        send_mail(f"Invitation: {title}", letter, None, [address])
    except (SMTPException, OSError):
        logger.exception("An invitation was not sent")
        return False
    return True
