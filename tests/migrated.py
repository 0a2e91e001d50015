"""Make a PostgreSQL with our migrated database in it: ``python -m tests.migrated``.

The processes that share the tests copy it (tests/cluster.py), so that a run applies
all migrations once and not once a process. ``whole`` beside it says that it is ready.
"""

import gc
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

from config import embedded_postgres


def main(data):
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    # migrating makes and drops many thousands of classes
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    with embedded_postgres.running(data, fast=True):
        call_command("migrate", verbosity=0)
        connections.close_all()
    (data.parent / "whole").touch()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
