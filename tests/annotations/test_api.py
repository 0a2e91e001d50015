"""The contract of the annotations' API: codes, versions, retries, undo."""

import base64
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pghistory.models import Context

from accounts.actions import create_token
from corpus.actions.names import create_actor
from tests.factories import make_annotation, make_document, make_project, make_user


def body_of(document, quote="asked its allies for help", **fields):
    start = document.text().index(quote)
    return {
        "document": document.pk,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "doctrine": "ibi.request",
        "stance": "asserts",
        "voice": {"kind": "own"},
        **fields,
    }


def address(identity=None):
    return reverse("api:annotation", args=[identity or uuid.uuid4()])


NEW = {"If-None-Match": "*"}


def test_put_makes_an_annotation(call, alice, document):
    response = call(alice, "PUT", address(), body_of(document), **NEW)
    assert response.status_code == 201, response.content
    row = response.json()
    assert (row["version"], row["quote"], row["by"]) == (
        1,
        "asked its allies for help",
        "alice@example.org",
    )
    assert response["ETag"] == '"1"'


def test_repeated_put_makes_nothing_new(call, alice, document):
    where = address()
    call(alice, "PUT", where, body_of(document), **NEW)
    again = call(alice, "PUT", where, body_of(document), **NEW)
    assert again.status_code == 200
    listed = call(
        alice, "GET", reverse("api:document_annotations", args=[document.pk])
    ).json()
    assert len(listed["uuid"]) == 1
    assert listed["revision"] == 1


def test_same_id_with_another_body_is_a_conflict(call, alice, document):
    where = address()
    call(alice, "PUT", where, body_of(document), **NEW)
    other = call(alice, "PUT", where, body_of(document, stance="denies"), **NEW)
    assert other.status_code == 409
    assert other.json()["current"]["stance"] == "asserts"


def test_id_of_a_hidden_row_is_taken_without_a_word(call, alice, mallory, document):
    where = address()
    call(alice, "PUT", where, body_of(document), **NEW)
    hers = make_document(project=make_project(by=mallory, slug="hers"), by=mallory)
    response = call(mallory, "PUT", where, body_of(hers), **NEW)
    assert response.status_code == 409
    assert response.json()["code"] == "id_taken"
    assert "current" not in response.json()


def test_hidden_document_is_not_found(call, mallory, document):
    assert call(mallory, "PUT", address(), body_of(document), **NEW).status_code == 404


def test_viewer_may_not_mark(call, victor, document):
    assert call(victor, "PUT", address(), body_of(document), **NEW).status_code == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quote": "asked its allies for HELP"}, "quote"),
        ({"start": 5, "end": 5, "quote": ""}, "end"),
        ({"start": 9000, "end": 9001, "quote": "x"}, "quote"),
        ({"start": -1, "end": 1, "quote": "xx"}, "start"),
        ({"doctrine": "no.such"}, "doctrine"),
        ({"stance": "shouts"}, "stance"),
        ({"voice": {"kind": "attributed"}}, "voice.holder"),
        ({"voice": {"kind": "attributed", "holder": "Nobody"}}, "voice.holder"),
        ({"situation": "ATLANTIS"}, "situation"),
        ({"by": "rita@example.org"}, "by"),
        ({"status": "accepted"}, "status"),
        ({"colour": "red"}, "colour"),
        ({"start": "5"}, "start"),
        ({"start": 10**30}, "end"),
    ],
)
def test_wrong_field_is_named(call, alice, document, change, field):
    response = call(alice, "PUT", address(), {**body_of(document), **change}, **NEW)
    assert response.status_code == 422, response.content
    assert list(response.json()["fields"]) == [field]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"",
        b"\xff",
        b'{"note": "\\u0000"}',
        b'{"note": "\\ud800"}',
        b"[" * 5000,
    ],
)
def test_unreadable_body_is_400(call, alice, document, body):
    assert call(alice, "PUT", address(), body, **NEW).status_code == 400


def test_patch_needs_the_version_it_saw(call, alice, document):
    where = address(make_annotation(document=document, by=alice).uuid)
    assert call(alice, "PATCH", where, {"stance": "denies"}).status_code == 428
    changed = call(alice, "PATCH", where, {"stance": "denies"}, **{"If-Match": '"1"'})
    assert (changed.status_code, changed["ETag"]) == (200, '"2"')
    stale = call(alice, "PATCH", where, {"stance": "doubts"}, **{"If-Match": '"1"'})
    assert stale.status_code == 409
    assert stale.json()["current"]["stance"] == "denies"


