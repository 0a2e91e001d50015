"""The pages of actors and situations."""

import pytest
from django.urls import reverse

from corpus.actions.names import create_actor
from corpus.models import Actor, Situation
from tests.factories import make_annotation, make_document


@pytest.fixture
def actor(project, alice):
    return create_actor(project=project, name="Reed, Ann", by=alice)


def address(name, row):
    return reverse(f"corpus:{name}", args=[row.project.slug, row.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_an_actor_is_added_with_its_kind(as_user, alice, project):
    as_user(alice).post(
        reverse("corpus:actors", args=[project.slug]),
        {"name": "Ruritania", "kind": "state"},
    )
    assert Actor.objects.get(project=project).kind == "state"


def test_an_actor_of_the_same_name_is_refused(as_user, alice, actor):
    page = reverse("corpus:actors", args=[actor.project.slug])
    response = as_user(alice).post(page, {"name": "Reed,  Ann"})
    assert response.status_code == 422
    assert "There is an actor of this name already." in response.content.decode()


def test_an_actor_is_renamed_everywhere(as_user, alice, olga, actor):
    document = make_document(
        project=actor.project, by=olga, authors=["Reed, Ann"], text="One."
    )
    as_user(alice).post(
        address("edit_actor", actor), {"name": "Reed, Anna", "kind": "person"}
    )
    assert [str(part) for part in document.authorships.all()] == ["Reed, Anna"]


def test_an_unused_actor_can_be_deleted(as_user, alice, actor):
    as_user(alice).post(address("delete_actor", actor))
    assert not Actor.objects.filter(pk=actor.pk).exists()


def test_an_author_is_not_deleted(as_user, alice, olga, actor):
    make_document(project=actor.project, by=olga, authors=["Reed, Ann"], text="One.")
    response = as_user(alice).post(address("delete_actor", actor), follow=True)
    assert said(response) == [
        "“Reed, Ann” is named by texts or annotations, so it stays. Change those first."
    ]


def test_a_holder_is_not_deleted(as_user, alice, actor, document):
    voice = {"kind": "attributed", "holder": "Reed, Ann"}
    make_annotation(document=document, by=alice, voice=voice)
    as_user(alice).post(address("delete_actor", actor))
    assert Actor.objects.filter(pk=actor.pk).exists()


def test_actors_are_found_by_name(as_user, victor, actor, alice):
    create_actor(project=actor.project, name="Birch, Tom", by=alice)
    page = reverse("corpus:actors", args=[actor.project.slug])
    found = as_user(victor).get(page, {"q": "birch"}).context["actors"]
    assert [row.name for row in found] == ["Birch, Tom"]


def test_a_viewer_may_not_add_an_actor(as_user, victor, project):
    page = reverse("corpus:actors", args=[project.slug])
    assert as_user(victor).post(page, {"name": "X"}).status_code == 403


def test_a_situation_is_added(as_user, alice, project):
    as_user(alice).post(
        reverse("corpus:situations", args=[project.slug]),
        {"code": "NEW-2030", "kind": "case", "begins": "2030-01"},
    )
    assert Situation.objects.get(project=project, code="NEW-2030").begins == "2030-01"


def test_a_false_date_of_a_situation_is_named(as_user, alice, project):
    response = as_user(alice).post(
        reverse("corpus:situations", args=[project.slug]),
        {"code": "NEW-2030", "kind": "case", "begins": "2030-13"},
    )
    assert response.status_code == 422
    assert "“2030-13” is no date" in response.content.decode()


def test_a_situation_keeps_its_code(as_user, alice, project):
    situation = Situation.objects.get(project=project, code="KAZ-2022")
    as_user(alice).post(
        address("edit_situation", situation),
        {"code": "OTHER", "title": "New title", "kind": "case"},
    )
    situation.refresh_from_db()
    assert (situation.code, situation.title) == ("KAZ-2022", "New title")


def test_a_situation_in_use_is_not_deleted(as_user, alice, olga, project):
    make_document(project=project, by=olga, situation="KAZ-2022")
    situation = Situation.objects.get(project=project, code="KAZ-2022")
    response = as_user(alice).post(address("delete_situation", situation), follow=True)
    assert "so it stays" in said(response)[0]
    assert Situation.objects.filter(pk=situation.pk).exists()


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("name", ["actors", "situations"])
def test_a_list_costs_the_same_for_many_rows(
    as_user, alice, victor, project, name, count, django_assert_num_queries
):
    for number in range(count):
        create_actor(project=project, name=f"Reed, {number}", by=alice)
    client = as_user(victor)
    # session, user, project with role, rows
    with django_assert_num_queries(4):
        client.get(reverse(f"corpus:{name}", args=[project.slug]))
