"""Codebook files: taken away, looked at, and taken in as one recorded change."""

import json
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from annotations.codebook_plan import plan_import
from annotations.codebook_record import codebook_of
from annotations.exchange import codebook as exchange
from annotations.models import (
    CodebookChange,
    Doctrine,
    DoctrineExample,
    DoctrineLink,
    Provision,
    Reconsideration,
)
from formats.codebook_files import FORMATS
from tests.factories import make_annotation, make_project

FILE = {
    "doctrines": [
        {"slug": "ibi", "name": "By invitation", "definition": "In other words."},
        {
            "slug": "help",
            "name": "Help",
            "examples": [
                {"text": "Somebody wrote."},
                {"kind": "negative", "text": "No"},
            ],
        },
        {"slug": "help.request", "name": "The request", "parent": "help"},
    ],
    "links": [{"source": "help.request", "target": "help", "kind": "element_of"}],
    "instruments": [{"name": "A treaty"}],
    "provisions": [{"instrument": "A treaty", "locator": "Art. 4"}],
}


def address(project, name):
    return reverse(f"annotations:{name}", args=[project.slug])


def look(client, project, said, name="codebook.json"):
    """The preview of a file."""
    data = said if isinstance(said, bytes) else json.dumps(said).encode()
    file = SimpleUploadedFile(name, data)
    return client.post(address(project, "import_codebook"), {"file": file})


def ticked(response):
    """What the preview's form sends when nothing is touched."""
    sent = {}
    for name in ("given", "seen"):
        sent[name] = re.search(rf'name="{name}" value="([^"]+)"', response.text)[1]
    for box in re.findall(r'<input type="checkbox"[^>]*checked[^>]*>', response.text):
        name = re.search(r'name="(\w+)"', box)[1]
        value = re.search(r'value="([^"]+)"', box)
        sent.setdefault(name, []).append(value[1] if value else "on")
    return sent


def take(client, project, sent):
    return client.post(address(project, "import_codebook"), sent)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_downloaded_and_is_nothing_new(as_user, rita, project, format):
    client = as_user(rita)
    path = f"{address(project, 'export_codebook')}?format={format}"
    response = client.get(path)
    assert response["Content-Disposition"].startswith("attachment")
    name = f"winter-codebook.{FORMATS[format].extension}"
    plan = look(client, project, response.content, name).context["plan"]
    assert (len(plan.new), len(plan.changed), len(plan.missing)) == (0, 0, 0)
    assert plan.unchanged == 61


def test_a_format_that_is_none_is_told(as_user, victor, project):
    response = as_user(victor).get(f"{address(project, 'export_codebook')}?format=doc")
    assert response.status_code == 422
    assert "“doc” is no format" in response.text


def test_the_page_says_what_each_format_loses(as_user, victor, project):
    text = as_user(victor).get(address(project, "codebook_files")).text
    assert "relations between doctrines" in text
    assert "A reviewer or an owner can bring one in." in text


def test_a_preview_changes_nothing_and_says_what_would(as_user, rita, project):
    response = look(as_user(rita), project, FILE)
    plan = response.context["plan"]
    assert [row.slug for row in plan.new] == ["help", "help.request"]
    [row] = plan.changed
    said = {one.label: one.after for one in row.differences}
    assert said == {"Name": "By invitation", "Definition": "In other words."}
    assert len(plan.missing) == 60
    assert not Doctrine.objects.filter(project=project, slug="help").exists()
    assert not CodebookChange.objects.filter(by=rita).exists()


def test_what_is_ticked_is_taken_as_one_change(as_user, rita, project):
    client = as_user(rita)
    sent = ticked(look(client, project, FILE)) | {"note": "As agreed."}
    assert take(client, project, sent).status_code == 302
    entry = Doctrine.objects.get(project=project, slug="ibi")
    assert (entry.name, entry.definition) == ("By invitation", "In other words.")
    # what the file does not speak of stays
    assert entry.polarity == "+"
    assert Doctrine.objects.get(project=project, slug="help.request").parent.slug == (
        "help"
    )
    assert DoctrineExample.objects.filter(doctrine__slug="help").count() == 2
    assert DoctrineLink.objects.filter(source__slug="help.request").exists()
    assert Provision.objects.filter(instrument__name="A treaty").exists()
    [change] = CodebookChange.objects.filter(by=rita)
    assert (change.kind, change.note) == ("import", "As agreed.")
    # not in the file, not ticked
    assert not Doctrine.objects.filter(project=project).exclude(retired=None).exists()


def test_what_is_not_ticked_is_left_and_a_missing_one_retired(as_user, rita, project):
    client = as_user(rita)
    sent = ticked(look(client, project, FILE))
    for name in ("changed", "links", "authorities"):
        del sent[name]
    take(client, project, sent | {"new": ["help"], "retire": ["sd"]})
    there = Doctrine.objects.filter(project=project)
    assert there.get(slug="ibi").name != "By invitation"
    assert there.get(slug="sd").retired
    assert not there.filter(slug="help.request").exists()
    assert not Provision.objects.filter(instrument__name="A treaty").exists()


def test_an_entry_whose_parent_is_left_out_is_refused(as_user, rita, project):
    client = as_user(rita)
    sent = ticked(look(client, project, FILE)) | {"new": ["help.request"]}
    response = take(client, project, sent)
    assert response.status_code == 422
    assert "“help.request” lies under “help”, which is not there" in response.text
    assert not CodebookChange.objects.filter(by=rita).exists()


