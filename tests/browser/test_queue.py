"""All of the review of one doctrine by keyboard, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.models import Annotation, Precedent
from review.models import Claim
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ["asked its allies", "help came", "self-defence", "strangers"]
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def findings(page):
    return [
        (found["id"], [node["html"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


def test_a_doctrine_is_reviewed_by_keyboard(open_page, rita, alice, project, document):
    for quote in WORDS:
        make_annotation(document=document, by=alice, quote=quote)
    page = open_page(rita, "/projects/winter/queue/")
    page.get_by_role(
        "button", name="Review Intervention by invitation › Request"
    ).press("Enter")
    quoted, said = page.locator(".quoted"), page.locator("#queue-said")
    expect(quoted).to_have_text(WORDS[0])
    # shown when the keys are heard
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert findings(page) == []

    page.keyboard.press("a")
    expect(said).to_have_text(f"Accepted. {WORDS[1]}")
    expect(page.locator("#queue-mark")).to_be_focused()

    page.keyboard.press("r")
    page.keyboard.type("A report, no claim")
    page.get_by_label("Make it a precedent: a counter-example").press("Space")
    page.get_by_label("Why you reject it").press("Enter")
    expect(said).to_have_text(f"Rejected. {WORDS[2]}")
    expect(page.get_by_role("complementary")).to_contain_text("A report, no claim")

    page.keyboard.press("j")
    expect(quoted).to_have_text(WORDS[3])
    page.keyboard.press("k")
    expect(quoted).to_have_text(WORDS[2])
    page.keyboard.press("e")
    page.get_by_label("Stance", exact=True).select_option("denies")
    page.get_by_role("button", name="Change it").press("Enter")
    expect(said).to_have_text(f"Changed. {WORDS[2]}")
    page.get_by_role("button", name="End one word later").press("Enter")
    expect(quoted).to_have_text("self-defence was")
    assert findings(page) == []

    page.get_by_label("Stance", exact=True).press("Escape")
    expect(page.locator("#queue-change")).to_have_count(0)
    expect(page.locator("#queue-edit")).to_be_focused()
    page.keyboard.press("d")
    page.keyboard.type("Denied by whom?")
    page.keyboard.press("Enter")
    expect(quoted).to_have_text(WORDS[3])
    # the page that came is wired when the mark has the focus
    expect(page.locator("#queue-mark")).to_be_focused()
    page.keyboard.press("a")
    expect(said).to_contain_text("Accepted. Nothing waits here")
    page.keyboard.press("u")
    expect(quoted).to_have_text(WORDS[3])
    page.set_viewport_size({"width": 360, "height": 640})
    assert not page.evaluate(SIDEWAYS)

    rows = Annotation.objects.order_by("start").values_list("status", "stance")
    assert list(rows) == [
        ("accepted", "asserts"),
        ("rejected", "asserts"),
        ("discussion", "denies"),
        ("proposed", "asserts"),
    ]
    assert Precedent.objects.get().kind == "negative"
    # the page itself holds what it shows
    assert Claim.objects.get().annotation.quote == WORDS[3]
