"""The whole work without a mouse."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation
from tests.browser.annotator import painted, wait_saved
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture
def page(open_annotator, alice, document):
    page = open_annotator(alice, document)
    page.locator("[data-text]").focus()
    return page


def live(page):
    return page.locator("[data-live]")


def test_annotate_by_keyboard_only(page, alice):
    press(page, "s", "s")
    expect(live(page)).to_contain_text("The government asked")
    press(page, "Enter")
    page.keyboard.type("armed att")
    press(page, "Enter", "d", "Enter")
    wait_saved(page)
    row = Annotation.objects.get()
    sentence = "The government asked its allies for help, and help came."
    assert (row.quote, row.stance, row.coder) == (sentence, "denies", alice)
    assert painted(page) == [sentence]
    expect(page.locator("[data-text]")).to_be_focused()


def test_sentences_and_words(page):
    press(page, "s", "s", "s")
    expect(live(page)).to_contain_text("“Nobody had attacked it")
    press(page, "Shift+S")
    expect(live(page)).to_contain_text("“The government asked")
    press(page, ".")
    expect(live(page)).to_contain_text("was no ground.”")
    press(page, "[")
    expect(live(page)).to_contain_text("was no”")
    press(page, "]", "}")
    expect(live(page)).to_contain_text("“government asked")
    press(page, "{")
    expect(live(page)).to_contain_text("“The government asked")


def test_recent_doctrine_by_its_digit(page):
    for stance in ("a", "r"):
        press(page, "s", "Enter")
        if stance == "a":
            page.keyboard.type("armed attack")
            press(page, "Enter")
        else:
            press(page, "1")
        press(page, stance, "Enter")
        wait_saved(page)
    slugs = Annotation.objects.values_list("doctrine__slug", flat=True)
    assert len(slugs) == 2
    assert len(set(slugs)) == 1


def test_step_move_delete_undo(open_annotator, alice, document):
    first = make_annotation(document=document, by=alice)
    make_annotation(document=document, by=alice, quote="strangers")
    page = open_annotator(alice, document)
    page.locator("[data-text]").focus()
    press(page, "n", "n", "Shift+N")
    expect(live(page)).to_contain_text("asked its allies for help")
    press(page, "Shift+Alt+ArrowRight", "Control+Alt+ArrowLeft")
    expect(live(page)).to_contain_text("Edge moved, saved. Undo: Ctrl+Z.")
    wait_saved(page)
    first.refresh_from_db()
    assert first.quote == "government asked its allies for help, and"
    press(page, "Control+z", "Control+z")
    expect(live(page)).to_have_text("Undone: passage changed.")
    wait_saved(page)
    first.refresh_from_db()
    assert first.quote == "asked its allies for help"
    press(page, "Control+Shift+Z", "Delete")
    wait_saved(page)
    first.refresh_from_db()
    assert first.deleted
    press(page, "Control+z")
    wait_saved(page)
    first.refresh_from_db()
    assert first.deleted is None


def test_space_lists_what_lies_here(open_annotator, alice, document):
    make_annotation(document=document, by=alice)
    make_annotation(document=document, by=alice, quote="allies")
    page = open_annotator(alice, document)
    page.locator("[data-text]").focus()
    press(page, "n", "Space")
    expect(page.get_by_role("heading", name="2 annotations here")).to_be_visible()
    expect(page.locator(".here-view button.item").first).to_be_focused()
    press(page, "Escape")
    expect(page.locator(".here-view")).to_be_hidden()
    expect(page.locator("[data-text]")).to_be_focused()


def test_missing_stance_is_said_where_it_is_seen(page):
    page.set_viewport_size({"width": 1280, "height": 500})
    press(page, "s", "Enter")
    page.keyboard.type("armed att")
    press(page, "Enter")
    page.locator("main summary", has_text="More").focus()
    press(page, "Control+Enter")
    expect(page.get_by_role("radio", name="Asserts")).to_be_focused()
    expect(page.get_by_text("Choose a stance.")).to_be_in_viewport(ratio=1)


def test_escape_leads_back_to_the_text(page):
    press(page, "s", "Enter", "Escape", "Escape")
    expect(page.locator("[data-text]")).to_be_focused()
    expect(page.locator(".annotation-form")).to_be_hidden()


def test_panel_and_back(page):
    press(page, "s", "F6")
    expect(page.get_by_role("combobox", name="Doctrine")).to_be_focused()
    press(page, "F6")
    expect(page.locator("[data-text]")).to_be_focused()


def test_question_mark_lists_the_keys(page):
    press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("Next sentence")
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_keys_leave_other_fields_alone(page):
    page.get_by_role("searchbox").focus()
    page.keyboard.type("sn.")
    expect(page.get_by_role("searchbox")).to_have_value("sn.")
    expect(live(page)).to_be_empty()


def test_viewer_goes_through_the_sentences(open_annotator, victor, document):
    page = open_annotator(victor, document)
    page.locator("[data-text]").focus()
    press(page, "s", "s", "Enter")
    expect(live(page)).to_contain_text("“The government asked")
    expect(page.locator(".annotation-form")).to_be_hidden()
