"""What a hostile or broken program sends: a sentence with 4xx, never 5xx."""

import base64
import json

import pytest
from django.urls import reverse

from tests.annotations.test_api import NEW, address, body_of
from tests.factories import make_annotation

VIA = {"kind": "attributed", "holder": "Ministry", "via": ["Agency"] * 40_000}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"note": "n" * 20_001}, "note"),
        ({"tags": [str(number) for number in range(101)]}, "tags"),
        ({"voice": VIA}, "voice.via"),
        (
            {
                "comparators": [
                    {"situation": "KGZ-2010", "relation": "like"},
                    {"situation": "KGZ-2010", "relation": "unlike"},
                ]
            },
            "comparators",
        ),
    ],
)
def test_too_much_is_refused_by_its_name(call, alice, document, fields, named):
    response = call(alice, "PUT", address(), body_of(document, **fields), **NEW)
    assert (response.status_code, named in response.json()["fields"]) == (422, True)


def test_number_of_thousands_of_digits_is_400(call, alice, document):
    body = b'{"start": ' + b"9" * 5000 + b"}"
    assert call(alice, "PUT", address(), body, **NEW).status_code == 400


def test_version_of_thousands_of_digits_is_stale(call, alice, document):
    where = address(make_annotation(document=document, by=alice).uuid)
    headers = {"If-Match": "9" * 5000}
    assert call(alice, "PATCH", where, {"note": "x"}, **headers).status_code == 409


def test_nul_in_a_cursor_is_refused(call, alice, document):
    cursor = base64.urlsafe_b64encode(json.dumps(["a\0"]).encode()).decode()
    where = reverse("api:actors", args=[document.project.slug])
    assert call(alice, "GET", f"{where}?cursor={cursor}").status_code == 422


@pytest.mark.parametrize("state", [[], {}, 5, True, None])
def test_coverage_of_no_word_is_refused(call, alice, document, state):
    where = reverse("api:coverage", args=[document.pk])
    assert call(alice, "PUT", where, {"state": state}).status_code == 422


@pytest.mark.parametrize("name", ["project_annotations", "export"])
def test_address_of_another_project_is_as_unknown_as_any(
    call,
    alice,
    mallory,
    document,
    name,
):
    where = reverse(f"api:{name}", args=[document.project.slug])
    for coder in (mallory.email, "nobody@example.org"):
        response = call(alice, "GET", f"{where}?coder={coder}")
        assert response.status_code == 422, coder


def test_too_many_fields_are_answered_as_json(client, call, alice, project):
    where = reverse("api:documents", args=[project.slug])
    client.force_login(alice)
    response = client.post(where, {f"field{number}": "" for number in range(21_001)})
    assert (response.status_code, response.json()["code"]) == (400, "unreadable")


def test_restoring_on_the_page_needs_the_version(as_user, alice, document):
    mark = make_annotation(document=document, by=alice)
    where = reverse("review:restore_annotation", args=[mark.project.slug, mark.uuid])
    for version in ("", "x", "9" * 5000):
        response = as_user(alice).post(where, {"version": version})
        assert response.status_code == 409, version[:5]
