"""The codebook in a real browser: search, fold, add, for every eye and width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PATH = "/projects/winter/doctrines/"
PAGES = [PATH, f"{PATH}new/", f"{PATH}ibi.consent/edit/"]


def findings(page):
    return [
        (found["id"], [node["html"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


def test_typing_keeps_what_is_said_and_what_lies_above(open_page, victor, project):
    page = open_page(victor, PATH)
    page.get_by_label("Search the codebook").fill("consent scope")
    expect(page.get_by_role("link", name="Valid consent")).to_be_visible()
    expect(page.get_by_role("link", name="Self-defence", exact=True)).to_be_hidden()


def test_a_branch_folds_by_keyboard(open_page, victor, project):
    page = open_page(victor, PATH)
    below = page.get_by_role("link", name="Armed attack")
    fold = page.locator("#sd > details > summary")
    fold.press("Enter")
    expect(below).to_be_hidden()
    fold.press("Enter")
    expect(below).to_be_visible()


def test_an_entry_is_added_below_another(open_page, rita, project):
    page = open_page(rita, PATH)
    page.get_by_role("link", name="Add below “Valid consent”").click()
    page.get_by_label("Name").fill("Consent in writing")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Consent in writing")).to_be_visible()
    expect(page.get_by_text("ibi.consent.consent_in_writing").last).to_be_visible()


def siblings(page, slug):
    return page.locator(f"#{slug} > details > ul > .entry")


def test_keys_move_an_entry_and_it_is_taken_back(open_page, rita, project):
    page = open_page(rita, PATH)
    name = page.get_by_role("link", name="Imminence", exact=True)
    name.press("Alt+ArrowUp")
    expect(page.locator("#said")).to_have_text(
        "“Imminence” is first under “Self-defence”."
    )
    expect(siblings(page, "sd").first).to_have_id("sd.imminence")
    expect(name).to_be_focused()
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#said")).to_have_text("Taken back.")
    expect(siblings(page, "sd").first).to_have_id("sd.armed_attack")


def test_an_entry_is_dragged_under_another(open_page, rita, project):
    page = open_page(rita, PATH)
    grip = page.locator('[id="sd.imminence"] .grip')
    goal = page.locator('[id="sd.armed_attack"] > .line')
    grip.hover()
    page.mouse.down()
    goal.hover()
    # a second move, as a hand makes: the first one only begins the drag
    goal.hover(position={"x": 40, "y": 20}, force=True)
    page.mouse.up()
    expect(page.locator("#said")).to_contain_text("is last under “Armed attack”.")
    below = page.locator('[id="sd.armed_attack"]').get_by_role("link", name="Imminence")
    expect(below.first).to_be_visible()
    expect(below.first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, rita, project, path, scheme):
    page = open_page(rita, path, color_scheme=scheme)
    assert findings(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_narrow_screen_does_not_lean_sideways(open_page, rita, project, path):
    page = open_page(rita, path, viewport={"width": 360, "height": 640})
    assert not page.evaluate(SIDEWAYS)
