"""A queue of 10,000 marks of one doctrine: open the list, open it, go on, decide.

    .venv/bin/python benchmarks/queues.py [--marks 10000]

CPU of gunicorn and PostgreSQL together, the web process's beside it. A step and a
decision ask for the part of the page, as the page's script does.
"""

import argparse
import re
import sys
import urllib.parse

import lists
import scratch
from material import Project, text_of

SLUG = lists.SLUG
DOCTRINE = "ibi.request"
TEXTS = 20
PART = {"HX-Request": "true"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--marks", type=int, default=10_000)
    options = parser.parse_args()
    texts = {f"text-{n}.txt": text_of(60_000, seed=n) for n in range(TEXTS)}
    with scratch.scratch() as server:
        project = Project(server, SLUG, texts)
        project.slugs = [DOCTRINE]
        path = f"projects/{SLUG}/import?format=jsonl"
        server.api(project.token, "POST", path, project.lines(options.marks // TEXTS))
        server.token(lists.EMAIL, SLUG, "reviewer")
        words = lists.USER.format(email=lists.EMAIL, password=lists.PASSWORD)
        server.manage("shell", "--command", words)
        reader = lists.Reader(server.port)
        lists.measure(server, reader, "the queues", "queue/")
        lists.measure(server, reader, "one queue, the page", f"queue/{DOCTRINE}/")
        work(server, reader, "go on", "step")
        work(server, reader, "accept and go on", "decide")


def work(server, reader, name, what):
    """CPU of going from mark to mark."""
    where = f"/projects/{SLUG}/queue/{DOCTRINE}/"
    token = reader.cookies["csrftoken"]
    _status, page = reader.ask("GET", where)
    figures, web = [], []
    for _ in range(3 + 2 * scratch.RUNS):
        mark = re.search(rb'name="annotation"\s+value="([\w-]+:\d+)"', page)
        seen = mark[1].decode()
        fields = {
            "annotation": seen,
            "at": seen.partition(":")[0],
            "status": "accepted",
            "told": re.search(rb'name="told"\s+value="([^"]*)"', page)[1].decode(),
        }
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token})
        with scratch.Cost(server) as cost:
            status, page = ask(reader, where + what + "/", body)
        if status != 200:
            sys.exit(f"{name} was answered by {status}.")
        figures.append(cost.total * 1000)
        web.append(cost.web * 1000)
    least = min(web[3:])
    scratch.report(f"{name}, CPU in ms", figures[3:], "30 or less")
    print(f"  web at least {least:.0f}, a loop {lists.loop():.0f}", flush=True)


def ask(reader, path, body):
    """A request of the page's script, which gets a part of the page."""
    headers = {
        **PART,
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(f"{name}={text}" for name, text in reader.cookies.items()),
    }
    reader.connection.request("POST", path, body, headers)
    response = reader.connection.getresponse()
    return response.status, response.read()


if __name__ == "__main__":
    main()
