"""Addresses that work outside the page: with scheme and host from the settings."""

from django.conf import settings


def absolute(path, port=8000):
    """A path as a whole address; never from a request's Host header.

    Args:
        port: of a try-out on this machine, where no SITE_URL is set.
    """
    return (settings.SITE_URL or f"http://127.0.0.1:{port}") + path
