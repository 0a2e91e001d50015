"""Bring database and static files up to date, then serve until stopped.

``glossator.py run`` calls this once everything is installed.
"""

import gc
import hashlib
import os
import signal
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import DatabaseError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from accounts import addresses
from config.arbiter import WatchingArbiter

WORKERS, THREADS = 2, 4


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true")
        parser.add_argument(
            "--no-worker", action="store_true", help="manage.py worker does the jobs"
        )

    def handle(self, *, port, no_demo, no_worker, **options):
        try:
            collect_static_files()
            migrate()
            # each says how to sign in; a public site never gets a demo account
            if no_demo or settings.HTTPS:
                call_command("first_owner_link", port=port)
            else:
                call_command("load_demo")
        except OperationalError as error:
            message = str(error).strip().splitlines()[0]
            if "No space left" in str(error):
                message = "The disk is full: free some space and start again."
            raise CommandError(message) from error
        except DatabaseError as error:
            raise CommandError(str(error)) from error
        connections.close_all()
        sys.stdout.flush()
        Server(port, Arbiter if no_worker else WatchingArbiter).run()


def migrate() -> None:
    """Apply what is missing; asking costs a tenth of ``migrate`` itself."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        # it makes and drops many thousands of classes, and looks in vain for garbage
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Collect them only when a file of ours or a package has changed."""
    stamp = Path(settings.STATIC_ROOT) / "collected.txt"
    state = static_files_state()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(state)


def static_files_state() -> str:
    """A hash over name, size and time of our static files and the locked packages.

    The names begin at the project: a folder that is moved keeps what was collected.
    """
    folder = settings.BASE_DIR / "static"
    files = [settings.BASE_DIR / "requirements.txt", *sorted(folder.rglob("*.*"))]
    digest = hashlib.sha256()
    for file in files:
        status = file.stat()
        name = file.relative_to(settings.BASE_DIR)
        digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def leave_ctrl_c(worker) -> None:
    """Ctrl-C reaches all processes: the first one tells the workers to stop.

    A worker told twice at once waits for a lock that it holds itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Server(BaseApplication):
    """gunicorn inside this process, so that nothing more has to be watched over."""

    def __init__(self, port: int, arbiter: type[Arbiter]):
        self.port = port
        self.arbiter = arbiter
        super().__init__()

    def run(self):
        try:
            self.arbiter(self).run()
        except RuntimeError as error:
            raise CommandError(str(error)) from error

    def load_config(self):
        for name, value in {
            "bind": f"127.0.0.1:{self.port}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self.announce,
            "on_exit": lambda _arbiter: addresses.forget(),
            "post_worker_init": leave_ctrl_c,
        }.items():
            self.cfg.set(name, value)

    def load(self):
        application = get_internal_wsgi_application()
        # what is loaded and frozen before the fork, the workers share
        _ = get_resolver().url_patterns
        gc.collect()
        gc.freeze()
        return application

    def announce(self, arbiter):
        # gunicorn reloads on SIGHUP; ours means that the terminal was closed
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), 15))
        addresses.keep(settings.SITE_URL or f"http://127.0.0.1:{self.port}")
        print(f"Glossator runs at http://127.0.0.1:{self.port}/", flush=True)
        print("Press Ctrl-C to stop it.", flush=True)
