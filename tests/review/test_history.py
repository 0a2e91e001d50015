"""A project's history: who did what, when, before and after, why; and going back."""

import csv
import io

import pytest
from django.urls import reverse

from annotations.actions.annotations import delete_annotation, edit_annotation
from annotations.actions.assignments import finish, reopen
from annotations.models import Assignment
from corpus.actions.names import find_or_create_actors
from review.actions.comments import start_thread
from review.actions.decisions import decide
from tests.factories import (
    make_annotation,
    make_document,
    make_member,
    make_region,
    make_relation,
)

pytestmark = pytest.mark.django_db


def address(project, name="history"):
    return reverse(f"review:{name}", args=[project.slug])


def lines(client, project, **filters):
    """The rows of the file, oldest first."""
    answer = client.get(address(project, "export_history"), filters)
    table = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(table)))[::-1]


@pytest.fixture
def row(document, alice):
    return make_annotation(document=document, by=alice)


def test_a_line_says_who_did_what_before_after_and_why(
    as_user, project, row, alice, rita, victor
):
    changes = {"doctrine": "sd", "stance": "denies"}
    edit_annotation(annotation=row, version=1, changes=changes, by=alice)
    decide(
        project=project, seen={row.uuid: 2}, status="rejected", reason="Far", by=rita
    )
    client = as_user(victor)
    found = lines(client, project, kind="mark")
    assert [(one["by"], one["did"]) for one in found] == [
        ("alice@example.org", "create"),
        ("alice@example.org", "edit"),
        ("rita@example.org", "reject"),
    ]
    assert found[1]["changes"].splitlines() == [
        "Doctrine: Request → Self-defence",
        "Stance: Asserts → Denies",
    ]
    assert found[2]["changes"] == "Status: Proposed → Rejected"
    assert found[2]["why"] == "Far"
    assert found[2]["about"] == row.quote
    page = client.get(address(project)).text
    assert "<del>Request</del>" in page
    assert "<ins>Self-defence</ins>" in page
    assert "Far" in page


def test_every_kind_of_change_has_its_line(
    as_user, project, document, row, alice, olga
):
    other = make_annotation(document=document, by=alice, quote="help came")
    make_relation(source=row, target=other, by=alice)
    make_region(document=document, by=alice)
    start_thread(project=project, annotation=row, text="Why?", by=alice)
    Assignment.objects.create(project=project, document=document, coder=alice, by=olga)
    found = {one["kind"] for one in lines(as_user(olga), project)}
    assert found >= {*("mark", "relation", "region", "comment", "assignment", "text")}
    # of a text it is another word than of a mark
    given = Assignment.objects.get()
    finish(assignment=given, version=1, by=alice)
    reopen(assignment=given, version=2, by=alice)
    page = as_user(olga).get(f"{address(project)}?kind=assignment").text
    assert "finished an assignment" in page and "opened again an assignment" in page


# apart in time only when each has a transaction of its own
@pytest.mark.django_db(transaction=True)
def test_filters_narrow_and_pages_miss_nothing(
    as_user, project, document, row, alice, rita, olga
):
    other = make_document(
        project=project, by=olga, text="Other words.\n", filename="other.txt"
    )
    for _ in range(60):
        make_annotation(document=document, by=alice)
    make_annotation(document=other, by=rita, quote="Other words", doctrine="sd")
    client = as_user(olga)
    assert len(lines(client, project, kind="mark")) == 62
    assert len(lines(client, project, kind="mark", document=other.pk)) == 1
    assert len(lines(client, project, kind="mark", person=rita.pk)) == 1
    assert len(lines(client, project, doctrine="sd")) == 1
    assert lines(client, project, until="2001-01-01") == []
    seen, cursor = 0, ""
    while cursor is not None:
        answer = client.get(address(project), {"kind": "mark", "cursor": cursor})
        seen += len(answer.context["entries"])
        cursor = answer.context["next_cursor"] or None
    assert seen == 62
    assert client.get(address(project), {"cursor": "x"}).status_code == 422


def test_what_one_gesture_did_is_one_line(as_user, project, document, row, alice, rita):
    other = make_annotation(document=document, by=alice, quote="help came")
    seen = {row.uuid: 1, other.uuid: 1}
    decide(project=project, seen=seen, status="accepted", by=rita)
    last = lines(as_user(rita), project, kind="mark")[-1]
    assert (last["did"], last["number"]) == ("accept", "2")
    page = as_user(rita).get(address(project)).text
    assert "accepted 2 annotations" in page
    assert "olga added a text" in page


def test_who_codes_blind_reads_no_line_of_others(
    as_user, project, document, row, alice, olga
):
    bob = make_member(project, "bob", "coder")
    project.coding = "blind"
    project.save(update_fields=["coding"])
    for coder in (alice, bob):
        Assignment.objects.create(
            project=project, document=document, coder=coder, by=olga
        )
    client = as_user(alice)
    before = lines(client, project)
    mark = make_annotation(document=document, by=bob, note="Telltale")
    make_relation(source=mark, target=row, by=bob)
    start_thread(project=project, annotation=mark, text="Telltale", by=bob)
    assert lines(client, project) == before
    assert "Telltale" in as_user(olga).get(address(project)).text


def test_the_page_costs_the_same_for_many_lines(
    as_user, project, document, row, alice, django_assert_num_queries
):
    client = as_user(alice)
    for rows in (2, 30):
        for _ in range(rows):
            made = make_annotation(document=document, by=alice)
            edit_annotation(annotation=made, version=1, changes={"note": "x"}, by=alice)
        # session, user, project; people, texts, doctrines of the filters; marks,
        # what single ones said, who, texts
        with django_assert_num_queries(10):
            client.get(address(project), {"kind": "mark"})


