"""What the documents say is so: examples run, names are there, links lead somewhere."""

import json
import re
import uuid
from pathlib import Path

import msgspec
import pytest
from django.core.management import call_command, get_commands, load_command_class

from annotations.exchange.load import load_set
from annotations.models import Doctrine
from config import installation
from corpus.importers import manifest
from formats import csv_table, words
from formats.record import Record
from tests.factories import make_document

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ROOT / "docs/formats.md"
OPERATOR = ROOT / "docs/operator-guide.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"manage\.py ([a-z_]+)(.*)")
TEXT = "fixtures/demo/digest-rowles-1.txt"


def examples(path, kind):
    """The fenced blocks of one kind, in their order."""
    return [block for name, block in FENCED.findall(path.read_text()) if name == kind]


def codes(path):
    """Every line of a fenced block, and every code within a line."""
    text = path.read_text()
    for _kind, block in FENCED.findall(text):
        yield from block.splitlines()
    yield from INLINE.findall(FENCED.sub("", text))


def table_of(path, heading):
    """The names in the first column of the first table below a heading."""
    below = path.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", below, re.MULTILINE)
    return [name for row in rows for name in INLINE.findall(row)]


def anchors(path):
    """What a heading is linked by: small letters, digits and hyphens."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", path.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    wrong = []
    for link in LINK.findall(path.read_text()):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            wrong.append(link)
    assert not wrong


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_their_options_are_there(path):
    known, wrong = get_commands(), []
    for code in codes(path):
        found = COMMAND.search(code)
        if found is None:
            continue
        name, rest = found.groups()
        if name not in known:
            wrong.append(code)
            continue
        parser = load_command_class(known[name], name).create_parser("", name)
        options = set(re.findall(r"--[a-z-]+", rest))
        wrong += sorted(options - parser._option_string_actions.keys())
    assert not wrong


def test_every_command_of_ours_is_told():
    ours = {"accounts", "corpus", "annotations", "review", "compare"}
    commands = {name for name, app in get_commands().items() if app in ours}
    assert commands <= {
        found[1] for code in codes(OPERATOR) if (found := COMMAND.search(code))
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_verbs_of_the_launcher_are_there(path):
    source = Path(installation.__file__).read_text()
    verbs = set(re.findall(r"add_parser\(\"(\w+)\"", source))
    said = set(re.findall(r"python3 glossator\.py (\w+)", path.read_text()))
    assert said <= verbs


def test_the_environment_is_told_and_read():
    sources = [path.read_text() for path in (ROOT / "config").glob("*.py")]
    pattern = r"environ(?:\.get\(|\[|ment\.\w+\()\"(\w+)\""
    read = {name for source in sources for name in re.findall(pattern, source)}
    told = set(table_of(OPERATOR, "Settings")) | {"CI"}
    assert {name for name in told if name.isupper()} == read


@pytest.mark.django_db
def test_json_lines_are_taken(project, olga):
    text = (ROOT / TEXT).read_text(encoding="utf-8")
    make_document(project=project, by=olga, text=text, filename=Path(TEXT).name)
    [lines] = examples(FORMATS, "jsonl")
    loaded = load_set(
        project=project, data=lines.encode(), by=olga, create_missing=True
    )
    assert loaded.made == 2


def test_json_lines_show_and_tell_every_field():
    shown = json.loads(examples(FORMATS, "jsonl")[0].splitlines()[1])
    fields = set(Record.__struct_fields__)
    assert set(shown) | {"reason"} == fields
    assert set(table_of(FORMATS, "JSON Lines")) - {"sha256"} >= fields


def test_every_word_of_the_closed_lists_is_told():
    told = FORMATS.read_text().partition("## JSON Lines\n")[2].partition("\n## ")[0]
    lists = (
        *(words.STANCES, words.VOICES, words.ATTITUDES, words.GROUNDS, words.ROLES),
        *(words.EXPLICITNESS, words.CONFIDENCES, words.STATUSES, words.COMPARISONS),
    )
    named = {word for listed in lists for word in listed} - {"own"}
    assert {word for word in named if f"`{word}`" not in told} == set()


def test_csv_columns_are_told_in_their_order():
    assert tuple(table_of(FORMATS, "CSV")) == csv_table.COLUMNS


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_codebooks_are_taken(project, command, tmp_path, kind):
    file = tmp_path / "codebook"
    file.write_text(examples(FORMATS, kind)[0])
    call_command("import_codebook", str(file), project=project.slug)
    found = Doctrine.objects.get(project=project, slug="help.request")
    assert (found.parent.slug, found.polarity) == ("help", "+")


def test_the_manifest_is_read():
    [_codebook, table] = examples(FORMATS, "csv")
    assert manifest.read(table, {"note.txt"}).problems == []


def test_every_column_of_a_manifest_is_told():
    told = table_of(ROOT / "docs/user-guide.md", "Add texts")
    assert set(manifest.COLUMNS) == set(told) - {"filename"}


def test_the_request_makes_a_mark(as_user, project, olga):
    text = (ROOT / TEXT).read_text(encoding="utf-8")
    document = make_document(project=project, by=olga, text=text)
    [_codebook, request] = examples(FORMATS, "json")
    body = {**json.loads(request), "document": document.pk}
    answer = as_user(olga).put(
        f"/api/v1/annotations/{uuid.uuid4()}",
        msgspec.json.encode(body),
        content_type="application/json",
    )
    assert answer.status_code == 201


def test_keys_are_told():
    source = (ROOT / "static/glossator/js/annotator/keyboard.js").read_text()
    row = re.compile(r'^  \w+: \["[^"]+", \[(.+)\](?:, "\w+")?\],$', re.MULTILINE)
    keys = re.findall(r'"([^"]+)"', " ".join(row.findall(source)))
    guide = (ROOT / "docs/user-guide.md").read_text()
    table = guide.partition("### Keys\n")[2].partition("\n### ")[0]
    told = table.replace("Ctrl", "Control").replace("Esc ", "Escape ")
    told = told.replace("Space", "' '").replace("→ ←", "ArrowRight ArrowLeft")
    modified = {part for key in keys for part in key.split("+")}
    assert len(keys) > 15
    assert [part for part in modified if part not in told] == []
