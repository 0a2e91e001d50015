"""A server of its own for a measurement: a scratch data folder, loopback, thrown away.

CPU is read from /proc (Linux only): gunicorn with its workers, and PostgreSQL with its
backends, those that ended included. The client and the commands do not count.
"""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import embedded_postgres  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")
RUNS = 5
SECONDS_TO_ANSWER = 60


class Scratch:
    """A running server: ``data`` is its folder, ``pid`` gunicorn's arbiter."""

    def __init__(self, data, port):
        self.data = data
        self.port = port
        self.environment = {
            **os.environ,
            "GLOSSATOR_DATA": str(data),
            "SECRET_KEY": "only-for-this-measurement-" + "0123456789" * 4,
            # as glossator.py does: otherwise each start compiles what has changed
            "SITE_URL": f"http://127.0.0.1:{port}",
        }
        for name in ("DATABASE_URL", "ALLOWED_HOSTS", "DEBUG"):
            self.environment.pop(name, None)
        self.process = None

    def manage(self, *words, given=None):
        """What a command of manage.py printed."""
        ended = subprocess.run(
            [sys.executable, ROOT / "manage.py", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            input=given,
        )
        if ended.returncode:
            sys.exit(f"{words[0]}: {ended.stderr[-2000:]}")
        return ended.stdout

    def start(self, *words):
        """Serve, and wait for the first page; returns the seconds that took.

        Args:
            words: script and arguments, when it is not ``manage.py serve --no-demo``.
        """
        words = words or ("manage.py", "serve", "--no-demo")
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *words, f"--port={self.port}"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + SECONDS_TO_ANSWER
        while time.monotonic() < until and self.process.poll() is None:
            with contextlib.suppress(OSError):
                status, _body = self.ask("GET", "/accounts/login/")
                if status == 200:
                    return time.perf_counter() - begin
            time.sleep(0.01)
        sys.exit("The server does not answer.")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def ask(self, method, path, body=None, headers=None):
        """(status, body) of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read()

    def api(self, token, method, path, body=None, raw=False):
        """The API's answer, from JSON or raw; a refusal ends the measurement."""
        status, answer = self.ask(
            method,
            f"/api/v1/{path}",
            body,
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        if status >= 400:
            sys.exit(f"{method} {path}: {status} {answer[:1000]!r}")
        return answer if raw else json.loads(answer)

    def token(self, email, project, role):
        words = ["create_token", email, "--project", project, "--role", role]
        return self.manage(*words).split()[-1]

    def processes(self):
        """Ids of gunicorn's and PostgreSQL's processes."""
        file = embedded_postgres.cluster(self.data) / "postmaster.pid"
        roots = [self.process.pid, int(file.read_text().split()[0])]
        children: dict = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parent = int(fields_of(stat)[1])
                children.setdefault(parent, []).append(int(stat.parent.name))
        found = []
        while roots:
            found.append(roots.pop())
            roots += children.get(found[-1], [])
        return sorted(set(found))

    def cpu(self):
        """CPU seconds so far: (gunicorn, PostgreSQL)."""
        file = embedded_postgres.cluster(self.data) / "postmaster.pid"
        server = int(file.read_text().split()[0])
        spent = {True: 0, False: 0}
        for pid in self.processes():
            stat = Path(f"/proc/{pid}/stat")
            with contextlib.suppress(OSError):
                fields = fields_of(stat)
                # own time, and that of children which ended
                ticks = sum(map(int, fields[11:15]))
                spent[pid == server or int(fields[1]) == server] += ticks
        return spent[False] / TICK, spent[True] / TICK

    def memory(self):
        """PSS of all processes, in MB."""
        total = 0
        for pid in self.processes():
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            line = next(line for line in text.splitlines() if line.startswith("Pss:"))
            total += int(line.split()[1])
        return total / 1024


def fields_of(stat):
    """The fields of /proc/<pid>/stat after the name, which may hold anything."""
    return stat.read_text().rpartition(")")[2].split()


class Cost:
    """CPU seconds spent inside the block."""

    def __init__(self, scratch):
        self.scratch = scratch

    def __enter__(self):
        self.before = self.scratch.cpu()
        return self

    def __exit__(self, *_):
        web, database = self.scratch.cpu()
        self.web = web - self.before[0]
        self.database = database - self.before[1]
        self.total = self.web + self.database


@contextlib.contextmanager
def scratch(prepare=True):
    """A server in a folder of its own; both are gone afterwards.

    Args:
        prepare: False leaves it to the measurement to start anything.
    """
    folder = Path(tempfile.mkdtemp(prefix="glossator-benchmark-"))
    # root's server user passes through; nobody can list it
    folder.chmod(0o711)
    data = (folder / "data").resolve()
    made = Scratch(data, free_port())
    try:
        with contextlib.ExitStack() as stack:
            if prepare:
                stack.enter_context(embedded_postgres.running(data))
                made.manage("migrate", "--verbosity", "0")
            stack.callback(made.stop)
            if prepare:
                made.start()
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def report(size, figures, target):
    """Print what was measured: the middle of the runs, and all of them."""
    middle = statistics.median(figures)
    runs = ", ".join(f"{figure:,.1f}" for figure in figures)
    print(f"{size}: {middle:,.1f} (runs {runs}); target {target}", flush=True)
    return middle
