"""How the text is seen: set, linked, outlined, found again, seen from above."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.actions.annotations import delete_annotation
from tests.browser.annotator import select_words, view
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)

#: A page leans sideways when something is wider than the window.
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
#: Before the page's own scripts, as in a browser without a clipboard.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
STYLE = "(name) => document.documentElement.style.getPropertyValue(name)"
#: Whether the overview shows any colour in a quarter of its height, from the top.
PAINTED = """(quarter) => {
  const canvas = document.querySelector(".minimap canvas");
  const height = Math.floor(canvas.height / 4);
  const context = canvas.getContext("2d");
  const { data } = context.getImageData(0, quarter * height, canvas.width, height);
  return data.some((value) => value > 0);
}"""

#: Nodes that the annotator put into the text, and those of its panel.
OWN_NODES = """() => {
  const count = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ALL);
    let number = 0;
    while (walker.nextNode()) number += 1;
    return number;
  };
  const text = document.querySelector("[data-text]");
  // each paragraph holds its words, and each section its paragraphs
  const number = (selector) => text.querySelectorAll(selector).length;
  const given = number("section") + 2 * number("p");
  return [count(text) - given, count(document.querySelector("[data-panel]"))];
}"""


def findings(page):
    return [
        (found["id"], [node["html"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


def live(page):
    return page.locator("[data-live]")


def paragraph(page, number):
    return page.locator(f'[data-text] p[data-n="{number}"]')


@pytest.fixture
def long(project, olga):
    """Numbers 1 and up; every tenth paragraph is a heading."""
    parts = [
        f"Part {n // 10}\n\n" if n % 10 == 0 else f"Words of number {n}. " * 9 + "\n\n"
        for n in range(10, 130)
    ]
    return make_document(project=project, by=olga, text="".join(parts))


def test_text_is_set_as_wished_and_stays_so(open_annotator, alice, document):
    page = open_annotator(alice, document)
    text = page.locator("[data-text]")
    other = page.context.new_page()
    other.goto(page.url)
    page.bring_to_front()
    view(page, "Text …")
    size = page.get_by_role("slider", name="Size")
    expect(size).to_be_focused()
    page.keyboard.press("End")
    expect(text).to_have_css("font-size", "32px")
    page.get_by_role("slider", name="Line width").press("Home")
    page.get_by_label("High contrast").check()
    # another window has it at once, and its next choice takes nothing of it back
    expect(other.locator("html[data-contrast] [data-text]")).to_have_css(
        "font-size", "32px"
    )
    other.close()
    assert findings(page) == []
    page.reload()
    # before any module has run
    assert page.evaluate(STYLE, "--text-size") == "2rem"
    expect(page.locator("html[data-contrast]")).to_have_count(1)
    expect(text).to_have_css("font-size", "32px")
    page.wait_for_selector("[data-ready]")
    assert findings(page) == []
    view(page, "Text …")
    expect(page.get_by_label("High contrast")).to_be_checked()
    page.get_by_role("button", name="As it was made").click()
    expect(text).to_have_css("font-size", "17px")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="View", exact=True)).to_be_focused()


def test_spoilt_settings_do_not_harm(open_page, alice, document):
    path = f"/projects/{document.project.slug}/texts/{document.pk}/"
    page = open_page(alice, path)
    page.evaluate(
        """(user) => {
          localStorage.setItem(`glossator-text-${user}`, '{"--text-size": "9999px"}');
          localStorage.setItem(`glossator-places-${user}`, '[{"start": "x"}, 7]');
        }""",
        alice.pk,
    )
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.locator("[data-text]")).to_have_css("font-size", "17px")


def test_links_are_copied_and_lead_back(open_annotator, alice, document):
    mark = make_annotation(document=document, by=alice)
    page = open_annotator(alice, document)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = "navigator.clipboard.readText()"
    page.get_by_role("link", name="Copy link to paragraph 2").click()
    expect(live(page)).to_have_text("The link to paragraph 2 was copied.")
    assert page.evaluate(copied).endswith(f"/texts/{document.pk}/#p2")
    select_words(page, "strangers", "border")
    view(page, "Copy link")
    expect(live(page)).to_have_text("The link to this passage was copied.")
    passage = page.evaluate(copied)
    page.locator("[data-text]").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+N")
    page.keyboard.press("p")
    expect(live(page)).to_have_text("The link to this annotation was copied.")
    assert page.evaluate(copied).endswith(f"?annotation={mark.uuid}")
    page.goto(passage)
    page.wait_for_selector("[data-ready]")
    expect(live(page)).to_have_text(
        "The passage of the link: “strangers had crossed the border”"
    )


def test_link_is_shown_where_it_cannot_be_copied(open_annotator, alice, document):
    page = open_annotator(alice, document)
    page.add_init_script(NO_CLIPBOARD)
    page.reload()
    page.wait_for_selector("[data-ready]")
    view(page, "Copy link")
    field = page.get_by_label("Copy this address")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(r"/#p1$"))
    assert findings(page) == []


def test_links_to_what_is_not_there_say_so(open_annotator, alice, document):
    mark = make_annotation(document=document, by=alice)
    delete_annotation(annotation=mark, version=mark.version, by=alice)
    for query, said in (
        ("#p999", "This text has no paragraph 999; its last is 4."),
        ("#p99999999999999999999", "This link names no place in this text."),
        ("?from=9&to=3", "This link names no place in this text."),
        ("?from=0&to=99999", "This link points beyond the end of this text."),
        (
            f"?annotation={mark.uuid}",
            "The annotation that this link names was deleted.",
        ),
    ):
        page = open_annotator(alice, document, query, allow=["410"])
        expect(live(page)).to_contain_text(said)
        page.close()


def test_outline_leads_to_a_heading(open_annotator, alice, long):
    page = open_annotator(alice, long)
    page.locator("[data-text]").focus()
    page.keyboard.press("g")
    items = page.locator(".outline-item")
    expect(items).to_have_count(12)
    expect(items.first).to_be_focused()
    assert findings(page) == []
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(paragraph(page, 81)).to_be_in_viewport()
    expect(page.locator("[data-text]")).to_be_focused()
    view(page, "Outline")
    expect(page.locator(".outline-item[aria-current]")).to_contain_text("Part 9")


def test_without_headings_the_outline_says_so(open_annotator, alice, project, olga):
    document = make_document(project=project, by=olga, text="Only a line, no more.\n")
    page = open_annotator(alice, document)
    view(page, "Outline")
    expect(page.get_by_text("No headings were found in this text.")).to_be_visible()


def test_place_is_kept_and_a_link_goes_before_it(open_annotator, alice, long):
    page = open_annotator(alice, long, "#p60")
    expect(paragraph(page, 60)).to_be_in_viewport()
    path = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(path)
    page.wait_for_selector("[data-ready]")
    expect(paragraph(page, 60)).to_be_in_viewport()
    page.goto("about:blank")
    page.goto(f"{path}#p5")
    page.wait_for_selector("[data-ready]")
    expect(paragraph(page, 5)).to_be_in_viewport()


def test_overview_shows_where_annotations_lie(open_annotator, alice, long):
    make_annotation(document=long, by=alice, quote="Words of number 125.")
    page = open_annotator(alice, long)
    expect(page.locator(".minimap")).to_be_visible()
    strip = page.locator(".minimap").bounding_box()
    page.mouse.click(strip["x"] + 5, strip["y"] + strip["height"] * 0.98)
    expect(page.locator("[data-text] mark")).to_be_in_viewport()
    assert page.evaluate(PAINTED, 3)
    assert not page.evaluate(PAINTED, 0)
    page.set_viewport_size({"width": 360, "height": 640})
    expect(page.locator(".minimap")).to_be_hidden()
    assert not page.evaluate(SIDEWAYS)


def test_texts_of_every_shape(open_annotator, alice, project, olga):
    narrow = {"width": 360, "height": 640}
    shapes = {
        "ar": "سطر أول من النص.\n\nسطر ثان من النص.\n",
        "": "One line without an end",
        "en": "A very long paragraph. " * 4500,
    }
    for language, text in shapes.items():
        document = make_document(project=project, by=olga, text=text, language=language)
        make_annotation(document=document, by=alice, quote=text[4:9])
        page = open_annotator(alice, document, viewport=narrow)
        assert not page.evaluate(SIDEWAYS)
        expect(page.locator("[data-text] mark").first).to_be_visible()
        page.keyboard.press("Control+End")
        expect(page.locator("[data-text] p").last).to_be_in_viewport()
        way = "rtl" if language == "ar" else "ltr"
        expect(page.locator("[data-text] p").first).to_have_css("direction", way)
        page.close()


def test_annotations_cost_few_nodes(open_annotator, alice, project, olga):
    """A page of a large text has 5,000 at most, and the text takes most of them."""
    words = [f"word{number}" for number in range(10, 50)]
    lines = [" ".join(words[at : at + 4]) + " end\n" for at in range(0, 40, 4)]
    document = make_document(project=project, by=olga, text="".join(lines))
    for word in words:
        make_annotation(document=document, by=alice, quote=word)
    page = open_annotator(alice, document)
    expect(page.locator("p > mark")).to_have_count(40)
    expect(page.locator(".annotation-list .item")).to_have_count(20)
    in_text, in_panel = page.evaluate(OWN_NODES)
    # a mark: itself, its words, those after it, its button with its item
    assert in_text <= 40 * 5 + 10 * 4
    # of the list 20 items; what is shut, such as the form, is not there
    assert in_panel <= 20 * 10 + 170
