"""Lists and pages of a large project: CPU of each, gunicorn and PostgreSQL together.

    .venv/bin/python benchmarks/lists.py [--documents 50000] [--marks 1000000]

One project: 50,000 short texts, 2,000 actors, 60 situations, 60 doctrines, 30 tags and
1,000,000 marks of four coders. The rows are written by SQL past the triggers, which no
list needs; the columns that triggers keep are set along, and PostgreSQL takes its
statistics. Each page is asked for once to warm it, then five times; the figure is the
middle one, and the least stands beside it with that of one and the same loop of Python,
which tells how slow the machine was. Ends with 1 when a page's least is over 200 ms.
"""

import argparse
import contextlib
import http.client
import re
import sys
import time
import urllib.parse

import psycopg
import scratch

from config import embedded_postgres

SLUG = "large"
EMAIL, PASSWORD = "reader@example.org", "a long way to the lists"
TARGET = 200
USER = """
from accounts.models import User
from corpus.models import Membership, Project
user = User.objects.get(email={email!r})
user.set_password({password!r})
user.save()
"""
HEADS = """
INSERT INTO corpus_actor (project_id, kind, name, aliases, affiliation, capacity,
    identifiers)
SELECT %(project)s, 'person', 'Writer, Number ' || n, '[]',
    'School ' || n %% 90, '', '{}'
FROM generate_series(1, %(actors)s) AS n;

INSERT INTO corpus_situation (project_id, code, title, begins, ends, kind)
SELECT %(project)s, 'CASE-' || n, 'Case number ' || n, '2022', '', 'case'
FROM generate_series(1, %(situations)s) AS n;

INSERT INTO annotations_tag (project_id, name, slug)
SELECT %(project)s, 'tag ' || n, 'tag-' || n FROM generate_series(1, 30) AS n;

INSERT INTO corpus_document (project_id, title, publisher, issued, url, archive_url,
    retrieved, language, original_language, genre, licence, situation_id, filename,
    original, original_sha256, text_sha256, length, revision, created, added_by_id)
SELECT %(project)s, 'On matter ' || n || ' before the ' || n %% 700 || 'th session',
    'Review ' || n %% 40,
    (1990 + n %% 35)::text || '-' || lpad((1 + n %% 12)::text, 2, '0'),
    'https://review.example/' || n, '', '',
    (ARRAY['en','fr','uk','es'])[1 + n %% 4], '',
    (ARRAY['article','blog','speech','judgment','report'])[1 + n %% 5], '',
    situation.ids[1 + n %% cardinality(situation.ids)], 'text-' || n || '.txt', '', '',
    encode(sha256(repeat(n || ' words are said here. ', 20)::bytea), 'hex'),
    length(repeat(n || ' words are said here. ', 20)), 1,
    now() - n * interval '1 minute', %(user)s
FROM generate_series(1, %(documents)s) AS n,
    (SELECT array_agg(id) AS ids FROM corpus_situation WHERE project_id = %(project)s)
        AS situation;

INSERT INTO corpus_block (project_id, document_id, start, text, kind, paragraph)
SELECT %(project)s, id, 0,
    repeat(substring(filename from '[0-9]+') || ' words are said here. ', 20),
    'paragraph', 1
FROM corpus_document WHERE project_id = %(project)s;

INSERT INTO corpus_authorship (project_id, document_id, actor_id, role, "order",
    name_as_signed)
SELECT %(project)s, document.id,
    actor.ids[1 + (document.id * 7 + place * 13) %% cardinality(actor.ids)],
    'author', place, ''
FROM corpus_document AS document, generate_series(0, 1) AS place,
    (SELECT array_agg(id) AS ids FROM corpus_actor WHERE project_id = %(project)s)
        AS actor
WHERE document.project_id = %(project)s AND (place = 0 OR document.id %% 4 = 0);

INSERT INTO annotations_coverage (project_id, document_id, coder_id, state)
SELECT %(project)s, id, coder, 'read'
FROM corpus_document AS document, unnest(%(coders)s::bigint[])
    WITH ORDINALITY AS coders (coder, which)
WHERE document.project_id = %(project)s AND (document.id + which) %% 3 = 0
"""
MARKS = """
INSERT INTO annotations_annotation (uuid, project_id, document_id, doctrine_id, start,
    "end", quote, stance, actor_id, attitude, situation_id, ground, role, explicitness,
    confidence, note, status, reason, version, coder_id, created, changed, revision,
    body_hash)
SELECT gen_random_uuid(), %(project)s, document.id,
    doctrine.ids[1 + k / 7 %% cardinality(doctrine.ids)],
    k %% 200, k %% 200 + 20 + k %% 100, repeat('x', 20 + k %% 100),
    stances.words[1 + k / 3 %% cardinality(stances.words)],
    CASE WHEN k %% 5 = 0 THEN actor.ids[1 + k / 5 %% cardinality(actor.ids)] END,
    '', CASE WHEN k %% 11 = 0
        THEN situation.ids[1 + k / 11 %% cardinality(situation.ids)]
        ELSE document.situation_id END,
    '', '', '', '', '',
    CASE WHEN k %% 13 = 0 THEN 'rejected' WHEN k %% 13 < 5 THEN 'accepted'
        ELSE 'proposed' END,
    '', 1, coders.pks[1 + m %% cardinality(coders.pks)],
    document.created, document.created, 1, ''
FROM (
        SELECT id, situation_id, created FROM corpus_document
        WHERE project_id = %(project)s
    ) AS document,
    generate_series(1, %(passages)s) AS m,
    (SELECT %(coders)s::bigint[] AS pks) AS coders,
    LATERAL (SELECT hashint8(document.id * 1000003 + m * 101) & 1073741823 AS k)
        AS chance,
    (
        SELECT array_agg(id) AS ids FROM annotations_doctrine
        WHERE project_id = %(project)s
    ) AS doctrine,
    (SELECT array_agg(id) AS ids FROM corpus_actor WHERE project_id = %(project)s)
        AS actor,
    (SELECT array_agg(id) AS ids FROM corpus_situation WHERE project_id = %(project)s)
        AS situation,
    (SELECT string_to_array('asserts denies asserts doubts concedes reports predicts',
        ' ') AS words) AS stances
-- a tenth of the texts is not coded yet
WHERE document.id %% 10 <> 0
"""
#: Columns and rows that are made where the project has them.
KEPT = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM information_schema.columns
        WHERE table_name = 'corpus_document' AND column_name = 'marks')
    THEN
        UPDATE corpus_document SET marks = counted.n, own_marks = counted.own
        FROM (
            SELECT document_id, count(*) AS n, count(*) FILTER (
                WHERE actor_id IS NULL AND status <> 'rejected'
            ) AS own
            FROM annotations_annotation WHERE deleted IS NULL GROUP BY 1
        ) AS counted
        WHERE counted.document_id = corpus_document.id;
    END IF;
    IF to_regclass('annotations_tally') IS NOT NULL THEN
        INSERT INTO annotations_tally (project, kind, "of", coder, n)
        SELECT project_id, what.kind, what."of", what.coder, count(*)
        FROM annotations_annotation, LATERAL (VALUES
            ('doctrine', doctrine_id, coder_id),
            ('situation', situation_id, NULL),
            ('holder', actor_id, NULL)
        ) AS what (kind, "of", coder)
        WHERE what."of" IS NOT NULL
            AND (what.kind = 'doctrine' OR status <> 'rejected')
        GROUP BY 1, 2, 3, 4;
    END IF;
    IF to_regclass('annotations_taggeddocument') IS NOT NULL THEN
        INSERT INTO annotations_taggeddocument (project_id, document_id, tag_id)
        SELECT document.project_id, document.id, tag.ids[1 + document.id %% 30]
        FROM corpus_document AS document,
            (SELECT array_agg(id) AS ids FROM annotations_tag) AS tag
        WHERE document.id %% 2 = 0;
    END IF;
