"""Finding words in the text, and annotating what was found."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation
from tests.browser.annotator import painted, wait_saved
from tests.factories import make_document

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "The État asked.\n\nAn etat, an ÉTAT and 😀 étatisme.\n\n" + "a" * 40 + "!\n"
HITS = "[...(CSS.highlights.get('glossator-hit') ?? [])].map(String)"


@pytest.fixture
def page(open_annotator, alice, project, olga):
    document = make_document(project=project, by=olga, text=TEXT)
    page = open_annotator(alice, document)
    page.locator("[data-text]").focus()
    return page


def test_find_and_annotate_all_as_one(page):
    # before the bar is there
    page.evaluate("""() => {
      for (const key of "/etat") {
        const how = { key, bubbles: true, cancelable: true };
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", how));
      }
    }""")
    bar = page.get_by_role("search", name="Find in the text")
    query = bar.get_by_role("searchbox")
    counts = bar.get_by_role("status")
    expect(query).to_have_value("etat")
    expect(counts).to_have_text("1 of 4")
    assert page.evaluate(HITS) == ["État", "etat", "ÉTAT", "état"]
    bar.get_by_label("Match case").check()
    expect(counts).to_have_text("1 of 2")
    bar.get_by_label("Match case").uncheck()
    expect(counts).to_have_text("1 of 4")
    query.focus()
    page.keyboard.press("Enter")
    expect(counts).to_have_text("2 of 4")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(counts).to_have_text("4 of 4")
    bar.get_by_label("Whole words").check()
    expect(counts).to_contain_text("of 3")
    bar.get_by_label("Match case").check()
    expect(counts).to_have_text("1 of 1")
    bar.get_by_label("Match case").uncheck()
    expect(counts).to_contain_text("of 3")

    def label(button):
        bar.get_by_role("button", name=button).click()
        page.get_by_role("combobox", name="Doctrine").fill("request")
        page.get_by_role("option").first.click()
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        wait_saved(page)

    live = page.locator("[data-live]")
    label("Annotate all 3")
    expect(live).to_contain_text("3 annotations made.")
    quotes = Annotation.objects.filter(deleted=None).values_list("quote", flat=True)
    assert sorted(quotes) == ["etat", "ÉTAT", "État"]
    label("Annotate all 3")
    expect(live).to_contain_text("0 annotations made; 3 were there already.")
    page.get_by_role("button", name="Undo").click()
    wait_saved(page)
    expect(page.locator("p > mark")).to_have_count(0)
    assert quotes.all().count() == 0
    label("Annotate this")
    assert painted(page) == [quotes.all().get()]


def test_expressions_that_are_wrong_or_endless_are_told(page):
    page.keyboard.press("Control+f")
    bar = page.get_by_role("search", name="Find in the text")
    bar.get_by_label("Regular expression").check()
    query = bar.get_by_role("searchbox")
    query.fill("(")
    expect(bar.get_by_role("alert")).to_contain_text("This is no regular expression")
    query.fill("(a+)+$")
    expect(bar.get_by_role("alert")).to_contain_text("This takes too long")
    expect(bar.get_by_role("status")).to_have_text("")
    query.fill(r"[eé]tat\w+")
    expect(bar.get_by_role("status")).to_have_text("1 of 1")
    expect(bar.get_by_role("alert")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    expect(page.locator("[data-text]")).to_be_focused()
    assert page.evaluate(HITS) == []
