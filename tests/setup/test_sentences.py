"""What a stranger is told when Glossator cannot start: one sentence, no traceback."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.conftest import (
    PYTHON,
    ROOT,
    copy_checkout,
    ended,
    manage,
    open_folder,
    sentence_of,
)


def start(checkout, *words, **more):
    return ended([PYTHON, checkout / "glossator.py", "run", *words], **more)


def start_pretending(folder, lines, checkout=ROOT):
    """Start under a Python that was changed before the program's first line."""
    (folder / "sitecustomize.py").write_text(lines)
    return sentence_of(start(checkout, PYTHONPATH=folder))


def test_busy_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = sentence_of(start(ROOT, "--port", port))
    assert said == (
        f"Port {port} cannot be used, most likely because another program has it:"
        f" stop that one, or take another with --port {port + 1}."
    )


def test_impossible_port():
    assert "Port 70000 cannot be used" in sentence_of(start(ROOT, "--port", 70000))


def test_old_python(tmp_path):
    said = start_pretending(tmp_path, "import sys; sys.version_info = (3, 9, 2)")
    assert said.startswith("This is Python 3.9, and Glossator needs 3.11 or newer")


def test_old_python_can_read_the_file_that_says_so():
    ast.parse((ROOT / "glossator.py").read_text(), feature_version=(3, 4))


def test_windows(tmp_path):
    said = start_pretending(tmp_path, "import sys; sys.platform = 'win32'")
    assert "WSL 2" in said


@pytest.fixture
def bare(tmp_path):
    """A copy in which nothing is installed."""
    copy = copy_checkout(tmp_path / "checkout")
    shutil.rmtree(copy / ".venv")
    return copy


def test_no_venv_module(tmp_path, bare):
    lines = "import sys; sys.modules['ensurepip'] = None"
    said = start_pretending(tmp_path, lines, checkout=bare)
    assert "apt install python3-venv" in said


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_package_without_a_wheel_for_this_machine(tmp_path, bare, installer):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (wheels / "elsewhere-1.0-cp311-cp311-win_amd64.whl").touch()
    locked = f"elsewhere==1.0 --hash=sha256:{'0' * 64}\n"
    (bare / "requirements.txt").write_text(locked)
    path = os.environ["PATH"]
    if installer == "uv":
        path = f"{Path(sys.prefix)}/bin:{path}"
    said = sentence_of(
        start(
            bare,
            PATH=path,
            UV_NO_INDEX=1,
            UV_FIND_LINKS=wheels,
            PIP_NO_INDEX=1,
            PIP_FIND_LINKS=wheels,
        )
    )
    assert said.startswith("There is no ready-made elsewhere for this machine")


@pytest.fixture
def small_disk():
    """A disk of 20 MB: less than a database or an installation takes."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    with open_folder() as disk:
        options = "size=20m,mode=711"
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=True
        )
        try:
            yield disk
        finally:
            subprocess.run(["umount", disk], check=True)


def test_disk_full_of_data(checkout, small_disk):
    said = sentence_of(manage(checkout, "migrate", GLOSSATOR_DATA=small_disk / "data"))
    assert said.endswith("the disk is full, so free some space and start again.")


def test_disk_full_of_packages(small_disk):
    copy = copy_checkout(small_disk / "checkout")
    shutil.rmtree(copy / ".venv")
    said = sentence_of(start(copy))
    assert said == "The disk is full: free some space and start again."


def test_public_site_without_a_key(checkout):
    done = manage(checkout, "migrate", SITE_URL="https://example.org")
    assert "SECRET_KEY must be set" in sentence_of(done)


def test_a_number_that_is_none(checkout):
    said = sentence_of(manage(checkout, "migrate", EMAIL_PORT="smtp"))
    assert said.startswith("EMAIL_PORT is “smtp”, but must be a whole number, 1 or")


def test_database_url_that_nobody_answers(checkout, folder):
    done = manage(
        checkout,
        "serve",
        DATABASE_URL=f"postgres://glossator@/glossator?host={folder}",
    )
    assert "No such file or directory" in sentence_of(done)


# a data directory that is not ours


@pytest.fixture
def data():
    with open_folder() as opened:
        yield opened


def test_directory_of_another_program(checkout, data):
    (data / "cluster").mkdir()
    (data / "cluster/PG_VERSION").write_text("18\n")
    done = manage(checkout, "db", "start", GLOSSATOR_DATA=data)
    assert "was not made by Glossator" in sentence_of(done)


def test_directory_of_another_postgresql(checkout, data):
    (data / "cluster").mkdir()
    (data / "cluster/PG_VERSION").write_text("17\n")
    (data / "cluster/glossator.conf").touch()
    done = manage(checkout, "db", "start", GLOSSATOR_DATA=data)
    assert "was made by PostgreSQL 17, and this is PostgreSQL 18" in sentence_of(done)


def test_data_directory_that_is_a_file(checkout, data):
    (data / "file").touch()
    done = manage(checkout, "db", "start", GLOSSATOR_DATA=data / "file")
    assert "not a directory" in sentence_of(done)
