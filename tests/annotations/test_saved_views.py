"""Views of the list of texts that are kept under a name."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse

from annotations.actions.saved_views import save_view
from annotations.models import SavedView
from tests.factories import make_document


@pytest.fixture
def keep(as_user, project, olga):
    make_document(project=project, by=olga, text="A text.", genre="blog")

    def post(user, **sent):
        path = reverse("annotations:save_view", args=[project.slug])
        return as_user(user).post(path, {"name": "Blogs", "audience": "own", **sent})

    return post


def listed(client, project):
    page = client.get(reverse("annotations:documents", args=[project.slug]))
    return [view.name for view in page.context["views"]]


def test_a_view_keeps_what_the_form_understands(keep, alice):
    answer = keep(alice, query="genre=blog&sort=-title&columns=tags&evil=1&genre=none")
    assert SavedView.objects.get().query == "sort=-title&columns=tags"
    answer = keep(alice, query="sort=-title&genre=blog&evil=1")
    assert SavedView.objects.get().query == "genre=blog&sort=-title"
    assert answer.url.endswith("?genre=blog&sort=-title")


def test_a_shared_view_is_seen_by_all_and_an_own_one_by_its_owner(
    keep, as_user, project, alice, victor
):
    keep(alice, query="genre=blog")
    keep(alice, name="For all", query="genre=blog", audience="project")
    assert listed(as_user(alice), project) == ["Blogs", "For all"]
    assert listed(as_user(victor), project) == ["For all"]


def test_a_viewer_keeps_views_but_shares_none(keep, as_user, project, victor):
    keep(victor, query="genre=blog")
    refused = keep(victor, name="For all", query="genre=blog", audience="project")
    assert refused.status_code == 403
    assert listed(as_user(victor), project) == ["Blogs"]
    page = as_user(victor).get(
        reverse("annotations:documents", args=[project.slug]),
        {"genre": "blog", "q": "A"},
    )
    assert "Keep this view" in page.text and "Who sees it" not in page.text


def test_nobody_forgets_the_own_view_of_another(keep, as_user, project, alice, olga):
    keep(alice, query="genre=blog")
    path = reverse(
        "annotations:delete_view", args=[project.slug, SavedView.objects.get().pk]
    )
    assert as_user(olga).post(path).status_code == 404
    assert as_user(alice).post(path).status_code == 302
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_refused_in_a_sentence(keep, as_user, alice):
    answer = keep(alice, name=" ", query="genre=blog")
    page = as_user(alice).get(answer.url)
    assert "Give the view a name." in page.text


def test_a_name_that_no_database_holds_is_refused_in_a_sentence(keep, as_user, alice):
    page = as_user(alice).get(keep(alice, name="Blogs\x00").url)
    assert "holds a NUL character" in page.text
    assert not SavedView.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_saved_in_two_tabs_at_once_it_is_one_view(project, rita):
    gate = Barrier(4)

    def save(_number):
        gate.wait()
        try:
            view = save_view(
                project=project, name="Blogs", query="", audience="own", by=rita
            )
            return view.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(save, range(4))) == {SavedView.objects.get().pk}
