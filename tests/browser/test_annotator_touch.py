"""A finger on a small screen: the bar below the text, the handles."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation
from tests.browser.annotator import RECTANGLE, fill_form, middle_of, save, wait_saved
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True}
#: As the system selects a word that is pressed for long.
SELECT = """(words) => {
  for (const p of document.querySelectorAll("[data-text] p[data-c]")) {
    const at = p.textContent.indexOf(words);
    if (at === -1) continue;
    const node = p.firstChild;
    window.getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


def finger(page):
    """touch("touchStart", x, y): the finger goes down, moves or leaves."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *place):
        points = [{"x": place[0], "y": place[1]}] if place else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return touch


def test_select_annotate_and_drag_by_touch(open_annotator, alice, project, olga):
    text = "A short line.\n\n" * 20 + "The very last words of it.\n"
    document = make_document(project=project, by=olga, text=text)
    page = open_annotator(alice, document, **PHONE)
    page.locator("p[data-c]").last.scroll_into_view_if_needed()
    page.touchscreen.tap(*middle_of(page, "very"))
    page.evaluate(SELECT, "last words")
    bar = page.get_by_role("group", name="The selected words")
    expect(bar).to_be_visible()
    for button in bar.get_by_role("button").all():
        if button.is_visible():
            assert button.bounding_box()["height"] >= 44
    box = page.evaluate(RECTANGLE, ["last words", True])
    assert box["y"] < bar.bounding_box()["y"]
    bar.get_by_role("button", name="Cancel").click()
    expect(bar).to_be_hidden()
    page.touchscreen.tap(*middle_of(page, "very"))
    page.evaluate(SELECT, "last")
    bar.get_by_role("button", name="Annotate").click()
    fill_form(page, doctrine="request", stance="Asserts")
    save(page)
    handle = page.get_by_role("slider", name="End of the passage")
    expect(handle).to_be_visible()
    place = handle.bounding_box()
    assert place["width"] >= 44
    assert place["height"] >= 44
    touch = finger(page)
    x, y = place["x"] + 1, place["y"] + 8
    box = page.evaluate(RECTANGLE, ["last words", True])
    touch("touchStart", x, y)
    touch("touchMove", (x + box["right"]) / 2, box["y"])
    touch("touchMove", box["right"], box["y"])
    touch("touchEnd")
    expect(page.locator("[data-live]")).to_contain_text("Now: “last words”")
    wait_saved(page)
    assert Annotation.objects.get().quote == "last words"


def test_undo_says_what_it_takes_back(open_annotator, alice, project, olga):
    text = "Far above.\n\n" + "A line between.\n\n" * 60 + "Far below.\n"
    document = make_document(project=project, by=olga, text=text)
    make_annotation(document=document, by=alice, quote="Far above")
    page = open_annotator(alice, document)
    undo = page.get_by_role("button", name="Undo: nothing")
    expect(undo).to_have_attribute("aria-disabled", "true")
    page.locator("[data-text]").press("n")
    page.locator("[data-text]").press("Shift+Alt+ArrowLeft")
    wait_saved(page)
    page.locator("p[data-c]").last.scroll_into_view_if_needed()
    page.get_by_role("button", name="Undo: passage changed").click()
    expect(page.locator("mark")).to_have_text("Far above")
    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Redo: passage changed")).to_be_enabled()
    wait_saved(page)
