"""Bibliographies of texts, out and in: page, API and commands."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from corpus.actions import bibliography as actions
from corpus.importers import bibliography_child, child
from corpus.importers.bibliography_process import Answer
from corpus.models import Document
from formats import bibtex, csl, ris
from formats.bibliography import Bibliography, Entry, Unreadable
from tests.factories import make_document

NEW = b"Nobody had asked.\n\nThe troops came in spite of that.\n"


@pytest.fixture
def texts(project, olga):
    heads = [
        {"title": "Consent in winter", "authors": ["Doe, Jane"], "DOI": "10.1234/a"},
        {"title": "Necessity", "url": "https://www.example.org/necessity/"},
        {"title": "Émigré claims", "authors": ["Roe, Max"], "issued": "2022~"},
        {"title": "The same title", "authors": ["Poe, Eve"]},
    ]
    return [
        make_document(
            project=project,
            by=olga,
            text=f"Consent, number {number}.",
            filename=f"{number}.txt",
            **head,
        )
        for number, head in enumerate(heads)
    ]


def exported(**more):
    """A Zotero export: three known, one doubtful, one new with a file, one without."""
    return [
        {"type": "report", "title": "Other", "DOI": "10.1234/A", "volume": "3"},
        {
            "type": "webpage",
            "title": "Necessity",
            "URL": "http://example.org/necessity#top",
            "issued": {"date-parts": [[2022, 1]]},
        },
        {
            "type": "book",
            "title": "Emigre Claims",
            "author": [{"family": "Roe", "given": "M."}],
        },
        {
            "type": "book",
            "title": "The same title",
            "author": [{"family": "Foe", "given": "Ann"}],
        },
        {"type": "book", "title": "Nowhere"},
    ]


RIS_WITH_FILE = (
    b"TY  - BLOG\r\nTI  - Troops\r\nAU  - Doe, Jane\r\nDA  - 2022/01/08/\r\n"
    b"L1  - files/7/troops.txt\r\nER  - \r\n"
)


def zipped(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return SimpleUploadedFile("export.zip", file.getvalue())


def send(client, project, *files):
    url = reverse("annotations:bibliography", args=[project.slug])
    return client.post(url, {"file": list(files)})


def bibliography_file(items):
    return SimpleUploadedFile("zotero.json", json.dumps(items).encode())


def test_the_page_says_what_each_entry_is(as_user, rita, project, texts):
    response = send(as_user(rita), project, bibliography_file(exported()))
    found = response.context["found"]
    assert [one.candidates[0].document for one in found["matched"]] == texts[:3]
    assert [one.candidates[0].document for one in found["doubtful"]] == texts[3:]
    assert [one.head["title"] for one in found["without_file"]] == ["Nowhere"]
    page = response.content.decode()
    assert "Journal, book or site" not in page
    assert "Volume: 3" in page
    assert "Here: Consent in winter" in page
    assert Document.objects.get(pk=texts[0].pk).bibliography == {"DOI": "10.1234/a"}


def ticked(response, *fields):
    """The form as the page made it, with these differences ticked."""
    data = {"take": []}
    for one in response.context["found"]["matched"]:
        data[f"entry-{one.number}"] = one.json
        for candidate in one.candidates:
            pk = candidate.document.pk
            data[f"version-{pk}"] = candidate.version
            data["take"] += [
                f"{one.number}:{pk}:{difference.field}"
                for difference in candidate.differences
                if difference.field in fields
            ]
    return data


def test_what_is_ticked_is_taken_and_nothing_else(as_user, rita, project, texts):
    client = as_user(rita)
    response = send(client, project, bibliography_file(exported()))
    url = reverse("annotations:take_bibliography", args=[project.slug])
    data = ticked(response, "volume", "issued", "type")
    assert client.post(url, data).status_code == 302
    first, second, third, _ = Document.objects.order_by("pk")
    assert first.title == "Consent in winter"
    assert first.bibliography == {"DOI": "10.1234/a", "volume": "3", "type": "report"}
    assert (second.issued, second.bibliography) == ("2022-01", {"type": "webpage"})
    assert third.bibliography == {"type": "book"}
    # the same form again: the heads have changed, so none is touched
    stale = client.post(url, data | {"take": data["take"][::-1]})
    assert stale.status_code == 422
    assert "changed by somebody else" in stale.content.decode()


def test_all_or_nothing_is_taken(as_user, rita, project, texts):
    client = as_user(rita)
    response = send(client, project, bibliography_file(exported()))
    data = ticked(response, "volume", "issued")
    data[f"version-{texts[1].pk}"] = "stale"
    url = reverse("annotations:take_bibliography", args=[project.slug])
    assert client.post(url, data).status_code == 422
    assert "volume" not in Document.objects.get(pk=texts[0].pk).bibliography


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"take": "1"},
        {"take": "1:x:title", "entry-1": '{"title": "a"}'},
        {"take": "1:1:withdrawn", "entry-1": '{"withdrawn": "a"}'},
        {"take": "1:1:title", "entry-1": '{"title": {}}'},
        {"take": "1:1:title", "entry-1": "[" * 10_000},
        {"take": "1:999999:title", "entry-1": '{"title": "a"}'},
    ],
)
def test_a_form_that_no_page_made_is_refused(as_user, rita, project, data):
    url = reverse("annotations:take_bibliography", args=[project.slug])
    response = as_user(rita).post(url, data)
    assert response.status_code == 422
    assert "alert" in response.content.decode()


def test_new_entries_with_files_are_looked_at_first(as_user, alice, project, texts):
    archive = zipped(out__z_dot_ris=RIS_WITH_FILE, out__files__7__troops_dot_txt=NEW)
    client = as_user(alice)
    response = send(client, project, archive)
    upload = response.context["upload"]
    assert Document.objects.count() == len(texts)
    url = reverse("corpus:store_upload", args=[project.slug, upload.uuid])
    client.post(url)
    stored = Document.objects.get(title="Troops")
    assert stored.issued == "2022-01-08"
    assert stored.bibliography == {"type": "post-weblog"}
    assert stored.filename == "troops.txt"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("a.txt", b"a"), "Choose one bibliography"),
        (SimpleUploadedFile("a.json", b"{"), "a.json: Line 1: this is no JSON"),
        (SimpleUploadedFile("a.zip", b"PK"), "damaged or cut off"),
        (SimpleUploadedFile("a.bib", b"hello"), "This is no BibTeX file"),
    ],
)
def test_what_is_no_bibliography_is_said(as_user, alice, project, file, sentence):
    response = send(as_user(alice), project, file)
    assert response.status_code == 422
    assert sentence in response.content.decode()


@pytest.mark.parametrize("format", [csl, ris, bibtex])
def test_what_goes_out_comes_back_the_same(as_user, rita, project, texts, format):
    name = format.__name__.rpartition(".")[2]
    url = reverse("annotations:bibliography", args=[project.slug])
    answer = as_user(rita).get(url, {"as": name, "sort": "added"})
    assert answer["Content-Disposition"].startswith('attachment; filename="winter.')
    entries = format.read(answer.content).entries
    assert [entry.fields["title"] for entry in entries] == [t.title for t in texts]
    extension = answer["Content-Disposition"].rpartition(".")[2].strip('"')
    file = SimpleUploadedFile(f"back.{extension}", answer.content)
    found = send(as_user(rita), project, file).context["found"]
    differing = {d.field for o in found["matched"] for d in o.candidates[0].differences}
    assert differing <= {"type"}


def test_the_list_s_filters_hold_for_the_export(as_user, victor, project, texts):
    url = reverse("annotations:bibliography", args=[project.slug])
    answer = as_user(victor).get(url, {"as": "csl", "q": "necessity"})
    assert [item["title"] for item in json.loads(answer.content)] == ["Necessity"]
    assert as_user(victor).get(url, {"as": "pdf"}).status_code == 422


def test_the_api_takes_what_is_empty_here(as_user, rita, project, texts):
    url = f"/api/v1/projects/{project.slug}/bibliography"
    client = as_user(rita)
    body = json.dumps(exported()).encode()
    dry = client.post(f"{url}?dry_run=true", body, content_type="application/json")
    assert [entry["state"] for entry in dry.json()["entries"]] == [
        *["matched"] * 3,
        "doubtful",
        "without_file",
    ]
    assert Document.objects.filter(bibliography__volume="3").count() == 0
    assert client.post(url, body, content_type="application/json").status_code == 200
    first = Document.objects.get(bibliography__volume="3")
    assert first.title == "Consent in winter"
    client.post(f"{url}?take=all", body, content_type="application/json")
    first.refresh_from_db()
    assert first.title == "Other"
    assert client.get(f"{url}?format=bibtex").content.startswith(b"@techreport{text-")
    assert client.get(f"{url}?format=pdf").status_code == 422


def test_the_commands_do_the_same(project, texts, tmp_path, capsys):
    out = tmp_path / "out.ris"
    arguments = {"project": project.slug, "format": "ris", "output": str(out)}
    call_command("export_bibliography", **arguments)
    assert len(ris.read(out.read_bytes()).entries) == len(texts)
    (tmp_path / "z.json").write_text(json.dumps(exported()))
    (tmp_path / "z.ris").write_bytes(RIS_WITH_FILE)
    (tmp_path / "troops.txt").write_bytes(NEW)
    call_command("import_bibliography", str(tmp_path / "z.json"), project=project.slug)
    assert "3 texts were changed, 0 were added" in capsys.readouterr().out
    files = [str(tmp_path / "z.ris"), str(tmp_path / "troops.txt")]
    call_command("import_bibliography", *files, project=project.slug)
    assert Document.objects.get(title="Troops").issued == "2022-01-08"
    with pytest.raises(CommandError, match="Choose one bibliography"):
        call_command("import_bibliography", files[1], project=project.slug)


def test_matching_costs_the_same_for_many(
    as_user, rita, project, texts, django_assert_max_num_queries
):
    client = as_user(rita)
    one, many = exported()[:1], exported() * 20
    with django_assert_max_num_queries(30) as first:
        send(client, project, bibliography_file(one))
    with django_assert_max_num_queries(len(first)):
        send(client, project, bibliography_file(many))


def test_what_no_page_sends_is_refused(as_user, rita, project, texts):
    pk = texts[0].pk
    address = reverse("annotations:take_bibliography", args=[project.slug])
    for tick, entry in (
        (f"1:{2**63}:title", {"title": "Other"}),
        (f"1:-{pk}:title", {"title": "Other"}),
        (f"1:{pk}:title", {"title": ["Other"]}),
        (f"1:{pk}:DOI", {"DOI": ["10.1/a"]}),
        (f"1:{pk}:authors", {"authors": "Doe, Jane"}),
        (f"1:{pk}:title", {"title": "Half a character: \ud800"}),
        (f"1:{pk}:title", {"title": "Nothing: \x00"}),
    ):
        sent = {"take": tick, "entry-1": json.dumps(entry)}
        assert as_user(rita).post(address, sent).status_code == 422, tick


def test_archives_that_unpack_to_too_much_are_refused(
    as_user, alice, project, monkeypatch
):
    monkeypatch.setattr(actions, "MOST_UNPACKED", 1_000_000)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "0" * 600_000)
    files = [
        SimpleUploadedFile(f"{number}.zip", data.getvalue()) for number in range(2)
    ]
    address = reverse("annotations:bibliography", args=[project.slug])
    answer = as_user(alice).post(address, {"file": files})
    assert answer.status_code == 422
    assert "Unpacked, these files have more than" in answer.text


def test_a_bibliography_that_cannot_be_read_in_time_is_given_up_everywhere(
    as_user, rita, project, tmp_path, monkeypatch
):
    monkeypatch.setattr(child, "WALL_SECONDS", 0.01)
    data = b"@book{a, title={\\alpha}}\n" * 5_000
    page = send(as_user(rita), project, SimpleUploadedFile("a.bib", data))
    assert page.status_code == 422
    assert "a.bib: This file took too long" in page.text
    url = f"/api/v1/projects/{project.slug}/bibliography?format=bibtex"
    told = as_user(rita).post(url, data, content_type="application/x-bibtex")
    assert told.status_code == 422
    assert "took too long" in told.json()["detail"]
    (tmp_path / "a.bib").write_bytes(data)
    with pytest.raises(CommandError, match="took too long"):
        call_command(
            "import_bibliography", str(tmp_path / "a.bib"), project=project.slug
        )


@pytest.mark.parametrize(
    "more", [{"fields": {"withdrawn": "now"}}, {"names": {"coder": []}}]
)
def test_an_answer_with_words_that_no_entry_has_is_refused(more):
    with pytest.raises(Unreadable, match="stopped the program"):
        bibliography_child.checked(Answer(Bibliography([Entry(1, **more)])))
