"""The tour and the tips."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.annotator import select_words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 360])
def test_tour_goes_over_the_page(open_annotator, alice, document, width):
    page = open_annotator(alice, document, viewport={"width": width, "height": 740})
    if width == 1280:
        page.get_by_role("button", name="Take a two-minute tour").click()
    else:
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("button", name="Tour", exact=True).click()
    tour = page.get_by_role("dialog", name="Tour: 1 of")
    expect(tour).to_contain_text("This is the text.")
    expect(tour.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Enter")
    tour = page.get_by_role("dialog", name="Tour: 2 of")
    expect(tour).to_contain_text("What is annotated is underlined")
    assert Axe().run(page).response["violations"] == []
    tour.get_by_role("button", name="Back").click()
    expect(page.get_by_role("dialog", name="Tour: 1 of")).to_be_visible()
    while page.get_by_role("button", name="Next", exact=True).is_visible():
        page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-text]")).to_be_focused()
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready]")
    expect(page.get_by_text("New here?")).to_have_count(0)


def test_a_tip_comes_once_and_can_be_switched_off(open_annotator, alice, document):
    page = open_annotator(alice, document)
    tip = page.locator(".hint")
    for word in ["asked", "Nobody", "minister"]:
        expect(tip).to_be_hidden()
        select_words(page, word, word)
    expect(tip).to_contain_text("s selects the next sentence")
    page.get_by_role("button", name="Hide this tip").click()
    select_words(page, "asked", "asked")
    expect(page.locator("[data-live]")).to_contain_text("“asked”")
    expect(tip).to_be_hidden()
    page.get_by_text("Help", exact=True).click()
    tips = page.get_by_role("button", name="Show tips")
    tips.click()
    expect(tips).to_have_attribute("aria-pressed", "false")
