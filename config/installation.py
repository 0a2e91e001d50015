"""Install what Glossator stands on beside it, then hand over to it.

Standard library only: this runs before anything is installed. Every problem ends in
one sentence and exit code 1.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
#: One line for each list of requirements that is installed: its name and hash.
STAMP = VENV / "installed.txt"
#: Bytes; a failure with less than this left is blamed on the disk.
SPACE_NEEDED = 20_000_000


def main(arguments: list[str]) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(prog="glossator.py", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="serve on this machine")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--no-demo", action="store_true", help="start with nothing in it")
    verbs.add_parser("test", help="run every test", add_help=False)
    verbs.add_parser("install", help="only install what run and test need")
    options, rest = parser.parse_known_args(arguments)
    try:
        if options.verb == "test":
            test(rest)
        elif rest:
            parser.error(f"unknown: {' '.join(rest)}")
        elif options.verb == "install":
            install("requirements-dev.txt")
        else:
            serve(options)
    except OSError as error:
        sys.exit(sentence(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)


def serve(options: argparse.Namespace) -> None:
    """Become the server: nothing of this process is left."""
    refuse_busy(options.port)
    install("requirements.txt")
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{options.port}")
    words = [str(PYTHON), str(ROOT / "manage.py"), "serve", "--port", str(options.port)]
    if options.no_demo:
        words.append("--no-demo")
    os.execv(PYTHON, words)


def test(arguments: list[str]) -> None:
    """Become pytest; tests/test_js.py runs the JavaScript ones."""
    install("requirements-dev.txt")
    find_browser()
    os.chdir(ROOT)
    # the programs that tests start would read all of Glossator anew, each time
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # one more than there are cores: tests in the browser also wait
    processes = min((os.cpu_count() or 1) + 1, 4)
    shared = [f"--numprocesses={processes}", "--dist=worksteal"]
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *shared, *arguments])


def refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            sys.exit(
                f"Port {port} cannot be used, most likely because another program has"
                f" it: stop that one, or take another with --port {port + 1}."
            )


# the virtual environment


def install(requirements: str) -> None:
    """Make ``.venv`` hold what the list locks, or do nothing when it does already."""
    line = f"{requirements} {digest(requirements)}"
    if PYTHON.exists() and STAMP.exists() and line in STAMP.read_text().splitlines():
        return
    print("Installing packages; this takes a minute and is done once …", flush=True)
    make_environment()
    command: list[str | Path]
    if uv := find_uv():
        command = [uv, "pip", "install", "--python", PYTHON, "--compile-bytecode"]
    else:
        command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--quiet", "--require-hashes", "--only-binary", ":all:"]
    call([*command, "-r", ROOT / requirements])
    lines = {line}
    if requirements == "requirements-dev.txt":
        # it holds the other list as well
        lines.add(f"requirements.txt {digest('requirements.txt')}")
    STAMP.write_text("\n".join(sorted(lines)) + "\n")


def digest(requirements: str) -> str:
    """Of a list and of the Python it is installed for."""
    locked = (ROOT / requirements).read_bytes()
    return hashlib.sha256(locked + sys.version.encode()).hexdigest()


def make_environment() -> None:
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        sys.exit(
            "Python's module venv is missing: install it, on Debian and Ubuntu with"
            " apt install python3-venv, and start again."
        )
    settings = VENV / "pyvenv.cfg"
    ours = f"version = {sys.version_info.major}.{sys.version_info.minor}."
    clear = (
        ["--clear"] if settings.exists() and ours not in settings.read_text() else []
    )
    call([sys.executable, "-m", "venv", *clear, VENV])


def find_uv() -> str | None:
    """The installer: the system's, our own, or None where pip has to do."""
    if found := shutil.which("uv"):
        return found
    if found := shutil.which("uv", path=VENV / "bin"):
        return found
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet"]
    command += ["--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary", ":all:"]
    subprocess.run([*command, "-r", ROOT / "requirements-uv.txt"], capture_output=True)
    return shutil.which("uv", path=VENV / "bin")


def call(command: list[str | Path]) -> None:
    """Run a step of the installation, or say in a sentence what went wrong."""
    ended = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if ended.returncode:
        sys.exit(sentence(ended.stdout))


def sentence(output: str) -> str:
    """What the output of a failed step means, and what to do."""
    # not every tool passes on why it failed
    full = shutil.disk_usage(ROOT).free < SPACE_NEEDED
    if "No space left" in output or full:
        return "The disk is full: free some space and start again."
    package = missing_wheel(output)
    if package:
        machine = f"{platform.system()} {platform.machine()}"
        return (
            f"There is no ready-made {package} for this machine ({machine}, Python"
            f" {platform.python_version()}): use another Python from 3.11 on, on Linux"
            " or macOS."
        )
    if re.search(r"network|connect|resolve|timed out|dns", output, re.IGNORECASE):
        return "The packages cannot be fetched: check the network and start again."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return f"The installation failed: {lines[-1] if lines else 'it says nothing'}"


def missing_wheel(output: str) -> str | None:
    """The package that an installer found no wheel of."""
    for pattern in (
        r"No matching distribution found for ([\w.-]+)",
        r"([\w.-]+?)(?:==[\w.]+)? has no (?:usable )?wheels",
        r"no wheels? .*?for `?([\w.-]+)",
        r"Building source distributions? for `?([\w.-]+)",
    ):
        if found := re.search(pattern, output):
            return found[1]
    return None


# the browser for the tests


def find_browser() -> None:
    """Have a Chromium; root on Debian may install one, CI must have one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if any(map(shutil.which, names)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the tests …", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-qq", "-y", "chromium"],
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    if any(map(shutil.which, names)):
        return
    missing = (
        "The tests need Chromium: install it, on Debian with apt install chromium."
    )
    if os.environ.get("CI") == "true":
        sys.exit(missing)
    print(missing + " The browser tests are left out.", flush=True)
