"""What assistive software finds on the page, in the states that no other test walks."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.actions.annotations import edit_annotation
from tests.browser.annotator import (
    TEXT_HASH,
    choose,
    fill_form,
    hear_nothing,
    middle_of,
    select_words,
    wait_saved,
)
from tests.factories import make_annotation, make_region

pytestmark = pytest.mark.django_db(transaction=True)

CONTRAST = "(on) => document.documentElement.toggleAttribute('data-contrast', on)"


def findings(page):
    """What axe finds in the light, in the dark, and in the dark with high contrast."""
    found = []
    for scheme, contrast in (("light", False), ("dark", False), ("dark", True)):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(CONTRAST, contrast)
        for problem in Axe().run(page).response["violations"]:
            nodes = [node["html"] for node in problem["nodes"]]
            found.append((scheme, contrast, problem["id"], nodes))
    page.emulate_media(color_scheme="light")
    page.evaluate(CONTRAST, False)
    return found


def find_help(page):
    page.locator("[data-text]").press("/")
    page.get_by_role("search").get_by_role("searchbox").fill("help")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("of 2")


def test_axe_finds_nothing_wherever_work_leads(
    open_annotator, alice, rita, victor, document
):
    page = open_annotator(alice, document, allow=["401", "409", "ERR_FAILED"])
    hear_nothing(page)
    find_help(page)
    # nothing is marked yet, and the bar shows its hits
    assert findings(page) == []
    page.keyboard.press("Escape")

    # kept for the next, while nothing can be sent
    page.route("**/api/v1/annotations/*", lambda route: route.abort())
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.get_by_label("Keep for the next").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-waiting]")).to_contain_text("1 change waits")
    assert findings(page) == []
    page.locator("[data-text]").press("Escape")

    # the session has ended
    page.context.clear_cookies()
    page.unroute("**/api/v1/annotations/*")
    # by itself the page would try again later
    page.locator("[data-command=retry]").dispatch_event("click")
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible()
    assert findings(page) == []
    dialog.get_by_label("E-mail").fill(alice.email)
    dialog.get_by_label("Password").fill("correct horse")
    dialog.get_by_role("button", name="Sign in").click()
    wait_saved(page)

    # somebody was faster
    row = document.annotation_set.get()
    edit_annotation(annotation=row, version=1, changes={"stance": "denies"}, by=rita)
    page.mouse.click(*middle_of(page, "allies"))
    choose(page, "Doubts")
    page.get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog", name="Which one should stand?")
    expect(dialog).to_be_visible()
    assert findings(page) == []
    dialog.get_by_role("button", name="Keep theirs").click()
    wait_saved(page)

    # who reads only
    page.close()
    page = open_annotator(victor, document)
    page.mouse.click(*middle_of(page, "allies"))
    expect(page.get_by_role("heading", name="Annotation", exact=True)).to_be_visible()
    assert findings(page) == []


def tree_of(page):
    """The accessibility tree: node by id, and the ids of a node's descendants."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {node["nodeId"]: node for node in nodes}


def below(tree, node):
    for child in (tree[at] for at in node.get("childIds", []) if at in tree):
        yield child
        yield from below(tree, child)


def said(node, field="name"):
    return node.get(field, {}).get("value", "")


def paragraphs_of(page):
    """The words of each paragraph of the text, and the names of what it is tied to."""
    tree = tree_of(page)
    by_element = {node.get("backendDOMNodeId"): node for node in tree.values()}
    text = next(node for node in tree.values() if said(node) == "The text")
    for node in below(tree, text):
        if said(node, "role") != "paragraph":
            continue
        parts = [one for one in below(tree, node) if said(one, "role") == "StaticText"]
        words = "".join(said(part) for part in parts)
        names = []
        for given in node.get("properties", []):
            if given["name"] == "details":
                for tied in given["value"]["relatedNodes"]:
                    found = below(tree, by_element[tied["backendDOMNodeId"]])
                    names += [
                        said(one) for one in found if said(one, "role") == "button"
                    ]
        yield words, names


def test_tree_names_each_annotation_and_leaves_the_text_alone(
    open_annotator, alice, document
):
    make_annotation(document=document, by=alice, stance="denies")
    make_annotation(document=document, by=alice, quote="help, and help came.\nNobody")
    make_annotation(
        document=document, by=alice, quote="strangers", doctrine="sd.armed_attack"
    )
    make_region(document=document, by=alice, start=0, end=30)
    blocks = [line for line in document.text().splitlines() if line]
    over = "Request, asserted, “help, and help came. Nobody”"
    named = {
        blocks[1]: ["Request, denied, “asked its allies for help”", over],
        blocks[2]: [over],
        blocks[3]: ["Armed attack, asserted, “strangers”"],
    }

    def check(page, wanted):
        found = [(words.strip(), names) for words, names in paragraphs_of(page)]
        assert [words for words, _ in found if words] == blocks
        assert {words: names for words, names in found if names} == wanted
        assert page.evaluate(TEXT_HASH) == document.text_sha256

    page = open_annotator(alice, document)
    expect(page.locator("p.outside")).to_have_count(1)
    check(page, named)
    # hits, a chosen annotation with its handles, a selection
    find_help(page)
    page.mouse.click(*middle_of(page, "strangers"))
    expect(page.get_by_role("slider", name="End of the passage")).to_be_visible()
    check(page, named)
    page.keyboard.press("Escape")
    select_words(page, "asked", "allies")
    check(page, named)
    # the rest is dimmed, and no longer listed beside the text
    page.goto(f"{page.url}?stance=denies")
    page.wait_for_selector("glossator-annotator[data-ready]")
    expect(page.locator("mark.dimmed").first).to_be_visible()
    expect(page.locator("p.outside")).to_have_count(1)
    check(page, {blocks[1]: named[blocks[1]][:1]})


def test_a_breach_of_the_policy_is_a_complaint(open_page, olga):
    # without `allow`, what is heard here fails a test
    page = open_page(olga, "/", allow=["Content Security Policy"])
    with page.expect_console_message(lambda message: message.type == "error"):
        page.evaluate("document.body.innerHTML += '<p style=\"color: red\">x</p>'")
    with page.expect_console_message(lambda message: message.type == "error"):
        page.evaluate("document.body.append(document.createElement('style'))")
