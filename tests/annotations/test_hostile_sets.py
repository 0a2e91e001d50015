"""Sets that would let somebody in, or break a project for all who come after."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import create_token
from annotations.models import Annotation
from corpus.models import Membership
from tests.annotations.test_exchange import export, jsonl, line_of, load
from tests.factories import make_document, make_project


def test_set_gives_nobody_a_role_who_has_an_account(olga, mallory, document):
    project = document.project
    made = load(
        project, olga, jsonl(line_of(document, by=mallory.email)), create_missing=1
    )
    assert made.status_code == 201
    assert Annotation.objects.get(project=project).coder == mallory
    assert not Membership.objects.filter(project=project, user=mallory).exists()


def test_removed_coder_is_named_again_without_a_role(olga, alice, document):
    project = document.project
    load(project, olga, jsonl(line_of(document, by=alice.email)))
    Membership.objects.filter(user=alice).delete()
    line = line_of(document, by=alice.email, note="another")
    assert load(project, olga, jsonl(line)).status_code == 201
    assert not Membership.objects.filter(user=alice).exists()


@pytest.mark.parametrize(
    "created",
    [
        # 1 BC and the year 10000 in UTC: no reader of the set could show them
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_unreadable_time_is_refused(olga, document, created):
    response = load(document.project, olga, jsonl(line_of(document, created=created)))
    assert response.json()["problems"][0]["field"] == "created"
    assert export(document.project, olga).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"doctrine": "new"},
        {"situation": "two words"},
        {"authority": {"instrument": " ", "locator": "Art. 1"}},
        {"authority": {"instrument": "x" * 201, "locator": "Art. 1"}},
        {"authority": {"instrument": "A", "locator": "1", "reliance": "new"}},
    ],
)
def test_name_that_cannot_be_is_not_made(olga, document, fields):
    line = line_of(document, **fields)
    response = load(document.project, olga, jsonl(line), create_missing=1)
    assert response.status_code == 422


def test_name_of_an_actor_is_one_line(olga, document):
    voice = {"kind": "attributed", "holder": " The\n  Ministry "}
    line = line_of(document, voice=voice)
    made = load(document.project, olga, jsonl(line), create_missing=1)
    assert made.json()["created"] == {"actors": ["The Ministry"]}


def test_form_without_its_file_is_refused(olga, project):
    _token, secret = create_token(user=olga, name="test")
    response = Client().post(
        reverse("api:import", args=[project.slug]),
        {"other": "field"},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert (response.status_code, list(response.json()["fields"])) == (422, ["file"])


def test_text_of_another_project_is_not_found(olga, mallory, document):
    foreign = make_document(
        project=make_project(by=mallory, slug="other"),
        by=mallory,
        text="asked",
        filename="x",
    )
    line = line_of(document) | {"document": {"id": foreign.pk}}
    response = load(document.project, olga, jsonl(line))
    assert response.json()["problems"][0]["field"] == "document"


def test_relation_names_its_coder_in_one_way(olga, document):
    project = document.project
    first, second = (
        "5f0e8c0a-6f0b-4b8e-9d53-0a3c1f6f7a11",
        "5f0e8c0a-6f0b-4b8e-9d53-0a3c1f6f7a12",
    )
    target = {"kind": "supports", "target": first}
    named = {**target, "by": olga.email.upper(), "note": " so "}
    twice = line_of(document, id=second, by=olga.email, relations=[target, named])
    refused = load(project, olga, jsonl(line_of(document, id=first), twice))
    assert refused.json()["problems"][0]["field"] == "relations"
    once = line_of(document, id=second, by=olga.email, relations=[named])
    assert load(project, olga, jsonl(line_of(document, id=first), once)).json()["made"]
    # the same in other words adds nothing
    same = line_of(document, id=second, relations=[{**target, "note": "so"}])
    again = load(project, olga, jsonl(same)).json()
    assert (again["made"], again["unchanged"]) == (0, 1), again
    again = load(project, olga, jsonl({**once, "tags": []})).json()
    assert (again["made"], again["unchanged"]) == (0, 1), again
