"""Opening a text that has many annotations: CPU of all requests of a fresh browser.

    .venv/bin/python benchmarks/opening.py [--annotations 5000]

A text of 100 kB. A browser without cache asks for the page, for every static file that
it, its modules and its style sheets name, and for the JSON that the annotator loads:
annotations, and those lists of names that did not come with the page. CPU is gunicorn
and PostgreSQL together.
"""

import argparse
import contextlib
import gzip
import http.client
import http.cookies
import json
import re
import urllib.parse

import scratch
from material import Project, text_of

LENGTH = 100_000
EMAIL, PASSWORD = "reader@example.org", "a long enough sentence"
#: Openings in each run.
TIMES = 5
USER = """
from accounts.models import User
from corpus.models import Membership, Project
user = User.objects.create_user({email!r}, {password!r})
Membership.objects.create(project=Project.objects.get(), user=user, role="coder")
"""
#: What a page, a module or a style sheet makes a browser fetch.
IN_PAGE = re.compile(r'(?:src|href)="(/static/[^"]+)"')
IN_FILE = re.compile(r'(?:\b(?:from|import) "|\burl\(["\']?)([./][^"\')\s]+)')
#: The lists that the annotator loads, by the attribute that names their address.
LISTS = re.compile(r'data-(doctrines|actors|situations|tags)-url="([^"]+)"')
#: Those that came with the page already.
GIVEN = re.compile(r'<script type="application/json" id="annotator-names">(.*?)<')
MARKS = re.compile(r'data-annotations-url="([^"]+)"')


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--annotations", type=int, default=5000)
    options = parser.parse_args()
    with scratch.scratch() as server:
        project = Project(server, "opening", {"text.txt": text_of(LENGTH, seed=1)})
        server.api(
            project.token,
            "POST",
            "projects/opening/import?format=jsonl",
            project.lines(options.annotations),
        )
        server.manage("shell", "--command", USER.format(email=EMAIL, password=PASSWORD))
        [document] = project.ids.values()
        page = f"/projects/opening/texts/{document}/"
        with contextlib.closing(Browser(server.port)) as browser:
            browser.sign_in()
            wanted = browser.wanted(page)
            costs = []
            for _ in range(scratch.RUNS):
                with scratch.Cost(server) as cost:
                    for path in wanted * TIMES:
                        browser.get(path)
                costs.append(cost.total / TIMES * 1000)
                print(
                    f"  gunicorn {cost.web / TIMES * 1000:.1f} ms,"
                    f" PostgreSQL {cost.database / TIMES * 1000:.1f} ms"
                )
            tell(server, browser, page, wanted)
    scratch.report(
        f"a text with {options.annotations:,} annotations opened, CPU in ms",
        costs,
        "80 or less",
    )


def tell(server, browser, page, wanted):
    """Say what the page, each list and the static files cost by themselves."""
    files = [path for path in wanted if path.startswith("/static/")]
    for paths in [[path] for path in wanted if path not in files] + [files]:
        sent = 0
        with scratch.Cost(server) as cost:
            for path in paths * TIMES:
                browser.get(path)
                sent += browser.sent
        name = paths[0] if len(paths) == 1 else f"{len(paths)} static files"
        print(
            f"  {name}: {cost.total / TIMES * 1000:.0f} ms,"
            f" {sent // TIMES:,} bytes as sent"
        )


class Browser:
    """One kept connection with cookies."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = http.cookies.SimpleCookie()

    def close(self):
        self.connection.close()

    def get(self, path):
        status, body = self.send("GET", path)
        if status != 200:
            raise SystemExit(f"{path}: {status}")
        return body

    def send(self, method, path, body=None, headers=None):
        cookies = "; ".join(f"{c.key}={c.value}" for c in self.cookies.values())
        self.connection.request(
            method,
            path,
            body,
            {"Cookie": cookies, "Accept-Encoding": "gzip", **(headers or {})},
        )
        response = self.connection.getresponse()
        for value in response.msg.get_all("Set-Cookie") or ():
            self.cookies.load(value)
        content = response.read()
        self.sent = len(content)
        if response.headers["Content-Encoding"] == "gzip":
            content = gzip.decompress(content)
        return response.status, content

    def sign_in(self):
        page = self.get("/accounts/login/").decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        fields = {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}
        status, _body = self.send(
            "POST",
            "/accounts/login/",
            urllib.parse.urlencode(fields),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        if status != 302:
            raise SystemExit(f"The sign-in answered {status}.")

    def wanted(self, page):
        """Every address that a browser without cache asks for."""
        content = self.get(page).decode()
        given = GIVEN.search(content)
        names = json.loads(given[1]) if given else {}
        lists = [url for kind, url in LISTS.findall(content) if kind not in names]
        found = [page, *(f"{url}?limit=1000" for url in lists)]
        found += MARKS.findall(content)
        waiting = list(dict.fromkeys(IN_PAGE.findall(content)))
        while waiting:
            path = waiting.pop()
            found.append(path)
            if path.endswith((".js", ".css")):
                for name in IN_FILE.findall(self.get(path).decode()):
                    address = urllib.parse.urljoin(path, name)
                    if address.startswith("/static/") and address not in found:
                        waiting.append(address)
            waiting = [address for address in waiting if address not in found]
        return found


if __name__ == "__main__":
    main()
