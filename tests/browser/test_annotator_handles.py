"""Edges that are taken with the mouse or a finger."""

import pytest
from playwright.sync_api import expect

from tests.browser.annotator import RECTANGLE, middle_of, select_words, wait_saved
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)


def take(page, name):
    """Press the mouse on a handle; the middle of the handle."""
    handle = page.get_by_role("slider", name=name)
    expect(handle).to_be_visible()
    box = handle.bounding_box()
    # near its line, which is at the side that touches the words
    right = handle.get_attribute("data-side") == "right"
    x = box["x"] + 1 if right else box["x"] + box["width"] - 1
    page.mouse.move(x, box["y"] + 8)
    page.mouse.down()


def drag_to(page, words, *, part=1.0):
    """Move the pressed mouse to the end of some words, or to a part of them."""
    box = page.evaluate(RECTANGLE, [words, True])
    x = box["left"] + (box["right"] - box["left"]) * part
    page.mouse.move(x, box["y"], steps=4)


def test_drag_the_edges(open_annotator, alice, document):
    row = make_annotation(document=document, by=alice, note="Kept.", tags=["kept"])
    neighbour = make_annotation(document=document, by=alice, quote="and help came")
    page = open_annotator(alice, document)
    page.mouse.click(*middle_of(page, "asked"))
    take(page, "End of the passage")
    drag_to(page, "and")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("[data-live]")).to_have_text("The edge stays where it was.")
    take(page, "End of the passage")
    drag_to(page, "came")
    page.mouse.up()
    expect(page.locator("[data-live]")).to_contain_text("Edge moved, saved.")
    take(page, "Start of the passage")
    drag_to(page, "Nobody")
    page.mouse.up()
    expect(page.locator("[data-live]")).to_contain_text("Now: “came”")
    wait_saved(page)
    row.refresh_from_db()
    assert (row.quote, row.version) == ("came", 3)
    assert (row.note, row.tags.names().get()) == ("Kept.", "kept")
    neighbour.refresh_from_db()
    assert (neighbour.quote, neighbour.version) == ("and help came", 1)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    wait_saved(page)
    row.refresh_from_db()
    assert row.quote == "asked its allies for help"
    take(page, "End of the passage")
    page.keyboard.down("Alt")
    drag_to(page, "allies", part=0.5)
    page.mouse.up()
    page.keyboard.up("Alt")
    wait_saved(page)
    row.refresh_from_db()
    assert row.quote == "asked its all"


def test_drag_the_passage_to_annotate(open_annotator, alice, project, olga):
    text = "העד אמר כי הכוחות חצו את הגבול בלילה.\n\nThe second paragraph is short.\n"
    document = make_document(project=project, by=olga, text=text, language="he")
    page = open_annotator(alice, document)
    page.evaluate("document.querySelector('[data-text]').dir = 'auto'")
    select_words(page, "second", "second")
    take(page, "Start of the passage")
    # in a text from right to left the first word stands on the right
    box = page.evaluate(RECTANGLE, ["הכוחות", False])
    page.mouse.move(box["right"], box["y"], steps=4)
    page.mouse.up()
    quote = page.locator(".annotation-form blockquote")
    expect(quote).to_have_text("הכוחות חצו את הגבול בלילה. The second")
    start = page.get_by_role("slider", name="Start of the passage")
    expect(start).to_have_attribute("data-side", "right")
    start.press("ArrowLeft")
    expect(quote).to_have_text("כי הכוחות חצו את הגבול בלילה. The second")
    assert page.locator("p[data-c]").all_text_contents() == [
        "העד אמר כי הכוחות חצו את הגבול בלילה.\n\n",
        "The second paragraph is short.\n",
    ]
