"""Adjudication: what became of several coders' marks of one text and doctrine."""

import csv
import io
import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions.coverage import set_coverage
from annotations.actions.deletion import plan_deletion, purge_due
from annotations.models import Annotation, Assignment
from corpus.actions.documents import withdraw
from corpus.models import Actor, Authorship
from review.models import Adjudication, Settlement
from tests.annotations.test_deletion import let_days_pass
from tests.factories import make_annotation, make_document, make_member

ASKED = "asked its allies for help"
HELP = "help came"


@pytest.fixture
def bob(project):
    return make_member(project, "bob", "coder")


@pytest.fixture
def page(document):
    return f"/projects/winter/adjudication/{document.pk}/ibi/"


@pytest.fixture
def reviewer(as_user, rita):
    return as_user(rita)


def seen(*marks):
    return [f"{mark.uuid}:{mark.version}" for mark in marks]


def settled(client, page, marks, **sent):
    """A passage settled on the page; the answer to the redirect."""
    sent = {"action": "settle", "marks": seen(*marks), **sent}
    return client.post(page, sent, follow=True)


def counted(client, **query):
    """{doctrine: {stance: n}} of all holders together."""
    body = client.get("/api/v1/projects/winter/positions", query).json()
    return {row["doctrine"]: row["stances"] for row in body["totals"]}


def exported(client, kind="jsonl", **query):
    answer = client.get("/api/v1/projects/winter/export", {"format": kind, **query})
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_settled_marks_alone_count_when_all_is_settled(
    reviewer, page, document, alice, bob
):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(document=document, by=bob, stance="denies")
    other = make_annotation(document=document, by=bob, quote=HELP)
    assert counted(reviewer)["ibi.request"] == {"asserts": 2, "denies": 1}
    settled(reviewer, page, [mine, his], take=str(his.uuid))
    # one passage is still open
    assert counted(reviewer)["ibi.request"] == {"asserts": 2, "denies": 1}
    doctrine = f"/projects/{document.project.slug}/doctrines/ibi.request/"
    actor = Actor.objects.create(project=document.project, name="Moss, Eve")
    Authorship.objects.create(project=document.project, document=document, actor=actor)
    author = f"/projects/{document.project.slug}/actors/{actor.pk}/"
    sentence = "count only what was settled in adjudication"
    for where in (doctrine, author):
        assert sentence not in reviewer.get(where).text
    settled(reviewer, page, [other], drop="1")
    assert counted(reviewer) == {"ibi.request": {"denies": 1}}
    # these tell of every coder's marks, and say so
    for where in (doctrine, author):
        found = reviewer.get(where)
        assert sentence in found.text
        assert len(found.context["rows"]) == 3
    assert counted(reviewer, coder="alice@example.org") == {
        "ibi.request": {"asserts": 1}
    }
    uuids = [json.loads(line)["id"] for line in exported(reviewer).splitlines()]
    assert uuids == [str(his.uuid)]
    alone = exported(reviewer, coder="bob@example.org").splitlines()
    assert len(alone) == 2


def test_what_all_agree_on_is_settled_in_one_step(reviewer, page, document, alice, bob):
    for person in (alice, bob):
        make_annotation(document=document, by=person)
        make_annotation(document=document, by=person, quote=HELP)
    make_annotation(document=document, by=bob, quote="strangers")
    before = reviewer.get(page).content.decode()
    assert "Settle all that agree (2)" in before
    assert "Only bob marked it" in before
    answer = reviewer.post(page, {"action": "agreed"}, follow=True)
    assert "1 of 3 passages still open" in answer.content.decode()
    listed = reviewer.get("/projects/winter/adjudication/").content.decode()
    assert "Begun" in listed
    # the row opens by the name of its text
    assert re.search(rf'<a[^>]*href="{page}"[^>]*>{document.title}<', listed)
    assert Settlement.objects.filter(outcome="agreed").count() == 2


def test_reasonable_readings_stand_side_by_side(reviewer, page, document, alice, bob):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(document=document, by=bob, stance="denies")
    one = {"several": "1", "keep": [str(his.uuid)], "reason": "Both hold."}
    answer = settled(reviewer, page, [mine, his], **one)
    assert answer.status_code == 422
    # what was said so far is still there
    boxes = re.findall(r'value="([^"]*)"\s+(checked|)>', answer.content.decode())
    assert (str(his.uuid), "checked") in boxes
    assert (str(mine.uuid), "") in boxes
    assert 'value="Both hold."' in answer.content.decode()
    keep = {"several": "1", "keep": [str(mine.uuid), str(his.uuid)]}
    answer = settled(reviewer, page, [mine, his], reason="Both can be read.", **keep)
    page_words = answer.content.decode()
    assert "Reasonable disagreement" in page_words
    assert "Both can be read." in page_words
    assert counted(reviewer)["ibi.request"] == {"asserts": 1, "denies": 1}
    rows = list(csv.DictReader(io.StringIO(exported(reviewer, "csv"))))
    said = [(row["settlement"], row["settled_by"], row["reading"]) for row in rows]
    assert said == [
        ("disagreement", "rita@example.org", "alice"),
        ("disagreement", "rita@example.org", "bob"),
    ]
    items = json.loads(exported(reviewer, "w3c"))["first"]["items"]
    assert [item["settlement"]["reading"] for item in items] == ["alice", "bob"]
    assert all("settlement" not in line for line in exported(reviewer).splitlines())


