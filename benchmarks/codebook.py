"""A codebook of 2,000 entries: open, open a branch, find, move an entry, edit one.

    .venv/bin/python benchmarks/codebook.py [--entries 2000]

CPU of gunicorn and PostgreSQL together for each page. Then Chromium: CPU milliseconds
of its main thread for one key in the search field, its answer drawn, and for a move.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import lists
import scratch
from playwright.sync_api import sync_playwright

SLUG = lists.SLUG
#: Milliseconds of CPU that nobody feels.
TARGET = 100
WORDS = "It is used where a claim of this kind is made, and not for its neighbours. "


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=2000)
    options = parser.parse_args()
    with scratch.scratch() as server:
        fill(server, options.entries)
        reader = lists.Reader(server.port)
        for name, path in (
            ("codebook", "doctrines/"),
            ("one branch", "doctrines/b3.e5/below/"),
            ("find, few", "doctrines/?part=tree&q=entry+3.5.7"),
            ("find, all", "doctrines/?part=tree&q=claim"),
            ("one entry", "doctrines/b3.e5/"),
            ("edit an entry", "doctrines/b3.e5.e7/edit/"),
            ("move page", "doctrines/b3.e5.e7/place/"),
        ):
            lists.measure(server, reader, name, path)
        move(server, reader)
        browse(server)


def fill(server, entries):
    """A project of twelve branches, each of twelve, each of the rest."""
    server.manage("create_project", SLUG, "--title", "A large codebook", "--empty")
    server.token(lists.EMAIL, SLUG, "owner")
    words = lists.USER.format(email=lists.EMAIL, password=lists.PASSWORD)
    server.manage("shell", "--command", words)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "codebook.json"
        file.write_text(json.dumps({"doctrines": list(made(entries))}))
        server.manage("import_codebook", "--project", SLUG, file)


def made(entries):
    """Entries with texts of the usual length."""
    slugs: list[tuple[str, str]] = [(f"b{n}", "") for n in range(12)]
    slugs += [(f"{top}.e{n}", top) for top, _ in slugs[:12] for n in range(12)]
    middle = [slug for slug, above in slugs if above]
    below = 0
    while len(slugs) < entries:
        above = middle[below % len(middle)]
        slugs.append((f"{above}.e{below // len(middle)}", above))
        below += 1
    for order, (slug, parent) in enumerate(slugs):
        yield {
            "slug": slug,
            "parent": parent or None,
            "order": order * 10,
            "name": "Entry " + slug.replace("b", "").replace("e", ""),
            "definition": WORDS * 3,
            "include": WORDS,
            "exclude": WORDS,
            "pin_cite": f"Art. {order}",
            "polarity": "+-0"[order % 3],
            "palette": 1 + order % 12,
        }


def move(server, reader):
    """CPU of one move by a step, up and down by turns."""
    where = f"/projects/{SLUG}/doctrines/b3.e5.e7/place/"
    token = reader.cookies["csrftoken"]
    figures = []
    for step in ("up", "down") * 4:
        body = f"step={step}&part=tree&open=b3.e5&csrfmiddlewaretoken={token}"
        with scratch.Cost(server) as cost:
            status, _page = reader.ask("POST", where, body)
        if status != 200:
            sys.exit(f"The move was answered by {status}.")
        figures.append(cost.total * 1000)
    scratch.report("move an entry, CPU in ms", figures, f"{TARGET} or less")


def browse(server):
    """What Chromium's main thread does for a key and for a move."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=f"http://127.0.0.1:{server.port}")
        page.goto("/accounts/login/")
        page.fill("input[name=login]", lists.EMAIL)
        page.fill("input[name=password]", lists.PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/")
        page.goto(f"/projects/{SLUG}/doctrines/?open=b3.e5")
        session = page.context.new_cdp_session(page)
        # CPU, not what others on the machine take
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.locator("#search").focus()
        figures = []
        for letter in "entry 3.5.7":
            begin = busy(session)
            page.keyboard.press("Space" if letter == " " else letter)
            # the pause after it, the answer and its drawing
            page.wait_for_timeout(400)
            figures.append(busy(session) - begin)
        scratch.report("one key with its answer, main thread in ms", figures, "16")
        page.goto(f"/projects/{SLUG}/doctrines/?open=b3.e5")
        page.locator('[id="b3.e5.e7"] .entry-name a').focus()
        begin = busy(session)
        page.keyboard.press("Alt+ArrowUp")
        page.wait_for_selector("[data-moved]")
        page.wait_for_timeout(200)
        scratch.report("a move, main thread in ms", [busy(session) - begin], "50")
        browser.close()


def busy(session):
    """Milliseconds that the page's main thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(
        metric["value"] for metric in metrics if metric["name"] == "TaskDuration"
    )


if __name__ == "__main__":
    main()
