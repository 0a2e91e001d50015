"""Read the entries of one's own inbox."""

from django.utils import timezone


def mark_read(*, notices):
    """Mark entries as read; those that were read stay as they are.

    Args:
        notices: a queryset of somebody's own entries.

    Returns:
        how many were not read before
    """
    return notices.unread().update(read=timezone.now())
