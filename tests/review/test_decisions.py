"""Reviewers accept and reject, one or many at a time, and take it back."""

import json

import pytest
from django.urls import reverse

from accounts.actions import create_token
from annotations.actions.annotations import delete_annotation, edit_annotation
from annotations.models import Annotation
from tests.factories import make_annotation, make_document, make_project


def address(project):
    return reverse("review:doctrine", args=[project.slug, "ibi"])


def ticked(*rows):
    return [f"{row.uuid}:{row.version}" for row in rows]


def decided(row):
    row.refresh_from_db()
    return row.status, row.reason, row.version


@pytest.fixture
def rows(document, alice):
    words = ["asked its allies", "help came", "self-defence"]
    return [make_annotation(document=document, by=alice, quote=w) for w in words]


def test_many_are_accepted_at_once(as_user, rita, project, rows):
    sent = {"annotation": ticked(*rows[:2]), "status": "accepted", "reason": " Clear "}
    response = as_user(rita).post(address(project), sent)
    assert response.status_code == 302
    assert decided(rows[0]) == decided(rows[1]) == ("accepted", "Clear", 2)
    assert decided(rows[2]) == ("proposed", "", 1)


def test_a_decision_raises_the_revision_of_each_text_once(
    as_user, rita, project, alice, document, rows
):
    other = make_document(project=project, by=alice, text="Help was asked for.")
    rows.append(make_annotation(document=other, by=alice, quote="asked for"))
    sent = {"annotation": ticked(*rows), "status": "accepted"}
    as_user(rita).post(address(project), sent)
    revisions = {row.document_id: row.revision for row in Annotation.objects.all()}
    assert revisions == {document.pk: 4, other.pk: 2}


def test_a_rejection_wants_a_reason_and_keeps_the_ticks(as_user, rita, project, rows):
    sent = {"annotation": ticked(rows[1]), "status": "rejected", "reason": "  "}
    response = as_user(rita).post(address(project), sent)
    assert response.status_code == 422
    assert "Say in a few words why you reject it." in response.text
    assert [row.chosen for row in response.context["rows"]] == [False, True, False]
    assert decided(rows[1]) == ("proposed", "", 1)


def test_nothing_ticked_is_said(as_user, rita, project, rows):
    response = as_user(rita).post(address(project), {"status": "accepted"})
    assert response.status_code == 422
    assert "Tick at least one annotation first." in response.text


def test_what_changed_since_is_left_and_shown(as_user, rita, alice, project, rows):
    changes = {"note": "On reflection."}
    edit_annotation(annotation=rows[0], version=1, changes=changes, by=alice)
    sent = {"annotation": ticked(*rows[:2]), "status": "accepted"}
    response = as_user(rita).post(address(project), sent)
    assert response.status_code == 409
    assert "1 changed since" in response.text
    assert decided(rows[0])[0] == "proposed"
    assert decided(rows[1])[0] == "accepted"


def test_a_deleted_one_is_left(as_user, rita, alice, project, rows):
    deleted = delete_annotation(annotation=rows[0], version=1, by=alice)
    sent = {"annotation": ticked(deleted), "status": "accepted"}
    assert as_user(rita).post(address(project), sent).status_code == 409
    assert decided(rows[0])[0] == "proposed"


def test_a_decision_is_taken_back_to_what_was(as_user, rita, project, rows):
    client = as_user(rita)
    first = {"annotation": ticked(rows[0]), "status": "rejected", "reason": "Too long"}
    client.post(address(project), first)
    decided(rows[0])
    client.post(address(project), {"annotation": ticked(*rows), "status": "accepted"})
    assert "Take it back" in client.get(address(project)).text
    take_back = reverse("review:take_back", args=[project.slug])
    response = client.post(take_back, {"next": address(project)})
    assert response.url == address(project)
    assert decided(rows[0]) == ("rejected", "Too long", 4)
    assert decided(rows[1]) == ("proposed", "", 3)
    # then the one before, which knows that the row's version is another by now
    client.post(take_back, {"next": address(project)})
    assert decided(rows[0]) == ("proposed", "", 5)
    assert "Take it back" not in client.get(address(project)).text


def test_taking_back_never_leads_to_another_site(as_user, rita, project, rows):
    take_back = reverse("review:take_back", args=[project.slug])
    response = as_user(rita).post(take_back, {"next": "https://evil.example/"})
    assert response.url == reverse("annotations:doctrines", args=[project.slug])


def test_a_coder_may_not_decide(as_user, alice, project, rows):
    sent = {"annotation": ticked(*rows), "status": "accepted"}
    assert as_user(alice).post(address(project), sent).status_code == 403
    assert 'id="decide"' not in as_user(alice).get(address(project)).text


def test_rows_of_another_project_are_passed_over(as_user, rita, olga, project, rows):
    other = make_project(by=olga, slug="other")
    row = make_annotation(document=make_document(project=other, by=olga), by=olga)
    sent = {"annotation": ticked(row), "status": "accepted"}
    as_user(rita).post(address(project), sent)
    assert decided(row)[0] == "proposed"


# ---- over the API


@pytest.fixture
def send(client, project):
    def post(user, rows, **fields):
        secret = create_token(user=user, name="test")[1]
        seen = [{"id": str(row.uuid), "version": row.version} for row in rows]
        return client.post(
            reverse("api:decisions", args=[project.slug]),
            json.dumps({"annotations": seen, **fields}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    return post


def test_the_api_decides(send, rita, rows):
    response = send(rita, rows[:1], status="rejected", reason="No claim")
    assert response.status_code == 200, response.content
    row = response.json()["decided"][0]
    assert (row["status"], row["reason"], row["version"]) == ("rejected", "No claim", 2)


def test_the_api_names_what_is_stale(send, rita, alice, rows):
    edit_annotation(annotation=rows[0], version=1, changes={"note": "x"}, by=alice)
    mixed = send(rita, rows[:2], status="accepted").json()
    assert [row["id"] for row in mixed["stale"]] == [str(rows[0].uuid)]
    assert [row["id"] for row in mixed["decided"]] == [str(rows[1].uuid)]
    assert send(rita, rows[:1], status="accepted").status_code == 409


def test_the_api_refuses_coders_and_bad_bodies(send, alice, rita, mallory, rows):
    assert send(alice, rows, status="accepted").status_code == 403
    assert send(mallory, rows, status="accepted").status_code == 404
    assert send(rita, rows, status="rejected").status_code == 422
    assert send(rita, rows, status="maybe").status_code == 422
    assert send(rita, [], status="accepted").status_code == 422
    assert send(rita, rows, status="accepted", by="x").status_code == 422
