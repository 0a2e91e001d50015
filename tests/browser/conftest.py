"""A real Chromium, a signed-in page, and no silent complaint of the browser."""

import os
import shutil

import pytest
from django.contrib.staticfiles import handlers
from playwright.sync_api import expect, sync_playwright

# playwright's own loop runs in this thread, which Django takes for a danger
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# a loaded machine is slow, not wrong
expect.set_options(timeout=30_000)

#: What a window may wear without surroundings of its own.
WORN = ("color_scheme", "forced_colors", "reduced_motion")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # a window is there sooner beside one of ours: see Shared
    "--process-per-site",
]


class KeptFiles(handlers.StaticFilesHandler):
    """Lets a browser keep our files, as it may keep those whose name holds a hash.

    Left to itself it asks again the sooner, the younger they are: in a fresh checkout
    for 150 files every few seconds.
    """

    def serve(self, request):
        response = super().serve(request)
        response["Cache-Control"] = "max-age=3600"
        return response


def pytest_configure():
    # the live server takes it from here
    handlers.StaticFilesHandler = KeptFiles


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "Install Chromium: apt-get install chromium"
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Shared:
    """A window's surroundings that one test hands to the next, emptied.

    To make them anew takes longer than most tests; a file of ours is read once. The
    anchor shows a page of ours, so that its process is also that of each window.
    """

    def __init__(self, browser, url):
        self.url = url
        self.context = browser.new_context(base_url=url)
        self.anchor = self.context.new_page()
        # the first page of all comes while other processes begin; no test waits for it
        self.anchor.goto("/accounts/login/", timeout=120_000)
        self.session = self.context.new_cdp_session(self.anchor)

    def windows(self):
        return [page for page in self.context.pages if page != self.anchor]

    def empty(self):
        for page in self.windows():
            page.close()
        self.context.unroute_all()
        self.context.clear_cookies()
        self.context.clear_permissions()
        everything = {"origin": self.url, "storageTypes": "all"}
        self.session.send("Storage.clearDataForOrigin", everything)


@pytest.fixture(scope="session")
def shared(browser, live_server):
    return Shared(browser, live_server.url)


@pytest.fixture
def open_page(browser, shared, live_server, client):
    """open_page(alice, "/path"): a new window, signed in; complaints fail the test.

    ``allow`` names console messages that the test provokes. Two windows at once share
    nothing; an option that is neither ``viewport`` nor in WORN makes surroundings too.
    """
    contexts, complaints = [], []

    def open_one(user, path, allow=(), viewport=None, **options):
        worn = {name: options.pop(name) for name in WORN if name in options}
        if options or shared.windows():
            context = browser.new_context(base_url=live_server.url, **options)
        else:
            context = shared.context
            if context in contexts:
                shared.empty()
        contexts.append(context)
        if user is not None:
            client.force_login(user)
            cookie = client.cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": cookie, "url": live_server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(30_000)
        if viewport:
            page.set_viewport_size(viewport)
        if worn:
            page.emulate_media(**worn)

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
        if context != shared.context:
            context.close()
    shared.empty()
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
