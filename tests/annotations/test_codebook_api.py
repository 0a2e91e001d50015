"""The codebook over HTTP."""

import json

import pytest
from django.urls import reverse

from accounts.actions import create_token
from tests.factories import make_annotation


@pytest.fixture
def call(client, project):
    def send(user, method, name, /, *rest, **body):
        secret = create_token(user=user, name="test")[1]
        return client.generic(
            method,
            reverse(f"api:{name}", args=[project.slug, *rest]),
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    return send


def test_the_list_tells_the_whole_codebook(call, victor, alice, document):
    make_annotation(document=document, by=alice, doctrine="ibi.consent.scope")
    answer = call(victor, "GET", "doctrines").json()
    rows = {row["slug"]: row for row in answer["items"]}
    assert (len(rows), answer["next"]) == (61, None)
    row = rows["ibi.consent.scope"]
    assert row["parent"] == "ibi.consent"
    assert row["path"].startswith("Intervention by invitation › Valid consent › ")
    assert (row["uses"], row["retired"], row["checked"]) == (1, False, False)


def test_a_reviewer_adds_an_entry(call, rita):
    response = call(rita, "POST", "doctrines", name="Late help", parent="ibi")
    assert response.status_code == 201, response.content
    assert response.json()["slug"] == "ibi.late_help"


def test_a_reviewer_changes_moves_and_retires_one(call, rita):
    change = {"name": "Help", "parent": None, "retired": True, "replaced_by": "sd"}
    row = call(rita, "PATCH", "doctrine", "ibi.request", **change).json()
    assert (row["name"], row["parent"], row["retired"]) == ("Help", None, True)
    assert row["replaced_by"] == "sd"


@pytest.mark.parametrize(
    "body",
    [
        {"slug": "other"},
        {"name": ""},
        {"polarity": "?"},
        {"palette": 13},
        {"palette": "blue"},
        {"order": 2**40},
        {"parent": "ibi.consent.scope"},
        {"parent": "nonsense"},
        {"nonsense": 1},
    ],
)
def test_a_wrong_change_is_refused_whole(call, rita, body):
    before = call(rita, "GET", "doctrines").json()
    response = call(
        rita, "PATCH", "doctrine", "ibi.consent", **{"definition": "New", **body}
    )
    assert response.status_code == 422, response.content
    assert call(rita, "GET", "doctrines").json() == before


def test_a_coder_may_not_change_it(call, alice):
    assert call(alice, "POST", "doctrines", name="Late").status_code == 403
    assert call(alice, "PATCH", "doctrine", "ibi", name="Late").status_code == 403


def test_a_stranger_finds_nothing(call, mallory):
    for name in ("doctrines", "tags", "provisions"):
        assert call(mallory, "GET", name).status_code == 404


def test_tags_are_counted(call, victor, alice, document):
    make_annotation(document=document, by=alice, tags=["late", "telling"])
    make_annotation(document=document, by=alice, tags=["late"])
    assert call(victor, "GET", "tags").json()["items"] == [
        {"name": "late", "uses": 2},
        {"name": "telling", "uses": 1},
    ]


def test_provisions_come_with_their_versions(call, victor):
    rows = call(victor, "GET", "provisions").json()["items"]
    versions = [row["version"] for row in rows if row["locator"] == "Art. 4"]
    assert len(versions) == 2
