"""Choosing what a passage says: before it, after it, again, and several at once."""

import pytest
from playwright.sync_api import expect

from annotations.actions.doctrines import edit_doctrine
from annotations.models import Annotation, Doctrine, DoctrineExample
from corpus.actions.names import create_actor
from tests.browser.annotator import fill_form, save, select_words, wait_saved
from tests.browser.test_annotator_look import findings
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)

SPOKEN = (
    "Okafor argued that the border stood open and “nobody had asked anyone”.\n"
    "\n"
    "The council met in spring. The council met in autumn.\n"
)


def text(page):
    return page.locator("[data-text]")


def live(page):
    return page.locator("[data-live]")


def saved():
    """(doctrine, stance, quote) in the order of the text."""
    rows = Annotation.objects.filter(deleted=None).order_by("start", "pk")
    return list(rows.values_list("doctrine__slug", "stance", "quote"))


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_label_first_then_one_passage(open_annotator, alice, document):
    page = open_annotator(alice, document)
    page.get_by_role("button", name="New annotation").click()
    expect(page.locator(".annotation-form blockquote")).to_contain_text("Choose")
    fill_form(page, doctrine="request", stance="Asserts")
    select_words(page, "asked", "help")
    expect(live(page)).to_contain_text("Annotated: Request")
    expect(page.locator(".annotation-form")).to_be_hidden()
    wait_saved(page)
    assert saved() == [("ibi.request", "asserts", "asked its allies for help")]
    # the next passage opens the form again
    select_words(page, "strangers", "strangers")
    expect(page.get_by_role("heading", name="New annotation")).to_be_visible()


def test_label_is_kept_until_escape(open_annotator, alice, document):
    page = open_annotator(alice, document)
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Denies")
    page.get_by_label("Keep for the next").check()
    save(page)
    bar = page.get_by_role("group", name="Label for the next passage")
    expect(bar).to_contain_text("Each passage becomes: Request")
    assert findings(page) == []
    select_words(page, "attacked", "attacked")
    expect(live(page)).to_contain_text("“attacked”")
    # by keys the passage is shown first, and Enter takes it
    text(page).focus()
    press(page, "s")
    expect(live(page)).to_contain_text("Enter annotates as Request")
    press(page, "Enter")
    expect(live(page)).to_contain_text("Annotated: Request")
    wait_saved(page)
    assert [row[2] for row in saved()] == [
        "asked its allies for help",
        "Nobody had attacked it, so self-defence was no ground.",
        "attacked",
    ]
    press(page, "Control+z")
    wait_saved(page)
    assert len(saved()) == 2
    press(page, "Escape")
    expect(bar).to_be_hidden()
    select_words(page, "border", "border")
    expect(page.get_by_role("heading", name="New annotation")).to_be_visible()


def test_as_last_time_repeats_the_whole_label_but_the_note(
    open_annotator, alice, document
):
    create_actor(project=document.project, name="The minister", by=alice)
    make_annotation(
        document=document,
        by=alice,
        quote="strangers",
        stance="doubts",
        voice={"kind": "attributed", "holder": "The minister"},
        ground="fact",
        comparators=[{"situation": "KGZ-2010", "relation": "unlike"}],
        authority={
            "instrument": "CSTO Treaty",
            "locator": "Art. 4",
            "version": "1992",
        },
    )
    page = open_annotator(alice, document)
    page.locator("mark").click()
    page.locator("main summary", has_text="More").click()
    expect(page.get_by_label("Ground")).to_have_value("fact")
    page.get_by_label("Note").fill("About strangers.")
    save(page)
    text(page).focus()
    select_words(page, "asked", "help")
    expect(page.get_by_role("button", name="As last time")).to_be_visible()
    press(page, "a")
    expect(live(page)).to_contain_text("Annotated")
    wait_saved(page)
    first, second = Annotation.objects.order_by("start")
    assert (second.note, first.note) == ("About strangers.", "")
    assert (first.stance, first.actor, first.ground) == (
        "doubts",
        second.actor,
        "fact",
    )
    assert first.provision == second.provision
    assert first.provision is not None
    pairs = [
        list(row.comparators.values_list("situation", "relation"))
        for row in (first, second)
    ]
    assert pairs[0] == pairs[1] != []


