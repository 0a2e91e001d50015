"""What must stay secret and survive a restart: made once, kept with mode 0600."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.postgres_places import ServerError, make_data_directory, reason


def secret_key(data: Path, https: bool) -> str:
    """The key of a try-out on this machine; a public site must set its own.

    Raises:
        ImproperlyConfigured: the site is public, or ``data`` cannot be written.
    """
    if https:
        raise ImproperlyConfigured(
            "SITE_URL starts with https, so SECRET_KEY must be set:"
            " give it at least 50 random characters."
        )
    return kept(data, "secret_key", 64)


def kept(data: Path, name: str, length: int) -> str:
    """A random word of about ``length`` characters, the same at every call."""
    file = data / name
    try:
        make_data_directory(data)
        draft = file.with_name(f"{name}.{os.getpid()}")
        if not file.exists():
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as opened:
                opened.write(secrets.token_urlsafe(length)[:length])
            # link() refuses to replace the word another process was first to keep
            try:
                os.link(draft, file)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return file.read_text()
    except OSError as error:
        problem = reason(error)
        raise ImproperlyConfigured(
            f"Cannot keep a secret in {data}: {problem}."
        ) from error
    except ServerError as error:
        raise ImproperlyConfigured(str(error)) from error
