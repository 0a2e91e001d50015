"""Made-up texts and annotations to measure with: the same for the same seed."""

import json
import random
import tempfile
from pathlib import Path

PROSE = (
    "the state asked for help and said that force was used in its defence because no "
    "other means were left while its neighbours held that consent had been given late "
    "and by somebody who could not give it under the law as it stood that year"
)
WORDS = PROSE.split()
STANCES = ("asserts", "asserts", "asserts", "denies", "doubts", "concedes", "reports")
HOLDERS = [f"Writer, Number {number}" for number in range(20)]
TAGS = [f"tag {number}" for number in range(30)]


def text_of(length, seed):
    """Prose of ``length`` code points, all ASCII, in paragraphs of some 600."""
    chance = random.Random(seed)
    pieces, size = [], 0
    while size < length:
        words = chance.choices(WORDS, k=110)
        pieces.append(" ".join(words).capitalize() + ".\n\n")
        size += len(pieces[-1])
    return "".join(pieces)[: length - 1] + "\n"


def records(text, document, many, seed, slugs):
    """Bodies of annotations: a fifth attributed, a fifth tagged, quotes of some 120.

    Args:
        document: what goes into the member of that name.
        slugs: of the doctrines to choose from.
    """
    chance = random.Random(seed)
    for number in range(many):
        start = chance.randrange(len(text) - 200)
        end = start + chance.randrange(60, 180)
        body = {
            "document": document,
            "start": start,
            "end": end,
            "quote": text[start:end],
            "doctrine": chance.choice(slugs),
            "stance": chance.choice(STANCES),
            "voice": {"kind": "own"},
        }
        if number % 5 == 0:
            body["voice"] = {"kind": "attributed", "holder": chance.choice(HOLDERS)}
        if number % 5 == 1:
            body["tags"] = chance.sample(TAGS, 2)
        yield body


class Project:
    """A project with texts and holders, and the token of its owner.

    ``texts`` are {file name: text}, ``ids`` {file name: document's id}.
    """

    def __init__(self, server, slug, texts):
        self.texts = texts
        server.manage("create_project", slug, "--title", slug)
        self.token = server.token(f"{slug}@example.org", slug, "owner")
        with tempfile.TemporaryDirectory() as folder:
            for name, text in texts.items():
                (Path(folder) / name).write_text(text)
            server.manage("import_documents", "--project", slug, folder)
        for name in HOLDERS:
            actor = json.dumps({"name": name, "kind": "person"})
            server.api(self.token, "POST", f"projects/{slug}/actors", actor)
        rows = server.api(self.token, "GET", f"projects/{slug}/documents?limit=1000")
        self.ids = {row["filename"]: row["id"] for row in rows["items"]}
        rows = server.api(self.token, "GET", f"projects/{slug}/doctrines?limit=1000")
        self.slugs = [row["slug"] for row in rows["items"]]

    def lines(self, each):
        """A JSONL set with so many annotations of each text."""
        return b"".join(
            json.dumps(body).encode() + b"\n"
            for seed, (name, text) in enumerate(self.texts.items())
            for body in records(text, {"filename": name}, each, seed, self.slugs)
        )
