"""By doctrine in a real browser: decide with mouse and keyboard, for every eye."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.actions.annotations import edit_annotation
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PATH = "/projects/winter/doctrines/ibi/"


@pytest.fixture
def rows(document, alice):
    words = ["asked its allies for help", "help came", "strangers had crossed"]
    return [
        make_annotation(document=document, by=alice, quote=quote, tags=["a tag"])
        for quote in words
    ]


def findings(page):
    return [
        (found["id"], [node["html"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


def test_all_rows_of_the_page_are_accepted_and_taken_back(open_page, rita, rows):
    page = open_page(rita, PATH)
    page.get_by_label("All on this page").check()
    expect(page.get_by_text("3 chosen")).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("3 accepted.")).to_be_visible()
    expect(page.locator(".mark-row .status.accepted")).to_have_count(3)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".mark-row .status.proposed")).to_have_count(3)


def test_a_rejection_by_keyboard_asks_for_its_reason(open_page, rita, rows):
    page = open_page(rita, PATH)
    page.get_by_label("Choose “help came”").press("Space")
    page.get_by_role("button", name="Reject").press("Enter")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("No claim is made")
    page.get_by_role("button", name="Reject").press("Enter")
    expect(page.locator(".mark-row .status.rejected")).to_have_count(1)
    expect(page.get_by_text("No claim is made")).to_be_visible()


def test_it_all_works_without_a_script(open_page, rita, rows):
    page = open_page(rita, PATH, allow=["422"], java_script_enabled=False)
    page.get_by_label("Choose “help came”").check()
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words")
    expect(page.get_by_label("Choose “help came”")).to_be_checked()
    page.get_by_label("Reason").fill("No claim")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".mark-row .status.rejected")).to_have_count(1)


def test_filters_narrow_the_list(open_page, victor, rita, rows):
    edit_annotation(
        annotation=rows[1], version=1, changes={"stance": "denies"}, by=rita
    )
    page = open_page(victor, PATH)
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Stance", exact=True).select_option("denies")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".mark-row")).to_have_count(1)
    expect(page.get_by_text("1 passage matches the filters")).to_be_visible()


def test_a_row_opens_the_text_at_its_mark(open_page, victor, rows):
    page = open_page(victor, PATH)
    page.locator(".mark-row .source a").first.click()
    page.wait_for_selector("glossator-annotator[data-ready]")
    expect(page.locator("mark").first).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, rita, rows, scheme):
    page = open_page(rita, f"{PATH}?stance=asserts", color_scheme=scheme)
    page.get_by_label("All on this page").check()
    assert findings(page) == []
    page.goto(f"/projects/winter/annotations/{rows[0].uuid}/")
    assert findings(page) == []


def test_narrow_screen_does_not_lean_sideways(open_page, rita, rows):
    page = open_page(rita, PATH, viewport={"width": 360, "height": 640})
    assert not page.evaluate(SIDEWAYS)
    page.goto(f"/projects/winter/annotations/{rows[0].uuid}/")
    assert not page.evaluate(SIDEWAYS)
