"""Stretches outside the text: set on the page, greyed, passed over, taken back."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from corpus.models import Region
from tests.browser.annotator import select_words, wait_saved
from tests.factories import make_annotation, make_region


def test_a_passage_is_set_outside_and_passed_over(open_annotator, alice, document):
    mark = make_annotation(document=document, by=alice, quote="had attacked it")
    page = open_annotator(alice, document)
    select_words(page, "Nobody", "ground.")
    page.get_by_role("button", name="Outside the text", exact=True).click()
    wait_saved(page)
    region = Region.objects.get()
    assert document.text()[region.start : region.end] == (
        "Nobody had attacked it, so self-defence was no ground."
    )
    paragraph = page.locator("p.outside")
    expect(paragraph).to_contain_text("Nobody had attacked it")
    expect(paragraph).to_have_attribute("aria-description", "outside the text: Other")
    assert page.locator("[data-text]").inner_text().count("Nobody") == 1
    item = page.locator(f'.annotation-list [data-id="{mark.uuid}"]')
    expect(item).to_contain_text("outside the text")

    # sentences: from the one before to the one after
    page.locator("[data-text]").focus()
    page.keyboard.press("s")
    live = page.locator("[data-live]")
    expect(live).to_contain_text("The minister said")
    page.keyboard.press("Shift+S")
    expect(live).to_contain_text("help came")
    page.keyboard.press("Escape")

    assert not Axe().run(page).response["violations"]

    # another kind, then away, then undone
    page.get_by_text("Outside the text (1)").click()
    page.get_by_label("Kind of “Nobody").select_option("biography")
    wait_saved(page)
    expect(paragraph).to_have_attribute(
        "aria-description", "outside the text: About the author"
    )
    page.get_by_role("button", name="Take back into the text").click()
    wait_saved(page)
    expect(paragraph).to_have_count(0)
    expect(item).not_to_contain_text("outside the text")
    page.get_by_role("button", name="Undo").click()
    expect(paragraph).to_have_count(1)
    wait_saved(page)
    assert Region.objects.standing().get().kind == "biography"


def test_keys_set_it_and_who_reads_only_sees_it(
    open_annotator, alice, victor, document
):
    make_region(document=document, by=alice, start=0, end=6, kind="teaser")
    page = open_annotator(alice, document)
    title = page.locator("p[data-c='0']")
    expect(title).to_have_attribute(
        "aria-description", "Partly outside the text: Teaser"
    )
    expect(title).not_to_have_class("outside")
    page.locator("[data-text]").focus()
    page.keyboard.press("s")
    page.keyboard.press("o")
    expect(title).to_have_class("block-heading outside")
    wait_saved(page)
    assert Region.objects.count() == 2

    # signing in ends the session of the page before
    page.close()
    page = open_annotator(victor, document)
    expect(page.locator("p.outside")).to_have_count(1)
    page.get_by_text("Outside the text (2)").click()
    view = page.locator(".regions-view")
    expect(view.get_by_role("listitem")).to_have_count(2)
    expect(view.get_by_role("combobox")).to_have_count(0)


def test_an_answer_older_than_what_was_done_since_brings_nothing_back(
    open_annotator, alice, document
):
    """The page asks for others' stretches while its own goes and comes back."""
    page = open_annotator(alice, document)
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    asked = f"**/api/v1/documents/{document.pk}/regions"
    page.route(asked, hold_the_first)
    with page.expect_request(asked):
        page.locator("[data-text]").focus()
        page.keyboard.press("s")
        page.keyboard.press("o")
        wait_saved(page)
    outside = page.locator("p.outside")
    expect(outside).to_have_count(1)
    answer = held[0].fetch()
    page.keyboard.press("Control+z")
    expect(outside).to_have_count(0)
    wait_saved(page)
    with page.expect_response(asked):
        held[0].fulfill(response=answer)
    page.keyboard.press("Control+Shift+Z")
    expect(outside).to_have_count(1)
    wait_saved(page)
    assert Region.objects.standing().count() == 1
