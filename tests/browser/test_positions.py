"""The table of positions in a browser: fold, open a cell, scroll, print."""

import pytest
from playwright.sync_api import expect

from annotations.actions.coverage import set_coverage
from tests.browser.test_look import NARROW, WIDE, complaints, overflow
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/projects/winter/positions/"
UNFOLDED = f"{PAGE}?open=ibi&open=uof&every=yes"

#: Waits until the frame was scrolled sideways.
SCROLLED = """frame => new Promise(done => {
    const look = () => frame.scrollLeft > 0 ? done() : requestAnimationFrame(look);
    look();
})"""


@pytest.fixture
def marked(project, olga, alice):
    text = make_document(project=project, by=olga, authors=["Doe, Jane", "Roe, Mary"])
    make_annotation(document=text, by=alice)
    make_annotation(document=text, by=alice, quote="help came", stance="denies")
    make_annotation(document=text, by=alice, quote="Nobody", doctrine="ibi.consent")
    set_coverage(document=text, by=alice)
    return text


def test_a_branch_unfolds_and_folds_without_script(open_page, marked, victor):
    page = open_page(victor, PAGE, java_script_enabled=False)
    page.get_by_role("link", name="Unfold Intervention by invitation").click()
    assert page.get_by_role("columnheader", name="Request Justifies").is_visible()
    page.get_by_role("link", name="Fold Intervention by invitation", exact=True).click()
    assert page.get_by_role("columnheader", name="Request Justifies").count() == 0


def test_cells_open_side_by_side_without_leaving(open_page, marked, victor):
    """By keyboard alone: one is kept, the next stands beside it, Escape goes back."""
    page = open_page(victor, f"{PAGE}?open=ibi&by=actor")
    rows = page.locator("tbody tr")
    first, second = (rows.nth(n).locator("td a").first for n in (0, 1))
    first.press("Enter")
    panel = page.get_by_role("complementary", name="Passages")
    heading = panel.get_by_role("heading", name="Doe, Jane")
    expect(heading).to_be_focused()
    expect(panel.get_by_text("asked its allies for help").first).to_be_visible()
    panel.get_by_role("button", name="Keep beside the next").press("Enter")
    expect(first).to_be_focused()
    second.press("Enter")
    expect(panel.get_by_role("heading", name="Roe, Mary")).to_be_focused()
    expect(heading).to_be_visible()
    assert complaints(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(second).to_be_focused()
    second.press("Enter")
    panel.get_by_role("link", name="Open as a page").press("Enter")
    page.wait_for_url("**/positions/passages/**")
    assert page.get_by_text("asked its allies for help").first.is_visible()


def test_filters_keep_what_is_unfolded(open_page, marked, victor):
    page = open_page(victor, f"{PAGE}?open=ibi&by=document")
    page.get_by_label("Voice").select_option("all")
    page.get_by_role("button", name="Count").click()
    page.wait_for_url("**voice=all**")
    assert page.get_by_role("columnheader", name="Request Justifies").is_visible()
    assert page.get_by_role("rowheader", name="note").is_visible()


def test_a_step_keeps_the_focus_where_it_was(open_page, marked, victor):
    page = open_page(victor, "/projects/winter/positions/")
    steps = page.get_by_role("button", name="Arrange Self-defence")
    steps.press("Enter")
    page.get_by_role("link", name="Move left").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**move=sd**")
    expect(steps).to_be_focused()
    expect(page.locator("thead th").nth(2)).to_contain_text("Self-defence")


def test_names_and_headings_stay_while_the_table_scrolls(open_page, marked, victor):
    page = open_page(victor, UNFOLDED, viewport={"width": 700, "height": 300})
    frame = page.get_by_role("region", name="Positions by holder and doctrine")
    frame.focus()
    name = page.get_by_role("rowheader", name="Doe, Jane")
    before = name.bounding_box()["x"]
    page.keyboard.press("ArrowRight")
    frame.evaluate(SCROLLED)
    assert name.bounding_box()["x"] == before
    frame.evaluate("frame => frame.scrollTo(0, 400)")
    head = page.get_by_role("columnheader", name="Holder").bounding_box()
    assert head["y"] == pytest.approx(frame.bounding_box()["y"], abs=4)


def test_only_the_table_scrolls_sideways_on_a_narrow_screen(open_page, marked, victor):
    page = open_page(victor, UNFOLDED, viewport=NARROW)
    assert overflow(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(open_page, marked, victor, scheme):
    page = open_page(victor, UNFOLDED, viewport=WIDE, color_scheme=scheme)
    assert complaints(page) == []
