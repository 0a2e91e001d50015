"""What is set by the environment, read with a sentence where it cannot be."""

import os

from django.core.exceptions import ImproperlyConfigured


def number(name: str, usual: int, least: int = 0) -> int:
    """A whole number, or ``usual`` where nothing is set.

    Raises:
        ImproperlyConfigured: it is none, or less than ``least``.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return usual
    if not (given.isascii() and given.isdigit() and least <= int(given) < 10**9):
        raise ImproperlyConfigured(
            f"{name} is “{given}”, but must be a whole number, {least} or more: set it"
            f" anew, or leave it out for {usual}."
        )
    return int(given)


def on(name: str, usual: bool = False) -> bool:
    """Whether something is switched on: by 1, true or yes."""
    given = os.environ.get(name, "").strip().lower()
    return given in {"1", "true", "yes"} if given else usual
