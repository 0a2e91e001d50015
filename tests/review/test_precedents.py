"""Reasons that were raised to precedents: shown, overruled, hidden from the blind."""

import json

import pytest
from django.urls import reverse

from accounts.actions import create_token
from annotations.actions.precedents import raise_precedents
from annotations.models import Precedent
from corpus.models import Project
from tests.factories import make_annotation


@pytest.fixture
def mark(document, rita):
    return make_annotation(document=document, by=rita)


@pytest.fixture
def precedent(mark, rita):
    [made] = raise_precedents(
        annotations=[mark], kind="negative", reason="Only asked, not needed", by=rita
    )
    return made


@pytest.fixture
def page(project):
    return reverse("review:precedents", args=[project.slug, "ibi.request"])


@pytest.fixture
def api(client, project):
    def ask(user, method, path, **body):
        secret = create_token(user=user, name="test")[1]
        return getattr(client, method)(
            f"/api/v1/projects/{project.slug}/{path}",
            json.dumps(body) if body else None,
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    return ask


def overrule(project, precedent):
    return reverse("review:overrule", args=[project.slug, precedent.pk])


def test_a_mark_becomes_one_later_once(as_user, rita, project, mark, page):
    path = reverse("review:raise_precedent", args=[project.slug, mark.uuid])
    sent = {"kind": "positive", "reason": "A plain request"}
    for _ in range(2):
        assert as_user(rita).post(path, sent).url == page
    assert Precedent.objects.get().reason == "A plain request"
    assert "A plain request" in as_user(rita).get(page).text


def test_it_is_overruled_with_a_reason_and_kept(
    as_user, rita, victor, project, precedent, page, api
):
    client, path = as_user(rita), overrule(project, precedent)
    assert client.post(path, {"version": 1, "reason": " "}).status_code == 422
    assert client.post(path, {"version": 1, "reason": "Too narrow"}).url == page
    assert client.post(path, {"version": 1, "reason": "Again"}).status_code == 409
    text = as_user(victor).get(page).text
    assert '<span class="overruled">Only asked, not needed</span>' in text
    assert "Too narrow" in text
    guiding = api(victor, "get", "doctrines/ibi.request/examples").json()["precedents"]
    assert guiding == []


def test_coders_see_what_guides_where_they_choose(alice, precedent, api):
    [told] = api(alice, "get", "doctrines/ibi.request/examples").json()["precedents"]
    assert (told["kind"], told["reason"]) == ("negative", "Only asked, not needed")
    assert told["quote"] == "asked its allies for help"


def test_a_blind_coder_reads_the_reason_and_not_the_passage(
    as_user, alice, project, mark, precedent, page, api
):
    Project.objects.filter(pk=project.pk).update(coding="blind")
    for text in (
        as_user(alice).get(page).text,
        api(alice, "get", "doctrines/ibi.request/precedents").content.decode(),
        api(alice, "get", "doctrines/ibi.request/examples").content.decode(),
    ):
        assert "Only asked, not needed" in text
        assert "asked its allies" not in text
        assert str(mark.uuid) not in text


def test_the_api_raises_and_overrules(alice, rita, mark, api):
    sent = {"annotation": str(mark.uuid), "kind": "positive", "reason": "As said"}
    assert api(alice, "post", "precedents", **sent).status_code == 403
    made = api(rita, "post", "precedents", **sent)
    assert made.status_code == 201
    path = f"precedents/{made.json()['precedent']}/overrule"
    assert api(rita, "post", path, version=1, reason="No").json()["version"] == 2
    assert api(rita, "post", path, version=1, reason="No").status_code == 409
    assert api(rita, "post", "precedents", **{**sent, "kind": "odd"}).status_code == 422


def test_another_project_has_none(as_user, mallory, project, precedent, page):
    assert as_user(mallory).get(page).status_code == 404
    path = overrule(project, precedent)
    assert as_user(mallory).post(path, {"version": 1}).status_code == 404
