"""The private PostgreSQL server: made, started and stopped without any setting.

Standard library only. Everybody who needs the server is inside ``running()``, which
holds a shared lock; the last one out stops it. A process that dies by ``kill -9``
loses its lock with its life, so nothing has to be cleaned up by hand.

The server listens on a socket in a directory of mode 0700 and nowhere else.
"""

import contextlib
import fcntl
import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

from config.postgres_places import (
    NAME,
    ServerError,
    cluster,
    give,
    home,
    kept,
    log_file,
    make_data_directory,
    reason,
    server_user,
    socket_directory,
)
from config.postgres_programs import programs, run, version

SECONDS_TO_START = 60
CONFIGURATION = """\
# Written at every start. Your own settings go into postgresql.conf, where they win.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
max_logical_replication_workers = 0
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
io_method = sync
jit = off
synchronous_commit = on
lc_messages = 'C'
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
default_text_search_config = 'pg_catalog.english'
"""
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


def database(data: Path) -> dict:
    """Django's DATABASES entry for the private server; starts nothing."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": NAME,
        "HOST": str(socket_directory(data)),
        "PORT": "5432",
    }


@contextlib.contextmanager
def running(data: Path, fast: bool = False):
    """Have the server run inside the block; the last one to leave stops it.

    Args:
        fast: give up durability for speed; only for a cluster that is thrown away.

    Raises:
        ServerError: it cannot be made or started.
    """
    make_data_directory(data)
    process = os.getpid()
    with open_lock(data, "users") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            with exclusive(data):
                start(data, fast)
            yield
        finally:
            # a forked worker leaves through here too
            if os.getpid() == process:
                leave(data, users)


def leave(data: Path, users) -> None:
    with exclusive(data):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if not kept(data).exists():
            stop(data)


def start_and_keep(data: Path) -> bool:
    """Start the server and leave it running; False if it was kept already."""
    make_data_directory(data)
    with exclusive(data):
        known = kept(data).exists() and ready(data)
        start(data)
        kept(data).touch()
    return not known


def stop_now(data: Path) -> bool:
    """Stop the server, whoever uses it; False if none was running."""
    if not home(data).exists():
        return False
    with exclusive(data):
        kept(data).unlink(missing_ok=True)
        return stop(data)


# locks


def open_lock(data: Path, name: str):
    try:
        home(data).mkdir(mode=0o755, exist_ok=True)
        return open(home(data) / f"cluster.{name}", "a")
    except OSError as error:
        raise ServerError(
            f"Cannot write to {home(data)}: {reason(error)};"
            " give GLOSSATOR_DATA a directory of your own."
        ) from error


@contextlib.contextmanager
def exclusive(data: Path):
    """One at a time makes, starts or stops the server."""
    with open_lock(data, "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# make, start, stop; all inside exclusive()


def start(data: Path, fast: bool = False) -> None:
    """Start the server unless it answers already."""
    try:
        if not cluster(data).exists():
            make(data)
        refuse_foreign(data)
        if ready(data):
            return
        prepare(data)
    except OSError as error:
        raise ServerError(f"Cannot use {home(data)}: {reason(error)}.") from error
    options = [f"unix_socket_directories={socket_directory(data)}"]
    options += FAST if fast else ()
    arguments = ["-D", cluster(data), "-l", log_file(data), "-t", SECONDS_TO_START]
    arguments += ["-o", " ".join(f"-c '{option}'" for option in options)]
    until = time.monotonic() + SECONDS_TO_START
    while True:
        code, printed = run(data, "pg_ctl", *arguments, "-w", "start")
        if ready(data):
            return
        # processes of a killed server may need a moment to notice
        if "still in use" not in written(data) or time.monotonic() > until:
            raise ServerError(trouble("PostgreSQL does not start", data, printed))
        time.sleep(0.2)


def stop(data: Path) -> bool:
    """Stop the server; False if none was running, or it is not ours."""
    # os.path says no, too, where we may not look
    marks = ("glossator.conf", "postmaster.pid")
    if not all(os.path.exists(cluster(data) / mark) for mark in marks):
        return False
    code, printed = run(data, "pg_ctl", "-D", cluster(data), "-m", "fast", "-w", "stop")
    return code == 0


def ready(data: Path) -> bool:
    host = socket_directory(data)
    return run(data, "pg_isready", "-q", "-h", host, "-d", NAME)[0] == 0


def make(data: Path) -> None:
    """Make a cluster with our database in it, whole or not at all."""
    user = server_user(data)
    draft = cluster(data).with_name("cluster.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    give(draft, user, 0o700)
    code, printed = run(
        data,
        "initdb",
        *("-D", draft, "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"),
    )
    if code == 0:
        for name, text in (
            ("postgresql.conf", "include 'glossator.conf'\n# Yours go below.\n"),
            ("glossator.conf", CONFIGURATION),
        ):
            (draft / name).write_text(text)
            give(draft / name, user, 0o600)
        code, printed = run(
            data,
            "postgres",
            *("--single", "-D", draft, "postgres"),
            given=f"CREATE DATABASE {NAME}\n",
        )
    if code:
        shutil.rmtree(draft, ignore_errors=True)
        raise ServerError(trouble("Cannot make the database", data, printed))
    draft.rename(cluster(data))


def refuse_foreign(data: Path) -> None:
    """Refuse a data directory that we did not make, or cannot read."""
    path = cluster(data)
    owner = path.stat().st_uid
    if owner != os.geteuid() and os.geteuid() != 0:
        raise ServerError(
            f"{path} belongs to another user: start as that user,"
            " or set GLOSSATOR_DATA to a directory of your own."
        )
    try:
        found = int((path / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError):
        found = 0
    if not found or not (path / "glossator.conf").exists():
        raise ServerError(
            f"{path} was not made by Glossator: move it away,"
            " or set GLOSSATOR_DATA to another directory."
        )
    if found != (ours := version(programs(data))):
        raise ServerError(
            f"{path} was made by PostgreSQL {found}, and this is PostgreSQL {ours}:"
            f" name the programs of {found} in PG_BIN, or set GLOSSATOR_DATA to"
            " another directory."
        )


def prepare(data: Path) -> None:
    """Bring settings, socket directory and leftovers into order before a start."""
    user = server_user(data)
    settings = cluster(data) / "glossator.conf"
    settings.write_text(CONFIGURATION)
    give(settings, user, 0o600)
    make_socket_directory(data)
    forget_dead_server(data)
    log = log_file(data)
    if log.exists():
        log.replace(log.with_suffix(".old.log"))


def make_socket_directory(data: Path) -> None:
    """Make it, and refuse one that somebody else put there."""
    path, user = socket_directory(data), server_user(data)
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    status = path.lstat()
    allowed = {os.geteuid(), user.pw_uid if user else os.geteuid()}
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in allowed:
        raise ServerError(f"{path} belongs to another user: remove it and start again.")
    give(path, user, 0o700)


def forget_dead_server(data: Path) -> None:
    """Drop a pid file whose number now belongs to some other program."""
    file = cluster(data) / "postmaster.pid"
    if not file.exists():
        return
    pid = file.read_text().split("\n")[0].strip()
    name = subprocess.run(
        ["ps", "-o", "comm=", "-p", pid], capture_output=True, text=True
    ).stdout
    if "postgres" not in name:
        file.unlink()


def written(data: Path) -> str:
    file = log_file(data)
    return file.read_text(errors="replace") if file.exists() else ""


def trouble(what: str, data: Path, printed: str) -> str:
    text = printed + written(data)
    # PostgreSQL's two ways to say it
    if "No space left" in text or "wrote only" in text:
        return f"{what}: the disk is full, so free some space and start again."
    lines = [line for line in text.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error:" in line]
    last = (fatal or lines or ["it says nothing"])[-1]
    more = f" (see {log_file(data)})" if log_file(data).exists() else ""
    return f"{what}: {last.strip().rstrip('.')}{more}."