def test_an_earlier_state_comes_back_as_a_change(
    as_user, project, document, alice, rita
):
    find_or_create_actors(project=project, wanted=["Ruritania", "A paper"], by=alice)
    row = make_annotation(
        document=document,
        by=alice,
        voice={"kind": "attributed", "holder": "Ruritania", "via": ["A paper"]},
        tags=["telling"],
        note="First",
        comparators=[{"situation": "UKR-2022", "relation": "like"}],
    )
    changes = {
        "voice": {"kind": "own"},
        "tags": ["other"],
        "stance": "denies",
        "note": "",
        "comparators": [],
    }
    edit_annotation(annotation=row, version=1, changes=changes, by=alice)
    decide(project=project, seen={row.uuid: 2}, status="accepted", by=rita)
    page = reverse("review:annotation", args=[project.slug, row.uuid])
    back = reverse("review:bring_back", args=[project.slug, row.uuid])
    client = as_user(alice)
    assert "Bring this state back" in client.get(page).text
    assert client.post(back, {"to": 1, "version": 2}).status_code == 409
    assert client.post(back, {"to": 9, "version": 3}).status_code == 404
    assert client.post(back, {"to": 1, "version": 3}).url == page
    row.refresh_from_db()
    assert (row.version, row.status, row.stance, row.note) == (
        *(4, "proposed", "asserts", "First"),
    )
    assert row.actor.name == "Ruritania"
    assert [link.actor.name for link in row.chain.all()] == ["A paper"]
    assert list(row.tags.names()) == ["telling"]
    assert row.comparators.get().situation.code == "UKR-2022"
    assert "brought an earlier state back" in client.get(page).text


def test_a_deleted_one_and_another_coders_come_not_back(
    as_user, project, row, alice, rita
):
    carol = make_member(project, "carol", "coder")
    edit_annotation(annotation=row, version=1, changes={"note": "x"}, by=alice)
    back = reverse("review:bring_back", args=[project.slug, row.uuid])
    assert as_user(carol).post(back, {"to": 1, "version": 2}).status_code == 403
    delete_annotation(annotation=row, version=2, by=alice)
    assert as_user(alice).post(back, {"to": 1, "version": 3}).status_code == 409


def test_a_change_of_the_rules_is_told(as_user, project, olga):
    client = as_user(olga)
    rules = {"coding": "blind", "doctrines_by": "reviewer", "names_by": "coder"}
    for _ in range(2):
        client.post(reverse("corpus:set_rules", args=[project.slug]), rules)
    page = client.get(reverse("review:history", args=[project.slug]) + "?kind=rules")
    assert page.text.count("Each other’s marks: Coders see each other’s marks → ") == 1
    assert "→ Coders work blind" in page.text
    assert "Who may add" not in page.text
    assert "olga" in page.text.partition("changed")[0].rpartition("<li")[2]


def test_a_head_is_told_and_comes_back_as_a_change(
    as_user, project, document, alice, rita, olga
):
    client = as_user(rita)
    edit = reverse("corpus:edit_head", args=[project.slug, document.pk])
    form = client.get(edit).context["form"].initial
    sent = {**form, "title": "A new title", "authors": "Roe, R", "why": "As printed"}
    assert client.post(edit, sent).status_code == 302
    api = f"/api/v1/documents/{document.pk}"
    version = client.get(api)["ETag"]
    sent = {"title": "Third title", "genre": "blog", "why": "Asked by its editor"}
    json = {"content_type": "application/json", "headers": {"If-Match": version}}
    assert client.patch(api, sent, **json).status_code == 200
    first, second = lines(client, project, kind="head", document=document.pk)
    assert (first["by"], first["why"]) == (rita.email, "As printed")
    assert "Title: note → A new title" in first["changes"].splitlines()
    assert second["why"] == "Asked by its editor"
    assert "Title: A new title → Third title" in second["changes"].splitlines()

    page = client.get(address(project), {"kind": "head"})
    back = page.context["entries"][1].back
    assert back in page.text
    assert back not in as_user(alice).get(address(project)).text
    client = as_user(rita)
    told = {label: then for label, _now, then in client.get(back).context["rows"]}
    assert (told["Title"], told["Genre"]) == ("note", "")
    assert client.post(back, {"version": "old"}).status_code == 409
    version = client.get(back).context["version"]
    assert client.post(back, {"version": version}).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.genre) == ("note", "")
    third = lines(client, project, kind="head")[-1]
    assert "Title: Third title → note" in third["changes"].splitlines()
    assert third["why"].startswith("As before")


def test_rules_come_back_as_a_change(as_user, project, olga):
    client = as_user(olga)
    rules = {"coding": "blind", "doctrines_by": "reviewer", "names_by": "coder"}
    path = reverse("corpus:set_rules", args=[project.slug])
    client.post(path, {**rules, "why": "A test of ourselves"})
    client.post(path, {**rules, "names_by": "reviewer"})
    first = lines(client, project, kind="rules")[0]
    assert first["why"] == "A test of ourselves"
    page = client.get(address(project), {"kind": "rules"})
    assert client.post(page.context["entries"][1].back).status_code == 302
    project.refresh_from_db()
    assert (project.coding, project.names_by) == ("open", "coder")
    third = lines(client, project, kind="rules")[-1]
    assert "Coders work blind → Coders see" in third["about"]
    assert third["why"].startswith("As before")
