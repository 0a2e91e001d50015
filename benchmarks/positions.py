"""Positions of many annotations over the API: CPU of one table, by actor and by text.

    .venv/bin/python benchmarks/positions.py [--texts 500] [--by actor]

Three projects: 100,000 marks and 1,000,000 marks of one coder a text, and 1,000,000 of
five coders who agree on half of what they marked. The marks are spread evenly over the
texts, by 200 authors, under every doctrine of the starter codebook; an eleventh is
about another situation, a thirteenth rejected, a fifth attributed, a fiftieth outside
the text. They are written by SQL past the triggers, which positions do not need; then
PostgreSQL takes its statistics, as it does by itself soon after an import. Each time is
right after a change, so that nothing is kept from the one before.

Before and after each run a loop takes the machine's pace, which may halve from one
second to the next; the runs at its full pace are told by themselves.
"""

import argparse
import contextlib

import lists
import psycopg
import scratch
from comparing import CHANGE

from config import embedded_postgres

AUTHORS = 200
SIZES = [
    # annotations, coders of a text, CPU in ms at most
    (100_000, 1, 150),
    (1_000_000, 1, 700),
    (1_000_000, 5, 1500),
]

TEXTS = """
INSERT INTO corpus_actor (project_id, kind, name, aliases, affiliation, capacity,
    identifiers)
SELECT %(project)s, 'person', 'Writer, ' || n, '[]', '', '', '{}'
FROM generate_series(1, %(authors)s) AS n;

INSERT INTO corpus_document (project_id, title, publisher, issued, url, archive_url,
    retrieved, language, original_language, genre, licence, situation_id, filename,
    original, original_sha256, text_sha256, length, revision, created, added_by_id)
SELECT %(project)s, 'Text ' || n, '', '2022', '', '', '', 'en', '', '', '',
    %(situation)s, 'text-' || n || '.txt', '', '', md5(n::text) || md5(n::text), 100000,
    1, now(), %(user)s
FROM generate_series(1, %(texts)s) AS n;

INSERT INTO corpus_authorship (project_id, document_id, actor_id, role, "order",
    name_as_signed)
SELECT %(project)s, document.id, actor.id, 'author', 0, ''
FROM (
    SELECT id, row_number() OVER (ORDER BY id) AS n
    FROM corpus_document WHERE project_id = %(project)s
) AS document
JOIN (
    SELECT id, row_number() OVER (ORDER BY id) AS n
    FROM corpus_actor WHERE project_id = %(project)s
) AS actor ON actor.n = document.n %% %(authors)s + 1;

INSERT INTO corpus_region (project_id, document_id, start, "end")
SELECT %(project)s, id, 98000, 100000 FROM corpus_document
WHERE project_id = %(project)s
"""
MARKS = """
INSERT INTO annotations_annotation (uuid, project_id, document_id, doctrine_id, start,
    "end", quote, stance, actor_id, attitude, situation_id, ground, role, explicitness,
    confidence, note, status, reason, version, coder_id, created, changed, revision,
    body_hash)
SELECT gen_random_uuid(), %(project)s, document.id,
    doctrine.ids[1 + k / 7 %% cardinality(doctrine.ids)],
    k %% 99000, k %% 99000 + 20 + k %% 100, repeat('x', 20 + k %% 100),
    stances.words[1 + k / 3 %% cardinality(stances.words)],
    CASE WHEN k %% 5 = 0 THEN actor.ids[1 + k %% cardinality(actor.ids)] END,
    '', CASE WHEN k %% 11 = 0 THEN %(other)s ELSE %(situation)s END,
    '', '', '', '', '', CASE WHEN k %% 13 = 0 THEN 'rejected' ELSE 'proposed' END, '',
    1, coder, now(), now(), 1, ''
FROM (SELECT id FROM corpus_document WHERE project_id = %(project)s) AS document,
    generate_series(1, %(passages)s) AS m,
    unnest(%(coders)s::bigint[]) WITH ORDINALITY AS coders (coder, which),
    LATERAL (
        SELECT hashint8(
            document.id * 1000003 + m * 101 + CASE WHEN m %% 2 = 0 THEN 0 ELSE which END
        ) & 1073741823 AS k
    ) AS chance,
    (
        SELECT array_agg(id) AS ids FROM annotations_doctrine
        WHERE project_id = %(project)s
    ) AS doctrine,
    (SELECT array_agg(id) AS ids FROM corpus_actor WHERE project_id = %(project)s)
        AS actor,
    (SELECT string_to_array('asserts denies asserts doubts concedes reports predicts',
        ' ') AS words) AS stances
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=500)
    parser.add_argument("--by", action="append", choices=["actor", "document"])
    parser.add_argument("--runs", type=int, default=scratch.RUNS)
    options = parser.parse_args()
    with scratch.scratch() as server:
        for annotations, coders, target in SIZES:
            token = fill(server, annotations, coders, options.texts)
            for by in options.by or ["actor", "document"]:
                measure(server, token, annotations, coders, by, target, options.runs)


def fill(server, annotations, coders, texts):
    """Make a project with so many marks, and a token that reads it."""
    slug = f"size-{annotations}-{coders}"
    server.manage("create_project", slug, "--title", slug)
    emails = [f"coder-{n}@{slug}.example" for n in range(coders)]
    token = [server.token(email, slug, "coder") for email in emails][0]
    settings = embedded_postgres.database(server.data)
    with contextlib.closing(
        psycopg.connect(
            host=settings["HOST"],
            user=settings["USER"],
            dbname=settings["NAME"],
            autocommit=True,
            cursor_factory=psycopg.ClientCursor,
        )
    ) as connection:
        row = connection.execute(
            """
            SELECT project.id,
                (SELECT id FROM corpus_situation
                 WHERE project_id = project.id AND code = 'KAZ-2022'),
                (SELECT id FROM corpus_situation
                 WHERE project_id = project.id AND code = 'KGZ-2010'),
                (SELECT array_agg(id) FROM accounts_user WHERE email = ANY(%s))
            FROM corpus_project AS project WHERE slug = %s
            """,
            [emails, slug],
        ).fetchone()
        values = dict(
            zip(("project", "situation", "other", "coders"), row, strict=True),
            user=row[3][0],
            texts=texts,
            authors=AUTHORS,
            passages=annotations // texts // coders,
        )
        connection.execute("SET session_replication_role = replica")
        connection.execute(TEXTS, values)
        connection.execute(MARKS, values)
        connection.execute("VACUUM ANALYZE")
    return slug, token


def measure(server, project, annotations, coders, by, target, runs=scratch.RUNS):
    slug, token = project
    path = f"projects/{slug}/positions?by={by}"
    answer = server.api(token, "GET", path)
    costs, paces = [], []
    with contextlib.closing(lists.connect(server)) as connection:
        for _ in range(runs):
            connection.execute(CHANGE, {"slug": slug})
            before = lists.loop()
            with scratch.Cost(server) as cost:
                server.api(token, "GET", path)
            costs.append(cost.total * 1000)
            paces.append(max(before, lists.loop()))
            print(
                f"  gunicorn {cost.web * 1000:.0f} ms,"
                f" PostgreSQL {cost.database * 1000:.0f} ms, a loop {paces[-1]:.0f}"
            )
    size = (
        f"positions by {by} of {annotations:,} annotations, {coders} coder(s) a text,"
        f" {len(answer['items']):,} rows; CPU in ms"
    )
    scratch.report(size, costs, f"{target} or less")
    least = min(paces)
    full = [cost for cost, pace in zip(costs, paces, strict=True) if pace < 1.2 * least]
    scratch.report(
        f"  with a loop of {least:.0f} to {1.2 * least:.0f}", full, f"{target} or less"
    )


if __name__ == "__main__":
    main()
