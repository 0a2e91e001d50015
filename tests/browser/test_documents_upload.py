"""Adding texts in a real browser: chosen, dropped, refused, pasted."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from corpus import jobs
from corpus.models import Document, Job, Region
from tests.corpus.office_files import docx, word_paragraph
from tests.factories import make_document

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """([names]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of names) {
    transfer.items.add(new File([text], name, { type: "text/plain" }));
  }
  const area = document.querySelector("[data-drop]");
  for (const type of ["dragenter", "dragover", "drop"]) {
    const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
    area.dispatchEvent(new DragEvent(type, options));
  }
}"""


@pytest.fixture
def address(project):
    return reverse("corpus:add_documents", args=[project.slug])


def add_at_once(page):
    page.get_by_label("Store without a preview").check()
    page.get_by_role("button", name="Add", exact=True).click()


def test_chosen_files_are_added(open_page, alice, address, project):
    page = open_page(alice, address)
    page.get_by_label("Files", exact=True).set_input_files(
        [
            {"name": "a.txt", "mimeType": "text/plain", "buffer": b"One\r\nline."},
            {"name": "b.txt", "mimeType": "text/plain", "buffer": b"Two."},
        ]
    )
    add_at_once(page)
    expect(page.get_by_role("heading", name="2 texts added")).to_be_visible()
    lengths = Document.objects.filter(project=project).values_list("length", flat=True)
    assert sorted(lengths) == [4, 9]


def test_dropped_files_join_those_chosen(open_page, alice, address):
    page = open_page(alice, address)
    page.get_by_label("Files", exact=True).set_input_files(
        [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"One."}]
    )
    page.evaluate(DROP, [[["b.txt", "Two \U0001f54a."], ["c.txt", "Three."]]])
    expect(page.locator("[data-chosen] li")).to_have_count(3)
    add_at_once(page)
    expect(page.get_by_role("heading", name="3 texts added")).to_be_visible()


def test_a_refusal_keeps_files_and_words(open_page, alice, address, project):
    page = open_page(alice, address, allow=["422"])
    page.get_by_label("Publisher").fill("The Gazette")
    page.evaluate(DROP, [[["good.txt", "Good."], ["bad.txt", "%PDF-1.7"]]])
    add_at_once(page)
    expect(page.get_by_role("alert")).to_contain_text("bad.txt: This is not plain text")
    expect(page.locator("[data-chosen] li")).to_have_count(2)
    expect(page.get_by_label("Publisher")).to_have_value("The Gazette")
    assert not Document.objects.filter(project=project).exists()


def test_what_was_wrong_goes_when_it_is_sent_again(open_page, alice, address, project):
    page = open_page(alice, address, allow=["422", "ERR_FAILED"])
    page.evaluate(DROP, [[["bad.txt", "%PDF-1.7"]]])
    add_at_once(page)
    expect(page.get_by_role("alert")).to_be_visible()
    page.route("**/*", lambda route: route.abort())
    add_at_once(page)
    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()
    assert page.get_by_role("alert").count() == 0


def test_an_empty_file_is_told_before_it_is_sent(open_page, alice, address):
    page = open_page(alice, address)
    page.get_by_label("Files", exact=True).set_input_files(
        [{"name": "a.txt", "mimeType": "text/plain", "buffer": b""}]
    )
    add_at_once(page)
    expect(page.get_by_role("alert")).to_contain_text("a.txt: this file is empty.")


def test_without_script_the_form_works(open_page, alice, address, project):
    page = open_page(alice, address, java_script_enabled=False)
    page.get_by_label("Files", exact=True).set_input_files(
        [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"One."}]
    )
    add_at_once(page)
    expect(page.get_by_role("heading", name="1 text added")).to_be_visible()


def test_a_text_is_pasted(open_page, alice, address, project):
    page = open_page(alice, address)
    page.get_by_label("Title", exact=True).fill("Pasted")
    page.get_by_label("Or paste a text").fill("One\u00a0line \U0001f54a\ntwo\n")
    add_at_once(page)
    expect(page.get_by_role("link", name="Pasted")).to_be_visible()
    assert Document.objects.get(project=project).text() == (
        "One\u00a0line \U0001f54a\ntwo\n"
    )


def test_what_was_understood_is_corrected_and_stored(
    open_page, alice, address, project
):
    page = open_page(alice, address)
    page.get_by_label("Or paste a text").fill(
        "One paragraph.\n\nTwo of them.\n\nThree.\n\nFour.\n"
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    page.get_by_label("Title", exact=True).fill("Understood")
    page.get_by_label("Paragraph 2 lies outside the text").check()
    page.get_by_label("Paragraph 4 lies outside the text").click(modifiers=["Shift"])
    page.get_by_label("The ticked paragraphs are").select_option("teaser")
    page.get_by_role("button", name="Store this text").click()
    expect(page.get_by_role("link", name="Understood")).to_be_visible()
    [region] = Region.objects.filter(project=project)
    assert (region.start, region.kind) == (len("One paragraph.\n\n"), "teaser")


@pytest.mark.parametrize(
    "name", ["annotations:documents", "corpus:add_documents", "annotations:actors"]
)
def test_no_page_scrolls_sideways_on_a_phone(open_page, alice, olga, project, name):
    make_document(
        project=project,
        by=olga,
        title="A long title that goes on and on about the winter operation",
        authors=["Featherstonehaugh-Cholmondeley, Maximiliana Theodora"],
        publisher="The Gazette of the Institute for the Study of Everything",
        situation="ARM-AZE-2020",
        issued="2022-01-07",
    )
    viewport = {"width": 360, "height": 720}
    page = open_page(alice, reverse(name, args=[project.slug]), viewport=viewport)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_list_is_sorted_and_filtered_without_script(
    open_page, alice, olga, project
):
    make_document(project=project, by=olga, title="Bridges", text="One.")
    make_document(project=project, by=olga, title="Apples", text="Two.")
    address = reverse("annotations:documents", args=[project.slug])
    page = open_page(alice, address, java_script_enabled=False)
    page.get_by_role("columnheader", name="Text").get_by_role("link").click()
    expect(page.locator("tbody th a").first).to_have_text("Apples")
    page.get_by_label("Words").fill("bridge")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(1)


@pytest.mark.parametrize(
    "name", ["annotations:documents", "corpus:add_documents", "annotations:situations"]
)
def test_pages_are_accessible(open_page, olga, project, name):
    make_document(project=project, by=olga, authors=["Reed, Ann"], situation="RULE")
    page = open_page(olga, reverse(name, args=[project.slug]))
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


def test_the_head_is_accessible_and_saved(open_page, olga, document):
    address = reverse("corpus:edit_head", args=[document.project.slug, document.pk])
    page = open_page(olga, address)
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    page.get_by_label("Title", exact=True).fill("Another")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/texts/{document.pk}/")
    document.refresh_from_db()
    assert document.title == "Another"


WORD_FILE = docx(
    word_paragraph("A government may ask for help.")
    + word_paragraph("About the author", '<w:outlineLvl w:val="0"/>')
    + word_paragraph("Ann Reed teaches law and writes about winters.")
)


def test_a_word_file_goes_through_the_preview_to_the_annotator(
    open_page, alice, address, project
):
    page = open_page(alice, address)
    page.get_by_label("Files", exact=True).set_input_files(
        [{"name": "a.docx", "mimeType": "", "buffer": WORD_FILE}]
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Read a.docx")).to_be_visible()
    jobs.run(Job.objects.get().uuid)
    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    page.locator("#id_title").fill("From Word")
    page.get_by_label("Outside the text", exact=True).uncheck()
    page.get_by_label("Paragraph 1 lies outside the text").check()
    page.get_by_role("button", name="Store this text").click()
    page.get_by_role("link", name="From Word").click()
    expect(page.get_by_role("heading", name="From Word")).to_be_visible()
    expect(page.get_by_role("link", name="The file as it came")).to_be_visible()
    [region] = Region.objects.filter(project=project)
    assert (region.start, region.kind) == (0, "other")
