#!/usr/bin/env python3
"""Run a command; without DATABASE_URL the private PostgreSQL is there for it."""

import contextlib
import errno
import os
import signal
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config import embedded_postgres

WITHOUT_SERVER = {"check", "collectstatic", "db", "help", "version"}


def server(arguments: list[str]):
    """The private server around a command, or nothing where none is needed."""
    needless = not arguments or arguments[0].startswith("-")
    if needless or arguments[0] in WITHOUT_SERVER or os.environ.get("DATABASE_URL"):
        return contextlib.nullcontext()
    return embedded_postgres.running(settings.DATA)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server(sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, embedded_postgres.ServerError) as error:
        sys.exit(str(error))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.exit("The disk is full: free some space and start again.")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