def test_patch_of_a_range_takes_the_words_of_the_text(call, alice, document):
    mark = make_annotation(document=document, by=alice)
    changed = call(
        alice, "PATCH", address(mark.uuid), {"end": mark.end - 5}, **{"If-Match": '"1"'}
    )
    assert changed.json()["quote"] == "asked its allies for"


def test_change_of_the_stance_reopens_a_decision_and_a_note_does_not(
    call, alice, document
):
    mark = make_annotation(document=document, by=alice)
    mark.__class__.objects.filter(pk=mark.pk).update(status="accepted")
    noted = call(
        alice, "PATCH", address(mark.uuid), {"note": "n"}, **{"If-Match": '"1"'}
    )
    assert noted.json()["status"] == "accepted"
    denied = call(
        alice, "PATCH", address(mark.uuid), {"stance": "denies"}, **{"If-Match": '"2"'}
    )
    assert denied.json()["status"] == "proposed"


def test_coder_may_not_change_anothers_mark_but_a_reviewer_may(
    call, alice, rita, olga, document
):
    mark = make_annotation(document=document, by=olga)
    where, seen = address(mark.uuid), {"If-Match": '"1"'}
    assert call(alice, "PATCH", where, {"note": "n"}, **seen).status_code == 403
    assert call(alice, "DELETE", where, **seen).status_code == 403
    assert call(rita, "PATCH", where, {"note": "n"}, **seen).status_code == 200


def test_deletion_can_be_taken_back(call, alice, document):
    where = address(make_annotation(document=document, by=alice).uuid)
    deleted = call(alice, "DELETE", where, **{"If-Match": '"1"'})
    assert (deleted.status_code, deleted["ETag"]) == (200, '"2"')
    gone = call(alice, "GET", where)
    assert (gone.status_code, gone.json()["version"]) == (410, 2)
    restored = call(alice, "POST", where + "/restore", **{"If-Match": '"2"'})
    assert (restored.status_code, restored.json()["version"]) == (200, 3)
    assert call(alice, "GET", where).status_code == 200


def test_since_gives_changes_and_tombstones(call, alice, document):
    kept = make_annotation(document=document, by=alice)
    gone = make_annotation(document=document, by=alice, quote="help came")
    where = reverse("api:document_annotations", args=[document.pk])
    call(alice, "DELETE", address(gone.uuid), **{"If-Match": '"1"'})
    fresh = call(alice, "GET", where + "?since=2").json()
    assert (fresh["uuid"], fresh["deleted"]) == ([], [str(gone.uuid)])
    assert call(alice, "GET", where + "?since=3").status_code == 304
    assert call(alice, "GET", where).json()["uuid"] == [str(kept.uuid)]


def test_etag_answers_304(call, alice, document):
    where = reverse("api:document_annotations", args=[document.pk])
    tag = call(alice, "GET", where)["ETag"]
    assert call(alice, "GET", where, **{"If-None-Match": tag}).status_code == 304


def test_every_field_comes_back(call, alice, document):
    for name in ("Ministry", "Agency"):
        create_actor(project=document.project, name=name, by=alice)
    sent = body_of(
        document,
        voice={"kind": "attributed", "holder": "Ministry", "via": ["Agency"]},
        attitude="rejects",
        situation="UKR-2014",
        ground="fact",
        role="evidence",
        explicitness="named",
        confidence="low",
        tags=["b", "a"],
        note="see above",
        comparators=[{"situation": "CSK-1968", "relation": "unlike"}],
        authority={
            "instrument": "CSTO Treaty",
            "locator": "Art. 4",
            "version": "1992",
        },
    )
    row = call(alice, "PUT", address(), sent, **NEW).json()
    got = {key: row[key] for key in sent if key in row and key != "document"}
    del sent["document"]
    assert got == {**sent, "tags": ["a", "b"]}


def test_anonymous_gets_401_as_json(client, document):
    response = client.get(reverse("api:document_annotations", args=[document.pk]))
    assert (response.status_code, response.json()["code"]) == (401, "unauthenticated")


def test_bad_bearer_never_falls_back_to_the_session(client, alice, document):
    client.force_login(alice)
    response = client.get(
        reverse("api:document_annotations", args=[document.pk]),
        headers={"Authorization": "Bearer nonsense"},
    )
    assert response.status_code == 401


def test_session_needs_the_csrf_token(alice, document):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    response = client.put(
        address(), json.dumps(body_of(document)), content_type="application/json"
    )
    assert response.status_code == 403