def test_several_doctrines_are_one_gesture(open_annotator, alice, document):
    page = open_annotator(alice, document)
    select_words(page, "asked", "help")
    field = page.get_by_role("combobox", name="Doctrine", exact=True)
    field.fill("request")
    field.press("Enter")
    press(page, "a")
    page.get_by_role("button", name="Add another doctrine").click()
    page.get_by_role("combobox", name="Another doctrine").fill("armed attack")
    press(page, "Enter")
    page.get_by_label("Stance on").select_option("denies")
    # more from the first list, without leaving it; Enter adds the last one
    field.fill("no such doctrine")
    field.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choose a doctrine")
    field.fill("request")
    press(page, "Shift+Enter")
    expect(page.get_by_role("alert")).to_be_hidden()
    page.keyboard.type("self-defence")
    press(page, "Shift+Enter")
    expect(page.get_by_label("Stance on")).to_have_count(2)
    expect(field.locator("..").get_by_role("status")).to_contain_text("Also: ")
    page.keyboard.type("aggression")
    press(page, "Enter")
    expect(page.get_by_label("Stance on")).to_have_count(3)
    expect(page.get_by_role("radio", name="Asserts")).to_be_focused()
    page.get_by_role("button", name="Remove Aggression").click()
    assert findings(page) == []
    save(page)
    rows = saved()
    assert len(rows) == 3
    assert sorted(row[1] for row in rows) == ["asserts", "asserts", "denies"]
    assert len({row[2] for row in rows}) == 1
    text(page).focus()
    press(page, "Control+z")
    wait_saved(page)
    assert saved() == []


def test_speaker_is_proposed_and_never_applied(open_annotator, alice, project, olga):
    create_actor(project=project, name="Okafor, Ada", by=olga)
    document = make_document(project=project, by=olga, text=SPOKEN)
    page = open_annotator(alice, document)
    select_words(page, "nobody had", "anyone")
    proposal = page.get_by_role("button", name="Attributed to Okafor, Ada?")
    expect(proposal).to_be_visible()
    assert findings(page) == []
    expect(page.get_by_label("The author’s own")).to_be_checked()
    fill_form(page, doctrine="request", stance="Reports")
    press(page, "Alt+h")
    expect(page.get_by_role("combobox", name="Holder")).to_have_value("Okafor, Ada")
    save(page)
    assert Annotation.objects.get().actor.name == "Okafor, Ada"
    # from now on by a digit, as soon as the voice has the focus
    select_words(page, "The council met in spring", "spring")
    expect(proposal).to_be_hidden()
    fill_form(page, doctrine="request", stance="Denies")
    press(page, "Tab", "1")
    expect(page.get_by_role("combobox", name="Holder")).to_have_value("Okafor, Ada")
    page.get_by_label("The author’s own").check()
    press(page, "O", "k", "a", "Enter", "Control+Enter")
    wait_saved(page)
    assert Annotation.objects.filter(actor__name="Okafor, Ada").count() == 2


def test_authority_says_its_dates_and_comparators_their_direction(
    open_annotator, alice, project, olga
):
    document = make_document(project=project, by=olga, situation="KAZ-2022")
    page = open_annotator(alice, document)
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.locator("main summary", has_text="More").click()
    authority = page.get_by_role("combobox", name="Authority relied on")
    authority.fill("art. 4 1992")
    page.locator("[role=option]:visible").first.click()
    expect(page.get_by_text("no longer in force in KAZ-2022")).to_be_visible()
    relies = page.get_by_label("The author relies on a superseded wording")
    page.get_by_role("button", name="Choose the wording in force: 2010").click()
    expect(authority).to_have_value("CSTO Treaty Art. 4 (2010)")
    expect(relies).to_be_hidden()
    authority.fill("art. 4 1992")
    page.locator("[role=option]:visible").first.click()
    relies.check()
    page.get_by_role("combobox", name="Compared with").fill("CSK")
    page.locator("[role=option]:visible").first.click()
    page.get_by_role("button", name="CSK-1968 is like it: change").click()
    assert findings(page) == []
    save(page)
    row = Annotation.objects.get()
    assert (row.provision.locator, row.provision.version) == ("Art. 4", "1992")
    assert row.reliance == "superseded"
    assert row.comparators.get().relation == "unlike"
    # the rest stays unfolded for who uses it
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready]")
    page.locator("mark").click()
    expect(page.get_by_role("button", name="Remove CSK-1968")).to_be_visible()
    expect(authority).to_have_value("CSTO Treaty Art. 4 (1992)")
    expect(relies).to_be_checked()


