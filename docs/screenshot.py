#!/usr/bin/env python3
"""Make the README's picture: the annotator over a text of the demo project.

    .venv/bin/python docs/screenshot.py [FILE]

Starts Glossator in a data folder that is thrown away, signs in as the demo account,
opens a text at one of its marks, and writes docs/annotator.png. Needs the packages of
requirements-dev.txt and Chromium.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "annotator.png"
TEXT = "Digest: Russian intervention in Kazakhstan"
#: The mark that is opened.
QUOTE = "Russia speaks of meddling from abroad"
WIDTH, HEIGHT = 1280, 800
SIGN_IN = re.compile(r"Sign in as (\S+) with the password (\S+)")


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    folder = Path(tempfile.mkdtemp(prefix="glossator-picture-"))
    # root's server user passes through; nobody can list it
    folder.chmod(0o711)
    try:
        with running(folder / "data") as (address, email, password):
            take(address, email, password, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{target}: {target.stat().st_size:,} bytes")


@contextlib.contextmanager
def running(data):
    """Serve a fresh demo project; gives its address, e-mail and password."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    unwanted = {"DATABASE_URL", "SITE_URL", "SECRET_KEY"}
    plain = {name: value for name, value in os.environ.items() if name not in unwanted}
    server = subprocess.Popen(
        [sys.executable, ROOT / "glossator.py", "run", "--port", str(port)],
        env={**plain, "GLOSSATOR_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        printed = ""
        for line in server.stdout or ():
            printed += line
            if "Press Ctrl-C" in line:
                break
        found = SIGN_IN.search(printed)
        if found is None:
            sys.exit(f"The server printed no sign-in:\n{printed}")
        yield f"http://127.0.0.1:{port}", *found.groups()
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=60)


def take(address, email, password, target):
    """Sign in as a person would, open the text at the mark, take the picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(
            base_url=address,
            viewport={"width": WIDTH, "height": HEIGHT},
            color_scheme="light",
        )
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/")
        page.goto("/projects/demo/texts/")
        page.get_by_role("link", name=TEXT, exact=True).click()
        page.wait_for_selector("glossator-annotator[data-ready]")
        page.locator(f".gutter [data-id='{identity_of(QUOTE)}']").click()
        page.get_by_role("button", name="Save").wait_for()
        page.screenshot(path=target, animations="disabled")
        browser.close()


def identity_of(quote):
    """The uuid of the demo's first mark with these words."""
    lines = (ROOT / "fixtures/demo/annotations.jsonl").read_text(encoding="utf-8")
    records = map(json.loads, lines.splitlines())
    return next(record["id"] for record in records if record["quote"] == quote)


if __name__ == "__main__":
    main()
