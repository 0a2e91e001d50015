"""Instruments and the wordings of their provisions over HTTP."""

import pytest
from django.urls import reverse

from annotations.actions.annotations import delete_annotation
from annotations.models import CodebookChange, Instrument, Provision
from tests.factories import make_annotation

SEEN = {"If-Match": '"1"'}
OLD = {"instrument": "CSTO Treaty", "locator": "Art. 4", "version": "1992"}


@pytest.fixture
def wording(project):
    return Provision.objects.get(project=project, locator="Art. 4", version="1992")


def path_of(row):
    name = row._meta.model_name
    return reverse(f"api:{name}", args=[row.project.slug, row.pk])


def test_a_reviewer_changes_a_wording(call, rita, wording):
    body = {"in_force_to": "2012-12", "in_force_for": "Armenia"}
    answer = call(rita, "PATCH", path_of(wording), body, **SEEN)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["in_force_to"], answer["ETag"]) == ("2012-12", '"2"')
    change = CodebookChange.objects.filter(kind="authority").get()
    before, after = change.changes["provisions"][str(wording.pk)]
    assert (before["in_force_for"], after["in_force_for"]) == (
        "Kazakhstan",
        "Armenia",
    )
    assert change.by == rita


def test_a_stale_change_is_refused_with_the_current_row(call, rita, wording):
    call(rita, "PATCH", path_of(wording), {"in_force_for": "Armenia"}, **SEEN)
    answer = call(rita, "PATCH", path_of(wording), {"version": "1993"}, **SEEN)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    current = answer.json()["current"]
    assert (current["in_force_for"], current["version"]) == ("Armenia", "1992")


def test_a_change_without_a_version_is_refused(call, rita, wording):
    for row in (wording, wording.instrument):
        assert call(rita, "PATCH", path_of(row), {}).status_code == 428
        assert call(rita, "DELETE", path_of(row)).status_code == 428


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("locator", " "),
        ("version", "2010"),
        ("in_force_from", "2022?"),
        ("in_force_from", "2013"),
        ("link", "javascript:alert()"),
        ("row_version", 7),
    ],
)
def test_a_wrong_change_is_refused_by_its_field(call, rita, wording, field, value):
    answer = call(rita, "PATCH", path_of(wording), {field: value}, **SEEN)
    assert answer.status_code == 422, answer.content
    told = {"in_force_from": {"in_force_from", "in_force_to"}}
    assert set(answer.json()["fields"]) <= told.get(field, {field})
    wording.refresh_from_db()
    assert wording.row_version == 1


def test_a_wording_in_use_is_not_deleted(call, rita, alice, document, wording):
    mark = make_annotation(document=document, by=alice, authority=OLD)
    answer = call(rita, "DELETE", path_of(wording), **SEEN)
    assert answer.status_code == 422
    assert (
        "1 annotation relies on “CSTO Treaty Art. 4 (1992)”"
        in (answer.json()["detail"])
    )
    # a deletion can be taken back, and then it must still name its wording
    delete_annotation(annotation=mark, version=1, by=alice)
    assert call(rita, "DELETE", path_of(wording), **SEEN).status_code == 422


def test_what_nobody_uses_is_deleted(call, rita, project):
    place = reverse("api:instruments", args=[project.slug])
    made = call(rita, "POST", place, {"name": "Winter  Pact", "adopted": "2019"})
    assert made.status_code == 201, made.content
    pact = Instrument.objects.get(project=project, name="Winter Pact")
    path = reverse("api:provisions", args=[project.slug])
    body = {"instrument": "Winter Pact", "locator": "Art. 7"}
    wording = call(rita, "POST", path, body).json()
    refused = call(rita, "DELETE", path_of(pact), **SEEN)
    assert "has 1 wording. Delete those first" in refused.json()["detail"]
    address = reverse("api:provision", args=[project.slug, wording["id"]])
    assert call(rita, "DELETE", address, **SEEN).status_code == 204
    assert call(rita, "DELETE", path_of(pact), **SEEN).status_code == 204
    assert call(rita, "GET", path_of(pact)).status_code == 404


def test_an_instrument_is_renamed_but_not_to_another(call, rita, wording):
    path = path_of(wording.instrument)
    answer = call(rita, "PATCH", path, {"name": "UN Charter"}, **SEEN)
    assert list(answer.json()["fields"]) == ["name"]
    answer = call(rita, "PATCH", path, {"name": "The Treaty"}, **SEEN)
    assert (answer.json()["name"], answer.json()["row_version"]) == ("The Treaty", 2)
