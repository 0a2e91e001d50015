"""The worker that ``run`` starts: killed in the middle, replaced, ended with it."""

import contextlib
import json
import os
import re
import signal
import time
import urllib.request

import psycopg
import pytest

from config import embedded_postgres
from tests.setup.conftest import Run, manage

SECONDS = 60


@pytest.fixture
def token(prepared):
    manage(prepared, "create_project", "jobs", "--title", "Jobs")
    words = (
        "create_token",
        "alice@example.org",
        "--project",
        "jobs",
        "--role",
        "owner",
    )
    return manage(prepared, *words).stdout.split()[-1]


@contextlib.contextmanager
def database(checkout):
    address = embedded_postgres.database(checkout / "var")
    with psycopg.connect(
        host=address["HOST"], dbname=address["NAME"], user=address["USER"]
    ) as connection:
        yield connection


def ask(run, token, path):
    request = urllib.request.Request(
        f"http://127.0.0.1:{run.port}/api/v1/{path}",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def until(true):
    """Wait for a state of another process, which no event tells."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError("It did not come.")


def start_job(checkout):
    """A job that reads, asked for by a command, as an action would."""
    code = """
from accounts.models import User
from corpus.actions import uploads
from corpus.importers.sources import Source
from corpus.models import Project
by = User.objects.get(email="alice@example.org")
project = Project.objects.get(slug="jobs")
sources = [Source(b"Text %d." % n, f"{n}.txt") for n in range(30)]
print(uploads.receive(project=project, sources=sources, by=by, direct=True).job.uuid)
"""
    done = manage(checkout, "shell", "-v", "0", "-c", code)
    [uuid] = re.findall(r"[0-9a-f-]{36}", done.stdout)
    return uuid


def worker_of(connection, uuid):
    """The process id of the worker that runs a job, or None."""
    connection.rollback()
    query = "SELECT worker FROM corpus_job WHERE uuid = %s AND state = 'running'"
    row = connection.execute(query, [uuid]).fetchone()
    return int(row[0].split(":")[1]) if row else None


@pytest.fixture
def run(prepared):
    started = Run(prepared, "--no-demo")
    yield started
    started.interrupt()


def test_a_worker_killed_in_the_middle_is_replaced_and_its_job_found(
    prepared, token, run
):
    with database(prepared) as holder, database(prepared) as watcher:
        # the texts cannot be stored while this is held
        holder.execute(
            "SELECT FROM corpus_project WHERE slug = 'jobs' FOR NO KEY UPDATE"
        )
        uuid = start_job(prepared)
        worker = until(lambda: worker_of(watcher, uuid))
        os.kill(worker, signal.SIGKILL)
        # reading is safe to be done again, so another worker begins anew
        until(lambda: (found := worker_of(watcher, uuid)) != worker and found)
    job = until(lambda: (row := ask(run, token, f"jobs/{uuid}"))["finished"] and row)
    assert (job["state"], job["sentence"]) == ("done", "30 texts added.")
