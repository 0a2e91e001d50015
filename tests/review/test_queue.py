"""The queue of a doctrine: what waits, one mark at a time, held while it is decided."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.annotations import delete_annotation, edit_annotation
from annotations.models import Annotation, Precedent
from corpus.models import Actor
from review.models import Claim, Comment, Notice
from tests.factories import make_annotation, make_document, make_member

WORDS = ["asked its allies", "help came", "self-defence", "strangers"]


def address(name, project, doctrine="ibi", **query):
    return reverse(f"review:{name}", args=[project.slug, doctrine], query=query)


def told(response):
    return response.context["annotation"]


def seen(row):
    return f"{row.uuid}:{row.version}"


def now(row):
    row.refresh_from_db()
    return row.status, row.reason


@pytest.fixture
def rows(document, alice):
    return [make_annotation(document=document, by=alice, quote=w) for w in WORDS]


@pytest.fixture
def sam(project):
    return make_member(project, "sam", "reviewer")


@pytest.fixture
def decide(as_user, rita, project):
    """decide(row, status="accepted"): rita's answer from the queue, followed."""

    def post(row, **sent):
        sent = {"annotation": seen(row), **sent}
        path = address("queue_decide", project)
        return as_user(rita).post(path, sent, follow=True)

    return post


def test_the_list_counts_what_waits_with_what_lies_below(
    as_user, rita, project, rows, decide
):
    decide(rows[0], status="accepted")
    decide(rows[1], status="discussion", reason="Whose words?")
    page = as_user(rita).get(reverse("review:queues", args=[project.slug]))
    found = {row["node"].doctrine.slug: row for row in page.context["rows"]}
    # what another query counts
    assert Annotation.objects.filter(status="proposed").count() == 2
    assert (found["ibi.request"]["proposed"], found["ibi.request"]["discussion"]) == (
        2,
        1,
    )
    assert page.context["total"]["accepted"] == 1


def test_the_first_mark_stands_beside_what_decides_it(as_user, rita, project, rows):
    page = as_user(rita).get(address("queue", project))
    assert told(page) == rows[0]
    for said in ("asked its allies", "To decide", "Request", "alice"):
        assert said in page.text


def test_a_mark_tells_whose_claim_it_is_through_whom_and_its_tags(
    as_user, rita, alice, project
):
    text = make_document(
        project=project, by=alice, text="A\n\nHelp came.", authors=["Moss, Eve"]
    )
    for name in ("Kurt", "A paper", "A minister"):
        Actor.objects.create(project=project, kind="person", name=name)
    voice = {"kind": "attributed", "holder": "Kurt", "via": ["A paper", "A minister"]}
    make_annotation(
        document=text, by=alice, quote="Help", voice=voice, tags=["late", "b"]
    )
    page = as_user(rita).get(address("queue", project)).text
    shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    for said in (
        "A Help came.",
        "Moss, Eve —",
        "attributed to Kurt , via A paper, via A minister",
        "Tags late b",
    ):
        assert said in shown


def test_reading_holds_nothing_and_stepping_does(as_user, rita, project, rows):
    client = as_user(rita)
    client.get(address("queue", project))
    assert not Claim.objects.exists()
    page = client.post(
        address("queue_step", project), {"at": rows[0].uuid}, follow=True
    )
    assert told(page) == rows[1]
    assert Claim.objects.get().annotation == rows[1]


def test_the_next_one_is_there_after_a_decision(decide, rows):
    page = decide(rows[0], status="accepted")
    assert told(page) == rows[1]
    assert "Accepted." in page.text
    assert now(rows[0]) == ("accepted", "")


def test_the_last_is_followed_by_the_first_that_waits(decide, rows):
    assert told(decide(rows[3], status="accepted")) == rows[0]


def test_back_goes_to_the_one_before(as_user, rita, project, rows):
    sent = {"at": rows[2].uuid, "back": "on"}
    page = as_user(rita).post(address("queue_step", project), sent, follow=True)
    assert told(page) == rows[1]


def test_nothing_left_is_said(decide, rows):
    for row in rows:
        page = decide(row, status="accepted")
    assert "Nothing waits here" in page.text


def test_what_another_reviewer_holds_is_skipped_until_it_runs_out(
    client, rita, sam, project, rows
):
    client.force_login(sam)
    client.post(address("queue_step", project), {"at": rows[0].uuid})
    client.force_login(rita)
    step = address("queue_step", project)
    assert told(client.post(step, {"at": rows[0].uuid}, follow=True)) == rows[2]
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert told(client.post(step, {"at": rows[0].uuid}, follow=True)) == rows[1]
    # sam's ran out and is gone, and rita holds one only
    assert list(Claim.objects.values_list("by", "annotation")) == [
        (rita.pk, rows[1].pk)
    ]


