"""Import a folder of real texts with its manifest and compare what is stored.

    .venv/bin/python benchmarks/corpus.py FOLDER

FOLDER holds a manifest.csv and the files it names. A throw-away cluster is made, the
texts go in by the commands, and plain SQL reads them back. Says for each text whether
what is stored is the file (byte-order mark off, line ends as LF, nothing else), that
one author is one actor and dates stay as written; ends with 1 when something differs.
The time is the median of five, with the start of Python and Django in it.

Then each text is changed in 30 places (a word taken out or replaced, words or a
sentence put in; seeded), and 200 marks go along: how many of the untouched stand
exactly where their words went, how many wait for a person with that place proposed,
and how many stand on other words, which must be 0.
"""

import argparse
import csv
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import embedded_postgres  # noqa: E402
from corpus.alignment import Alignment  # noqa: E402
from corpus.equal_runs import WORD  # noqa: E402

RUNS = 5
CHANGES, MARKS = 30, 200

STORED = """
SELECT
    document.filename, document.issued, document.length, document.text_sha256,
    (SELECT string_agg(text, '' ORDER BY start) FROM corpus_block
     WHERE document_id = document.id),
    (SELECT count(*) FROM corpus_block WHERE document_id = document.id),
    (SELECT array_agg(role || ': ' || name ORDER BY "order") FROM corpus_authorship
     JOIN corpus_actor AS actor ON actor.id = actor_id
     WHERE document_id = document.id)
FROM corpus_document AS document JOIN corpus_project AS project
    ON project.id = document.project_id
WHERE project.slug = 'real' ORDER BY document.id
"""
ACTORS = """
SELECT count(*) FROM corpus_actor AS actor JOIN corpus_project AS project
    ON project.id = actor.project_id
WHERE project.slug = 'real'
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    scratch = Path(tempfile.mkdtemp(prefix="glossator-corpus-"))
    # root's server user passes through; nobody can list it
    scratch.chmod(0o711)
    data = (scratch / "data").resolve()
    try:
        with embedded_postgres.running(data):
            manage(data, "migrate", "--verbosity", "0")
            wrong = compare(folder, data)
            measure(folder, data)
        wrong += carry(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(1 if wrong else 0)


def manage(data, *arguments):
    """What a command of manage.py printed."""
    environment = {
        **os.environ,
        "GLOSSATOR_DATA": str(data),
        "SECRET_KEY": "only-for-this-measurement-" + "0123456789" * 4,
    }
    environment.pop("DATABASE_URL", None)
    ended = subprocess.run(
        [sys.executable, ROOT / "manage.py", *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
    )
    if ended.returncode:
        sys.exit(ended.stderr)
    return ended.stdout


def add(folder, data, project):
    manage(data, "create_project", project, "--title", project)
    begin = time.perf_counter()
    manage(data, *importing(folder, project))
    return time.perf_counter() - begin


def importing(folder, project):
    table = folder / "manifest.csv"
    return ["import_documents", "--project", project, "--manifest", table, folder]


def compare(folder, data):
    """Print a line a text; the number of differences."""
    add(folder, data, "real")
    again = manage(data, *importing(folder, "real")).splitlines()[-1]
    rows = expected(folder)
    found, actors = stored(data)
    wrong = len(rows) != len(found)
    for row, (filename, issued, length, sha256, text, blocks, names) in zip(
        rows, found, strict=False
    ):
        same = text == row["text"] and length == len(row["text"])
        heads = (filename, issued) == (row["file"], row["issued"])
        wrong += not (same and heads)
        print(
            f"{filename}: {'as the file' if same else 'DIFFERS'}, {length:,} code"
            f" points in {blocks} blocks, {len(row['text'].encode()):,} bytes,"
            f" {sha256[:12]}, {issued}, {'; '.join(names)}"
        )
    signed = {name for row in rows for name in row["names"]}
    wrong += actors != len(signed)
    print(
        f"{len(found)} texts; {actors} actors for {len(signed)} names; again: {again}"
    )
    return wrong


def expected(folder):
    """The manifest's rows, read without the project's own reader."""
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    for row in rows:
        text = (folder / row["file"]).read_bytes().decode("utf-8-sig")
        row["text"] = text.replace("\r\n", "\n").replace("\r", "\n")
        authors = row["authors"] or row["publisher"]
        row["names"] = [
            name.strip()
            for name in re.split(";", f"{authors};{row['translators']}")
            if name.strip()
        ]
    return rows


def stored(data):
    address = embedded_postgres.database(data)
    with psycopg.connect(
        host=address["HOST"], dbname=address["NAME"], user=address["USER"]
    ) as connection:
        found = connection.execute(STORED).fetchall()
        [actors] = connection.execute(ACTORS).fetchone()
    return found, actors


def carry(folder):
    """Print a line a text; the number of marks on other words."""
    wrong = 0
    for row in expected(folder):
        chance = random.Random(row["file"])
        new, places = changed(row["text"], chance)
        alignment = Alignment(row["text"], new)
        untouched = exact = proposed = other = 0
        for start, end in marks(row["text"], chance):
            there = followed(places, start, end)
            found = alignment.place(start, end)
            carried = found.outcome != "unplaced"
            untouched += there is not None
            right = (found.start, found.end) == there
            exact += carried and right
            proposed += not carried and right
            other += carried and not right
        wrong += other
        print(
            f"{row['file']}: changed in {CHANGES} places, {MARKS} marks: untouched and"
            f" carried exactly {exact} of {untouched}, {proposed} wait at the right"
            f" place, on other words {other}"
        )
    return wrong


def changed(text, chance):
    """A changed text, and {code point of the old one: where it went}."""
    units = [match.span() for match in WORD.finditer(text)]
    words = [place for place, (at, _end) in enumerate(units) if text[at].isalnum()]
    chosen = {*chance.sample(words, CHANGES)}
    parts, places, length = [], {}, 0
    for place, (start, end) in enumerate(units):
        kept, added = text[start:end], ""
        if place in chosen:
            kept, added = chance.choice(
                [
                    ("", ""),
                    ("", chance.choice(["rather", "the", "consent", "force"])),
                    (kept, " indeed"),
                    (kept, ". This was added by a later hand"),
                ]
            )
        if kept:
            places |= {at: length + at - start for at in range(start, end)}
        parts.append(kept + added)
        length += len(kept + added)
    return "".join(parts), places


def marks(text, chance):
    """Ranges of whole words, short and long."""
    words = [match.span() for match in WORD.finditer(text) if match[0][0].isalnum()]
    for _ in range(MARKS):
        first = chance.randrange(len(words))
        last = min(first + chance.choice([0, 1, 3, 8, 20, 60]), len(words) - 1)
        yield words[first][0], words[last][1]


def followed(places, start, end):
    """Where untouched words stand, or None when one was changed or put between."""
    first, last = places.get(start), places.get(end - 1)
    if first is None or last is None or last - first != end - 1 - start:
        return None
    same = all(places.get(at) == first + at - start for at in range(start, end))
    return (first, last + 1) if same else None


def measure(folder, data):
    """Import again and again, each time into a new project."""
    times = [add(folder, data, f"run-{number}") for number in range(RUNS)]
    print(f"import_documents: {statistics.median(times):.2f} s")


if __name__ == "__main__":
    main()
