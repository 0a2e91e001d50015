"""One annotation: what it says, its history, and taking a deletion back."""

import pytest
from django.urls import reverse

from annotations.actions.annotations import delete_annotation, edit_annotation
from annotations.events import history_of
from corpus.actions.names import find_or_create_actors
from review.actions.decisions import decide
from tests.factories import make_annotation


def address(row, name="annotation"):
    return reverse(f"review:{name}", args=[row.project.slug, row.uuid])


@pytest.fixture
def row(project, document, alice):
    find_or_create_actors(project=project, wanted=["Ruritania", "A paper"], by=alice)
    return make_annotation(document=document, by=alice, tags=["telling", "late"])


def test_the_page_shows_the_passage_and_what_was_coded(as_user, victor, row):
    text = as_user(victor).get(address(row)).text
    assert "asked its allies for help</mark>" in text
    assert "telling" in text
    assert "Open in the text" in text


def test_the_history_tells_who_did_what(row, alice, rita, project):
    voice = {"kind": "attributed", "holder": "Ruritania", "via": ["A paper"]}
    changes = {"stance": "denies", "voice": voice, "tags": ["late", "new"]}
    edit_annotation(annotation=row, version=1, changes=changes, by=rita)
    decide(project=project, seen={row.uuid: 2}, status="accepted", by=rita)
    delete_annotation(annotation=row, version=3, by=alice)
    history = history_of(row, project)
    assert [(entry["by"], entry["verb"], entry["version"]) for entry in history] == [
        ("alice", "create", 1),
        ("rita", "edit", 2),
        ("rita", "accept", 3),
        ("alice", "delete", 4),
    ]
    edited = {
        item["field"]: (item["from"], item["to"]) for item in history[1]["changes"]
    }
    assert edited == {
        "stance": ("asserts", "denies"),
        "holder": (None, "Ruritania"),
        "tags": (["telling", "late"], ["late", "new"]),
        "via": ([], ["A paper"]),
    }


def test_the_page_says_changes_in_words(as_user, victor, row, rita):
    changes = {"doctrine": "sd", "stance": "denies"}
    edit_annotation(annotation=row, version=1, changes=changes, by=rita)
    text = as_user(victor).get(address(row)).text
    assert "changed it" in text
    assert "<del>Request</del>" in text
    assert "<ins>Self-defence</ins>" in text


def test_a_deleted_one_is_shown_and_restored(as_user, alice, row):
    delete_annotation(annotation=row, version=1, by=alice)
    client = as_user(alice)
    assert "Restore" in client.get(address(row)).text
    client.post(address(row, "restore_annotation"), {"version": 2})
    row.refresh_from_db()
    assert row.deleted is None


def test_a_stale_restoration_is_refused(as_user, alice, row):
    delete_annotation(annotation=row, version=1, by=alice)
    response = as_user(alice).post(address(row, "restore_annotation"), {"version": 1})
    assert response.status_code == 409


def test_a_viewer_sees_it_deleted_and_may_not_restore(as_user, victor, alice, row):
    delete_annotation(annotation=row, version=1, by=alice)
    client = as_user(victor)
    assert "Restore" not in client.get(address(row)).text
    response = client.post(address(row, "restore_annotation"), {"version": 2})
    assert response.status_code == 403


def test_a_reviewer_rejects_it_there(as_user, rita, row):
    sent = {"annotation": f"{row.uuid}:1", "status": "rejected", "reason": "Too long"}
    response = as_user(rita).post(address(row), sent)
    assert response.url == address(row)
    assert "Too long" in as_user(rita).get(address(row)).text


def test_a_stranger_finds_nothing(as_user, mallory, row):
    assert as_user(mallory).get(address(row)).status_code == 404


def test_another_project_does_not_show_it(as_user, olga, row):
    other = address(row).replace("winter", "elsewhere")
    assert as_user(olga).get(other).status_code == 404
