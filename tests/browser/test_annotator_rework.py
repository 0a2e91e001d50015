"""Split, merge, copy, change many at once; every gesture is undone as one."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.models import Annotation
from corpus.actions.names import create_actor
from tests.browser.annotator import choose, middle_of, painted, wait_saved
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)


def live(page):
    return page.locator("[data-live]")


def test_split_and_merge(open_annotator, alice, document):
    create_actor(project=document.project, kind="state", name="Ruritania", by=alice)
    row = make_annotation(
        document=document,
        by=alice,
        voice={"kind": "attributed", "holder": "Ruritania"},
        ground="rule",
        confidence="low",
        tags=["kept"],
        note="Kept.",
    )
    page = open_annotator(alice, document)
    page.mouse.click(*middle_of(page, "allies"))
    page.get_by_role("button", name="Split …").click()
    words = page.locator(".split-words")
    expect(words).to_have_text("Second part: “allies for help”")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(live(page)).to_contain_text("Split in two")
    wait_saved(page)
    first, second = Annotation.objects.filter(deleted=None).order_by("start")
    assert (first.uuid, first.quote) == (row.uuid, "asked its")
    assert second.quote == "allies for help"
    for part in (first, second):
        assert (part.actor.name, part.ground, part.confidence, part.note) == (
            "Ruritania",
            "rule",
            "low",
            "Kept.",
        )
        assert part.tags.names().get() == "kept"
    page.get_by_role("button", name="Undo").click()
    wait_saved(page)
    expect(page.locator("mark")).to_have_count(1)
    assert painted(page) == ["asked its allies for help"]
    page.get_by_role("button", name="Redo").click()
    wait_saved(page)
    expect(page.locator("mark")).to_have_count(2)
    # told apart by their stance, they are merged only when that was seen
    second.refresh_from_db()
    page.locator("mark").last.click()
    choose(page, "Denies")
    page.get_by_role("button", name="Save").click()
    wait_saved(page)
    page.locator("mark").first.click()
    page.get_by_role("button", name="Merge", exact=True).click()
    dialog = page.get_by_role("dialog", name="Merge the two?")
    expect(dialog.get_by_role("row", name="Stance asserted denied")).to_be_visible()
    dialog.get_by_role("button", name="Merge").click()
    wait_saved(page)
    row.refresh_from_db()
    assert (row.quote, row.stance) == ("asked its allies for help", "asserts")
    page.locator("[data-text]").press("Control+z")
    wait_saved(page)
    expect(page.locator("mark")).to_have_count(2)


def test_copy_to_another_doctrine(open_annotator, alice, document):
    make_annotation(
        document=document, by=alice, stance="doubts", ground="fact", tags=["kept"]
    )
    page = open_annotator(alice, document)
    page.locator("[data-text]").press("n")
    page.locator("[data-text]").press("d")
    field = page.get_by_role("combobox", name="Doctrine", exact=True)
    expect(field).to_be_focused()
    field.fill("armed attack")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Save").click()
    wait_saved(page)
    copy = Annotation.objects.get(doctrine__slug="sd.armed_attack")
    assert (copy.quote, copy.stance, copy.ground, copy.tags.names().get()) == (
        "asked its allies for help",
        "doubts",
        "fact",
        "kept",
    )


def test_change_many_at_once(open_annotator, alice, rita, document):
    words = ["asked", "allies", "help", "Nobody", "strangers"]
    rows = [make_annotation(document=document, by=alice, quote=word) for word in words]
    make_annotation(document=document, by=rita, quote="border")
    page = open_annotator(alice, document, allow=["422"])

    def refuse_one(route):
        if route.request.method == "PATCH":
            body = json.dumps({"detail": "Not this one.", "code": "invalid"})
            route.fulfill(status=422, content_type="application/json", body=body)
        else:
            route.continue_()

    page.route(f"**/{rows[2].uuid}", refuse_one)
    page.locator("[data-text]").press("v")
    boxes = page.locator(".tick input")
    expect(boxes.first).to_be_focused()
    boxes.first.check()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".several-count")).to_have_text("2 chosen")
    boxes.last.click(modifiers=["Shift"])
    expect(page.locator(".several-count")).to_have_text("6 chosen")
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("What to do with them").select_option("stance")
    page.get_by_role("button", name="Change …").click()
    choose(page, "Denies")
    page.get_by_role("button", name="Change 5 annotations").click()
    result = page.locator(".several-result")
    expect(result).to_contain_text("4 changed and saved.")
    expect(result).to_contain_text("One is another coder’s and stayed as it is.")
    expect(result.get_by_role("listitem")).to_contain_text(["Not this one."])
    wait_saved(page)
    found = Annotation.objects.order_by("start").values_list("stance", flat=True)
    assert list(found) == ["denies", "denies", "asserts", *["denies"] * 2, "asserts"]
    page.get_by_role("button", name="Undo").click()
    wait_saved(page)
    expect(live(page)).to_have_text("Undone: stance of 5 annotations changed.")
    assert set(Annotation.objects.values_list("stance", flat=True)) == {"asserts"}
    page.get_by_role("button", name="All 6").click()
    page.get_by_label("What to do with them").select_option("remove")
    page.get_by_role("button", name="Change …").click()
    page.get_by_role("button", name="Delete 5 annotations").click()
    wait_saved(page)
    expect(live(page)).to_contain_text("5 changed and saved.")
    expect(page.locator("mark")).to_have_text(["border"])
    page.get_by_role("button", name="Undo").click()
    wait_saved(page)
    expect(page.locator("mark")).to_have_count(6)


def test_change_many_empties_only_what_is_said(open_annotator, alice, document):
    create_actor(project=document.project, kind="state", name="Ruritania", by=alice)
    voice = {"kind": "attributed", "holder": "Ruritania"}
    make_annotation(document=document, by=alice, quote="asked", voice=voice)
    make_annotation(document=document, by=alice, quote="allies")
    page = open_annotator(alice, document)
    page.locator("[data-text]").press("v")
    page.get_by_role("button", name="All 2").click()
    page.get_by_label("What to do with them").select_option("voice")
    page.get_by_role("button", name="Change …").click()
    dialog = page.get_by_role("dialog")
    change = dialog.get_by_role("button", name="Change 2 annotations")
    change.click()
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing was chosen")
    dialog.get_by_role("combobox", name="Holder").fill("Rurit")
    change.click()
    expect(dialog.get_by_role("alert")).to_contain_text("Choose “Rurit” from the list")
    dialog.get_by_role("radio", name="The author’s own").check()
    expect(dialog.get_by_role("status")).to_contain_text(
        ["", "1 annotation will lose the holder"]
    )
    # nothing waits to be saved yet when the dialog closes
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        change.click()
    wait_saved(page)
    assert not Annotation.objects.filter(actor__isnull=False).exists()
