"""What a coder does on the annotator's page, as the tests say it."""

from playwright.sync_api import expect

SCROLL = """(words) => {
  const all = [...document.querySelectorAll("[data-text] p[data-c]")];
  all.find((p) => p.textContent.includes(words)).scrollIntoView({ block: "center" });
}"""
#: The first or last client rectangle of the first place where the text says the words.
RECTANGLE = """([words, last]) => {
  for (const p of document.querySelectorAll("[data-text] p[data-c]")) {
    const at = p.textContent.indexOf(words);
    if (at === -1) continue;
    const place = (offset) => {
      const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      while (offset > node.data.length) {
        offset -= node.data.length;
        node = walker.nextNode();
      }
      return [node, offset];
    };
    const range = document.createRange();
    range.setStart(...place(at));
    range.setEnd(...place(at + words.length));
    const boxes = range.getClientRects();
    const box = boxes[last ? boxes.length - 1 : 0];
    return { left: box.left, right: box.right, y: (box.top + box.bottom) / 2 };
  }
  return null;
}"""
#: SHA-256 of the text as the page holds it.
TEXT_HASH = """async () => {
  const all = [...document.querySelectorAll("[data-text] p[data-c]")];
  const words = all.map((p) => p.textContent).join("");
  const bytes = new TextEncoder().encode(words);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}"""


def select_words(page, first, last):
    """Drag the mouse from the beginning of one word to the end of another."""
    page.evaluate(SCROLL, first)
    begin = page.evaluate(RECTANGLE, [first, False])
    end = page.evaluate(RECTANGLE, [last, True])
    page.mouse.move(begin["left"] + 1, begin["y"])
    page.mouse.down()
    page.mouse.move(end["right"] - 1, end["y"], steps=5)
    page.mouse.up()


def middle_of(page, words):
    """The point in the middle of some words."""
    box = page.evaluate(RECTANGLE, [words, False])
    return (box["left"] + box["right"]) / 2, box["y"]


def fill_form(page, *, doctrine, stance):
    """Choose a doctrine by type-ahead and a stance."""
    field = page.get_by_role("combobox", name="Doctrine")
    field.fill(doctrine)
    page.get_by_role("option").first.click()
    choose(page, stance)


def choose(page, stance):
    """Choose it without the mouse: a doctrine's examples, when they come, move it."""
    radio = page.get_by_role("radio", name=stance)
    radio.press("Space")
    expect(radio).to_be_checked()


def save(page):
    page.get_by_role("button", name="Save").click()
    wait_saved(page)


def mark(page, first, last, *, doctrine, stance):
    select_words(page, first, last)
    fill_form(page, doctrine=doctrine, stance=stance)
    save(page)


def view(page, what):
    """Choose something of the menu View."""
    page.get_by_role("button", name="View", exact=True).click()
    page.get_by_role("button", name=what, exact=True).click()


def hear_nothing(page):
    """Let the page hear of no other coder until it sends something itself."""
    page.route("**/annotations?since=*", lambda route: route.fulfill(status=304))


def wait_saved(page):
    expect(page.locator("[data-save-state]")).to_have_attribute(
        "data-save-state", "saved"
    )


def painted(page):
    """The words of the outermost marks, in the order of the text."""
    return page.locator("p > mark").all_text_contents()
