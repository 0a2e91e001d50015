"""Give every run of the tests a PostgreSQL of its own, thrown away at the end.

A pytest plugin, loaded before the settings are. With DATABASE_URL set it uses that
server and starts none. Where several processes share the tests, each has its own.
"""

import atexit
import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config import embedded_postgres

OPENED = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    # a wrapper comes before pytest-django, which loads the settings
    options = early_config.known_args_namespace
    hands_out = bool(options.numprocesses) and "PYTEST_XDIST_WORKER" not in os.environ
    start(server=not hands_out)
    return (yield)


def start(*, server):
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
    if server and not os.environ.get("DATABASE_URL"):
        data = (folder / "data").resolve()
        OPENED.enter_context(embedded_postgres.running(data, fast=True))


def pytest_unconfigure():
    OPENED.close()
