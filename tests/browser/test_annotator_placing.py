"""A carried annotation is put on words that are selected in the new edition."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.actions.carry import carry
from annotations.models import Carried
from corpus.actions.editions import link
from tests.annotations.test_carry import FIRST, GROUND, SECOND
from tests.browser.annotator import select_words
from tests.factories import make_annotation, make_document


def test_the_selected_words_are_its_place(open_annotator, alice, rita, olga, project):
    first = make_document(project=project, by=olga, text=FIRST)
    second = make_document(project=project, by=olga, text=SECOND, filename="2.txt")
    link(document=second, of=first, kind="edition", by=olga)
    mark = make_annotation(document=first, by=alice, quote=GROUND)
    carry(document=second, by=rita)
    row = Carried.objects.get()
    page = open_annotator(alice, second)
    page.goto(f"/projects/winter/texts/{second.pk}/carried/{row.pk}/")
    page.get_by_role("link", name="Select the words in the text").click()
    page.wait_for_url(f"**?place={mark.uuid}*")
    bar = page.locator("form[data-listens]")
    expect(bar).to_contain_text("Select the words that stand for")
    select_words(page, "hardly", "ground.")
    expect(bar).to_contain_text("hardly a ground")
    assert not Axe().run(page).response["violations"]
    bar.get_by_role("button", name="Place this passage here").click()
    page.wait_for_url("**/carried/")
    expect(page.get_by_text("Placed.", exact=True)).to_be_visible()
    row.refresh_from_db()
    assert row.outcome == "placed"
    assert row.target.quote.strip(".") == "hardly a ground"