END $$
"""


def pages(ids):
    """What is measured: (name, path below the project)."""
    texts = "texts/"
    yield "texts, first page", texts
    yield "texts, page 500", f"{texts}?page=500"
    for sort in ("-added", "title", "author", "issued", "-issued", "-marks", "-length"):
        yield f"texts by {sort}", f"{texts}?sort={sort}"
    for name, value in {
        "q": "matter 4711",
        "q ": "writer 77",
        "q  ": "nothing says this",
        "author": ids["actor"],
        "author ": "Writer, Number 77",
        "situation": "CASE-7",
        "language": "uk",
        "genre": "judgment",
        "issued_from": "2010",
        "issued_to": "1999-05",
        "tag": "tag 3",
        "format": "txt",
        "read": "yes",
        "read ": "no",
        "marks": "marked",
        "marks ": "unmarked",
    }.items():
        query = urllib.parse.urlencode({name.strip(): value})
        yield f"texts with {query}", f"{texts}?{query}"
    both = urllib.parse.urlencode({"genre": "blog", "language": "en", "q": "session"})
    yield f"texts with {both} by -marks", f"{texts}?{both}&sort=-marks"
    yield "withdrawn texts", f"{texts}?withdrawn=on"
    yield "one text", f"{texts}{ids['document']}/"
    yield "actors", "actors/"
    yield "actors with q", "actors/?q=number+77"
    yield "one actor", f"actors/{ids['actor']}/"
    yield "situations", "situations/"
    yield "one situation", f"situations/{ids['situation']}/"
    yield "codebook", "doctrines/"
    yield "positions by actor", "positions/"
    yield "one doctrine", "doctrines/ibi.request/"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--marks", type=int, default=1_000_000)
    parser.add_argument("--only", default="", help="pages whose name has this")
    options = parser.parse_args()
    with scratch.scratch() as server:
        ids = fill(server, options.documents, options.marks)
        reader = Reader(server.port)
        dear = [
            name
            for name, path in [("start page of the projects", None), *pages(ids)]
            if options.only in name and measure(server, reader, name, path) > TARGET
        ]
    if dear:
        sys.exit("More than the target: " + "; ".join(dear))


def fill(server, documents, marks, actors=2000, more=""):
    """Make the project; ids of one of each.

    Args:
        more: SQL that adds what lists do not need.
    """
    server.manage("create_project", SLUG, "--title", "A large project")
    emails = [EMAIL, *(f"coder-{n}@example.org" for n in range(3))]
    for email in emails:
        server.token(email, SLUG, "owner" if email == EMAIL else "coder")
    words = USER.format(email=EMAIL, password=PASSWORD)
    server.manage("shell", "--command", words)
    with contextlib.closing(connect(server)) as connection:
        project, coders = connection.execute(
            "SELECT project.id, (SELECT array_agg(id) FROM accounts_user"
            " WHERE email = ANY(%s)) FROM corpus_project AS project WHERE slug = %s",
            [emails, SLUG],
        ).fetchone()
        values = {
            "project": project,
            "coders": coders,
            "user": coders[0],
            "documents": documents,
            "actors": actors,
            "situations": 60,
            "passages": round(marks / documents / 0.9),
        }
        connection.execute("SET session_replication_role = replica")
        for statement in filter(None, (HEADS, MARKS, KEPT, more)):
            connection.execute(statement, values)
        connection.execute("SET session_replication_role = origin")
        connection.execute("VACUUM ANALYZE")
        return dict(
            zip(
                ("document", "actor", "situation"),
                connection.execute(
                    "SELECT (SELECT id FROM corpus_document LIMIT 1 OFFSET 700),"
                    " (SELECT id FROM corpus_actor WHERE name = 'Writer, Number 77'),"
                    " (SELECT id FROM corpus_situation WHERE code = 'CASE-7')"
                ).fetchone(),
                strict=True,
            )
        )


def connect(server):
    settings = embedded_postgres.database(server.data)
    return psycopg.connect(
        host=settings["HOST"],
        user=settings["USER"],
        dbname=settings["NAME"],
        autocommit=True,
        cursor_factory=psycopg.ClientCursor,
    )


class Reader:
    """A signed-in person with one connection, as a browser has."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}
        _status, page = self.ask("GET", "/accounts/login/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        fields = {
            "login": EMAIL,
            "password": PASSWORD,
            "csrfmiddlewaretoken": token[1].decode() if token else "",
        }
        status, _page = self.ask(
            "POST", "/accounts/login/", urllib.parse.urlencode(fields)
        )
        if status != 302:
            sys.exit(f"Signing in was answered by {status}.")

    def ask(self, method, path, body=None, headers=None):
        headers = {
            **(headers or {}),
            "Cookie": "; ".join(
                f"{name}={text}" for name, text in self.cookies.items()
            ),
        }
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except http.client.RemoteDisconnected:
            # the server ends a connection that is quiet for seconds
            self.connection.close()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.read()


def measure(server, reader, name, path):
    """Print the CPU of a page in milliseconds; its middle."""
    where = "/" if path is None else f"/projects/{SLUG}/{path}"
    status, page = reader.ask("GET", where)
    if status != 200:
        print(f"{name}: answered by {status}", flush=True)
        return 0
    figures, web = [], 0.0
    for _ in range(scratch.RUNS):
        with scratch.Cost(server) as cost:
            reader.ask("GET", where)
        figures.append(cost.total * 1000)
        web = cost.web * 1000
    size = f"{name}, {len(page) / 1000:.0f} kB, CPU in ms (web {web:.0f})"
    scratch.report(size, figures, f"{TARGET} or less")
    print(f"  the least {min(figures):.0f}, a loop {loop():.0f}", flush=True)
    return min(figures)


def loop():
    """Milliseconds of CPU that a loop takes now."""
    begin, total = time.process_time(), 0
    for number in range(2_000_000):
        total += number * number
    return (time.process_time() - begin) * 1000


if __name__ == "__main__":
    main()
