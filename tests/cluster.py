"""Give every run of the tests a PostgreSQL of its own, thrown away at the end.

A pytest plugin, loaded before the settings are. With DATABASE_URL set it uses that
server and starts none. Where several processes share the tests, each has its own: a
copy of one that is migrated beside their start (tests/migrated.py).
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from config import embedded_postgres, postgres_places

OPENED = contextlib.ExitStack()
#: Where the processes that share the tests find the folder of tests/migrated.py.
SHARED = "GLOSSATOR_TESTS_MIGRATED"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    # a wrapper comes before pytest-django, which loads the settings
    folder = Path(tempfile.mkdtemp(prefix="glossator-tests-"))
    # root's server user passes through; nobody can list it
    folder.chmod(0o711)
    # also when pytest ends before it is configured
    atexit.register(OPENED.close)
    OPENED.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ["GLOSSATOR_DATA"] = str(folder / "data")
    os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789" * 5
    for name in ("SITE_URL", "ALLOWED_HOSTS", "DEBUG"):
        os.environ.pop(name, None)
    if hands_out(early_config.known_args_namespace) and needed():
        migrate_one(folder)
    return (yield)


def hands_out(options):
    """Whether this process runs no test itself."""
    return bool(options.numprocesses) and "PYTEST_XDIST_WORKER" not in os.environ


def needed():
    return not os.environ.get("DATABASE_URL")


def migrate_one(folder):
    """Begin to make the server that the processes copy; they wait for its lock."""
    os.environ[SHARED] = str(folder)
    with open(folder / "lock", "w") as lock, open(folder / "log", "w") as log:
        fcntl.flock(lock, fcntl.LOCK_EX)
        migrating = subprocess.Popen(
            [sys.executable, "-m", "tests.migrated", folder / "made"],
            env={**os.environ, "GLOSSATOR_DATA": str(folder / "made")},
            cwd=Path(__file__).parent.parent,
            # it holds the lock until it ends
            pass_fds=[lock.fileno()],
            stdout=log,
            stderr=log,
        )
    OPENED.callback(migrating.wait)


def pytest_collection_finish(session):
    options = session.config.option
    if hands_out(options) or options.collectonly or not needed():
        return
    data = Path(os.environ["GLOSSATOR_DATA"]).resolve()
    if SHARED in os.environ:
        copy(Path(os.environ[SHARED]), data)
    OPENED.enter_context(embedded_postgres.running(data, fast=True))
    # the tests' database begins as a copy, and is migrated as far as that is not
    connection.settings_dict["TEST"]["TEMPLATE"] = postgres_places.NAME


def copy(folder, data):
    with open(folder / "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    if not (folder / "whole").exists():
        raise RuntimeError(f"The tests' database:\n{(folder / 'log').read_text()}")
    postgres_places.make_data_directory(data)
    made = postgres_places.cluster(folder / "made")
    target = postgres_places.cluster(data)
    target.parent.mkdir(mode=0o755, exist_ok=True)
    # with owners and modes: the server insists on both
    subprocess.run(["cp", "-Rp", made, target], check=True)


def pytest_unconfigure():
    OPENED.close()
