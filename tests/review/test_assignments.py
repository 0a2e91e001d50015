"""Giving texts to coders, finishing, reopening, opening, taking back; progress."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations import assigning, progress
from annotations.models import Annotation, Assignment, Coverage
from corpus import access
from review.models import Notice
from tests.factories import make_annotation, make_document, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(project):
    return make_member(project, "bob", "coder")


@pytest.fixture
def given(project, document, alice, rita):
    return Assignment.objects.create(
        project=project, document=document, coder=alice, by=rita
    )


def post(client, user, name, project, *more, **fields):
    client.force_login(user)
    return client.post(reverse(f"review:{name}", args=[project.slug, *more]), fields)


def now(assignment):
    return Assignment.objects.get(pk=assignment.pk)


def test_turns_give_all_the_same():
    found = assigning.pairs([1, 2, 3, 4, 5], [7, 8], way="round")
    assert found == [(1, 7), (2, 8), (3, 7), (4, 8), (5, 7)]


def test_a_share_is_coded_by_two_and_drawn_again_by_its_number():
    texts = list(range(50))
    found = assigning.pairs(texts, [7, 8, 9], way="share", share=20, seed=3)
    twice = [text for text in texts if sum(pair[0] == text for pair in found) == 2]
    assert len(found) == 60 and len(set(found)) == 60 and len(twice) == 10
    again = assigning.pairs(texts, [7, 8, 9], way="share", share=20, seed=3)
    other = assigning.pairs(texts, [7, 8, 9], way="share", share=20, seed=4)
    assert found == again != other


def test_texts_are_looked_at_and_then_given(
    client, project, document, rita, alice, bob
):
    more = make_document(project=project, by=rita, text="More.\n", filename="more.txt")
    asked = {
        "which": "ticked",
        "text": [document.pk, more.pk],
        "coders": [alice.pk, bob.pk],
        "way": "round",
        "note": "Mind the footnotes.",
    }
    page = post(client, rita, "assignments", project, **asked)
    assert "This would be given" in page.text
    assert not Assignment.objects.exists()
    post(client, rita, "assignments", project, **asked, give="on")
    made = Assignment.objects.order_by("document")
    assert [(row.document_id, row.coder) for row in made] == [
        (document.pk, alice),
        (more.pk, bob),
    ]
    assert set(Notice.objects.values_list("user", "kind")) == {
        (alice.pk, "assigned"),
        (bob.pk, "assigned"),
    }
    client.force_login(alice)
    work = client.get(reverse("review:work", args=[project.slug])).text
    assert "Mind the footnotes." in work and "more" not in work.split("</header>")[-1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"which": "ticked"}, "Choose at least one text."),
        ({"which": "all", "way": "share"}, "choose two coders"),
        ({"which": "all", "coders": []}, "Choose at least one coder."),
        ({"which": "all", "coding": "blind"}, "“As each assignment says” in the rules"),
    ],
)
def test_what_cannot_be_given_is_said(
    client, project, document, rita, alice, wrong, said
):
    asked = {"which": "all", "coders": [alice.pk], "way": "each", **wrong}
    page = post(client, rita, "assignments", project, **asked)
    assert page.status_code == 422 and said in page.text


def test_finishing_an_unmarked_text_is_asked_first(client, project, given, alice):
    page = post(client, alice, "finish", project, given.pk, version=1)
    assert page.status_code == 422 and "You marked nothing" in page.text
    assert now(given).state == "assigned"
    post(client, alice, "finish", project, given.pk, version=1, sure="on")
    assert (now(given).state, now(given).version) == ("finished", 2)
    assert Coverage.objects.get().state == "read"


def test_who_saw_an_older_version_changes_nothing(client, project, given, alice):
    Assignment.objects.filter(pk=given.pk).update(version=2)
    post(client, alice, "finish", project, given.pk, version=1, sure="on")
    assert now(given).state == "assigned"


def test_a_reviewer_reopens_and_the_coder_is_told(
    client, project, document, given, alice, rita
):
    make_annotation(document=document, by=alice)
    post(client, alice, "finish", project, given.pk, version=1)
    post(client, rita, "reopen", project, given.pk, version=2)
    assert now(given).state == "assigned"
    assert Notice.objects.get().kind == "reopened"
    event = now(given).events.latest("pgh_id")
    assert event.pgh_context["user"] == rita.pk
    assert event.pgh_context["verb"] == "reopen"


def test_taking_a_marked_text_back_is_asked_first(
    client, project, document, given, alice, rita
):
    make_annotation(document=document, by=alice)
    post(client, alice, "finish", project, given.pk, version=1)
    post(client, rita, "reopen", project, given.pk, version=2)
    page = post(client, rita, "unassign", project, given.pk, version=3)
    assert page.status_code == 422 and "has marked 1 passage in" in page.text
    # what the coder was told of it stays until it is taken back
    assert Notice.objects.get().assignment == given
    page = post(client, rita, "unassign", project, given.pk, version=3, sure="on")
    assert page.status_code == 302
    assert not Assignment.objects.exists() and not Notice.objects.exists()
    assert Annotation.objects.count() == 1


def test_opening_early_shows_the_marks_of_others(
    client, project, document, given, alice, bob, rita, olga
):
    project.coding = "blind"
    project.save(update_fields=["coding"])
    Assignment.objects.create(project=project, document=document, coder=bob, by=olga)
    make_annotation(document=document, by=bob)
    assert not Annotation.objects.visible_to(alice).exists()
    post(client, alice, "open_early", project, given.pk, version=1)
    assert not Annotation.objects.visible_to(alice).exists()
    post(client, rita, "open_early", project, given.pk, version=1)
    assert Annotation.objects.visible_to(alice).exists()


def test_progress_counts_what_another_count_counts(
    project, document, given, alice, bob, rita
):
    more = make_document(project=project, by=rita, text="More.\n", filename="more.txt")
    Assignment.objects.create(project=project, document=more, coder=alice, by=rita)
    make_annotation(document=document, by=alice)
    make_annotation(document=document, by=alice, quote="help came")
    make_annotation(document=document, by=bob)
    seen = access.get_project(rita, project.slug)
    [person] = progress.people(seen)
    mine = [row for row in Annotation.objects.all() if row.coder == alice]
    assert (person.given, person.finished, person.marks) == (2, 0, len(mine))
    texts = progress.add_assignments(seen, list(progress.texts(seen)))
    assert [[row.marks for row in text.given] for text in texts] == [[2], [0]]


def test_the_page_costs_the_same_for_many_texts(
    client, project, document, given, rita, alice
):
    client.force_login(rita)
    costs = []
    for number in range(2):
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("review:assignments", args=[project.slug]))
        costs.append(len(found))
        for part in "abc":
            name = f"{number}{part}"
            text = make_document(
                project=project, by=rita, text=f"{name}.\n", filename=f"{name}.txt"
            )
            Assignment.objects.create(
                project=project, document=text, coder=alice, by=rita
            )
    assert costs[0] == costs[1]


def test_the_api_gives_finishes_and_reopens(client, project, document, rita, alice):
    client.force_login(rita)
    path = f"/api/v1/projects/{project.slug}/assignments"
    body = {"texts": [document.pk], "coders": [alice.email]}
    made = client.post(path, body, content_type="application/json")
    assert made.status_code == 201
    [row] = made.json()["items"]
    client.force_login(alice)
    assert client.get(path).json()["items"] == [row]
    send = {"content_type": "application/json", "headers": {"If-Match": '"1"'}}
    assert client.post(f"{path}/{row['id']}/finish", {}, **send).status_code == 422
    done = client.post(f"{path}/{row['id']}/finish", {"sure": True}, **send)
    assert (done.json()["state"], done.json()["version"]) == ("finished", 2)
    assert client.post(f"{path}/{row['id']}/reopen", {}, **send).status_code == 409


def test_the_annotator_offers_to_finish_what_is_to_do(
    client, project, document, given, alice, bob
):
    address = reverse("annotations:document", args=[project.slug, document.pk])
    finish = reverse("review:finish", args=[project.slug, given.pk])
    client.force_login(bob)
    assert finish not in client.get(address).content.decode()
    client.force_login(alice)
    assert finish in client.get(address).content.decode()
    work = reverse("review:work", args=[project.slug])
    fields = {"version": given.version, "next": work, "sure": "on"}
    assert post(client, alice, "finish", project, given.pk, **fields).url == work
    assert now(given).state == "finished"
    assert finish not in client.get(address).content.decode()
