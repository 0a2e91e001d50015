"""Where the private PostgreSQL server's files lie, and whom it runs as.

PostgreSQL refuses to run as root: then it runs as ``postgres`` or ``nobody``, and where
that user cannot reach the data or the programs they lie under ``STATE``.
"""

import contextlib
import errno
import hashlib
import os
import pwd
import stat
import sys
from pathlib import Path

NAME = "glossator"
STATE = Path("/var/db" if sys.platform == "darwin" else "/var/lib")
#: Bytes: a socket's whole path may have about 100.
LONGEST_SOCKET_DIRECTORY = 70


class ServerError(Exception):
    """The private server cannot run; the message is one sentence for the user."""


def reason(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full, so free some space and start again"
    return (error.strerror or str(error)).lower()


def make_data_directory(data: Path) -> None:
    """Make ``data`` with the one mode that fits: root's server user passes through."""
    try:
        if not data.exists():
            data.mkdir(parents=True)
            data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise ServerError(f"Cannot make {data}: {reason(error)}.") from error


def home(data: Path) -> Path:
    """The directory of cluster, locks and log: ``data`` unless root's is closed."""
    if os.geteuid() == 0 and not reachable(data, preferred_user()):
        return STATE / f"{NAME}-{digest(data)}"
    return data


def cluster(data: Path) -> Path:
    return home(data) / "cluster"


def log_file(data: Path) -> Path:
    return cluster(data) / "server.log"


def kept(data: Path) -> Path:
    return home(data) / "cluster.keep"


def socket_directory(data: Path) -> Path:
    """Beside the cluster, or a short path: a socket's may have about 100 bytes."""
    directory = home(data) / "socket"
    if len(os.fsencode(directory)) > LONGEST_SOCKET_DIRECTORY:
        return Path("/tmp") / f"{NAME}-{os.geteuid()}-{digest(data)}"
    return directory


def digest(data: Path) -> str:
    return hashlib.sha256(os.fsencode(data)).hexdigest()[:12]


def preferred_user() -> pwd.struct_passwd:
    """The user root hands the server to."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise ServerError(
        "PostgreSQL does not run as root, and there is no user postgres or nobody:"
        " start as a normal user, or set DATABASE_URL."
    )


def server_user(data: Path) -> pwd.struct_passwd | None:
    """Whom to become for the server; None when we may stay who we are."""
    if os.geteuid() != 0:
        return None
    if cluster(data).exists() and (owner := cluster(data).stat().st_uid):
        with contextlib.suppress(KeyError):
            return pwd.getpwuid(owner)
    return preferred_user()


def reachable(path: Path, user: pwd.struct_passwd) -> bool:
    """Whether ``user`` may pass through every directory of ``path`` that exists."""
    for directory in (path, *path.parents):
        try:
            status = directory.stat()
        except FileNotFoundError:
            continue
        if status.st_uid == user.pw_uid:
            needed = stat.S_IXUSR
        elif status.st_gid == user.pw_gid:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not status.st_mode & needed:
            return False
    return True


def give(path: Path, user: pwd.struct_passwd | None, mode: int) -> None:
    path.chmod(mode)
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)
