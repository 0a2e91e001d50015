"""The pages of one actor and of one situation: positions, passages, counts."""

import pytest
from django.urls import reverse

from corpus.actions.names import create_actor
from corpus.models import Actor, Situation
from tests.factories import make_annotation, make_document


@pytest.fixture
def joint(project, olga):
    """A text by two authors with a translator, about KAZ-2022."""
    return make_document(
        project=project,
        by=olga,
        text="Help was asked for. The minister said so.\n",
        filename="joint.txt",
        title="A joint note",
        authors=["Reed, Ann", "Birch, Tom"],
        translators=["Lake, Eve"],
        situation="KAZ-2022",
    )


@pytest.fixture
def marked(joint, alice, project):
    create_actor(project=project, name="Ministry", by=alice)
    about = {"situation": "KAZ-2022"}
    make_annotation(document=joint, by=alice, quote="Help was asked for", **about)
    make_annotation(
        document=joint,
        by=alice,
        quote="The minister said so",
        stance="denies",
        voice={"kind": "attributed", "holder": "Ministry", "via": ["Lake, Eve"]},
        comparators=[{"situation": "KGZ-2010", "relation": "unlike"}],
        **about,
    )
    return joint


def page_of(client, project, name, **query):
    actor = Actor.objects.get(project=project, name=name)
    return client.get(
        reverse("annotations:actor", args=[project.slug, actor.pk]), query
    )


@pytest.mark.parametrize("name", ["Reed, Ann", "Birch, Tom"])
def test_every_co_author_holds_the_texts_own_claims(
    as_user, victor, project, marked, name
):
    page = page_of(as_user(victor), project, name)
    [line] = page.context["lines"]
    assert line.cell.position.stances == {"asserts": 1}
    assert [row.quote for row in page.context["rows"]] == ["Help was asked for"]
    assert [part["heading"] for part in page.context["parts"]] == ["Wrote"]


def test_a_translator_holds_nothing_but_passes_on(as_user, victor, project, marked):
    page = page_of(as_user(victor), project, "Lake, Eve")
    assert page.context["lines"] == []
    assert [part["heading"] for part in page.context["parts"]] == ["Translated"]
    counted = {item["part"]: item["n"] for item in page.context["counted"]}
    assert counted == {"author": 0, "holder": 0, "via": 1}


def test_a_holder_has_positions_in_the_other_voice(as_user, victor, project, marked):
    client = as_user(victor)
    assert page_of(client, project, "Ministry").context["lines"] == []
    page = page_of(client, project, "Ministry", voice="attributed")
    [line] = page.context["lines"]
    assert line.cell.position.split is False
    assert line.cell.position.stances == {"denies": 1}
    # the number leads to its passage
    [query] = [query for stance, n, query in line.stances if n]
    address = reverse(
        "annotations:actor",
        args=[project.slug, Actor.objects.get(name="Ministry").pk],
    )
    rows = client.get(address + query).context["rows"]
    assert [row.quote for row in rows] == ["The minister said so"]


def test_passages_are_paged_without_loss(as_user, victor, alice, project, marked):
    for _ in range(20):
        make_annotation(document=marked, by=alice, quote="Help was asked for")
    client = as_user(victor)
    first = page_of(client, project, "Reed, Ann")
    second = client.get(first.context["next_page"].partition("#")[0])
    seen = [row.pk for row in [*first.context["rows"], *second.context["rows"]]]
    assert len(seen) == len(set(seen)) == 21
    assert second.context["next_page"] == ""


def test_a_word_that_is_no_filter_gets_a_sentence(as_user, victor, project, marked):
    page = page_of(as_user(victor), project, "Reed, Ann", part="nobody")
    assert page.status_code == 422
    assert "“nobody” is none of" in page.content.decode()


def test_a_situation_shows_texts_holders_and_comparisons(
    as_user, victor, project, marked
):
    client = as_user(victor)
    situation = Situation.objects.get(project=project, code="KAZ-2022")
    page = client.get(
        reverse("annotations:situation", args=[project.slug, situation.pk])
    )
    assert [text.title for text in page.context["texts"]] == ["A joint note"]
    names = [row["holder"]["name"] for row in page.context["holders"]]
    assert names == ["Birch, Tom", "Reed, Ann"]
    [compared] = page.context["comparisons"]
    assert (compared["code"], compared["relation"]) == ("KGZ-2010", "unlike")
    assert page.context["count"] == 2


def test_a_page_costs_the_same_for_many_passages(
    as_user, victor, alice, project, marked, django_assert_max_num_queries
):
    client = as_user(victor)
    page_of(client, project, "Reed, Ann")
    for _ in range(10):
        make_annotation(document=marked, by=alice, quote="Help was asked for")
    with django_assert_max_num_queries(36):
        page_of(client, project, "Reed, Ann")


def test_a_text_without_author_has_its_organisation(as_user, olga, victor, project):
    make_document(
        project=project, by=olga, publisher="Hill Institute", text="No name here.\n"
    )
    page = page_of(as_user(victor), project, "Hill Institute")
    assert page.context["actor"].kind == "organisation"
    assert [part["n"] for part in page.context["parts"]] == [1]
