"""The list of keys: changed, switched off, printed; and the caret in the text."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation
from tests.browser.annotator import wait_saved

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(open_annotator, alice, document):
    page = open_annotator(alice, document)
    page.locator("[data-text]").focus()
    return page


def live(page):
    return page.locator("[data-live]")


def change(page, what, key):
    page.get_by_role("button", name=f"Change the key: {what}").click()
    page.keyboard.press(key)


def test_keys_can_be_changed_and_switched_off(page):
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    said = dialog.get_by_role("status")
    change(page, "Next sentence", "Control+c")
    expect(said).to_have_text("The browser needs Ctrl+c itself. Choose another key.")
    change(page, "Next sentence", "Escape")
    expect(said).to_have_text("The key stays as it was.")
    change(page, "Next sentence", "n")
    taken = page.get_by_role("dialog", name="This key is taken")
    expect(taken).to_contain_text("n is the key of “Next annotation”.")
    taken.get_by_role("button", name="Use it here").click()
    expect(dialog.locator("[data-key=next]")).to_contain_text("no key")
    change(page, "Next annotation", "j")
    dialog.get_by_role("button", name="No key: Previous sentence").click()
    page.emulate_media(media="print")
    expect(page.locator(".keys-paper")).to_contain_text("nNext sentence")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(dialog).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-text]")).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("Shift+S")
    expect(live(page)).to_be_empty()
    page.keyboard.press("n")
    expect(live(page)).to_contain_text("Selected:")

    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready]")
    page.locator("[data-text]").focus()
    page.keyboard.press("j")
    expect(live(page)).to_have_text("No further annotation.")
    page.get_by_text("Help", exact=True).click()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single-letter keys off").check()
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("[data-text]")).to_be_focused()
    page.keyboard.press("n")
    expect(live(page)).to_have_text("No further annotation.")
    page.get_by_text("Help", exact=True).click()
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_role("button", name="All back to the defaults").click()
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("[data-text]")).to_be_focused()
    page.keyboard.press("s")
    expect(live(page)).to_contain_text("Selected:")


TEXT = "[...document.querySelectorAll('[data-text] p[data-c]')]"
HASH = f"""async () => {{
  const words = {TEXT}.map((p) => p.textContent).join("");
  const bytes = new TextEncoder().encode(words);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}}"""


def test_caret_selects_and_never_changes_the_text(open_annotator, alice, document):
    page = open_annotator(alice, document)
    text = page.locator("[data-text]")
    text.focus()
    page.keyboard.press("F2")
    expect(live(page)).to_contain_text("Caret on")
    page.evaluate("navigator.clipboard?.writeText?.('pasted').catch(() => {})")
    for key in ["q", "Backspace", "Control+b", "Control+v", "Control+x", "Control+y"]:
        page.keyboard.press(key)
    page.keyboard.insert_text("inserted")
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition",
        {"text": "か", "selectionStart": 1, "selectionEnd": 1},
    )
    session.send("Input.insertText", {"text": "か"})
    expect(text).to_have_attribute("contenteditable", "true")
    text.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", "dropped");
          const given = { dataTransfer: data, clipboardData: data, cancelable: true };
          text.dispatchEvent(new ClipboardEvent("paste", { ...given, bubbles: true }));
          text.dispatchEvent(new DragEvent("drop", { ...given, bubbles: true }));
          document.execCommand("delete");
          document.execCommand("insertText", false, "x");
        }"""
    )
    assert page.evaluate(HASH) == document.text_sha256
    text.focus()
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    quote = page.locator(".annotation-form blockquote")
    expect(quote).to_have_text("A note")
    page.keyboard.press("Shift+ArrowLeft")
    expect(quote).to_have_text("A not")
    page.keyboard.press("Enter")
    page.keyboard.type("request")
    for key in ["Enter", "a", "Enter"]:
        page.keyboard.press(key)
    wait_saved(page)
    assert Annotation.objects.get().quote == "A not"
    expect(text).to_be_focused()
    page.keyboard.press("s")
    expect(live(page)).to_contain_text("Selected: “A note on the winter")
    page.keyboard.press("F2")
    expect(text).not_to_have_attribute("contenteditable", "true")
    expect(text).to_have_accessible_name("The text")
    assert page.evaluate(HASH) == document.text_sha256