def test_list_teaches_a_doctrine(open_annotator, alice, document):
    Doctrine.objects.filter(slug="ibi.request").update(
        include="Calls for help", exclude="Thanks for help", key="q"
    )
    make_annotation(document=document, by=alice, quote="help came")
    page = open_annotator(alice, document)
    select_words(page, "strangers", "border")
    field = page.get_by_role("combobox", name="Doctrine", exact=True)
    field.fill("request")
    notes = page.locator(".definition")
    expect(notes).to_contain_text("Include Calls for help")
    expect(notes).to_contain_text("Exclude Thanks for help")
    expect(notes.locator("q")).to_have_text("help came")
    expect(page.locator(".option-key").first).to_have_text("Alt+q")
    # its own key never stands in the way of typing
    field.fill("")
    field.press("q")
    expect(field).to_have_value("q")
    field.press("Alt+q")
    expect(page.get_by_role("radio", name="Asserts")).to_be_focused()
    expect(field).to_have_value("Request")
    press(page, "Escape")
    press(page, "s", "q")
    expect(page.get_by_role("radio", name="Asserts")).to_be_focused()


def test_doctrine_added_meanwhile_is_there(open_annotator, alice, rita, document):
    page = open_annotator(alice, document)
    select_words(page, "strangers", "border")
    field = page.get_by_role("combobox", name="Doctrine", exact=True)
    field.fill("winter passage")
    expect(page.get_by_text("A reviewer can add one")).to_be_visible()
    project = document.project
    Doctrine.objects.create(project=project, slug="winter", name="Winter passage")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("option", name="Winter passage")).to_be_visible()
    page.close()
    as_rita = open_annotator(rita, document)
    select_words(as_rita, "strangers", "border")
    as_rita.get_by_role("combobox", name="Doctrine", exact=True).fill("zzz")
    expect(as_rita.get_by_role("link", name="Add one to the codebook")).to_be_visible()


def test_nothing_typed_is_lost(open_annotator, alice, document):
    make_annotation(document=document, by=alice, quote="help came")
    page = open_annotator(alice, document)
    select_words(page, "strangers", "border")
    fill_form(page, doctrine="request", stance="Asserts")
    # another annotation, another passage
    page.locator("mark").click()
    expect(live(page)).to_have_text("Save or cancel the open annotation first.")
    select_words(page, "attacked", "attacked")
    expect(page.locator(".annotation-form blockquote")).to_have_text("attacked")
    expect(page.get_by_role("radio", name="Asserts")).to_be_checked()
    # what was typed and stands for nothing is said, and stays
    page.get_by_label("Attributed to").check()
    holder = page.get_by_role("combobox", name="Holder")
    holder.fill("Somebody")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_text("Name the holder of the claim.")
    expect(holder).to_have_value("Somebody")


def test_a_mark_is_made_an_example_and_says_that_it_waits(
    open_annotator, rita, alice, document
):
    row = make_annotation(document=document, by=alice, doctrine="ibi")
    entry = row.doctrine
    edit_doctrine(
        doctrine=entry,
        by=rita,
        version=entry.version,
        definition="Another rule.",
        meaning=True,
    )
    page = open_annotator(rita, document)
    page.get_by_role("button", name="Intervention by invitation asserted").click()
    byline = page.locator(".annotation-form .byline")
    expect(byline).to_contain_text("it waits to be looked at again")
    button = byline.get_by_role("button", name="Example")
    expect(button).to_have_attribute("aria-pressed", "false")
    for pressed in ("true", "false"):
        button.click()
        expect(button).to_have_attribute("aria-pressed", pressed)
        assert DoctrineExample.objects.exists() == (pressed == "true")
