"""Changing, deleting, undoing; answers that are lost, late or refused."""

import pytest
from playwright.sync_api import expect

from annotations.actions.annotations import delete_annotation, edit_annotation
from annotations.models import Annotation
from review.actions.decisions import decide
from tests.browser.annotator import (
    choose,
    fill_form,
    hear_nothing,
    mark,
    painted,
    save,
    select_words,
    wait_saved,
)
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)
ONE = "**/api/v1/annotations/*"


def open_form(page):
    page.locator("p > mark").first.click()
    expect(page.get_by_role("heading", name="Annotation", exact=True)).to_be_visible()


def test_edit(open_annotator, alice, document):
    row = make_annotation(document=document, by=alice, tags=["old"])
    page = open_annotator(alice, document)
    open_form(page)
    fill_form(page, doctrine="armed attack", stance="Doubts")
    page.locator("main summary", has_text="More").click()
    page.get_by_role("button", name="Remove old").click()
    save(page)
    row.refresh_from_db()
    assert (row.stance, row.version, row.tags.count()) == ("doubts", 2, 0)


def test_move_an_edge_keeps_the_rest(open_annotator, alice, document):
    row = make_annotation(document=document, by=alice, note="Kept.", tags=["kept"])
    neighbour = make_annotation(document=document, by=alice, quote="and help came")
    page = open_annotator(alice, document)
    open_form(page)
    page.get_by_role("button", name="End one word later").click()
    page.get_by_role("button", name="Start one word earlier").click()
    save(page)
    row.refresh_from_db()
    assert row.quote == "government asked its allies for help, and"
    assert (row.note, row.tags.names().get()) == ("Kept.", "kept")
    neighbour.refresh_from_db()
    assert (neighbour.quote, neighbour.version) == ("and help came", 1)


def test_cancel_drops_a_moved_edge(open_annotator, alice, rita, document):
    row = make_annotation(document=document, by=alice)
    decide(
        project=document.project,
        seen={row.uuid: row.version},
        status="accepted",
        reason="",
        by=rita,
    )
    page = open_annotator(alice, document)
    open_form(page)
    expect(page.locator(".annotation-form")).to_contain_text("is accepted; changing")
    page.get_by_role("button", name="End one word later").click()
    expect(page.locator(".annotation-form blockquote")).to_have_text(
        "asked its allies for help, and"
    )
    page.get_by_role("button", name="Cancel").click()
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready]")
    assert painted(page) == ["asked its allies for help"]
    row.refresh_from_db()
    assert (row.quote, row.status, row.version) == (
        "asked its allies for help",
        "accepted",
        2,
    )


def test_another_mark_does_not_drop_what_is_open(open_annotator, alice, document):
    make_annotation(document=document, by=alice)
    make_annotation(document=document, by=alice, quote="strangers")
    page = open_annotator(alice, document)
    open_form(page)
    page.get_by_role("button", name="End one word later").click()
    page.get_by_text("strangers", exact=True).first.click()
    expect(page.locator("[data-live]")).to_have_text(
        "Save or cancel the open annotation first."
    )
    expect(page.locator(".annotation-form blockquote")).to_have_text(
        "asked its allies for help, and"
    )


def test_delete_and_undo(open_annotator, alice, document):
    row = make_annotation(document=document, by=alice)
    page = open_annotator(alice, document)
    open_form(page)
    page.get_by_role("button", name="Delete").click()
    wait_saved(page)
    expect(page.locator("mark")).to_have_count(0)
    row.refresh_from_db()
    assert row.deleted
    page.get_by_role("button", name="Undo").click()
    wait_saved(page)
    expect(page.locator("mark")).to_have_count(1)
    row.refresh_from_db()
    assert row.deleted is None


def test_undo_and_redo_all_the_way(open_annotator, alice, document):
    page = open_annotator(alice, document)
    mark(page, "asked", "help", doctrine="request", stance="Asserts")
    open_form(page)
    choose(page, "Denies")
    save(page)
    undo, redo = (page.get_by_role("button", name=name) for name in ("Undo", "Redo"))
    undo.click()
    undo.click()
    wait_saved(page)
    assert Annotation.objects.get().deleted
    redo.click()
    redo.click()
    wait_saved(page)
    row = Annotation.objects.get()
    assert (row.stance, row.deleted, row.version) == ("denies", None, 6)


def test_lost_answer_makes_one(open_annotator, alice, document):
    page = open_annotator(alice, document, allow=["ERR_FAILED"])
    lost = []

    def lose_the_first(route):
        if route.request.method == "PUT" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route(ONE, lose_the_first)
    mark(page, "asked", "help", doctrine="request", stance="Asserts")
    assert lost == [201]
    assert Annotation.objects.count() == 1


