"""A real Chromium, a signed-in page, and no silent complaint of the browser."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

# playwright's own loop runs in this thread, which Django takes for a danger
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# a loaded machine is slow, not wrong
expect.set_options(timeout=15_000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "Install Chromium: apt-get install chromium"
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, live_server, client):
    """open_page(alice, "/path"): a new window, signed in; complaints fail the test.

    ``allow`` names console messages that the test provokes.
    """
    contexts, complaints = [], []

    def open_one(user, path, allow=(), **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        if user is not None:
            client.force_login(user)
            cookie = client.cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": cookie, "url": live_server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(20_000)

        def heard(message):
            if message.type == "error" and not any(
                word in message.text for word in allow
            ):
                complaints.append(message.text)

        page.on("console", heard)
        page.on("crash", lambda _: complaints.append("The page crashed."))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def open_annotator(open_page):
    """open_annotator(alice, document): the page, when it is ready."""

    def open_one(user, document, query="", **options):
        path = f"/projects/{document.project.slug}/texts/{document.pk}/{query}"
        page = open_page(user, path, **options)
        page.wait_for_selector("glossator-annotator[data-ready]")
        return page

    return open_one
