"""Tags and changes of many heads over the API; the table of heads by commands."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from annotations.actions import heads_jobs
from annotations.models import HeadsChange
from corpus.models import Document, Job
from tests.factories import make_document

CHANGES = "/api/v1/projects/winter/heads-changes"


@pytest.fixture
def texts(project, olga):
    return [
        make_document(
            project=project,
            by=olga,
            text=f"Text {number}.",
            title=f"Text {number}",
            genre="blog",
        )
        for number in range(3)
    ]


def genres():
    return list(Document.objects.order_by("pk").values_list("genre", flat=True))


def test_tags_are_set_with_the_version_that_was_seen(call, rita, texts):
    path = f"/api/v1/documents/{texts[0].pk}/tags"
    seen = call(rita, "GET", path)
    assert seen.json() == {"tags": []}
    body = {"tags": ["court", " first  one "]}
    assert call(rita, "PUT", path, body).status_code == 428
    answer = call(rita, "PUT", path, body, **{"If-Match": seen["ETag"]})
    assert answer.json() == {"tags": ["court", "first one"]}
    again = call(rita, "PUT", path, {"tags": []}, **{"If-Match": seen["ETag"]})
    assert again.status_code == 409
    assert call(rita, "GET", path).json() == {"tags": ["court", "first one"]}


def test_a_change_is_proposed_made_and_undone(call, rita, texts):
    body = {"query": "genre=blog", "genre": "article", "add_tags": ["court"]}
    proposed = call(rita, "POST", CHANGES, body)
    assert proposed.status_code == 201
    row = proposed.json()
    assert (row["changes"], row["made"], len(row["rows"])) == (3, None, 3)
    assert row["rows"][0]["after"] == {"genre": "article", "tags": ["court"]}
    assert genres() == ["blog"] * 3
    made = call(rita, "POST", f"{CHANGES}/{row['id']}/make")
    assert made.json()["made"] and genres() == ["article"] * 3
    undone = call(rita, "POST", f"{CHANGES}/{row['id']}/undo")
    assert undone.json()["undone"] and genres() == ["blog"] * 3


def test_what_was_changed_meanwhile_is_a_conflict(call, rita, texts):
    body = {"documents": [text.pk for text in texts], "genre": "article"}
    row = call(rita, "POST", CHANGES, body).json()
    Document.objects.filter(pk=texts[1].pk).update(title="Other")
    answer = call(rita, "POST", f"{CHANGES}/{row['id']}/make")
    assert answer.status_code == 409 and "Other" in answer.json()["detail"]
    assert genres() == ["blog"] * 3


def test_many_texts_are_answered_by_a_job(call, rita, texts, monkeypatch):
    monkeypatch.setattr(heads_jobs, "FEW", 2)
    row = call(rita, "POST", CHANGES, {"query": "", "genre": "article"}).json()
    answer = call(rita, "POST", f"{CHANGES}/{row['id']}/make")
    assert answer.status_code == 202
    assert answer.json()["uuid"] == str(Job.objects.get().uuid)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"query": ""}, ""),
        ({"query": "", "language": "English!"}, "language"),
        ({"query": "", "colour": "red"}, "colour"),
        ({"documents": ["one"], "genre": "x"}, "documents"),
        ({"query": "", "empty": ["title"]}, "empty"),
    ],
)
def test_a_wrong_change_is_refused_by_its_field(call, rita, texts, body, field):
    answer = call(rita, "POST", CHANGES, body)
    assert answer.status_code == 422
    assert any(field in name for name in answer.json()["fields"])
    assert not HeadsChange.objects.exists()


def test_only_an_owner_withdraws(call, rita, olga, texts):
    body = {"documents": [texts[0].pk], "state": "withdraw"}
    assert call(rita, "POST", CHANGES, body).status_code == 403
    assert call(olga, "POST", CHANGES, body).status_code == 201


def test_the_table_goes_out_and_comes_back_by_commands(project, texts, tmp_path):
    path = tmp_path / "texts.csv"
    call_command("export_heads", project="winter", output=str(path))
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    rows[0] |= {"genre": "article", "volume": "12"}
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    told = io.StringIO()
    call_command("import_heads", str(path), project="winter", dry_run=True, stdout=told)
    assert "Line 2: Genre: blog → article" in told.getvalue()
    assert "3 texts compared: 1 would be changed." in told.getvalue()
    assert genres() == ["blog"] * 3 and not HeadsChange.objects.exists()
    call_command("import_heads", str(path), project="winter", stdout=told)
    assert genres() == ["article", "blog", "blog"]
    texts[0].refresh_from_db()
    assert texts[0].bibliography == {"volume": "12"}


def test_a_workbook_goes_out_by_a_command(project, texts, tmp_path):
    path = tmp_path / "texts.xlsx"
    call_command("export_heads", project="winter", format="xlsx", output=str(path))
    told = io.StringIO()
    call_command("import_heads", str(path), project="winter", stdout=told)
    assert told.getvalue() == "3 texts compared: 0 were changed.\n"


def test_a_wrong_table_ends_the_command_with_its_lines(project, texts, tmp_path):
    path = tmp_path / "texts.csv"
    path.write_text("id,language\n1,English!\n")
    with pytest.raises(CommandError, match="Line 2"):
        call_command("import_heads", str(path), project="winter")
