"""Addresses that work outside the page: with scheme and host from the settings."""

from django.conf import settings

#: Stands in where no SITE_URL is set.
TRY_OUT = "http://127.0.0.1:8000"


def absolute(path):
    """A path as a whole address; never from a request's Host header."""
    return (settings.SITE_URL or TRY_OUT) + path
