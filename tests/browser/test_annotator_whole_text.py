"""A whole text, from the first word to what stands below it, by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation, Relation
from corpus.actions.names import create_actor
from corpus.models import Region
from tests.browser.annotator import TEXT_HASH, wait_saved
from tests.factories import make_document

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "Help at the border\n"
    "\n"
    "I. What happened\n"
    "\n"
    "On 3\u00a0March the guard asked for help. It came at once.\n"
    "\n"
    "“No one had attacked us 😀”, Ada Okafor wrote in Art. 4 of her report."
    "\u00a0She did not say who crossed the border.\n"
    "\n"
    "II. What it means\n"
    "\n"
    "The request was valid. The border was open, and the border was long.\n"
    "\n"
    "About the author\n"
    "\n"
    "The author teaches law and likes long walks.\n"
)
ASKED = "On 3\u00a0March the guard asked for help."
CAME = "It came at"
SAID = "No one had attacked"
OUTSIDE = "About the author\n\nThe author teaches law and likes long walks."
FOCUSED = """(wanted) => {
  const now = document.activeElement;
  const words = now.textContent;
  return wanted.startsWith("[") ? now.matches(wanted) : words.startsWith(wanted);
}"""


def test_all_of_it_by_keyboard(open_annotator, alice, project, olga):
    document = make_document(project=project, by=olga, text=TEXT)
    create_actor(project=project, name="Okafor, Ada", by=alice)
    page = open_annotator(alice, document, allow=["401"])
    keyboard, live = page.keyboard, page.locator("[data-live]")

    def press(*keys):
        for key in keys:
            keyboard.press(key)

    def tab_to(wanted):
        for _ in range(80):
            if page.evaluate(FOCUSED, wanted):
                return
            press("Tab")
        raise AssertionError(f"Tab does not lead to {wanted}")

    def saved(*keys):
        press(*keys)
        wait_saved(page)

    # a sentence, by type-ahead
    tab_to("[data-text]")
    press("s", "s", "s")
    expect(live).to_contain_text("“On 3")
    press("Enter")
    keyboard.type("request")
    saved("Enter", "a", "Enter")
    # words of the next one, the doctrine by its digit
    press("s", "[")
    expect(live).to_contain_text(f"“{CAME}”")
    saved("1", "d", "Enter")
    # what somebody says: doctrine, stance, then the speaker that is proposed
    press("s", "s", *["["] * 9, "}", "{")
    expect(live).to_contain_text("attacked us”")
    press("Enter")
    keyboard.type("armed att")
    press("Enter", "a", "Alt+h")
    saved("Control+Enter")
    # another stance, another edge
    press("Enter", "r")
    saved("Enter")
    saved("Shift+Alt+ArrowLeft")
    expect(live).to_contain_text("Edge moved, saved.")
    # back one, in two and together again
    press("Shift+N")
    expect(live).to_contain_text(CAME)
    press("x")
    expect(page.locator(".split-strip")).to_be_visible()
    press("Enter")
    expect(live).to_contain_text("Split in two")
    wait_saved(page)
    expect(page.locator("p > mark")).to_have_count(4)
    press("Shift+X")
    expect(live).to_contain_text("Merged into one")
    wait_saved(page)
    # related to the next
    press("r", "n")
    expect(live).to_contain_text("Press r to relate")
    press("r")
    expect(page.get_by_role("dialog")).to_be_visible()
    press("2")
    expect(live).to_contain_text("Related: rebuts")
    # what stands below the text
    press("Escape", "s")
    while "About the author" not in live.text_content():
        press("s")
        expect(live).to_contain_text("Selected")
    press(".")
    expect(live).to_contain_text("long walks")
    saved("o")
    expect(page.locator("p.outside")).to_have_count(2)
    # every border at once, when the session has ended meanwhile
    page.context.clear_cookies()
    press("/")
    expect(page.get_by_role("searchbox", name="Find")).to_be_focused()
    keyboard.type("border")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("of 4")
    tab_to("Annotate all 4")
    press("Enter")
    keyboard.type("request")
    press("Enter", "a", "Enter")
    expect(page.get_by_role("dialog", name="Sign in again")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value(alice.email)
    keyboard.type("correct horse")
    saved("Enter")

    def stored():
        rows = Annotation.objects.filter(deleted=None).order_by("start")
        return [
            (row.start, row.end, row.quote, row.doctrine.slug, row.stance, row.actor)
            for row in rows.select_related("doctrine", "actor")
        ]

    # all of it is taken back, and done again
    tab_to("[data-text]")
    press(*["Control+z"] * 10)
    expect(live).to_have_text("Undone: annotated.")
    press("Control+z")
    expect(live).to_have_text("Nothing to undo.")
    wait_saved(page)
    expect(page.locator("[data-text] mark, p.outside")).to_have_count(0)
    assert stored() == []
    assert not Relation.objects.standing().exists()
    assert not Region.objects.standing().exists()
    press(*["Control+Shift+Z"] * 11)
    expect(live).to_have_text("Nothing to do again.")
    wait_saved(page)

    borders = [at for at in range(len(TEXT)) if TEXT.startswith("border", at)]
    ada = project.actor_set.get()
    wanted = [
        *((at, "border", "ibi.request", "asserts", None) for at in borders),
        (TEXT.index(ASKED), ASKED, "ibi.request", "asserts", None),
        (TEXT.index(CAME), CAME, "ibi.request", "denies", None),
        (TEXT.index(SAID), SAID, "sd.armed_attack", "reports", ada),
    ]
    assert stored() == sorted(
        (at, at + len(quote), quote, *rest) for at, quote, *rest in wanted
    )
    relation = Relation.objects.standing().get()
    assert (relation.source.quote, relation.target.quote) == (CAME, SAID)
    assert relation.kind == "rebuts"
    region = Region.objects.standing().get()
    assert TEXT[region.start : region.end] == OUTSIDE
    assert page.evaluate(TEXT_HASH) == document.text_sha256
