"""One's own account and tokens: each change asks for the password again."""

from urllib.parse import unquote

import pytest

from accounts.models import Token, User

PASSWORD = "correct horse"


@pytest.fixture
def browser(client, olga):
    client.post("/accounts/login/", {"login": olga.email, "password": PASSWORD})
    return client


def confirm(browser, answer):
    """Type the password where the page sends one to."""
    assert answer.url.startswith("/accounts/reauthenticate/")
    there = unquote(answer.url.partition("next=")[2])
    return browser.post(
        "/accounts/reauthenticate/", {"password": PASSWORD, "next": there}
    )


def make_token(browser, **fields):
    fields = {"name": "script", "scope": "read", "days": "30", **fields}
    return confirm(browser, browser.post("/account/tokens/", fields))


def test_a_token_is_shown_once_and_opens_the_api(browser, olga):
    page = make_token(browser)
    secret = page.context["secret"]
    assert secret in page.text
    assert secret not in browser.get("/account/tokens/").text
    assert Token.objects.find(secret).user == olga


def test_a_token_asks_for_the_password_first(browser):
    browser.post("/account/tokens/", {"name": "x", "scope": "read", "days": "30"})
    assert not Token.objects.exists()


def test_a_wrong_password_makes_no_token(browser):
    browser.post("/account/tokens/", {"name": "x", "scope": "read", "days": "30"})
    page = browser.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert "Incorrect password" in page.text
    assert not Token.objects.exists()


def test_a_revoked_token_opens_nothing(browser):
    secret = make_token(browser).context["secret"]
    token = Token.objects.get()
    browser.post(f"/account/tokens/{token.pk}/revoke/")
    assert Token.objects.find(secret) is None
    assert "revoked" in browser.get("/account/tokens/").text


def test_nobody_revokes_another_persons_token(browser, as_user, mallory):
    make_token(browser)
    token = Token.objects.get()
    thief = as_user(mallory)
    answer = thief.post(f"/account/tokens/{token.pk}/revoke/")
    answer = confirm(thief, answer)
    token.refresh_from_db()
    assert token.revoked is None


def test_the_address_changes_after_the_password_is_typed(browser, olga):
    change = browser.post("/account/", {"name": "Olga", "email": "new@example.org"})
    assert User.objects.get(pk=olga.pk).email == olga.email
    confirm(browser, change)
    assert User.objects.get(pk=olga.pk).email == "new@example.org"


def test_an_address_in_use_is_refused(browser, alice):
    change = browser.post("/account/", {"name": "Olga", "email": alice.email.upper()})
    assert "This address is in use." in confirm(browser, change).text


def test_the_old_address_no_longer_signs_in(browser, client, olga):
    confirm(browser, browser.post("/account/", {"email": "new@example.org"}))
    browser.post("/accounts/logout/")
    for email, status in ((olga.email, 200), ("new@example.org", 302)):
        answer = client.post("/accounts/login/", {"login": email, "password": PASSWORD})
        assert answer.status_code == status
