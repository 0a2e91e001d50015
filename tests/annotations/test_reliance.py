"""That an author relies on a superseded wording: recorded, changed, carried, told."""

import pytest
from django.urls import reverse

from annotations.actions.carry import carry
from annotations.models import Annotation
from corpus.actions.editions import link
from tests.factories import TEXT, make_annotation, make_document

OLD = {"instrument": "CSTO Treaty", "locator": "Art. 4", "version": "1992"}
RELIED = {**OLD, "reliance": "superseded"}


@pytest.fixture
def mark(document, alice):
    return make_annotation(document=document, by=alice, authority=RELIED)


def path_of(mark):
    return reverse("api:annotation", args=[mark.uuid])


def test_it_is_in_the_row_and_in_its_history(call, alice, mark):
    assert call(alice, "GET", path_of(mark)).json()["authority"] == RELIED
    history = call(alice, "GET", path_of(mark) + "/history").json()["items"]
    told = {"field": "reliance", "from": None, "to": "superseded"}
    assert told in history[0]["changes"]


@pytest.mark.parametrize(("authority", "kept"), [(OLD, ""), (None, "")])
def test_it_goes_with_its_wording(call, alice, mark, authority, kept):
    headers = {"If-Match": '"1"'}
    answer = call(alice, "PATCH", path_of(mark), {"authority": authority}, **headers)
    assert answer.status_code == 200, answer.content
    mark.refresh_from_db()
    assert (mark.reliance, mark.version, mark.status) == (kept, 2, "proposed")


def test_another_change_leaves_it(call, alice, mark):
    headers = {"If-Match": '"1"'}
    call(alice, "PATCH", path_of(mark), {"note": "See below."}, **headers)
    assert call(alice, "GET", path_of(mark)).json()["authority"] == RELIED


def test_a_word_that_is_none_is_refused_by_its_field(call, alice, mark):
    body = {"authority": {**OLD, "reliance": "outdated"}}
    headers = {"If-Match": '"1"'}
    answer = call(alice, "PATCH", path_of(mark), body, **headers)
    assert answer.status_code == 422
    assert "none of: superseded" in answer.json()["fields"]["authority.reliance"][0]


def test_a_new_edition_takes_it_along(project, olga, document, mark):
    text = TEXT + "\nA line that only the second edition has, at its end.\n"
    later = make_document(project=project, by=olga, text=text, filename="two.txt")
    link(document=later, of=document, kind="edition", by=olga)
    carry(document=later, by=olga)
    assert Annotation.objects.get(document=later).reliance == "superseded"


def test_the_reading_view_tells_it(as_user, victor, project, mark):
    path = reverse("annotations:reading", args=[project.slug, mark.document_id])
    content = as_user(victor).get(path).content.decode()
    assert "relies on CSTO Treaty Art. 4 (1992), a superseded wording" in content
