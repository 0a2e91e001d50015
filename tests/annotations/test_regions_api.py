"""Stretches outside a text: set, changed, taken away and restored over the API."""

import uuid

import pytest
from django.urls import reverse

from annotations.doctor import examine
from corpus.models import Document, Region
from tests.factories import make_annotation, make_region

NEW = {"If-None-Match": "*"}


def address(identity=None):
    return reverse("api:region", args=[identity or uuid.uuid4()])


def seen(version):
    return {"If-Match": f'"{version}"'}


def of_text(call, user, document):
    where = reverse("api:document_regions", args=[document.pk])
    return call(user, "GET", where).json()["items"]


def test_a_region_is_set_once(call, alice, document):
    where = address()
    body = {"document": document.pk, "start": 0, "end": 30, "kind": "teaser"}
    made = call(alice, "PUT", where, body, **NEW)
    assert made.status_code == 201, made.content
    assert made.json()["by"] == "alice@example.org"
    assert call(alice, "PUT", where, body, **NEW).status_code == 200
    assert call(alice, "PUT", where, {**body, "end": 29}, **NEW).status_code == 409
    [row] = of_text(call, alice, document)
    assert (row["start"], row["end"], row["kind"]) == (0, 30, "teaser")


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"end": 0}, "end"),
        ({"end": 100_000}, "end"),
        ({"start": -1}, "start"),
        ({"kind": "weather"}, "kind"),
        ({"coder": "rita@example.org"}, "coder"),
    ],
)
def test_put_says_what_is_wrong(call, alice, document, wrong, field):
    body = {"document": document.pk, "start": 0, "end": 30, **wrong}
    response = call(alice, "PUT", address(), body, **NEW)
    assert response.status_code == 422, response.content
    assert field in response.json()["fields"]


def test_changes_carry_the_version_seen(call, alice, rita, document):
    region = make_region(document=document, by=rita)
    where = address(region.uuid)
    assert call(alice, "PATCH", where, {"kind": "teaser"}).status_code == 428
    changed = call(alice, "PATCH", where, {"end": 9, "kind": "teaser"}, **seen(1))
    assert (changed.json()["end"], changed["ETag"]) == (9, '"2"')
    stale = call(alice, "PATCH", where, {"end": 8}, **seen(1))
    assert (stale.status_code, stale.json()["current"]["end"]) == (409, 9)
    assert call(alice, "PATCH", where, {"start": 9}, **seen(2)).status_code == 422
    assert call(alice, "DELETE", where, **seen(2)).json()["version"] == 3
    assert of_text(call, alice, document) == []
    assert call(alice, "GET", where).status_code == 410
    back = reverse("api:restore_region", args=[region.uuid])
    assert call(alice, "POST", back, **seen(3)).json()["version"] == 4
    told = [event.pgh_context["verb"] for event in region.events.order_by("pgh_id")]
    assert told == ["create", "edit", "delete", "restore"]
    assert list(examine()) == []


def test_every_change_raises_the_revision(call, alice, document):
    region = make_region(document=document, by=alice)
    assert Document.objects.get(pk=document.pk).revision == 1
    call(alice, "DELETE", address(region.uuid), **seen(1))
    assert Document.objects.get(pk=document.pk).revision == 2


def test_only_a_standing_region_takes_marks_out_of_the_counts(call, alice, document):
    mark = make_annotation(document=document, by=alice)
    # two that overlap take it out once
    regions = [
        make_region(document=document, by=alice, start=mark.start - shift, end=mark.end)
        for shift in (0, 3)
    ]

    def counted():
        where = reverse("api:positions", args=[document.project.slug])
        return sum(
            row["n"]
            for with_more in ("", "&with=annotations")
            for row in call(alice, "GET", f"{where}?by=document{with_more}").json()[
                "items"
            ]
        )

    assert counted() == 0
    for region in regions:
        call(alice, "DELETE", address(region.uuid), **seen(1))
    assert counted() == 2
    assert Region.objects.filter(document=document).standing().count() == 0
