"""Small windows, other colours, texts of every shape: all can be marked."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation
from tests.browser.annotator import TEXT_HASH, wait_saved
from tests.factories import TEXT, make_document

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"viewport": {"width": 360, "height": 640}}
WIDE = {"viewport": {"width": 1280, "height": 800}}
ZOOMED = {"viewport": {"width": 640, "height": 360}, "device_scale_factor": 2}
ARABIC = "طلبت الحكومة المساعدة من حلفائها. وصلت المساعدة بعد يوم.\n\nلم يهاجمها أحد.\n"
LONG = "The government asked its allies for help, and help came. " * 1800
SCREENS = {
    "narrow": (NARROW, TEXT, "en"),
    "zoomed": (ZOOMED, TEXT, "en"),
    "forced colours, nothing moves": (
        {**WIDE, "forced_colors": "active", "reduced_motion": "reduce"},
        TEXT,
        "en",
    ),
    "right to left": (NARROW, ARABIC, "ar"),
    "without paragraphs": (NARROW, "Nobody came. Help was far away", "en"),
    "one paragraph of 100 kB": (WIDE, LONG, "en"),
}
#: A page leans sideways when something is wider than the window.
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
#: What has the focus lies in the window, under nothing else, with a ring around it.
IN_SIGHT = """() => {
  const now = document.activeElement;
  const label = now.matches("input") && now.closest("label");
  const box = (label || now).getBoundingClientRect();
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const ring = (one) => one && getComputedStyle(one).outlineStyle !== "none";
  const there = (label || now).contains(top) || top?.closest("label")?.contains(now);
  const said = (one) => one?.outerHTML.slice(0, 90);
  return there && (ring(now) || ring(label)) ? null : `${said(now)} under ${said(top)}`;
}"""


@pytest.mark.parametrize("name", SCREENS)
def test_a_passage_is_marked(open_annotator, alice, project, olga, name):
    options, text, language = SCREENS[name]
    document = make_document(project=project, by=olga, text=text, language=language)
    page = open_annotator(alice, document, **options)
    page.locator("[data-text]").focus()
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Doctrine", exact=True)
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    assert not page.evaluate(SIDEWAYS)
    page.keyboard.type("request")
    page.keyboard.press("Enter")
    for _ in range(6):
        assert page.evaluate(IN_SIGHT) is None
        page.keyboard.press("Tab")
    page.get_by_role("radio", name="Denies").focus()
    page.keyboard.press("d")
    page.keyboard.press("Control+Enter")
    wait_saved(page)
    row = Annotation.objects.get()
    mark = page.locator("p > mark").first
    expect(mark).to_be_in_viewport()
    assert row.quote.startswith(mark.text_content().strip())
    assert not page.evaluate(SIDEWAYS)
    assert page.evaluate(TEXT_HASH) == document.text_sha256
