"""The private PostgreSQL server, started for real."""

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from config import embedded_postgres, postgres_places
from tests.setup.conftest import PYTHON, open_folder, processes

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="about what root does")


def connect(data):
    host = str(postgres_places.socket_directory(data))
    return psycopg.connect(host=host, user="glossator", dbname="glossator")


def ask(data, question):
    with connect(data) as connection:
        return connection.execute(question).fetchone()[0]


def server_pid(data):
    file = postgres_places.cluster(data) / "postmaster.pid"
    return int(file.read_text().splitlines()[0])


@pytest.fixture(scope="module")
def data():
    """A data directory whose server was run once and has stopped."""
    with open_folder() as opened:
        with embedded_postgres.running(opened / "data"):
            pass
        yield opened / "data"


def test_tests_have_a_server_of_their_own():
    assert ask(Path(os.environ["GLOSSATOR_DATA"]), "SHOW fsync") == "off"


def test_server_of_a_user_is_durable(data):
    with embedded_postgres.running(data):
        assert ask(data, "SHOW fsync") == "on"


def test_text_is_sorted_by_code_point(data):
    with embedded_postgres.running(data):
        assert ask(data, "SELECT 'Z' < 'a' AND upper('é') = 'É'")


def test_server_listens_on_no_network(data):
    with embedded_postgres.running(data):
        assert ask(data, "SHOW listen_addresses") == ""


def test_nobody_else_may_enter_the_socket_directory(data):
    with embedded_postgres.running(data):
        mode = postgres_places.socket_directory(data).stat().st_mode
    assert mode & 0o777 == 0o700


def test_the_last_to_leave_stops_the_server(data):
    with embedded_postgres.running(data):
        with embedded_postgres.running(data):
            pass
        assert ask(data, "SELECT 1") == 1
    assert processes(data) == []


def test_what_was_committed_survives_kill_9(data):
    with embedded_postgres.running(data):
        with connect(data) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(server_pid(data), signal.SIGKILL)
    with embedded_postgres.running(data):
        assert ask(data, "SELECT number FROM kept") == 7


def test_a_dead_servers_number_may_belong_to_another_program(data):
    with embedded_postgres.running(data):
        left = (postgres_places.cluster(data) / "postmaster.pid").read_text()
    first = left.index("\n")
    user = postgres_places.server_user(data)
    other = subprocess.Popen(
        ["cat"], stdin=subprocess.PIPE, user=user.pw_uid if user else None
    )
    file = postgres_places.cluster(data) / "postmaster.pid"
    file.write_text(f"{other.pid}{left[first:]}")
    try:
        with embedded_postgres.running(data):
            assert ask(data, "SELECT 1") == 1
    finally:
        other.communicate()


def test_a_half_made_cluster_is_made_anew():
    with open_folder() as data:
        (data / "cluster.draft").mkdir()
        (data / "cluster.draft/PG_VERSION").write_text("18\n")
        with embedded_postgres.running(data, fast=True):
            assert ask(data, "SELECT 1") == 1


def test_a_long_path_gets_a_short_socket_directory():
    with open_folder() as folder:
        data = folder / ("long" * 20)
        with embedded_postgres.running(data, fast=True):
            assert ask(data, "SELECT 1") == 1
        short = postgres_places.socket_directory(data)
        short.rmdir()
    assert len(str(short)) <= postgres_places.LONGEST_SOCKET_DIRECTORY


def test_a_short_socket_directory_of_another_user_is_refused():
    with open_folder() as folder:
        data = folder / ("long" * 20)
        short = postgres_places.socket_directory(data)
        short.symlink_to(folder)
        refused = pytest.raises(embedded_postgres.ServerError, match="belongs to")
        with refused, embedded_postgres.running(data, fast=True):
            pass
        short.unlink()


@AS_ROOT
def test_root_hands_the_server_to_another_user(data):
    with embedded_postgres.running(data):
        owner = Path(f"/proc/{server_pid(data)}").stat().st_uid
    assert owner == postgres_places.preferred_user().pw_uid


@AS_ROOT
def test_root_in_a_closed_home_keeps_the_cluster_under_the_state_directory():
    with open_folder(mode=0o700) as home:
        data = home / "data"
        with embedded_postgres.running(data, fast=True):
            assert ask(data, "SELECT 1") == 1
        elsewhere = postgres_places.home(data)
        shutil.rmtree(elsewhere)
    assert elsewhere.parent == postgres_places.STATE


@AS_ROOT
def test_a_closed_home_stays_closed():
    with open_folder(mode=0o700) as home:
        with embedded_postgres.running(home / "data", fast=True):
            mode = home.stat().st_mode & 0o777
        shutil.rmtree(postgres_places.home(home / "data"))
    assert mode == 0o700


AS_A_USER = """
import sys
from pathlib import Path
from config import embedded_postgres
data = Path(sys.argv[1])
try:
    with embedded_postgres.running(data, fast=True):
        print(embedded_postgres.cluster(data).owner())
except embedded_postgres.ServerError as error:
    print(error)
"""


def run_as_nobody(checkout, data):
    """What the server's module says to a user who is not root."""
    nobody = pwd.getpwnam("nobody")
    pythons = [Path(PYTHON).resolve(), Path("/usr/bin/python3").resolve()]
    python = [x for x in pythons if postgres_places.reachable(x, nobody)]
    if not python:
        pytest.skip("no Python here that a normal user can run")
    packages = Path(psycopg.__file__).parent.parent
    return subprocess.run(
        [python[0], "-c", AS_A_USER, data],
        user="nobody",
        cwd=checkout,
        env={"PYTHONPATH": f"{checkout}:{packages}", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    ).stdout.strip()


@AS_ROOT
def test_a_normal_user_runs_a_server_of_his_own(checkout):
    with open_folder(mode=0o777) as home:
        assert run_as_nobody(checkout, home / "data") == "nobody"


@AS_ROOT
def test_a_normal_user_is_refused_the_server_of_another(checkout):
    with open_folder(mode=0o777) as data:
        with embedded_postgres.running(data, fast=True):
            pass
        for file in data.glob("cluster.*"):
            file.chmod(0o666)
        os.chown(data / "cluster", 1, 1)
        said = run_as_nobody(checkout, data)
    assert "belongs to another user" in said
