"""The codebook over HTTP."""

import json

import pytest
from django.urls import reverse

from accounts.actions import create_token
from annotations.models import Provision
from review.actions.decisions import decide
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
    change["version"] = 1
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
        {"version": "one"},
        {"definition": "x" * 4001},
    ],
)
def test_a_wrong_change_is_refused_whole(call, rita, body):
    before = call(rita, "GET", "doctrines").json()
    change = {"definition": "New", "version": 1, **body}
    response = call(rita, "PATCH", "doctrine", "ibi.consent", **change)
    assert response.status_code == 422, response.content
    assert call(rita, "GET", "doctrines").json() == before


def test_a_change_names_the_version_it_saw(call, rita):
    answer = call(rita, "PATCH", "doctrine", "ibi", name="Help")
    assert (answer.status_code, answer.json()["code"]) == (428, "version_missing")
    first = call(rita, "PATCH", "doctrine", "ibi", name="Help", version=1)
    assert (first.json()["version"], first["ETag"]) == (2, '"2"')
    late = call(rita, "PATCH", "doctrine", "ibi", name="Aid", version=1)
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    assert late.json()["current"] == first.json()


def test_an_example_is_added_and_removed(call, rita, victor, alice, document):
    row = make_annotation(document=document, by=alice)
    rest = "doctrine_examples", "ibi.request"
    for body in (
        {"text": "We were asked in writing.", "note": "The plain case."},
        {"annotation": str(row.uuid), "kind": "negative"},
    ):
        assert call(rita, "POST", *rest, **body).status_code == 201
    words, passage = call(victor, "GET", *rest).json()["items"]
    assert (words["quote"], words["kind"]) == ("We were asked in writing.", "positive")
    assert (passage["id"], passage["kind"]) == (str(row.uuid), "negative")
    place = "ibi.request", passage["example"]
    assert call(victor, "DELETE", "doctrine_example", *place).status_code == 403
    assert call(rita, "DELETE", "doctrine_example", *place).status_code == 200
    # the passage is shown still, as one of those under the doctrine
    again = call(victor, "GET", *rest).json()["items"]
    assert [item["kind"] for item in again] == ["positive", ""]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "Both", "annotation": "itself"},
        {"text": "x", "kind": "odd"},
        {"text": "x" * 2001},
    ],
)
def test_a_wrong_example_is_refused(call, rita, alice, document, body):
    if "annotation" in body:
        body["annotation"] = str(make_annotation(document=document, by=alice).uuid)
    answer = call(rita, "POST", "doctrine_examples", "ibi.request", **body)
    assert answer.status_code == 422, answer.content


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


def test_examples_show_accepted_passages_first_then_the_latest(
    call, victor, alice, rita, document
):
    for quote in ("asked its allies", "help came", "attacked", "strangers"):
        row = make_annotation(document=document, by=alice, quote=quote)
        if quote in {"asked its allies", "strangers"}:
            decision = "accepted" if quote == "asked its allies" else "rejected"
            seen = {row.uuid: row.version}
            reason = "Not shown."
            decide(
                project=document.project,
                seen=seen,
                status=decision,
                by=rita,
                reason=reason,
            )
    items = call(victor, "GET", "doctrine_examples", "ibi.request").json()["items"]
    assert [item["quote"] for item in items] == ["asked its allies", "attacked"]
    assert items[0]["title"] == document.title
    assert items[0]["html_url"].endswith(f"?annotation={items[0]['id']}")


def test_examples_cost_three_queries_beside_the_project(
    client, victor, alice, document, django_assert_num_queries
):
    make_annotation(document=document, by=alice)
    client.force_login(victor)
    path = reverse("api:doctrine_examples", args=[document.project.slug, "ibi.request"])
    client.get(path)
    # session, user, project with the role, chosen ones, passages, precedents
    with django_assert_num_queries(6):
        client.get(path)


def test_no_such_doctrine_has_no_examples(call, victor):
    assert call(victor, "GET", "doctrine_examples", "none").status_code == 404
    assert call(victor, "GET", "doctrine_examples", "sd").json()["items"] == []


WORDING = {"instrument": "Winter Pact", "locator": "Art. 7", "version": "2019"}


def test_a_reviewer_adds_a_wording_that_annotations_may_name(
    call, rita, alice, document
):
    dates = {"in_force_from": "2019-03", "in_force_to": "2021"}
    answer = call(rita, "POST", "provisions", **WORDING, **dates)
    assert answer.status_code == 201, answer.content
    assert answer.json() == {
        "id": Provision.objects.latest("pk").pk,
        **WORDING,
        **dates,
        "in_force_for": "",
        "link": "",
        "description": "",
        "row_version": 1,
    }
    row = make_annotation(document=document, by=alice, authority=WORDING)
    assert str(row.provision) == "Winter Pact Art. 7 (2019)"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("instrument", {"instrument": ""}),
        ("instrument", {"instrument": " "}),
        ("instrument", {"instrument": "x" * 201}),
        ("locator", {"locator": ""}),
        ("in_force_from", {"in_force_from": "last year"}),
        ("in_force_to", {"in_force_from": "2019", "in_force_to": "2018-12"}),
        ("link", {"link": "javascript:alert()"}),
        ("version", {}),
    ],
)
def test_a_wrong_wording_is_refused_by_its_field(call, rita, field, change):
    if not change:
        call(rita, "POST", "provisions", **WORDING)
    answer = call(rita, "POST", "provisions", **{**WORDING, **change})
    assert answer.status_code == 422, answer.content
    assert list(answer.json()["fields"]) == [field]
