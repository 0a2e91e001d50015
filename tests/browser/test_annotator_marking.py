"""Marking by mouse: what is selected is what is stored and painted."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation, Coverage
from tests.browser.annotator import (
    fill_form,
    mark,
    middle_of,
    painted,
    save,
    select_words,
    wait_saved,
)
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)

HARD = (
    "Troops 🇰🇿 came 😀 with 𝔼vidence\n"
    "\n\n"
    "A cafe\u0301 in naïve Zu\u0308rich, Art.\u00a051\u202fof 👩‍⚖️ law.\n"
    "\n"
    "Last line without an end"
)


def test_mark_by_mouse(open_annotator, alice, document):
    page = open_annotator(alice, document)
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    save(page)
    row = Annotation.objects.get()
    assert row.quote == "asked its allies for help"
    assert (row.doctrine.slug, row.stance, row.coder) == (
        "ibi.request",
        "asserts",
        alice,
    )
    assert painted(page) == ["asked its allies for help"]


def test_whole_form_is_stored(open_annotator, alice, document):
    page = open_annotator(alice, document)
    select_words(page, "strangers", "border")
    fill_form(page, doctrine="armed attack", stance="Denies")
    page.get_by_label("Attributed to").check()
    page.get_by_role("combobox", name="Holder").fill("The minister")
    page.get_by_role("option", name="Add as a person").click()
    page.get_by_label("attitude").select_option("rejects")
    page.get_by_role("combobox", name="Reported via").fill("A newspaper")
    page.get_by_role("option", name="Add as an organisation").click()
    expect(page.get_by_role("button", name="Remove A newspaper")).to_be_visible()
    page.locator("main summary", has_text="More").click()
    page.get_by_role("combobox", name="Situation").fill("Winter 1")
    page.get_by_role("option", name="Add as a new situation").click()
    page.get_by_role("dialog").get_by_label("Title").fill("The winter operation")
    page.get_by_role("dialog").get_by_role("button", name="Add").click()
    page.get_by_role("combobox", name="Tags").fill("border")
    page.get_by_role("option", name="New tag").click()
    page.get_by_label("Note").fill("Said, not shown.")
    page.get_by_label("Ground").select_option("fact")
    save(page)
    row = Annotation.objects.get()
    assert row.actor.name == "The minister"
    assert [actor.name for actor in row.via.all()] == ["A newspaper"]
    assert (row.attitude, row.ground, row.note) == (
        "rejects",
        "fact",
        "Said, not shown.",
    )
    assert row.situation.code == "WINTER-1"
    assert row.situation.title == "The winter operation"
    assert row.tags.names().get() == "border"


def test_half_words_are_widened_and_alt_takes_them_exactly(
    open_annotator, alice, document
):
    page = open_annotator(alice, document)
    quote = page.locator(".annotation-form blockquote")
    select_words(page, "sked its all", "sked its all")
    expect(quote).to_have_text("asked its allies")
    page.keyboard.down("Alt")
    select_words(page, "overnment ask", "overnment ask")
    page.keyboard.up("Alt")
    expect(quote).to_have_text("overnment ask")


def test_clicks_take_a_word_or_a_sentence(open_annotator, alice, document):
    page = open_annotator(alice, document)
    quote = page.locator(".annotation-form blockquote")
    page.mouse.dblclick(*middle_of(page, "attacked"))
    expect(quote).to_have_text("attacked")
    page.mouse.click(*middle_of(page, "attacked"), click_count=3)
    expect(quote).to_have_text("Nobody had attacked it, so self-defence was no ground.")


def test_overlapping_spans_open_a_list(open_annotator, alice, document):
    spans = [
        "asked its allies for help",
        "allies",
        "allies for help, and help came",
        "allies",
        "The government asked its allies for help, and help came.\nNobody",
    ]
    for quote in spans:
        make_annotation(document=document, by=alice, quote=quote)
    page = open_annotator(alice, document)
    page.locator("mark", has_text=re.compile("^allies$")).first.click()
    heading = page.get_by_role("heading", name="5 annotations here")
    expect(heading).to_be_visible()
    quotes = page.locator(".here-view q").all_inner_texts()
    assert [quote.strip("“”").replace("\n", " ") for quote in quotes] == [
        "allies",
        "allies",
        "asked its allies for help",
        "allies for help, and help came",
        "The government asked its allies for help, and help came. Nobody",
    ]
    page.locator(".here-view button.item").first.click()
    expect(page.locator(".annotation-form blockquote")).to_have_text("allies")


def test_mark_over_several_paragraphs(open_annotator, alice, document):
    page = open_annotator(alice, document)
    select_words(page, "help came", "ground")
    fill_form(page, doctrine="request", stance="Reports")
    save(page)
    quote = "help came.\nNobody had attacked it, so self-defence was no ground"
    assert Annotation.objects.get().quote == quote
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready] mark")
    assert "".join(painted(page)) == quote


@pytest.mark.parametrize(
    ("first", "last", "quote"),
    [
        ("Troops", "came", "Troops 🇰🇿 came"),
        ("🇰🇿", "🇰🇿", "🇰🇿"),
        ("😀", "vidence", "😀 with 𝔼vidence"),
        ("cafe", "rich", "cafe\u0301 in naïve Zu\u0308rich"),
        ("Art.", "law", "Art.\u00a051\u202fof 👩‍⚖️ law"),
        ("vidence", "cafe", "𝔼vidence\n\n\nA cafe\u0301"),
        ("Last", "end", "Last line without an end"),
    ],
)
def test_marked_is_stored_is_painted(
    open_annotator, alice, project, olga, first, last, quote
):
    document = make_document(project=project, by=olga, text=HARD, filename="hard.txt")
    page = open_annotator(alice, document)
    select_words(page, first, last)
    fill_form(page, doctrine="request", stance="Asserts")
    save(page)
    row = Annotation.objects.get()
    assert (row.quote, HARD[row.start : row.end]) == (quote, quote)
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready] mark")
    assert "".join(painted(page)) == quote


def test_page_holds_the_stored_text(open_annotator, alice, project, olga):
    text = HARD.replace("\n", "\r\n") + "\r\n\r\n" + "<b>&amp; no markup</b>\tend\n"
    document = make_document(project=project, by=olga, text=text)
    make_annotation(document=document, by=alice, quote="naïve")
    page = open_annotator(alice, document)
    held = page.evaluate(
        "[...document.querySelectorAll('p[data-c]')].map(p => p.textContent).join('')"
    )
    assert hashlib.sha256(held.encode()).hexdigest() == document.text_sha256


def test_long_text_paints_its_window_only(open_annotator, alice, project, olga):
    text = "".join(f"Paragraph {n} speaks of force.\n\n" for n in range(400))
    document = make_document(project=project, by=olga, text=text)
    for n in (0, 200, 399):
        make_annotation(document=document, by=alice, quote=f"Paragraph {n} speaks")
    page = open_annotator(alice, document)
    expect(page.locator("mark")).to_have_text(["Paragraph 0 speaks"])
    page.locator("p", has_text="Paragraph 399").scroll_into_view_if_needed()
    expect(page.locator("mark")).to_have_text(["Paragraph 399 speaks"])


def test_marked_place_opens(open_annotator, alice, project, olga):
    text = "".join(f"Paragraph {n} speaks of force.\n\n" for n in range(200))
    document = make_document(project=project, by=olga, text=text)
    row = make_annotation(document=document, by=alice, quote="Paragraph 150 speaks")
    page = open_annotator(alice, document, f"?annotation={row.uuid}")
    expect(page.locator("mark")).to_be_in_viewport()


def test_mark_as_read(open_annotator, alice, document):
    page = open_annotator(alice, document)
    button = page.get_by_role("button", name="Read")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert Coverage.objects.get().coder == alice
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not Coverage.objects.exists()


def test_viewer_reads_only(open_annotator, alice, victor, document):
    make_annotation(document=document, by=alice)
    page = open_annotator(victor, document)
    select_words(page, "strangers", "border")
    expect(page.locator(".annotation-form")).to_be_hidden()
    page.locator("mark").click()
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    expect(page.get_by_role("button", name="Close")).to_be_visible()


def test_two_identical_marks(open_annotator, alice, document):
    page = open_annotator(alice, document)
    for stance in ("Asserts", "Denies"):
        mark(page, "asked", "help", doctrine="request", stance=stance)
    wait_saved(page)
    stances = Annotation.objects.order_by("stance").values_list("stance", flat=True)
    assert list(stances) == ["asserts", "denies"]
    assert len(set(Annotation.objects.values_list("start", "end"))) == 1
