"""Relations on the page: drawn by clicks or keys, listed, changed and taken back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.actions.relations import edit_relation
from annotations.models import Relation
from tests.browser.annotator import middle_of, wait_saved
from tests.factories import make_annotation, make_document, make_relation


@pytest.fixture
def claim(document, alice):
    return make_annotation(document=document, by=alice)


@pytest.fixture
def answer(document, alice):
    return make_annotation(
        document=document, by=alice, quote="self-defence was no ground", stance="denies"
    )


def problems(page):
    return [found["id"] for found in Axe().run(page).response["violations"]]


def section(page):
    return page.get_by_role("region", name="Relations", exact=True)


def test_a_relation_is_drawn_by_two_clicks(open_annotator, alice, claim, answer):
    page = open_annotator(alice, claim.document)
    page.mouse.click(*middle_of(page, answer.quote))
    section(page).get_by_role("button", name="Relate to another …").click()
    expect(page.get_by_role("group", name="Relate", exact=True)).to_be_visible()
    page.mouse.click(*middle_of(page, claim.quote))
    page.get_by_role("dialog").get_by_role("button", name="rebuts").click()
    expect(section(page).get_by_role("listitem")).to_contain_text(
        re.compile("rebuts.*asked its allies for help")
    )
    wait_saved(page)
    relation = Relation.objects.get()
    assert (relation.source, relation.target) == (answer, claim)

    # the same from the other end, and what the outline says of both
    section(page).get_by_role("listitem").get_by_role("button").first.click()
    expect(section(page).get_by_role("listitem")).to_contain_text("is rebutted by")
    page.locator("details.relations-view > summary").click()
    outline = page.locator(".relation-outline")
    assert problems(page) == []
    expect(outline).to_contain_text(
        re.compile("self-defence was no ground.*rebuts.*asked its allies", re.DOTALL)
    )

    # changed, removed, taken back
    section(page).get_by_label("Kind of the relation").select_option("concedes")
    wait_saved(page)
    assert Relation.objects.get().kind == "concedes"
    section(page).get_by_role("button", name="Remove the relation").click()
    wait_saved(page)
    assert not Relation.objects.standing().exists()
    expect(outline).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(section(page).get_by_role("listitem")).to_contain_text("is conceded by")
    wait_saved(page)
    assert Relation.objects.standing().exists()

    # an annotation takes its relations along, and brings them back
    page.locator("[data-text]").focus()
    page.keyboard.press("Delete")
    expect(outline).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(outline).to_be_visible()
    wait_saved(page)
    assert Relation.objects.standing().exists()


def test_keys_relate_to_another_text_and_leave(open_annotator, alice, olga, claim):
    other = make_document(
        project=claim.project,
        by=olga,
        text="Help came too late to matter.\n",
        filename="other.txt",
        title="Another note",
    )
    far = make_annotation(document=other, by=alice, quote="Help came too late")
    page = open_annotator(alice, claim.document)
    live = page.locator("[data-live]")
    text = page.locator("[data-text]")
    strip = page.get_by_role("group", name="Relate", exact=True)
    text.focus()
    page.keyboard.press("r")
    expect(live).to_contain_text("Choose an annotation first")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    text.focus()
    page.keyboard.press("r")
    expect(strip).to_be_visible()
    page.keyboard.press("Escape")
    expect(strip).to_be_hidden()

    page.keyboard.press("n")
    text.focus()
    page.keyboard.press("r")
    strip.get_by_role("button", name="In another text …").click()
    search = page.get_by_role("dialog", name="The other annotation")
    expect(search.get_by_role("button", name="Help came too late")).to_be_visible()
    # nothing is related to itself
    expect(search.get_by_role("button", name=claim.quote)).to_have_count(0)
    search.get_by_role("searchbox").fill("late another")
    search.get_by_role("searchbox").press("Enter")
    expect(search.get_by_role("button", name="Help came too late")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="How are they related?")
    assert problems(page) == []
    dialog.get_by_label("Note").fill("in 1 point")
    dialog.get_by_role("button", name="supports").focus()
    page.keyboard.press("3")
    expect(section(page)).to_be_in_viewport()
    link = section(page).get_by_role("link")
    expect(link).to_contain_text("Help came too late")
    expect(link).to_contain_text("Another note")
    wait_saved(page)
    relation = Relation.objects.get()
    assert (relation.source, relation.target) == (claim, far)
    assert (relation.kind, relation.note) == ("distinguishes", "in 1 point")
    link.click()
    page.wait_for_selector("glossator-annotator[data-ready]")
    expect(page).to_have_title(re.compile("Another note"))
    page.locator(".relations-view > summary").click()
    expect(page.locator(".relation-outline")).to_contain_text("distinguishes")


def test_another_coders_change_is_heard_and_settled(
    open_annotator, alice, rita, claim, answer
):
    relation = make_relation(source=answer, target=claim, by=alice)
    page = open_annotator(alice, claim.document, allow=["409"])
    page.mouse.click(*middle_of(page, answer.quote))
    kind = section(page).get_by_label("Kind of the relation")
    expect(kind).to_have_value("rebuts")
    edit_relation(relation=relation, version=1, changes={"kind": "concedes"}, by=rita)
    kind.select_option("supports")
    dialog = page.get_by_role("dialog", name="Which one should stand?")
    expect(dialog).to_contain_text("Somebody changed this relation")
    dialog.get_by_role("button", name="Keep mine").click()
    wait_saved(page)
    relation.refresh_from_db()
    assert (relation.kind, relation.version) == ("supports", 3)

    # what others draw arrives by the next question
    make_relation(source=claim, target=answer, by=rita, kind="relies_on", note="so")
    expect(section(page).get_by_role("listitem")).to_have_count(2)
    expect(section(page)).to_contain_text("is relied on by")
    assert problems(page) == []