def test_a_circle_with_what_is_there_is_refused(as_user, rita, project):
    said = {"doctrines": [{"slug": "ibi", "name": "By", "parent": "ibi.consent"}]}
    client = as_user(rita)
    response = take(client, project, ticked(look(client, project, said)))
    assert response.status_code == 422
    assert "would lie under itself" in response.text


def test_a_change_since_the_preview_is_told(as_user, rita, project):
    client = as_user(rita)
    sent = ticked(look(client, project, FILE))
    Doctrine.objects.filter(project=project, slug="sd").update(name="Another")
    response = take(client, project, sent)
    assert response.status_code == 409
    assert "Somebody changed the codebook since you looked" in response.text
    assert not Doctrine.objects.filter(project=project, slug="help").exists()
    # the fresh preview can be taken
    assert take(client, project, ticked(response)).status_code == 302


def test_marks_wait_when_the_meaning_changed(as_user, rita, alice, document, project):
    row = make_annotation(document=document, by=alice, doctrine="ibi")
    client = as_user(rita)
    sent = ticked(look(client, project, FILE))
    assert "meaning" not in sent
    page = client.get(take(client, project, sent | {"meaning": "on"}).url)
    # an import is about no one doctrine
    assert re.search(r'codebook/queue/\d+/">Several doctrines</a>', page.text)
    [waiting] = Reconsideration.objects.filter(project=project)
    assert (waiting.annotation_id, waiting.outcome) == (row.pk, "waiting")
    assert waiting.change.note.startswith("Changed in meaning: “")
    row.refresh_from_db()
    assert row.doctrine.slug == "ibi"


@pytest.mark.parametrize("given", ["", "no base64", "eJwDAAAAAAE="])
def test_a_preview_that_comes_back_broken_is_told(as_user, rita, project, given):
    response = take(as_user(rita), project, {"given": given, "seen": "x"})
    assert response.status_code == 422
    assert "Choose the file again." in response.text


def test_a_bad_file_is_told_on_the_page(as_user, rita, project):
    response = look(as_user(rita), project, b"slug,name\na,\n", "a.csv")
    assert response.status_code == 422
    assert "Line 2: give the doctrine a name." in response.text


def test_the_command_writes_reads_and_says(command, olga, project, tmp_path):
    other = make_project(by=olga, slug="other", title=project.title, empty=True)
    file = tmp_path / "codebook.ttl"
    options = {"project": "winter", "format": "skos-ttl", "output": str(file)}
    call_command("export_codebook", **options, stdout=StringIO())
    said = StringIO()
    call_command("import_codebook", str(file), project="other", stdout=said)
    assert said.getvalue() == "61 doctrines added, 0 there already.\n"
    assert codebook_of(other) == codebook_of(project)


def test_the_command_updates_and_tries(command, olga, project, document, tmp_path):
    mark = make_annotation(document=document, by=olga, doctrine="ibi")
    file = tmp_path / "codebook.json"
    file.write_text(json.dumps(FILE))
    said = StringIO()
    run = {"project": "winter", "update": True, "stdout": said}
    call_command("import_codebook", str(file), dry_run=True, **run)
    assert "new: help\n" in said.getvalue()
    assert "changed: ibi (Name, Definition)" in said.getvalue()
    assert Doctrine.objects.filter(project=project).count() == 61
    call_command("import_codebook", str(file), meaning=True, **run)
    assert said.getvalue().endswith("2 doctrines added, 1 changed, 0 there already.\n")
    assert Reconsideration.objects.waiting().get().annotation == mark


def test_the_api_gives_and_takes(call, rita, project, document):
    make_annotation(document=document, by=rita, doctrine="ibi")
    path = f"/api/v1/projects/{project.slug}/codebook"
    whole = call(rita, "GET", f"{path}?format=qdc")
    assert b"urn:QDA-XML:codebook:1.0" in whole.content
    # relations say the same in the same sequence: their numbers are no change
    looked = plan_import(project, exchange.read(project, whole.content).codebook)
    assert (looked.links, looked.changed) == ([], [])
    assert call(rita, "GET", f"{path}?format=doc").status_code == 422
    tried = call(rita, "POST", f"{path}/import?dry_run=true", FILE)
    assert tried.json()["new"] == ["help", "help.request"]
    assert tried.json()["changed"]["ibi"]["name"]["after"] == "By invitation"
    taken = call(rita, "POST", f"{path}/import?update=true", FILE)
    assert (taken.status_code, taken.json()["made"]) == (201, 2)
    again = call(rita, "POST", f"{path}/import?update=true", FILE)
    assert (again.status_code, again.json()["made"]) == (200, 0)
    assert not Reconsideration.objects.waiting().exists()
    said = {"doctrines": [{"slug": "ibi", "name": "By it", "definition": "Other."}]}
    call(rita, "POST", f"{path}/import?update=true&meaning=true", said)
    assert Reconsideration.objects.waiting().exists()
    bad = call(rita, "POST", f"{path}/import", b"slug,name\na,\n")
    assert bad.status_code == 422
    assert bad.json()["fields"]["file"] == ["Line 2: give the doctrine a name."]


def test_a_preview_costs_the_same_for_many_entries(
    as_user, rita, project, django_assert_num_queries
):
    client = as_user(rita)
    for number in (1, 200):
        said = {
            "doctrines": [
                {"slug": f"e{one}", "name": f"Entry {one}"} for one in range(number)
            ]
        }
        # session, user, project, known slugs; doctrines, examples, links, instruments,
        # provisions, release
        with django_assert_num_queries(10):
            look(client, project, said)