def test_a_mark_is_combined_and_nobodys_own_is_changed(
    reviewer, page, document, alice, bob
):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(
        document=document, by=bob, quote="asked its allies", stance="denies", note="N"
    )
    events = apps.get_model("annotations", "AnnotationEvent").objects
    before = events.count()
    form = reviewer.get(f"{page}write/", {"marks": seen(mine, his)})
    assert "Denies (bob)" in form.content.decode()
    sent = {
        "marks": seen(mine, his),
        "edges": str(mine.uuid),
        "doctrine": "ibi.request",
        "stance": "denies",
        "rest": str(his.uuid),
    }
    reviewer.post(f"{page}write/", sent)
    made = Annotation.objects.get(coder__email="rita@example.org")
    assert (made.quote, made.stance, made.note) == (ASKED, "denies", "N")
    assert Settlement.objects.get().outcome == "combined"
    # the new mark alone has an event
    assert list(events.values_list("pgh_obj", flat=True))[before:] == [made.pk]
    assert counted(reviewer) == {"ibi.request": {"denies": 1}}
    agreement = reviewer.get("/api/v1/projects/winter/agreement").json()
    assert agreement["coders"] == ["alice@example.org", "bob@example.org"]

    # and words of the adjudicator's own, after the first was taken back
    taken = {"action": "undo", "settlement": Settlement.objects.get().pk}
    reviewer.post(page, taken)
    made.refresh_from_db()
    assert made.deleted
    assert counted(reviewer)["ibi.request"] == {"asserts": 1, "denies": 1}
    sent |= {"edges": "other", "words": "not in the text"}
    refused = reviewer.post(f"{page}write/", sent)
    assert refused.status_code == 422
    assert "copy them from it" in refused.content.decode()
    reviewer.post(f"{page}write/", sent | {"words": "its allies"})
    assert Settlement.objects.get(undone=None).outcome == "written"
    assert exported(reviewer).count("\n") == 1


def test_decisions_are_kept_when_more_is_coded(
    reviewer, as_user, page, document, rita, alice, bob
):
    mine = make_annotation(document=document, by=alice)
    set_coverage(document=document, by=bob)
    answer = settled(reviewer, page, [mine], take=str(mine.uuid))
    assert "Settled on" in answer.content.decode()
    late = make_annotation(document=document, by=bob, quote=HELP)
    words = reviewer.get(page).content.decode()
    assert "1 passage changed or came since" in words
    assert counted(reviewer) == {"ibi.request": {"asserts": 1}}
    reviewer.post(page, {"action": "reopen"})
    assert counted(reviewer) == {"ibi.request": {"asserts": 2}}
    assert Settlement.objects.filter(undone=None).count() == 1
    settled(reviewer, page, [late], drop="1")
    assert Adjudication.objects.get().settled
    assert counted(reviewer) == {"ibi.request": {"asserts": 1}}
    # its own coder changes what was settled: it is looked at anew
    as_user(alice).patch(
        f"/api/v1/annotations/{mine.uuid}",
        {"note": "on reflection"},
        content_type="application/json",
        headers={"If-Match": '"1"'},
    )
    words = as_user(rita).get(page, {"show": "open"}).content.decode()
    assert "Settled before (one was taken, rita)" in words


def test_nobody_settles_what_another_settled_or_changed(
    reviewer, page, document, alice, bob
):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(document=document, by=bob, stance="denies")
    settled(reviewer, page, [mine, his], take=str(mine.uuid))
    again = settled(reviewer, page, [mine, his], take=str(his.uuid))
    assert again.status_code == 409
    assert "settled meanwhile" in again.content.decode()
    his.version = 7
    assert settled(reviewer, page, [mine, his], drop="1").status_code == 409
    assert settled(reviewer, page, [mine, his]).status_code == 422
    assert Settlement.objects.count() == 1


