"""What the browser is told with every page, and that no page needs an exception."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.test_access import address, expected, make_things, routes

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Inline(HTMLParser):
    """Collects what the policy refuses, or would if it were looser."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        data = given.get("type") == "application/json"
        if tag == "style" or "style" in given:
            self.found.append(f"<{tag}> with a style")
        if tag == "script" and "src" not in given and not data:
            self.found.append("<script> without src")
        for name, value in attributes:
            if name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}>")
            if re.match(r"\s*(javascript|data):", value or "", re.IGNORECASE):
                self.found.append(f"<{tag} {name}={value[:20]}>")


def check(answer):
    """The headers are there, and nothing is inline."""
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, value in HEADERS.items():
        assert answer[name] == value
    if answer["Content-Type"].startswith("text/html"):
        assert "frame-ancestors 'none'" in policy
        parser = Inline()
        parser.feed(answer.text)
        assert parser.found == []


@pytest.fixture
def paths(project, document, alice, olga):
    """The address of every page of the table, by its name."""
    things, every = make_things(project, document, alice, olga), routes()
    return {
        name: address(every[name], things)
        for name, method in expected()
        if method == "GET" and not name.startswith("api:")
    }


def test_every_page_is_strict(client, olga, paths):
    for path in paths.values():
        client.force_login(olga)
        check(client.get(path))


def test_every_page_is_strict_before_signing_in(client, paths):
    for path in paths.values():
        check(client.get(path))


def test_a_page_that_is_not_there_is_strict(client, db):
    answer = client.get("/nowhere/")
    assert "There is nothing here" in answer.text
    check(answer)


def test_an_error_of_ours_is_strict_and_has_our_face(client, olga, settings):
    settings.ROOT_URLCONF = "tests.broken_urls"
    client.raise_request_exception = False
    client.force_login(olga)
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    check(answer)


def test_a_form_that_is_too_old_is_told_so(olga):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(olga)
    answer = browser.post("/projects/new/", {"title": "T"})
    assert answer.status_code == 403
    assert "This form is too old" in answer.text
    check(answer)


def test_a_nul_in_the_address_is_refused_with_the_headers(client, db):
    answer = client.get("/accounts/login/?next=%00")
    assert answer.status_code == 400
    check(answer)


def test_the_check_of_pages_finds_what_is_inline():
    parser = Inline()
    parser.feed(
        '<p style="x">a</p><script>1</script><a onclick="x" href="javascript:x">b</a>'
    )
    assert len(parser.found) == 4