def test_reading_token_may_not_write(client, alice, document):
    _token, secret = create_token(user=alice, name="reader", scope="read")
    headers = {"Authorization": f"Bearer {secret}"}
    response = client.put(
        address(),
        json.dumps(body_of(document)),
        content_type="application/json",
        headers=headers,
    )
    assert response.status_code == 403


def test_history_says_who_did_what(call, alice, rita, document):
    where = address(make_annotation(document=document, by=alice).uuid)
    call(rita, "PATCH", where, {"stance": "denies"}, **{"If-Match": '"1"'})
    events = call(alice, "GET", where + "/history").json()["items"]
    assert [(event["by"], event["verb"]) for event in events] == [
        ("alice", "create"),
        ("rita", "edit"),
    ]


def test_history_lies_in_the_events_alone(call, alice, document):
    make_annotation(document=document, by=alice)
    assert not Context.objects.exists()


def test_list_filters_and_pages(call, alice, document):
    for quote in ("help came", "self-defence was no ground", "the border"):
        make_annotation(document=document, by=alice, quote=quote, doctrine="sd")
    make_annotation(document=document, by=alice)
    where = reverse("api:project_annotations", args=[document.project.slug])
    first = call(alice, "GET", where + "?doctrine=sd&limit=2").json()
    rest = call(
        alice, "GET", f"{where}?doctrine=sd&limit=2&cursor={first['next']}"
    ).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)


def test_unknown_filter_value_is_named(call, alice, project):
    where = reverse("api:project_annotations", args=[project.slug])
    response = call(alice, "GET", where + "?doctrine=no.such&stance=shouts")
    assert response.status_code == 422
    assert set(response.json()["fields"]) == {"doctrine", "stance"}


def test_nul_in_an_address_is_400(call, alice, project):
    where = reverse("api:project_annotations", args=[project.slug])
    assert call(alice, "GET", where + "?doctrine=%00").status_code == 400


def test_stranger_finds_nothing(call, mallory, alice, document):
    where = address(make_annotation(document=document, by=alice).uuid)
    for method, path in (
        ("GET", where),
        ("PATCH", where),
        ("DELETE", where),
        ("POST", where + "/restore"),
        ("GET", where + "/history"),
        ("GET", reverse("api:document_annotations", args=[document.pk])),
        ("GET", reverse("api:coverage", args=[document.pk])),
        ("PUT", reverse("api:coverage", args=[document.pk])),
    ):
        assert call(mallory, method, path).status_code == 404, (method, path)


def test_read_mark_is_set_and_cleared(call, alice, document):
    where = reverse("api:coverage", args=[document.pk])
    done = call(alice, "PUT", where, {"state": "read"}).json()
    assert [(row["by"], row["state"]) for row in done["items"]] == [
        ("alice@example.org", "read")
    ]
    assert call(alice, "DELETE", where).json()["items"] == []


def test_stranger_cannot_be_guessed_from_a_missing_project(call, mallory, project):
    there = reverse("api:project_annotations", args=[project.slug])
    nowhere = reverse("api:project_annotations", args=["no-such"])
    assert call(mallory, "GET", there).content == call(mallory, "GET", nowhere).content


def test_made_user_without_project_sees_no_annotation(call, alice, document):
    make_annotation(document=document, by=alice)
    stranger = make_user("stranger")
    where = reverse("api:project_annotations", args=[document.project.slug])
    assert call(stranger, "GET", where).status_code == 404


@pytest.mark.parametrize("values", [["x"], [True], [1, 2], "x", [10**30], [[1]]])
def test_foreign_cursor_is_refused_or_finds_nothing(call, alice, document, values):
    make_annotation(document=document, by=alice)
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    where = reverse("api:project_annotations", args=[document.project.slug])
    response = call(alice, "GET", f"{where}?cursor={cursor}")
    assert response.status_code in {200, 422}
    assert response.json().get("items", []) == []


def test_columns_tell_voice_and_tags(call, alice, document):
    for name in ("Ministry", "Agency"):
        create_actor(project=document.project, name=name, by=alice)
    voice = {"kind": "attributed", "holder": "Ministry", "via": ["Agency"]}
    make_annotation(document=document, by=alice, voice=voice, tags=["b", "a"])
    make_annotation(document=document, by=alice, quote="the border")
    where = reverse("api:document_annotations", args=[document.pk])
    columns = call(alice, "GET", where).json()
    assert columns["holder"] == ["Ministry", None]
    assert columns["via"] == [["Agency"], []]
    assert columns["tags"] == [["a", "b"], []]
