"""Comparing 200 holders: CPU of the counts and of each page, gunicorn and PostgreSQL.

    .venv/bin/python benchmarks/comparing.py [--only table] [--runs 15]

One project: 1,000,000 marks of four coders in 2,000 texts of 200 authors, under every
doctrine of the starter codebook, about 60 situations; a fifth of the marks attributed,
a thirteenth rejected, twenty reprints, a region in each tenth text. Written by SQL past
the triggers, as by benchmarks/lists.py. Each answer is asked for after a change, which
a row in the project's tallies stands for, and again while nothing changes. The middle
of five runs, and a loop of Python that tells how slow the machine was.
"""

import argparse
import contextlib
import json
import urllib.parse

import lists
import scratch

DOCUMENTS, HOLDERS = 2000, 200
MORE = """
INSERT INTO corpus_edition (project_id, document_id, of_id, kind, pairs, version,
    created, added_by_id)
SELECT %(project)s, later.id, earlier.id, 'reprint',
    jsonb_build_array(jsonb_build_array(0, least(earlier.length, later.length), 0,
        least(earlier.length, later.length))), 1, now(), %(user)s
FROM (SELECT id, length, row_number() OVER (ORDER BY id) AS n
    FROM corpus_document WHERE project_id = %(project)s) AS earlier
JOIN (SELECT id, length, row_number() OVER (ORDER BY id) AS n
    FROM corpus_document WHERE project_id = %(project)s) AS later
    ON later.n = earlier.n + 20
WHERE earlier.n <= 20;

INSERT INTO corpus_region (project_id, document_id, start, "end")
SELECT %(project)s, id, 0, 60
FROM corpus_document WHERE project_id = %(project)s AND id %% 10 = 3
"""
CHANGE = """
INSERT INTO annotations_tally (project, kind, "of", coder, n)
SELECT id, 'change', 0, NULL, 1 + floor(random() * 4294967296)::bigint
FROM corpus_project WHERE slug = %(slug)s
"""
#: Milliseconds that are allowed: after a change, and while nothing changes.
COUNTED, KEPT = 700, 50
#: The counts alone, in one process: prints {name: [[milliseconds anew], [kept]]}.
ALONE = """
import json, os, time
from annotations.forms.selection import SelectionForm
from annotations.positions.counts import counts, spoken
from annotations.positions.works import works_of
from compare.behind import read
from compare.cells import asked
from corpus.models import Project
from django.db import connection
TICK = os.sysconf("SC_CLK_TCK")
def spent():
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    fields = open(f"/proc/{{pid}}/stat").read().rpartition(")")[2].split()
    ours = time.process_time(), (int(fields[11]) + int(fields[12])) / TICK
    return sum(ours) * 1000
def once(ask, sent):
    before = spent()
    project = Project.objects.get(slug={slug!r})
    selection = SelectionForm(sent, project=project).selection()
    ask(selection, works_of(project))
    return spent() - before
def passages(selection, works):
    return read(selection, works, asked(selection, {cell!r}))
found = {{}}
for name, sent in {asked!r}.items():
    ask = {{"by text": spoken, "passages of a cell": passages}}.get(name, counts)
    runs = [], []
    for _ in range({runs}):
        with connection.cursor() as cursor:
            cursor.execute({change!r}, {{"slug": {slug!r}}})
        for which in runs:
            which.append(once(ask, sent))
    found[name] = runs
print(json.dumps(found))
"""
ASKED = {
    **{
        f"rows by {by}": {"by": by}
        for by in ("actor", "author", "speaker", "kind", "document", "genre")
    },
    **{
        f"columns by {columns}": {"columns": columns}
        for columns in ("provision", "situation", "ground")
    },
    "texts counted": {"unit": "document"},
    "all voices, all situations": {"voice": "all", "situation": "all"},
    "by text": {},
    "passages of a cell": {},
}
ASKED["rows by speaker"]["voice"] = "attributed"


def cell_of(ids):
    return {"holder": f"actor:{ids['actor']}", "column": "ibi.request"}


def pages(ids):
    """What is measured: (name, path below the project)."""
    cell = urllib.parse.urlencode(cell_of(ids))
    yield "table", "positions/"
    yield "table by text", "positions/?by=document"
    yield "passages of a cell", f"positions/passages/?{cell}"
    yield "passages below the table", f"positions/passages/?{cell}"
    yield "likeness", "likeness/"
    yield "networks", "networks/"
    yield "time", "time/"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--marks", type=int, default=1_000_000)
    parser.add_argument("--only", default="", help="answers whose name has this")
    parser.add_argument("--runs", type=int, default=scratch.RUNS, help="of the counts")
    options = parser.parse_args()
    with scratch.scratch() as server:
        ids = lists.fill(server, DOCUMENTS, options.marks, actors=HOLDERS, more=MORE)
        alone(server, options.only, ids, options.runs)
        token = server.token(lists.EMAIL, lists.SLUG, "owner")
        path = f"projects/{lists.SLUG}/positions"
        reader = lists.Reader(server.port)
        if options.only in "table over the API":
            ask = lambda: server.api(token, "GET", path, raw=True)  # noqa: E731
            measure(server, "table over the API", ask)
        for name, where in pages(ids):
            if options.only in name:
                measure(server, name, page_of(reader, where, "below" in name))


def alone(server, only, ids, runs):
    """Print what the counts themselves cost, without a page."""
    asked = {name: sent for name, sent in ASKED.items() if only in name}
    words = ALONE.format(
        slug=lists.SLUG,
        change=CHANGE,
        asked=asked,
        runs=runs,
        cell=cell_of(ids),
    )
    told = json.loads(server.manage("shell", "--no-imports", "--command", words))
    for name, (counted, kept) in told.items():
        target = KEPT if "passages" in name else COUNTED
        scratch.report(f"{name}, CPU in ms", counted, f"{target} or less")
        scratch.report("  kept", kept, f"{KEPT} or less")
    print(f"  a loop {lists.loop():.0f}", flush=True)


def page_of(reader, where, part=False):
    """Asks for a page; or for the part of one that htmx asks for."""
    headers = {"HX-Request": "true"} if part else {}

    def ask():
        path = f"/projects/{lists.SLUG}/{where}"
        status, page = reader.ask("GET", path, headers=headers)
        if status != 200:
            raise SystemExit(f"{where}: answered by {status}")
        return page

    return ask


def measure(server, name, ask):
    """Print the CPU of an answer after a change and while nothing changes."""
    anew, kept = [], []
    with contextlib.closing(lists.connect(server)) as connection:
        page = ask()
        for _ in range(scratch.RUNS):
            connection.execute(CHANGE, {"slug": lists.SLUG})
            anew.append(cost(server, ask))
        # each process keeps its own
        for _ in range(4):
            ask()
        kept = [cost(server, ask) for _ in range(scratch.RUNS)]
    scratch.report(f"{name}, {len(page) / 1000:.0f} kB, CPU in ms", anew, "none")
    scratch.report("  while nothing changes", kept, "none")
    print(
        f"  the least {min(anew):.0f} and {min(kept):.0f}, a loop {lists.loop():.0f}",
        flush=True,
    )


def cost(server, ask):
    with scratch.Cost(server) as spent:
        ask()
    return spent.total * 1000


if __name__ == "__main__":
    main()
