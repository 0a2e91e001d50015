"""Views of Compare kept under a name."""

from html import unescape

import pytest
from django.urls import reverse

from annotations.models import SavedView

VIEWS = "/projects/winter/positions/views/"
PAGE = "/projects/winter/positions/?voice=all&sort=likeness"


@pytest.fixture
def keep(as_user, project):
    def post(user, **sent):
        said = {"of": "table", "query": "voice=all&sort=likeness", "audience": "own"}
        return as_user(user).post(VIEWS, {"name": "Camps", **said, **sent})

    return post


def test_a_view_of_any_page_is_kept_opened_and_forgotten(
    keep, as_user, project, alice, victor, olga
):
    client = as_user(alice)
    # the menu of the page says what would be kept
    menu = client.get(PAGE).context["views"]
    assert "of=table" in menu
    part = unescape(client.get(menu, headers={"HX-Request": "true"}).text)
    assert 'value="voice=all&sort=likeness"' in part and "<html" not in part
    assert keep(alice).url == PAGE
    keep(alice, of="likeness", query="minimum=2", audience="project")
    keep(alice, of="elements", query="doctrine=ibi&by=author", name="Of invitation")
    told = unescape(as_user(alice).get(VIEWS).text)
    for address in (
        PAGE,
        "/projects/winter/likeness/?minimum=2",
        "/projects/winter/doctrines/ibi/elements/?by=author",
    ):
        assert f'href="{address}"' in told
    # the same name on two pages is two views, and none of the list of texts
    assert SavedView.objects.filter(name="Camps").count() == 2
    texts = client.get(reverse("annotations:documents", args=["winter"]))
    assert not texts.context["views"]
    others = as_user(victor).get(VIEWS).text
    assert "minimum=2" in others and "sort=likeness" not in others
    view = SavedView.objects.get(page="table")
    forget = f"/projects/winter/positions/kept/{view.pk}/forget/"
    assert as_user(olga).post(forget).status_code == 404
    assert as_user(alice).post(forget).status_code == 302
    assert not SavedView.objects.filter(page="table").exists()


def test_what_cannot_be_kept_is_said(keep, as_user, project, alice, victor):
    page = as_user(alice).get(keep(alice, name=" ").url)
    assert "Give the view a name." in page.text
    page = as_user(alice).get(keep(alice, of="nowhere").url)
    assert "This page has no views" in page.text
    assert keep(victor, audience="project").status_code == 403
    assert not SavedView.objects.exists()


def test_an_address_that_no_database_holds_is_not_kept(keep, alice):
    assert keep(alice, query="voice=\x00").status_code == 302
    assert not SavedView.objects.exists()