def test_a_mark_is_held_for_one_reviewer(client, rita, sam, project, rows):
    hold = reverse("review:hold", args=[project.slug, rows[0].uuid])
    client.force_login(rita)
    assert client.post(hold).status_code == 200
    assert client.post(hold).status_code == 200
    client.force_login(sam)
    refused = client.post(hold)
    assert (refused.status_code, refused.json()["by"]) == (409, "rita")
    page = client.get(address("queue", project, at=str(rows[0].uuid)))
    assert "rita is deciding this one now." in page.text


def test_a_stale_decision_shows_the_row_as_it_is(decide, alice, rows):
    changed = edit_annotation(
        annotation=rows[0], version=1, changes={"stance": "denies"}, by=alice
    )
    page = decide(rows[0], status="accepted")
    assert page.status_code == 409
    assert "Somebody changed it since you saw it." in page.text
    assert (told(page).stance, told(page).version) == ("denies", changed.version)
    assert now(rows[0]) == ("proposed", "")


def test_a_question_becomes_a_comment_that_the_coder_is_told_of(
    decide, alice, rita, rows
):
    decide(rows[0], status="discussion", reason="Whose words are these?")
    assert now(rows[0]) == ("discussion", "Whose words are these?")
    comment = Comment.objects.get()
    assert (comment.annotation, comment.text, comment.by) == (
        rows[0],
        "Whose words are these?",
        rita,
    )
    # nobody edited it
    assert comment.changed == comment.created
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.comment) == (alice, "asked", comment)


@pytest.mark.parametrize("status", ["rejected", "discussion"])
def test_a_reason_that_is_missing_is_asked_for(decide, rows, status):
    page = decide(rows[0], status=status, reason=" ")
    assert page.status_code == 422
    assert "Say in a few words" in page.text
    assert told(page) == rows[0]
    assert now(rows[0])[0] == "proposed"


def test_a_form_that_names_no_mark_is_refused(as_user, rita, project, rows):
    path = address("queue_decide", project)
    assert as_user(rita).post(path, {"status": "accepted"}).status_code == 400


@pytest.mark.parametrize(
    ("status", "kind"), [("accepted", "positive"), ("rejected", "negative")]
)
def test_a_reason_is_raised_to_a_precedent(decide, rows, status, kind):
    page = decide(rows[0], status=status, reason="Says it plainly", precedent="on")
    precedent = Precedent.objects.get()
    assert (precedent.kind, precedent.annotation, precedent.doctrine.slug) == (
        kind,
        rows[0],
        "ibi.request",
    )
    assert "Says it plainly" in page.text


def test_several_decisions_are_taken_back_one_after_the_other(
    as_user, rita, project, decide, rows
):
    decide(rows[0], status="rejected", reason="No claim", precedent="on")
    decide(rows[1], status="accepted")
    decide(Annotation.objects.get(pk=rows[1].pk), status="discussion", reason="Sure?")
    back = address("queue_take_back", project)
    client = as_user(rita)
    told_back = []
    for _ in range(3):
        page = client.post(back, {"at": rows[3].uuid}, follow=True)
        told_back.append((told(page).pk, now(rows[1])[0], now(rows[0])[0]))
    assert told_back == [
        (rows[1].pk, "accepted", "rejected"),
        (rows[1].pk, "proposed", "rejected"),
        (rows[0].pk, "proposed", "proposed"),
    ]
    assert Precedent.objects.get().overruled_reason == "The decision was taken back."
    assert "no decision to take back" in client.post(back, follow=True).text


def test_a_mark_is_put_elsewhere_and_back(as_user, rita, project, rows, decide):
    decide(rows[0], status="accepted", reason="Clear")
    row = Annotation.objects.get(pk=rows[0].pk)
    change = address("queue_change", project)
    sent = {"annotation": seen(row), "doctrine": "ibi.consent", "stance": "denies"}
    page = as_user(rita).post(change, sent, follow=True)
    assert (told(page).doctrine.slug, told(page).stance) == ("ibi.consent", "denies")
    assert told(page).status == "proposed"
    back = address("queue_take_back", project)
    page = as_user(rita).post(back, {"at": row.uuid}, follow=True)
    assert (told(page).doctrine.slug, told(page).stance) == ("ibi.request", "asserts")
    assert now(row) == ("accepted", "Clear")


def test_an_edge_goes_by_words(as_user, rita, project, rows):
    change = address("queue_change", project)
    for edge, quote in (
        ("end-right", "asked its allies for"),
        ("start-left", "government asked its allies for"),
        ("end-left", "government asked its allies"),
        ("start-right", "asked its allies"),
    ):
        row = Annotation.objects.get(pk=rows[0].pk)
        page = as_user(rita).post(
            change, {"annotation": seen(row), "edge": edge}, follow=True
        )
        assert told(page).quote == quote