def test_the_api_tells_settles_and_takes_back(reviewer, document, alice, bob):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(document=document, by=bob, quote="its allies")
    path = f"/api/v1/documents/{document.pk}/adjudications/ibi"
    [passage] = reviewer.get(path).json()["passages"]
    assert (passage["kind"], passage["differs"]) == ("overlapping", ["edges"])
    marks = [{"id": row["id"], "version": row["version"]} for row in passage["marks"]]

    def post(**body):
        return reviewer.post(path, body, content_type="application/json")

    assert post(marks=marks).status_code == 422
    made = post(marks=marks, take=[str(his.uuid)], reason="Shorter.")
    assert made.status_code == 201
    assert made.json()["settled"]
    [item] = reviewer.get("/api/v1/projects/winter/adjudications").json()["items"]
    assert item["doctrine"] == "ibi"
    [held] = made.json()["passages"][0]["settlements"]
    assert (held["outcome"], held["reason"]) == ("taken", "Shorter.")
    undone = reviewer.delete(f"{path}/settlements/{held['id']}")
    assert undone.json()["settled"] is None
    assert reviewer.delete(f"{path}/settlements/{held['id']}").status_code == 409
    assert mine.version == 1


def test_a_blind_coder_learns_nothing_of_what_was_settled(
    reviewer, as_user, project, page, document, olga, alice, bob
):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(document=document, by=bob, stance="denies")
    settled(reviewer, page, [mine, his], take=str(his.uuid))
    project.coding = "blind"
    project.save(update_fields=["coding"])
    for coder in (alice, bob):
        Assignment.objects.create(
            project=project, document=document, coder=coder, by=olga
        )
    client = as_user(alice)
    assert counted(client) == {"ibi.request": {"asserts": 1}}
    assert [json.loads(line)["id"] for line in exported(client).splitlines()] == [
        str(mine.uuid)
    ]


def test_lists_cost_the_same_for_many_texts(
    reviewer, project, olga, alice, bob, django_assert_max_num_queries
):
    def add(number):
        text = make_document(
            project=project, by=olga, text=f"Text {number}: help came.", filename=number
        )
        make_annotation(document=text, by=alice, quote=HELP)
        make_annotation(document=text, by=bob, quote=HELP, stance="denies")

    add("a")
    with django_assert_max_num_queries(50) as one:
        reviewer.get("/projects/winter/adjudication/")
    for number in "bcdef":
        add(number)
    with django_assert_max_num_queries(len(one)):
        reviewer.get("/projects/winter/adjudication/")


def test_a_page_costs_the_same_for_many_passages_and_tells_the_numbers_of_all(
    reviewer, project, olga, alice, bob, django_assert_num_queries
):
    words = [f"Claim {number}: help came." for number in range(35)]
    text = make_document(project=project, by=olga, text="\n\n".join(words))

    def mark(said):
        return [
            make_annotation(document=text, by=alice, quote=said),
            make_annotation(
                document=text,
                by=bob,
                quote=said,
                stance="denies" if "3" in said else "asserts",
            ),
        ]

    where = f"/projects/winter/adjudication/{text.pk}/ibi/"
    mine, his = mark(words[0])
    settled(reviewer, where, [mine, his], take=str(mine.uuid))
    with CaptureQueriesContext(connection) as few:
        reviewer.get(where)
    for said in words[1:]:
        mark(said)
    with django_assert_num_queries(len(few)):
        first = reviewer.get(where)
    assert len(first.context["lines"]) == 30
    for query, lines, number in (
        ({"page": "2"}, 5, 2),
        ({"page": "99"}, 5, 2),
        ({"page": "x"}, 30, 1),
        ({"show": "open", "page": "2"}, 4, 2),
        ({"show": "settled"}, 1, 1),
    ):
        page = reviewer.get(where, query).context
        assert (len(page["lines"]), page["page"].number) == (lines, number)
    # the whole pair, with all its passages, tells the same in another way
    whole = reviewer.get(f"/api/v1/documents/{text.pk}/adjudications/ibi").json()
    told = whole["counts"]
    numbers = [number for _name, _word, number in first.context["shown"]]
    assert numbers == [35, 34, 1]
    assert numbers[::2] == [told["passages"], told["settled"]]
    assert first.context["pair"].agreed == told["agree"] == 26
    [line] = reviewer.get(where, {"show": "open", "page": "2"}).context["lines"][-1:]
    assert str(line.uuids[0]) == whole["passages"][-1]["marks"][0]["id"]


def test_a_text_with_settlements_can_be_deleted_for_good(
    reviewer, page, document, olga, alice, bob
):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(document=document, by=bob, stance="denies")
    settled(reviewer, page, [mine, his], take=str(mine.uuid))
    withdraw(document=document, by=olga)
    document.refresh_from_db()
    planned = plan_deletion(document=document, title=document.title, by=olga)
    let_days_pass(planned)
    purge_due(by=olga)
    assert not Adjudication.objects.exists()
