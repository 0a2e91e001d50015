"""Addresses that work outside the page: with scheme and host from the settings."""

import os

from django.conf import settings


def absolute(path, port=8000):
    """A path as a whole address; never from a request's Host header.

    Without SITE_URL it is that of the server that runs on this machine now.

    Args:
        port: where no server runs.
    """
    return (settings.SITE_URL or kept() or f"http://127.0.0.1:{port}") + path


def keep(address):
    """Remember where the server runs, for the commands beside it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with open(os.open(file(), flags, 0o600), "w") as opened:
        opened.write(address)


def forget():
    """The server has stopped."""
    file().unlink(missing_ok=True)


def kept():
    """Where the server runs; empty when none does."""
    return file().read_text().strip() if file().exists() else ""


def file():
    return settings.DATA / "address"
