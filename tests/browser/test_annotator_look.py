"""For every eye and every width."""

import contextlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from corpus.actions.names import create_actor
from tests.browser.annotator import select_words
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)

#: A page leans sideways when something is wider than the window.
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def marked(document, alice):
    quote = "The government asked its allies for help, and help came.\nNobody"
    make_annotation(document=document, by=alice, quote=quote, stance="denies")
    for stance in ("asserts", "denies", "doubts", "concedes", "reports", "predicts"):
        make_annotation(document=document, by=alice, stance=stance, tags=["a tag"])
    return document


@contextlib.contextmanager
def slow(page):
    """As on a machine with a sixth of the speed."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    yield
    # its process is also that of the next window
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def findings(page):
    return [
        (found["id"], [node["html"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_annotator, alice, marked, scheme):
    page = open_annotator(alice, marked, color_scheme=scheme)
    assert findings(page) == []
    select_words(page, "strangers", "border")
    page.get_by_label("Attributed to").check()
    page.get_by_role("combobox", name="Doctrine").fill("con")
    expect(page.get_by_role("option").first).to_be_visible()
    assert findings(page) == []


def test_axe_finds_nothing_in_the_list_of_a_place(open_annotator, alice, marked):
    page = open_annotator(alice, marked)
    page.locator("mark").first.click()
    page.keyboard.press("Escape")
    page.get_by_text("Help", exact=True).click()
    assert findings(page) == []
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert findings(page) == []


def test_narrow_screen_does_not_lean_sideways(open_annotator, alice, project, olga):
    text = "W" * 300 + "\n\nA narrow line.\n"
    document = make_document(project=project, by=olga, text=text)
    for _ in range(7):
        make_annotation(document=document, by=alice, quote="narrow")
    page = open_annotator(alice, document, viewport={"width": 360, "height": 640})
    assert not page.evaluate(SIDEWAYS)
    select_words(page, "narrow", "line")
    page.get_by_role("button", name="Annotate").click()
    expect(page.get_by_role("combobox", name="Doctrine")).to_be_in_viewport()
    assert not page.evaluate(SIDEWAYS)


def test_bar_stays_below_the_header_at_the_end(open_annotator, alice, project, olga):
    # far from any estimate of its height: lines short and long, and empty ones
    text = "One line.\n\n" * 80 + "Many words. " * 300 + "\n" * 60 + "Short.\n" * 400
    document = make_document(project=project, by=olga, text=text)
    for _ in range(12):
        make_annotation(document=document, by=alice, quote="One line")
    page = open_annotator(alice, document, viewport={"width": 1280, "height": 860})
    first, last = (page.locator("[data-text] p").nth(place) for place in (0, -1))
    with slow(page):
        for _ in range(2):
            page.keyboard.press("Control+End")
            expect(last).to_be_in_viewport()
            page.keyboard.press("Control+Home")
            expect(first).to_be_in_viewport()
            page.locator("[data-text]").focus()
        page.keyboard.press("Control+End")
        expect(last).to_be_in_viewport()
    header = page.locator(".site-header").bounding_box()
    bar = page.locator(".annotator-bar").bounding_box()
    assert bar["y"] >= header["y"] + header["height"]


def test_list_from_here_on_can_show_all(open_annotator, alice, project, olga):
    text = "One line.\n\n" * 80 + "The end.\n\n" + "More.\n\n" * 80
    document = make_document(project=project, by=olga, text=text)
    make_annotation(document=document, by=alice, quote="One line")
    make_annotation(document=document, by=alice, quote="The end")
    page = open_annotator(alice, document, viewport={"width": 1280, "height": 860})
    page.get_by_text("The end.").scroll_into_view_if_needed()
    expect(page.get_by_text("2 in this text · 1 from here on")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    items = page.locator(".annotation-list .item")
    expect(items).to_have_count(2)
    # the last place of a full panel takes the focus, and the text stays where it is
    page.set_viewport_size({"width": 1280, "height": 400})
    page.locator("[data-panel]").evaluate("panel => panel.scrollTo(0, 9999)")
    before = page.evaluate("scrollY")
    items.last.focus()
    assert page.evaluate("scrollY") == before


def test_card_says_whose_claim_through_whom_and_how_taken(
    open_annotator, alice, document
):
    create_actor(project=document.project, name="The minister", by=alice)
    create_actor(project=document.project, name="A newspaper", by=alice)
    voice = {"kind": "attributed", "holder": "The minister", "via": ["A newspaper"]}
    make_annotation(document=document, by=alice, voice=voice, attitude="rejects")
    page = open_annotator(alice, document)
    expect(page.locator(".item .said")).to_have_text(
        "asserted · by The minister, via A newspaper · the text rejects it"
    )


def test_without_javascript_the_note_leads_to_the_text(open_page, alice, document):
    path = f"/projects/{document.project.slug}/texts/{document.pk}/"
    page = open_page(alice, path, java_script_enabled=False)
    expect(page.get_by_text("Loading")).to_be_hidden()
    page.locator("noscript a").click()
    expect(page).to_have_url(re.compile("/read/$"))


def test_search_without_a_match_says_so(open_annotator, alice, document):
    page = open_annotator(alice, document)
    select_words(page, "asked", "help")
    page.get_by_role("combobox", name="Doctrine").fill("zzz")
    expect(page.get_by_text("No doctrine has this.")).to_be_visible()


def test_touched_mark_stays_above_the_sheet(open_annotator, alice, project, olga):
    text = "One line.\n\n" * 9 + "The end.\n"
    document = make_document(project=project, by=olga, text=text)
    make_annotation(document=document, by=alice, quote="The end")
    page = open_annotator(alice, document, viewport={"width": 360, "height": 640})
    page.get_by_text("The end.").scroll_into_view_if_needed()
    page.locator("mark").click()
    expect(page.get_by_role("heading", name="Annotation", exact=True)).to_be_visible()
    mark, sheet = page.locator("mark").bounding_box(), page.locator("[data-panel]")
    assert 0 <= mark["y"] < mark["y"] + mark["height"] <= sheet.bounding_box()["y"]


def test_withdrawing_asks_first(open_annotator, olga, document):
    page = open_annotator(olga, document)
    button = page.get_by_role("button", name="Withdraw this text")
    expect(button).to_be_hidden()
    page.get_by_text("Withdraw", exact=True).click()
    button.click()
    document.refresh_from_db()
    assert document.withdrawn


def test_overlaps_beyond_the_lanes_are_counted(open_annotator, alice, document):
    for _ in range(8):
        make_annotation(document=document, by=alice)
    page = open_annotator(alice, document)
    page.get_by_role("button", name="List all 8 annotations").click()
    expect(page.get_by_role("heading", name="8 annotations in this")).to_be_visible()


def test_list_is_tied_to_its_paragraph(open_annotator, alice, marked):
    page = open_annotator(alice, marked)
    tied = page.locator("p[aria-details]").first.get_attribute("aria-details")
    button = page.locator(f"#{tied} button").first
    expect(button).to_have_accessible_name(
        "Request, denied, “The government asked its allies for help, … came. Nobody”"
    )


def test_filter_finds_words_of_every_field(open_annotator, alice, marked):
    make_annotation(document=marked, by=alice, quote="strangers", note="Überlegt")
    page = open_annotator(alice, marked)
    page.get_by_role("searchbox").fill("uberlegt")
    expect(page.locator(".annotation-list .item")).to_have_count(1)
    expect(page.get_by_text("1 of 8 match")).to_be_visible()
