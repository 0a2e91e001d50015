"""Add 1,000 texts of 20 kB by the page and the worker, and cancel another thousand.

    .venv/bin/python benchmarks/importing.py

The files are sent in one form, as a browser does; the worker reads and stores them
without a preview. Seconds run from the sending to the job's end; CPU is that of all
processes. Then the same number of other texts is sent and cancelled while they are
stored: not one of them may be there.
"""

import http.cookiejar
import random
import re
import sys
import time
import urllib.parse
import urllib.request
import uuid

import psycopg
import scratch
from scratch import embedded_postgres

TEXTS, BYTES = 1_000, 20_000
WORDS = ("the", "force", "of", "a", "rule", "that", "States", "accept", "binds", "them")


def main():
    with scratch.scratch() as server:
        server.manage("create_project", "much", "--title", "Much")
        email = "alice@example.org"
        token = server.token(email, "much", "owner")
        page = Page(server, sign_in_link(server, email))
        begin = time.perf_counter()
        with scratch.Cost(server) as cost:
            page.send(texts(1))
            sent = time.perf_counter() - begin
            job = wait(server, token, lambda job: job["finished"])
        seconds = time.perf_counter() - begin
        scratch.report("sent, seconds", [sent], "none")
        scratch.report("sent, read and stored, seconds", [seconds], "60 or less")
        scratch.report("  CPU seconds of the application", [cost.web], "none")
        scratch.report("  CPU seconds of PostgreSQL", [cost.database], "none")
        print(f"  {job['sentence']}")
        page.send(texts(2))
        job = wait(server, token, lambda job: job["done"] > TEXTS // 2)
        server.api(token, "POST", f"jobs/{job['uuid']}/cancel")
        begin = time.perf_counter()
        job = wait(server, token, lambda job: job["finished"])
        seconds = time.perf_counter() - begin
        scratch.report("cancelled after, seconds", [seconds], "none")
        print(f"  {job['state']}: {job['sentence']}")
        left = stored(server) - TEXTS
    print(f"  texts of it that were stored: {left}; target 0")
    sys.exit(1 if left else 0)


def texts(seed):
    chance = random.Random(seed)
    for number in range(TEXTS):
        words, length = [f"Text {seed}.{number}"], 0
        while length < BYTES:
            sentence = " ".join(chance.choices(WORDS, k=60)) + ".\n\n"
            words.append(sentence)
            length += len(sentence)
        yield f"{seed}-{number}.txt", "".join(words).encode()


def wait(server, token, true):
    """The newest job, once this holds of it; asked for as the page does."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        [job, *_] = server.api(token, "GET", "jobs")["items"]
        if true(job) or job["finished"]:
            return job
        time.sleep(0.2)
    sys.exit("The job does not end.")


def stored(server):
    address = embedded_postgres.database(server.data)
    with psycopg.connect(
        host=address["HOST"], dbname=address["NAME"], user=address["USER"]
    ) as connection:
        [number] = connection.execute("SELECT count(*) FROM corpus_document").fetchone()
    return number


def sign_in_link(server, email):
    printed = server.manage("create_user", email)
    return urllib.parse.urlsplit(re.search(r"https?://\S+", printed)[0]).path


class Page:
    """A browser's form: signed in, with its cookies and the token of its forms."""

    def __init__(self, server, link):
        self.address = f"http://127.0.0.1:{server.port}"
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar)
        )
        password = "correct horse battery"
        # who sets a password is signed in
        self.post(link, {"new_password1": password, "new_password2": password})

    def get(self, path):
        with self.opener.open(self.address + path) as answer:
            return answer.read().decode(), answer.url.removeprefix(self.address)

    def post(self, path, fields):
        page, path = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token})
        self.opener.open(self.address + path, data.encode()).close()

    def send(self, files):
        """Add files without a preview, in one form."""
        path = "/projects/much/texts/add/"
        page, _ = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        boundary = uuid.uuid4().hex
        parts = []
        for name, value in (("csrfmiddlewaretoken", token), ("direct", "on")):
            parts.append(part(boundary, f'name="{name}"', value.encode()))
        for name, data in files:
            parts.append(part(boundary, f'name="files"; filename="{name}"', data))
        body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
        kind = f"multipart/form-data; boundary={boundary}"
        request = urllib.request.Request(
            self.address + path, body, {"Content-Type": kind}
        )
        self.opener.open(request).close()


def part(boundary, said, data):
    head = f"--{boundary}\r\nContent-Disposition: form-data; {said}\r\n\r\n"
    return head.encode() + data + b"\r\n"


if __name__ == "__main__":
    main()
