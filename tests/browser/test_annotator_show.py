"""Only some annotations are shown: in the text, beside it, in the list, by the keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.annotator import wait_saved
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three(document, alice, rita):
    make_annotation(document=document, by=alice, stance="denies", tags=["odd"])
    make_annotation(document=document, by=alice, quote="allies for help", note="In it.")
    make_annotation(
        document=document, by=rita, quote="strangers", doctrine="sd.armed_attack"
    )
    return document


def test_show_only(open_annotator, alice, three):
    page = open_annotator(alice, three)
    page.get_by_text("Show only …").click()
    page.get_by_label("Stance to show").select_option("denies")
    count = page.locator(".list-count")
    expect(count).to_have_text("1 of 3 shown")
    # two pieces of the outer annotation, and the piece that the inner one covers
    expect(page.locator("mark.dimmed")).to_have_text(["allies for help", "strangers"])
    expect(page.locator(".gutter button")).to_have_count(1)
    expect(page.locator(".annotation-list .item")).to_have_count(1)
    assert page.url.endswith("?stance=denies")
    page.get_by_label("Stance to show").select_option("")
    page.get_by_label("Coder to show").select_option(label="rita")
    # the list is drawn after the frame
    expect(page.locator(".annotation-list .item")).to_have_count(1)
    expect(page.locator(".annotation-list .item")).to_contain_text("strangers")
    page.locator("[data-text]").press("n")
    expect(page.locator("[data-live]")).to_contain_text("strangers")
    page.locator("[data-text]").press("n")
    expect(page.locator("[data-live]")).to_have_text("No further annotation.")
    page.get_by_label("Hide the rest in the text").check()
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready]")
    expect(count).to_have_text("1 of 3 shown")
    # what is not painted opens nothing
    page.locator("mark.dimmed").first.click()
    expect(page.locator(".annotation-form")).to_be_hidden()
    page.locator("[data-text]").press("w")
    expect(count).to_have_text("3 in this text")
    assert page.url.endswith("/")
    page.get_by_text("Colours and signs").click()
    legend = page.get_by_role("list", name="What the colours mean")
    expect(legend.get_by_role("listitem")).to_have_count(2)
    page.get_by_text("Show only …").click()
    assert Axe().run(page).response["violations"] == []
    wait_saved(page)
