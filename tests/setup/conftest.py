"""A copy of the checkout, and real programs in it."""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from config import installation
from tests.cluster import SHARED

ROOT = Path(__file__).resolve().parent.parent.parent
#: The Python outside the virtual environment: a stranger starts with it.
PYTHON = f"{sys.base_prefix}/bin/python3"
OURS = {"DATABASE_URL", "GLOSSATOR_DATA", "SECRET_KEY", "SITE_URL", "PYTHONPATH"}


def environment(**more):
    plain = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**plain, **{name: str(value) for name, value in more.items()}}


def ended(command, **more):
    """Run a command to its end; its output is text, errors included."""
    return subprocess.run(
        list(map(str, command)),
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def manage(checkout, *words, **more):
    return ended(
        [checkout / ".venv/bin/python", checkout / "manage.py", *words], **more
    )


def sentence_of(done):
    """What a refused command says: one sentence, exit code 1 and no traceback."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stdout
    lines = [line for line in done.stdout.splitlines() if "…" not in line]
    assert len(lines) == 1, done.stdout
    return lines[0]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes(folder):
    """The command lines of every process that has to do with ``folder``."""
    printed = subprocess.check_output(["ps", "-axww", "-o", "args="], text=True)
    return [line for line in printed.splitlines() if str(folder) in line]


class Run:
    """``glossator.py run``, waited for until it serves."""

    def __init__(self, checkout, *words, **more):
        self.port = free_port()
        command = [PYTHON, checkout / "glossator.py", "run", "--port", self.port]
        self.process = subprocess.Popen(
            list(map(str, [*command, *words])),
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # a group of its own, as a terminal gives it
            start_new_session=True,
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Press Ctrl-C" in line:
                return
        raise AssertionError(self.said)

    def interrupt(self):
        """What Ctrl-C does: the signal reaches the whole group."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=30)

    def terminate(self):
        self.process.terminate()
        return self.process.wait(timeout=30)


@contextlib.contextmanager
def open_folder(mode=0o711):
    """A new directory that root's server user may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="glossator-setup-")).resolve()
    folder.chmod(mode)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def copy_checkout(target):
    """Copy the project without what running it leaves; its packages are shared."""
    unwanted = shutil.ignore_patterns(".*", "var", "node_modules", "__pycache__")
    shutil.copytree(ROOT, target, ignore=unwanted)
    venv = target / ".venv"
    venv.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (venv / name).symlink_to(Path(sys.prefix) / name)
    digest = installation.digest("requirements.txt")
    (venv / "installed.txt").write_text(f"requirements.txt {digest}\n")
    return target


@pytest.fixture(scope="package")
def folder():
    with open_folder() as opened:
        yield opened


@pytest.fixture(scope="package")
def checkout(folder):
    """A copy with everything installed."""
    return copy_checkout(folder / "checkout")


@pytest.fixture(scope="package")
def prepared(checkout):
    """The copy after its first start: migrated, with static files and no demo.

    Of the processes that share the tests, one makes that start; others copy its data.
    """
    shared = os.environ.get(SHARED)
    if not shared:
        Run(checkout, "--no-demo").interrupt()
        return checkout
    data, made = checkout / "var", Path(shared) / "started"
    with open(Path(shared) / "started.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made.exists():
            shutil.rmtree(data, ignore_errors=True)
            copied(made, data)
        else:
            Run(checkout, "--no-demo").interrupt()
            copied(data, made.with_suffix(".half"))
            made.with_suffix(".half").rename(made)
    return checkout


def copied(source, target):
    """A copy with owners and modes: the database server insists on both."""
    subprocess.run(["cp", "-Rp", source, target], check=True)
