"""Releases, merges, splits, what waits, and the history of the codebook."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from annotations.actions.annotations import edit_annotation
from annotations.actions.deletion import plan_deletion, purge_due
from annotations.actions.examples import add_example
from annotations.actions.links import add_link
from annotations.models import (
    Annotation,
    CodebookChange,
    CodebookRelease,
    Doctrine,
    Recoding,
    Reconsideration,
)
from corpus.actions.documents import withdraw
from review.actions.decisions import decide
from tests.annotations.test_deletion import let_days_pass
from tests.factories import make_annotation


def address(project, name, *more):
    return reverse(f"annotations:{name}", args=[project.slug, *more])


def entry(project, slug):
    return Doctrine.objects.get(project=project, slug=slug)


def merge(client, project, absorbed="ibi.request", kept="ibi.consent", **more):
    sent = {"absorbed": absorbed, "kept": kept, "note": "They are one.", **more}
    response = client.post(address(project, "merge_doctrines"), sent)
    assert response.status_code == 302
    return CodebookChange.objects.latest("pk")


def take_back(client, change):
    place = address(change.project, "take_back_change", change.pk)
    return client.post(place, follow=True)


def change_meaning(client, project, slug="ibi.request", **fields):
    """Change what an entry means through the API; the change."""
    response = client.patch(
        f"/api/v1/projects/{project.slug}/doctrines/{slug}",
        {"definition": "Asked for by somebody else.", "meaning": True, **fields},
        content_type="application/json",
        headers={"If-Match": f'"{entry(project, slug).version}"'},
    )
    assert response.status_code == 200, response.text
    return CodebookChange.objects.latest("pk")


@pytest.fixture
def mark(document, alice):
    return make_annotation(document=document, by=alice)


@pytest.fixture
def client(as_user, rita):
    return as_user(rita)


def test_a_release_keeps_the_codebook_as_it_was(client, project):
    place = address(project, "releases")
    client.post(place, {"notes": "For the first texts."})
    name = entry(project, "ibi.request").name
    Doctrine.objects.filter(slug="ibi.request").update(name="Another name")
    page = client.get(address(project, "release", 1))
    assert name in page.text and "Another name" not in page.text
    download = client.get(address(project, "download_release", 1)).json()
    assert name in {row["name"] for row in download["doctrines"]}
    differ = client.get(address(project, "codebook_difference"))
    assert "<ins>Another" in differ.text


def test_nothing_is_frozen_twice(client, project):
    place = address(project, "releases")
    client.post(place)
    again = client.post(place)
    assert again.status_code == 422
    assert "Nothing was changed since release 1" in again.text
    assert CodebookRelease.objects.count() == 1


def test_a_mark_knows_the_release_it_was_made_under(client, document, alice, project):
    early = make_annotation(document=document, by=alice)
    client.post(address(project, "releases"))
    late = make_annotation(document=document, by=alice, quote="help came")
    rows = client.get(f"/api/v1/projects/{project.slug}/annotations").json()["items"]
    assert {row["id"]: row["release"] for row in rows} == {
        str(early.uuid): None,
        str(late.uuid): 1,
    }
    table = client.get(
        f"/api/v1/projects/{project.slug}/export", {"format": "csv"}
    ).getvalue()
    cells = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    assert [row["codebook_release"] for row in cells] == ["", "1"]
    page = client.get(reverse("review:annotation", args=[project.slug, late.uuid]))
    assert "under release 1 of the codebook" in page.text


def test_a_merge_says_first_what_it_does(client, project, mark, alice):
    sent = {"absorbed": "ibi.request", "kept": "ibi.consent"}
    page = client.get(address(project, "merge_doctrines"), sent)
    assert page.context["marks"]["people"] == [("alice", 1)]
    mark.refresh_from_db()
    assert mark.doctrine.slug == "ibi.request"


def test_a_merge_puts_marks_under_the_other_and_back(client, project, mark, rita):
    decide(
        project=project,
        seen={mark.uuid: mark.version},
        status="accepted",
        reason="Clear.",
        by=rita,
    )
    revision = mark.document.revision
    change = merge(client, project)
    mark.refresh_from_db()
    assert (mark.doctrine.slug, mark.status) == ("ibi.consent", "proposed")
    absorbed = entry(project, "ibi.request")
    assert absorbed.retired and absorbed.replaced_by.slug == "ibi.consent"
    mark.document.refresh_from_db()
    assert mark.document.revision > revision
    take_back(client, change)
    mark.refresh_from_db()
    assert mark.doctrine.slug == "ibi.request"
    assert (mark.status, mark.reason) == ("accepted", "Clear.")
    assert not entry(project, "ibi.request").retired
    call_command("doctor")


def test_a_merge_takes_examples_and_relations_along_and_back(
    client, project, mark, olga
):
    absorbed, kept = entry(project, "ibi.request"), entry(project, "ibi.consent")
    other = entry(project, "ibi")
    add_example(doctrine=kept, text="Both have it.", by=olga)
    for text in ("Both have it.", "One has it."):
        add_example(doctrine=absorbed, text=text, by=olga)
    add_link(source=absorbed, target=other, kind="exception_to", by=olga)
    add_link(source=kept, target=absorbed, kind="exception_to", by=olga)

    def beside(doctrine):
        examples = doctrine.examples.order_by("order").values_list("text", flat=True)
        ends = doctrine.links.filter(kind="exception_to").values_list("target__slug")
        return [*examples], {slug for (slug,) in ends}

    before = beside(absorbed), beside(kept)
    page = client.get(
        address(project, "merge_doctrines"),
        {"absorbed": absorbed.slug, "kept": kept.slug},
    )
    assert "2 examples and" in page.text
    change = merge(client, project, along="on")
    assert beside(kept) == (["Both have it.", "One has it."], {absorbed.slug, "ibi"})
    assert beside(absorbed) == (["Both have it."], set())
    take_back(client, change)
    assert (beside(absorbed), beside(kept)) == before
    # and not unless it is asked for
    merge(client, project)
    assert (beside(absorbed), beside(kept)) == before


def test_a_mark_that_changed_since_is_told_and_left(client, project, mark, alice):
    change = merge(client, project)
    mark.refresh_from_db()
    edit_annotation(
        annotation=mark, version=mark.version, changes={"note": "Hm."}, by=alice
    )
    page = take_back(client, change)
    assert "1 mark was changed since and stays as it is." in page.text
    mark.refresh_from_db()
    assert mark.doctrine.slug == "ibi.consent"


def test_what_stands_against_taking_back_is_named(client, project, mark):
    first = merge(client, project)
    Doctrine.objects.get(slug="ibi.request")
    restored = client.post(address(project, "restore_doctrine", "ibi.request"))
    assert restored.status_code == 302
    page = take_back(client, first)
    assert page.status_code == 409
    assert "brought back by rita" in page.text
    mark.refresh_from_db()
    assert mark.doctrine.slug == "ibi.consent"


def test_taking_back_can_be_taken_back(client, project, mark):
    change = merge(client, project)
    take_back(client, change)
    take_back(client, CodebookChange.objects.latest("pk"))
    mark.refresh_from_db()
    change.refresh_from_db()
    assert mark.doctrine.slug == "ibi.consent" and not change.undone


def test_a_split_lets_marks_wait_and_the_count_goes_down(
    client, project, document, alice, mark
):
    make_annotation(document=document, by=alice, quote="help came", stance="denies")
    sent = {"entry": "ibi.request", "name": ["By one", "By many"], "place": "siblings"}
    page = client.post(
        address(project, "split_doctrine"),
        {**sent, "definition": ["", ""]},
        follow=True,
    )
    assert page.context["left"] == 2
    place = page.request["PATH_INFO"]
    made = Doctrine.objects.get(name="By one")
    page = client.post(
        f"{place}?stance=denies",
        {"all": "1", "outcome": "moved", "doctrine": made.slug},
        follow=True,
    )
    assert page.context["left"] == 1
    assert Annotation.objects.filter(doctrine=made).count() == 1
    page = client.post(
        place,
        {
            "mark": page.context["marks"][0].waiting
            if page.context["marks"]
            else Reconsideration.objects.waiting().get().pk,
            "outcome": "dropped",
        },
        follow=True,
    )
    assert page.context["left"] == 0
    mark.refresh_from_db()
    assert mark.deleted
    take_back(client, CodebookChange.objects.latest("pk"))
    mark.refresh_from_db()
    assert not mark.deleted and Reconsideration.objects.waiting().count() == 1


def test_a_new_meaning_lets_marks_wait(client, project, mark):
    change_meaning(client, project)
    waiting = client.get(f"/api/v1/projects/{project.slug}/codebook/queue").json()
    assert [row["annotation"] for row in waiting["items"]] == [str(mark.uuid)]
    response = client.post(
        f"/api/v1/projects/{project.slug}/codebook/queue",
        {"annotations": [str(mark.uuid)], "outcome": "kept"},
        content_type="application/json",
    )
    assert response.json()["decided"] == 1
    assert not Reconsideration.objects.waiting().exists()


def test_the_history_costs_the_same_for_many_changes(
    client, project, mark, django_assert_num_queries
):
    place = address(project, "codebook_changes")
    merge(client, project)
    for number in range(4):
        take_back(client, CodebookChange.objects.latest("pk"))
        if number in (0, 3):
            # session, user, project, people, number, changes, recoded, waiting, names
            with django_assert_num_queries(9):
                client.get(place)


def test_the_history_is_filtered_and_told_as_a_table(client, project, mark, olga):
    merge(client, project)
    place = address(project, "codebook_changes")
    assert len(client.get(place, {"kind": "merge"}).context["changes"]) == 1
    assert not client.get(place, {"person": olga.email, "kind": "merge"}).context[
        "changes"
    ]
    table = client.get(address(project, "export_codebook_changes"), {"kind": "merge"})
    [row] = csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))
    assert (row["entry"], row["why"]) == ("ibi.request", "They are one.")


def test_a_deleted_text_takes_its_recodings_along(client, project, mark, olga):
    merge(client, project)
    change_meaning(client, project, slug="ibi.consent")
    assert Recoding.objects.exists() and Reconsideration.objects.exists()
    withdraw(document=mark.document, by=olga)
    let_days_pass(
        plan_deletion(document=mark.document, title=mark.document.title, by=olga)
    )
    purge_due(by=olga)
    assert not Recoding.objects.exists() and not Reconsideration.objects.exists()
    call_command("doctor")


def test_what_a_set_makes_of_the_codebook_is_in_its_history(
    client, project, mark, olga, as_user
):
    [line] = (
        client.get(f"/api/v1/projects/{project.slug}/export", {"format": "jsonl"})
        .getvalue()
        .splitlines()
    )
    record = {**json.loads(line), "doctrine": "ibi.unheard"}
    del record["id"]
    response = as_user(olga).post(
        f"/api/v1/projects/{project.slug}/import?format=jsonl&create_missing=1",
        json.dumps(record),
        content_type="application/jsonl",
    )
    assert response.status_code in (200, 201), response.text
    change = CodebookChange.objects.latest("pk")
    [(_before, after)] = change.changes["doctrines"].values()
    assert (change.kind, after["slug"]) == ("import", "ibi.unheard")
    page = take_back(client, change)
    assert "kept, but retired" in page.text
    assert entry(project, "ibi.unheard").retired
