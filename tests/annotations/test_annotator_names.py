"""The names that the annotator's page brings along, so that it need not ask."""

import json
import re

import pytest
from django.urls import reverse

from annotations.models import Doctrine
from annotations.views import names
from corpus.models import Actor
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db

BLOCK = re.compile(
    r'<script type="application/json" id="annotator-names">(.*?)</script>'
)


@pytest.fixture
def document(project, alice):
    document = make_document(project=project, by=alice)
    make_annotation(document=document, by=alice, tags=["a", "b & </script>"])
    Actor.objects.create(project=project, kind="person", name="O'Neil <b>, Ann")
    return document


def open_page(client, document):
    address = reverse("annotations:document", args=[document.project.slug, document.pk])
    return client.get(address)


def given(client, document):
    [found] = BLOCK.findall(open_page(client, document).content.decode())
    return json.loads(found)


def test_they_are_those_of_the_api(as_user, alice, document):
    client = as_user(alice)
    found = given(client, document)
    assert set(found) == {"doctrines", "actors", "situations", "tags"}
    for kind, rows in found.items():
        url = f"/api/v1/projects/{document.project.slug}/{kind}?limit=1000"
        assert rows == client.get(url).json()["items"], kind


def test_a_long_list_is_left_out(as_user, alice, document, monkeypatch):
    monkeypatch.setattr(names, "SOME", Actor.objects.count() - 1)
    assert "actors" not in given(as_user(alice), document)


def test_queries_stay_the_same_for_many(
    as_user, alice, document, django_assert_num_queries
):
    for number in range(6):
        make_annotation(document=document, by=alice, tags=[f"tag {number}"])
    client = as_user(alice)
    # session, user, project with role, text, annotations' number, doctrines, their
    # uses, actors, situations, tags, read, what waits, open threads, blocks,
    # authorships
    with django_assert_num_queries(16):
        open_page(client, document)
    assert Doctrine.objects.filter(project=document.project).exists()
