"""The annotator's page names its modules beforehand, in the order of need."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import make_annotation

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "static/glossator/js/annotator"
IMPORT = re.compile(r'^(?:import|export) .*from "\./([\w-]+\.js)";$', re.MULTILINE)


def needed(name, found=()):
    """The module, and all that it imports at once."""
    found = {*found, name}
    for other in IMPORT.findall((FOLDER / name).read_text()):
        if other not in found:
            found |= needed(other, found)
    return found


def named(partial):
    """The modules that a template names."""
    text = (ROOT / "templates/annotations" / partial).read_text()
    return sorted(re.findall(r"annotator/([\w-]+\.js)", text))


FIRST = needed("annotator.js")
LATER = needed("parts.js") - FIRST


def test_what_the_first_marks_need_is_preloaded():
    assert named("_annotator_modules.html") == sorted(FIRST - {"annotator.js"})


def test_the_first_marks_need_few_modules():
    assert len(FIRST) <= 20


def test_all_other_parts_are_fetched_together():
    assert named("_annotator_later.html") == sorted(LATER)


def test_every_other_module_is_fetched_when_idle():
    """So that a page that loses the network has all of them."""
    every = {path.name for path in FOLDER.glob("*.js")}
    assert named("_annotator_seldom.html") == sorted(every - FIRST - LATER)


@pytest.mark.django_db(transaction=True)
def test_keys_pressed_before_all_parts_are_there_are_not_lost(
    open_page, alice, document
):
    """The marks stand first; what is typed then is done when the form exists."""
    make_annotation(document=document, by=alice)
    held = []
    path = f"/projects/{document.project.slug}/texts/{document.pk}/"
    page = open_page(alice, "/")
    page.route("**/parts.js", lambda route: held.append(route))
    page.goto(path)
    expect(page.locator("[data-text] mark").first).to_be_attached()
    page.locator("[data-text]").focus()
    for key in ("s", "Enter", "f", "o"):
        page.keyboard.press(key)
    expect(page.locator("[data-panel]")).to_be_hidden()
    for route in held:
        route.continue_()
    field = page.get_by_role("combobox", name="Doctrine")
    expect(field).to_have_value("fo")
    expect(field).to_be_focused()


FETCHED = """(names) => {
  const entries = performance.getEntriesByType("resource");
  const done = ({ name, responseEnd }) => responseEnd > 0 && new URL(name).pathname;
  const paths = entries.map(done).filter(Boolean);
  const isThere = (name) => paths.some((path) => path.includes(`/annotator/${name}.`));
  return names.every(isThere);
}"""


@pytest.mark.django_db(transaction=True)
def test_what_is_opened_late_is_there_without_the_network(
    open_annotator, alice, document
):
    make_annotation(document=document, by=alice)
    lost = ("net::ERR_INTERNET_DISCONNECTED",)
    page = open_annotator(alice, document, allow=lost, locale="en-GB")
    seldom = named("_annotator_seldom.html")
    page.wait_for_function(FETCHED, arg=[Path(name).stem for name in seldom])
    page.context.set_offline(True)
    page.locator("[data-text]").focus()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    keys.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("search", name="Find in the text")).to_be_visible()
    page.get_by_text("Colours and signs").click()
    signs = page.get_by_role("list", name="What the signs and lines mean")
    expect(signs.get_by_role("listitem").first).to_be_visible()
    page.get_by_text("Show only …").click()
    expect(page.get_by_label("Doctrine to show")).to_be_visible()
    page.get_by_text("View", exact=True).click()
    page.get_by_role("button", name="Text …").click()
    expect(page.get_by_label("Line width")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("Help", exact=True).click()
    page.get_by_role("button", name="Tour", exact=True).click()
    expect(page.get_by_role("dialog", name="Tour: 1 of")).to_be_visible()
