"""Nothing that was done is lost: no network, no session, no browser."""

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation
from tests.browser.annotator import choose, fill_form, painted, select_words, wait_saved
from tests.browser.conftest import CHROMIUM, FLAGS

pytestmark = pytest.mark.django_db(transaction=True)
ONE = "**/api/v1/annotations/*"
KEPT = "glossator-annotator[data-draft-kept]"
NO_NETWORK = ["ERR_FAILED", "ERR_INTERNET_DISCONNECTED"]


def waiting(page):
    return page.locator("[data-waiting]")


def sign_in(page, user):
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in", exact=True).click()


def ready(page):
    page.wait_for_selector("glossator-annotator[data-ready]")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def mark_next_sentence(page):
    page.locator("[data-text]").focus()
    press(page, "s", "Enter")
    page.keyboard.type("armed att")
    press(page, "Enter", "d", "Enter")


def browser_process(profile):
    """The pid of the browser that has this profile, not of its children."""
    wanted = f"--user-data-dir={profile}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in words and not any(word.startswith(b"--type=") for word in words):
            return int(folder.name)
    raise AssertionError("The browser is not there.")


def begin_to_doubt(page):
    page.locator("[data-text]").focus()
    press(page, "s")
    choose(page, "Doubts")
    expect(page.locator(KEPT)).to_have_count(1)


@pytest.fixture
def start(browser, live_server, client, alice, tmp_path):
    """start(): a browser of its own, whose profile outlives it."""
    contexts = []

    def start_one():
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=CHROMIUM,
            args=FLAGS,
            base_url=live_server.url,
        )
        contexts.append(context)
        client.force_login(alice)
        cookie = client.cookies["sessionid"].value
        context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": live_server.url}]
        )
        return context.pages[0]

    yield start_one
    contexts[-1].close()


def test_killed_browser_has_them_again(start, document, tmp_path):
    path = f"/projects/{document.project.slug}/texts/{document.pk}/"
    page = start()
    page.route(ONE, lambda route: route.abort())
    page.goto(path)
    ready(page)
    for number in range(1, 11):
        mark_next_sentence(page)
        expect(waiting(page)).to_contain_text(f"{number} change")
        # so that the text has sentences enough
        press(page, "Shift+S", "Escape")
    begin_to_doubt(page)
    os.kill(browser_process(tmp_path / "profile"), signal.SIGKILL)
    assert Annotation.objects.count() == 0

    page = start()
    page.goto(path)
    ready(page)
    wait_saved(page)
    assert Annotation.objects.count() == 10
    assert len(painted(page)) > 0
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("radio", name="Doubts")).to_be_checked()
    press(page, "Escape", "Escape")
    expect(page.locator(KEPT)).to_have_count(0)
    page.reload()
    ready(page)
    expect(page.get_by_role("button", name="Go on")).to_have_count(0)


def test_another_person_who_signs_in_sends_nothing(
    open_annotator, alice, rita, document
):
    page = open_annotator(alice, document, allow=["401", "403"])
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    sign_in(page, rita)
    expect(page.get_by_role("alert").last).to_contain_text(
        "That is the account of rita."
    )
    page.keyboard.press("Escape")
    expect(waiting(page)).to_contain_text("1 change waits on this device")
    page.get_by_role("button", name="Send now").click()
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_contain_text("rita is signed in at this place now")

    # rita's own page of the same text takes nothing over
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    wait_saved(other)
    other.close()
    assert Annotation.objects.count() == 0

    sign_in(page, alice)
    wait_saved(page)
    assert Annotation.objects.get().coder == alice


def test_signing_out_asks_what_becomes_of_unsent_work(open_annotator, alice, document):
    page = open_annotator(alice, document, allow=NO_NETWORK)
    page.route(ONE, lambda route: route.abort())
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.get_by_role("button", name="Save").click()
    expect(waiting(page)).to_contain_text("1 change waits on this device")

    def sign_out(choice):
        if page.get_by_role("button", name="Sign out").is_hidden():
            page.get_by_text("Account", exact=True).click()
        page.get_by_role("button", name="Sign out").click()
        dialog = page.get_by_role("dialog", name="Sign out?")
        expect(dialog).to_contain_text("1 change is not sent yet.")
        dialog.get_by_role("button", name=choice).click()

    sign_out("Stay signed in")
    sign_out("Send now")
    # it could not be sent
    page.get_by_role("dialog").get_by_role("button", name="Stay").click()
    address = page.url
    # a page without the annotator asks as well, and can send
    page.goto("/")
    sign_out("Keep on this device")
    page.wait_for_url("**/accounts/login/**")
    sign_in(page, alice)
    page.wait_for_url("**/")
    page.unroute(ONE)
    sign_out("Send now")
    page.wait_for_url("**/accounts/login/**")
    assert Annotation.objects.get().coder == alice
    sign_in(page, alice)
    page.goto(address)
    ready(page)
    page.route(ONE, lambda route: route.abort())
    page.locator("p > mark").click()
    choose(page, "Denies")
    page.get_by_role("button", name="Save").click()
    expect(waiting(page)).to_contain_text("1 change waits on this device")
    sign_out("Discard")
    page.wait_for_url("**/accounts/login/**")
    page.unroute(ONE)
    sign_in(page, alice)
    page.goto(address)
    ready(page)
    wait_saved(page)
    assert Annotation.objects.get().stance == "asserts"


def test_window_that_lives_keeps_its_queue_and_its_draft(
    open_annotator, alice, document
):
    page = open_annotator(alice, document, allow=NO_NETWORK)
    page.route(ONE, lambda route: route.abort())
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.get_by_role("button", name="Save").click()
    expect(waiting(page)).to_contain_text("1 change waits on this device")
    begin_to_doubt(page)
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    wait_saved(other)
    assert painted(other) == []
    begin_to_doubt(other)
    other.get_by_role("radio", name="Denies").check()
    expect(other.get_by_role("button", name="Go on")).to_have_count(0)
    page.close()
    expect(other.locator("p > mark")).to_have_text("asked its allies for help")
    wait_saved(other)
    assert Annotation.objects.count() == 1
    # what either was writing is there, and nothing is written over
    go_on = other.get_by_role("button", name="Go on")
    go_on.click()
    expect(other.get_by_role("radio", name="Denies")).to_be_checked()
    other.get_by_role("button", name="Cancel").click()
    go_on.click()
    expect(other.get_by_role("radio", name="Doubts")).to_be_checked()
    expect(go_on).to_have_count(0)


def test_without_a_storage_the_page_says_so(open_annotator, alice, document):
    page = open_annotator(alice, document, allow=NO_NETWORK)
    page.add_init_script("delete Window.prototype.indexedDB")
    page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { value: undefined })"
    )
    page.reload()
    ready(page)
    page.route(ONE, lambda route: route.abort())
    select_words(page, "asked", "help")
    fill_form(page, doctrine="request", stance="Asserts")
    page.get_by_role("button", name="Save").click()
    expect(waiting(page)).to_contain_text("This browser keeps nothing on this device")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