def test_lost_answer_to_an_edit_changes_once(open_annotator, alice, document):
    row = make_annotation(document=document, by=alice)
    page = open_annotator(alice, document, allow=["ERR_FAILED", "409"])
    lost = []

    def lose_the_first(route):
        if route.request.method == "PATCH" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route(ONE, lose_the_first)
    open_form(page)
    choose(page, "Denies")
    save(page)
    row.refresh_from_db()
    assert (lost, row.stance, row.version) == ([200], "denies", 2)


def test_unsent_mark_outlives_the_page(open_annotator, alice, document):
    page = open_annotator(alice, document, allow=["ERR_FAILED"])
    page.route(ONE, lambda route: route.abort())
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved")
    assert painted(page) == ["asked its allies for help"]
    page.unroute(ONE)
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready]")
    wait_saved(page)
    assert Annotation.objects.get().quote == "asked its allies for help"


@pytest.mark.parametrize(
    ("choice", "stances"),
    [
        ("Keep theirs", ["predicts"]),
        ("Keep mine", ["denies"]),
        ("Keep both", ["denies", "predicts"]),
    ],
)
def test_stale_edit_asks_whose(open_annotator, alice, rita, document, choice, stances):
    row = make_annotation(document=document, by=alice)
    page = open_annotator(alice, document, allow=["409"])
    hear_nothing(page)
    open_form(page)
    edit_annotation(annotation=row, version=1, changes={"stance": "predicts"}, by=rita)
    choose(page, "Denies")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name=choice).click()
    wait_saved(page)
    found = Annotation.objects.order_by("stance").values_list("stance", flat=True)
    assert list(found) == stances


def test_edit_of_what_was_deleted_can_be_kept(open_annotator, alice, rita, document):
    row = make_annotation(document=document, by=alice)
    page = open_annotator(alice, document, allow=["410", "409"])
    hear_nothing(page)
    open_form(page)
    delete_annotation(annotation=row, version=1, by=rita)
    choose(page, "Denies")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Keep mine").click()
    wait_saved(page)
    assert Annotation.objects.get(deleted=None).stance == "denies"


def test_session_that_ended_loses_nothing(open_annotator, alice, document):
    page = open_annotator(alice, document, allow=["401"])
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("E-mail").fill(alice.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in", exact=True).click()
    wait_saved(page)
    assert Annotation.objects.get().coder == alice
    expect(page.locator("[data-live]")).to_have_text("Everything is saved now.")
    expect(page.locator("[data-text]")).to_be_focused()


def test_stale_token_is_renewed(open_annotator, alice, document):
    page = open_annotator(alice, document, allow=["403"])
    page.evaluate("document.querySelector('glossator-annotator').api.csrf = 'x'")
    mark(page, "asked", "help", doctrine="request", stance="Asserts")
    assert Annotation.objects.count() == 1


def test_declined_sign_in_keeps_the_mark(open_annotator, alice, document):
    page = open_annotator(alice, document, allow=["401"])
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("E-mail")).to_have_value(alice.email)
    page.get_by_role("button", name="Not now").click()
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved")
    page.get_by_role("button", name="Send now").click()
    page.get_by_label("E-mail").fill(alice.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in", exact=True).click()
    wait_saved(page)
    assert Annotation.objects.get().coder == alice
    # the button that was pressed is gone
    expect(page.locator("[data-text]")).to_be_focused()


def test_changes_of_others_arrive(open_annotator, alice, rita, document):
    row = make_annotation(document=document, by=alice)
    page = open_annotator(alice, document)
    delete_annotation(annotation=row, version=1, by=rita)
    make_annotation(document=document, by=rita, quote="strangers")
    expect(page.locator("mark")).to_have_text(["strangers"], timeout=15_000)


@pytest.mark.parametrize("name", ["alice", "victor"])
def test_others_read_it_in_words(request, open_annotator, rita, document, name):
    make_annotation(document=document, by=rita, note="Said in passing.")
    page = open_annotator(request.getfixturevalue(name), document)
    open_form(page)
    card = page.get_by_role("region", name="Annotation")
    expect(card).to_contain_text("Request")
    expect(card).to_contain_text("Said in passing.")
    expect(page.locator(".annotation-form")).to_be_hidden()
    card.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()


def test_undecided_conflict_outlives_the_page(open_annotator, alice, rita, document):
    row = make_annotation(document=document, by=alice)
    page = open_annotator(alice, document, allow=["409"])
    hear_nothing(page)
    open_form(page)
    edit_annotation(annotation=row, version=1, changes={"stance": "predicts"}, by=rita)
    choose(page, "Denies")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Keep mine")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Keep mine").click()
    wait_saved(page)
    row.refresh_from_db()
    assert row.stance == "denies"
