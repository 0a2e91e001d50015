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
    expect(page.get_by_role("link", name="Self-defence")).to_be_hidden()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, rita, project, path, scheme):
    page = open_page(rita, path, color_scheme=scheme)
    assert findings(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_narrow_screen_does_not_lean_sideways(open_page, rita, project, path):
    page = open_page(rita, path, viewport={"width": 360, "height": 640})
    assert not page.evaluate(SIDEWAYS)