def test_an_unknown_holder_is_said(as_user, rita, project, rows):
    sent = {"annotation": seen(rows[0]), "doctrine": "ibi.request", "stance": "denies"}
    page = as_user(rita).post(
        address("queue_change", project), sent | {"holder": "Nobody known"}
    )
    assert page.status_code == 422
    assert "Nobody known" in page.text


def test_a_script_gets_the_part_of_the_page(as_user, rita, project, rows):
    page = as_user(rita).post(
        address("queue_decide", project),
        {"annotation": seen(rows[0]), "status": "accepted"},
        headers={"HX-Request": "true"},
    )
    assert page.status_code == 200
    assert page.text.lstrip().startswith('<div id="queue"')
    assert f"at={rows[1].uuid}" in page["HX-Replace-Url"]


def test_it_costs_the_same_for_many_marks(
    as_user, rita, project, alice, document, django_assert_num_queries
):
    def decide(row):
        sent = {"annotation": seen(row), "status": "accepted", "reason": "Clear"}
        client.post(address("queue_decide", project), sent)

    client, script = as_user(rita), {"HX-Request": "true"}
    first = make_annotation(document=document, by=alice)
    make_annotation(document=document, by=alice, quote="strangers")
    place = address("queue", project, at=str(first.uuid))
    for copy in range(2):
        # session, user, project, tree; the mark; how many wait, examples, precedents,
        # earlier decisions, who holds it
        with django_assert_num_queries(10):
            page = client.get(place, headers=script)
        sent = {"at": first.uuid, "told": page.context["told"]}
        # session, user, project, branch; where it is, the next one's claim (a savepoint
        # here, and what no count sees), the mark; what the page holds is not asked for
        with django_assert_num_queries(8):
            page = client.post(address("queue_step", project), sent, headers=script)
        other = make_document(project=project, by=alice, text=f"{copy}. Help came.")
        for _ in range(6):
            make_annotation(document=other, by=alice, quote="Help came")
            decide(make_annotation(document=other, by=alice, quote="Help"))


def test_what_the_page_holds_is_told_anew_when_it_is_old_or_changes(
    as_user, rita, project, document, alice, rows
):
    client, script = as_user(rita), {"HX-Request": "true"}

    def decide(row, told, **more):
        sent = {"annotation": seen(row), "status": "accepted", "told": told, **more}
        return client.post(address("queue_decide", project), sent, headers=script)

    def numbers(page):
        return [number for _status, _word, number in page.context["tabs"]]

    make_annotation(document=document, by=alice, doctrine="ibi.consent")
    page = client.get(address("queue", project), headers=script)
    assert "hx-preserve" not in page.text
    page = decide(rows[0], str(page.context["told"]))
    counted = Annotation.objects.filter(status="proposed")
    assert numbers(page) == [counted.count(), 0, 1, 0]
    # the next one is of another doctrine, which the page does not show yet
    assert told(page).doctrine.slug == "ibi.consent"
    assert "hx-preserve" not in page.text
    page = decide(told(page), str(page.context["told"]))
    assert told(page) == rows[1]
    page = decide(rows[1], str(page.context["told"]))
    assert "hx-preserve" in page.text
    assert numbers(page) == [counted.count(), 0, 3, 0]
    # what was sent long ago, or wrongly, is counted; a reason stands beside the next
    held = str(page.context["told"])
    slug, at, *_numbers = held.split(":")
    for wrong in (
        "",
        "x:1",
        f"{slug}:{int(at) - 100}:9:9:9:9",
        f"{slug}:{at}:-1:9:9:9",
    ):
        sent = {"at": rows[0].uuid, "told": wrong}
        page = client.post(address("queue_step", project), sent, headers=script)
        assert (numbers(page), "hx-preserve" in page.text) == ([2, 0, 3, 0], False)
    page = decide(rows[2], held, reason="Plain words")
    assert "hx-preserve" not in page.text
    assert "Plain words" in page.text


def test_a_form_of_a_deleted_mark_says_so_and_goes_on(
    as_user, rita, alice, project, rows
):
    delete_annotation(annotation=rows[0], version=1, by=alice)
    sent = {"annotation": seen(rows[0]), "status": "accepted", "stance": "denies"}
    for form in ("queue_decide", "queue_change"):
        refused = as_user(rita).post(address(form, project), sent)
        assert refused.status_code == 409
        assert "Somebody deleted this mark" in refused.text
        assert told(refused) == rows[1]
