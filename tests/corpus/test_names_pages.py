"""The pages of actors and situations."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from corpus.actions.names import create_actor, create_situation, edit_actor
from corpus.models import Actor, Situation
from tests.factories import make_annotation, make_document


@pytest.fixture
def actor(project, alice):
    return create_actor(project=project, name="Reed, Ann", by=alice)


def address(name, row):
    return reverse(f"corpus:{name}", args=[row.project.slug, row.pk])


def edited(row, **fields):
    """What the page that edits an actor or a situation sends."""
    rows = {}
    for prefix in ("names", "affiliations"):
        sent = fields.pop(prefix, [])
        rows[f"{prefix}-TOTAL_FORMS"] = len(sent)
        rows[f"{prefix}-INITIAL_FORMS"] = 0
        for number, item in enumerate(sent):
            rows |= {f"{prefix}-{number}-{key}": word for key, word in item.items()}
    return {"version": row.version, "kind": row.kind, **rows, **fields}


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_an_actor_is_added_with_its_kind(as_user, alice, project):
    as_user(alice).post(
        reverse("annotations:actors", args=[project.slug]),
        {"name": "Ruritania", "kind": "state"},
    )
    assert Actor.objects.get(project=project).kind == "state"


def test_an_actor_of_the_same_name_is_refused(as_user, alice, actor):
    page = reverse("annotations:actors", args=[actor.project.slug])
    response = as_user(alice).post(page, {"name": "Reed,  Ann"})
    assert response.status_code == 422
    assert "There is an actor of this name already." in response.content.decode()


def test_an_actor_is_renamed_everywhere(as_user, alice, olga, actor):
    document = make_document(
        project=actor.project, by=olga, authors=["Reed, Ann"], text="One."
    )
    as_user(alice).post(address("edit_actor", actor), edited(actor, name="Reed, Anna"))
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
    page = reverse("annotations:actors", args=[actor.project.slug])
    found = as_user(victor).get(page, {"q": "birch"}).context["page"]
    assert [row.name for row in found] == ["Birch, Tom"]


@pytest.mark.parametrize(
    "typed", ["bjork", "БЬЁРК", "Hill inst", "0000-0002-1825-0097", "tom hill"]
)
def test_an_actor_is_found_by_any_name_accent_or_key(as_user, alice, project, typed):
    create_actor(
        project=project,
        name="Björk, Tom",
        by=alice,
        affiliation="Hill Institute",
        aliases=["Бьёрк, Том"],
        identifiers={"orcid": "https://orcid.org/0000-0002-1825-0097"},
    )
    create_actor(project=project, name="Reed, Ann", by=alice)
    page = reverse("annotations:actors", args=[project.slug])
    found = as_user(alice).get(page, {"q": typed}).context["page"]
    assert [row.name for row in found] == ["Björk, Tom"]


def test_names_affiliations_and_keys_are_saved(as_user, alice, actor):
    response = as_user(alice).post(
        address("edit_actor", actor),
        edited(
            actor,
            name="Reed, Ann",
            names=[
                {"name": "Рид, Энн", "kind": "transliteration", "language": "ru"},
                {"name": ""},
            ],
            affiliations=[
                {"affiliation": "Hill Institute", "begins": "2010", "ends": "2014-05"},
                {"affiliation": "Ministry", "capacity": "official", "begins": "2014"},
            ],
            orcid="0000-0002-1825-0097",
            note="Speaks for the ministry.",
        ),
    )
    assert response.status_code == 302
    actor.refresh_from_db()
    assert [alias["kind"] for alias in actor.aliases] == ["transliteration"]
    assert (actor.affiliation, actor.capacity) == ("Ministry", "official")
    page = as_user(alice).get(response.url).content.decode()
    assert "Hill Institute" in page
    assert "2010 to May 2014" in page
    assert "https://orcid.org/0000-0002-1825-0097" in page
    assert "Transliteration, Cyrillic, ru" in page


def test_a_slip_in_an_orcid_is_named(as_user, alice, actor):
    response = as_user(alice).post(
        address("edit_actor", actor),
        edited(actor, name="Reed, Ann", orcid="0000-0002-1825-0098"),
    )
    assert response.status_code == 422
    assert "its last sign does not fit" in response.content.decode()


def test_nobody_overwrites_an_actor_silently(as_user, alice, actor):
    sent = edited(actor, name="Reed, Anna")
    edit_actor(actor=actor, by=alice, note="A note of somebody else.")
    response = as_user(alice).post(address("edit_actor", actor), sent)
    assert response.status_code == 409
    assert Actor.objects.get(pk=actor.pk).note == "A note of somebody else."


def test_a_name_of_another_actor_is_refused(as_user, alice, actor):
    edit_actor(actor=actor, by=alice, aliases=["Ann the Pen"])
    page = reverse("annotations:actors", args=[actor.project.slug])
    response = as_user(alice).post(page, {"name": "Ann the Pen"})
    assert "is another name of “Reed, Ann”" in response.content.decode()


def test_a_text_by_a_pen_name_is_its_bearers(alice, olga, actor):
    edit_actor(actor=actor, by=alice, aliases=[{"name": "Quill", "kind": "pen_name"}])
    document = make_document(
        project=actor.project, by=olga, authors=["Quill", "Reed, Ann"], text="One."
    )
    assert [part.actor for part in document.authorships.all()] == [actor]


def test_a_name_of_two_actors_finds_neither(alice, olga, actor):
    other = create_actor(project=actor.project, name="Reed, Alan", by=alice)
    for row in (actor, other):
        edit_actor(actor=row, by=alice, aliases=["Reed, A."])
    with pytest.raises(ValidationError, match="another name of “Reed, Alan” and of"):
        make_document(project=actor.project, by=olga, authors=["Reed, A."], text="One.")


def test_a_viewer_may_not_add_an_actor(as_user, victor, project):
    page = reverse("annotations:actors", args=[project.slug])
    assert as_user(victor).post(page, {"name": "X"}).status_code == 403


def test_a_situation_is_added(as_user, alice, project):
    as_user(alice).post(
        reverse("annotations:situations", args=[project.slug]),
        {"code": "NEW-2030", "kind": "case", "begins": "2030-01"},
    )
    assert Situation.objects.get(project=project, code="NEW-2030").begins == "2030-01"


def test_a_false_date_of_a_situation_is_named(as_user, alice, project):
    response = as_user(alice).post(
        reverse("annotations:situations", args=[project.slug]),
        {"code": "NEW-2030", "kind": "case", "begins": "2030-13"},
    )
    assert response.status_code == 422
    assert "“2030-13” is no date" in response.content.decode()


def test_a_situation_keeps_its_code(as_user, alice, project):
    situation = Situation.objects.get(project=project, code="KAZ-2022")
    as_user(alice).post(
        address("edit_situation", situation),
        edited(situation, code="OTHER", title="New title"),
    )
    situation.refresh_from_db()
    assert (situation.code, situation.title) == ("KAZ-2022", "New title")


def test_a_situation_in_use_is_not_deleted(as_user, alice, olga, project):
    make_document(project=project, by=olga, situation="KAZ-2022")
    situation = Situation.objects.get(project=project, code="KAZ-2022")
    response = as_user(alice).post(address("delete_situation", situation), follow=True)
    assert "so it stays" in said(response)[0]
    assert Situation.objects.filter(pk=situation.pk).exists()


def test_the_states_of_a_situation_are_actors(as_user, alice, project):
    situation = Situation.objects.get(project=project, code="KAZ-2022")
    as_user(alice).post(
        address("edit_situation", situation),
        edited(
            situation,
            territorial="Ruritania",
            intervening="Graustark; Ruritania",
            description="In our own words.",
            links="https://example.org/a What happened",
        ),
    )
    page = as_user(alice).get(
        reverse("annotations:situation", args=[project.slug, situation.pk])
    )
    states = [(str(row.actor), row.part) for row in page.context["states"]]
    assert states == [
        ("Ruritania", "territorial"),
        ("Graustark", "intervening"),
        ("Ruritania", "intervening"),
    ]
    assert Actor.objects.get(name="Graustark").kind == "state"
    assert "What happened" in page.content.decode()


def test_a_person_is_no_state(as_user, alice, actor):
    situation = Situation.objects.get(project=actor.project, code="KAZ-2022")
    response = as_user(alice).post(
        address("edit_situation", situation),
        edited(situation, territorial="Reed, Ann"),
    )
    assert "“Reed, Ann” is no State" in response.content.decode()


@pytest.mark.parametrize(("name", "queries"), [("actors", 7), ("situations", 6)])
def test_a_list_costs_the_same_for_many_rows(
    as_user, alice, victor, document, project, name, queries, django_assert_num_queries
):
    for number in range(30):
        create_actor(project=project, name=f"Reed, {number}", by=alice)
        create_situation(project=project, code=f"CASE-{number}", by=alice)
    client = as_user(victor)
    # session, user, project with role; how many, rows, and the counts of the page
    with django_assert_num_queries(queries):
        client.get(reverse(f"annotations:{name}", args=[project.slug]))


def test_a_situation_cannot_end_before_it_begins(as_user, alice, project):
    situation = Situation.objects.get(project=project, code="KAZ-2022")
    response = as_user(alice).post(
        address("edit_situation", situation),
        edited(situation, begins="2022-01-06", ends="2021"),
    )
    assert response.status_code == 422
    assert "It ends before it begins" in response.content.decode()
    response = as_user(alice).post(
        address("edit_situation", situation),
        edited(situation, begins="2022-01-06", ends="2022"),
    )
    assert response.status_code == 302


def test_an_affiliation_cannot_end_before_it_begins(as_user, alice, actor):
    backwards = {"affiliation": "Hill Institute", "begins": "2014", "ends": "2010"}
    response = as_user(alice).post(
        address("edit_actor", actor),
        edited(actor, name="Reed, Ann", affiliations=[backwards]),
    )
    assert response.status_code == 422
    assert "2010 is before 2014" in response.content.decode()
