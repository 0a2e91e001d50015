"""Signing in at the contract's page, and who cannot."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from accounts.sessions import SessionStore

LOGIN = "/accounts/login/"
PASSWORD = "correct horse"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def test_a_person_signs_in_and_sees_their_projects(client, olga, project):
    assert sign_in(client, "Olga@example.org").url == "/"
    assert project.title in client.get("/").text


def test_a_page_sends_strangers_to_sign_in_and_back(client, olga, project):
    members = "/projects/winter/members/"
    there = client.get(members).url
    assert there == f"/accounts/login/?next={members}"
    assert f'name="next" value="{members}"' in client.get(there).text
    typed = {"login": olga.email, "password": PASSWORD, "next": members}
    assert client.post(LOGIN, typed).url == members


def test_signing_in_leads_to_no_other_site(client, olga):
    typed = {"login": olga.email, "password": PASSWORD, "next": "//evil.example/"}
    assert client.post(LOGIN, typed).url == "/"


def test_a_wrong_password_says_so_and_keeps_the_address(client, olga):
    page = sign_in(client, olga.email, "wrong")
    assert "not correct" in page.text
    assert olga.email in page.text


def test_a_deactivated_person_cannot_sign_in(client, olga):
    User.objects.filter(pk=olga.pk).update(is_active=False)
    assert sign_in(client, olga.email).url == "/accounts/inactive/"
    assert client.get("/").status_code == 302


def test_deactivating_ends_open_sessions(as_user, olga):
    browser = as_user(olga)
    assert browser.get("/").status_code == 200
    User.objects.filter(pk=olga.pk).update(is_active=False)
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("password", ["!", "", "command"])
def test_the_command_account_cannot_sign_in(client, command, password):
    assert sign_in(client, command.email, password).status_code == 200
    assert client.get("/").status_code == 302


def test_sign_up_is_closed(client, db):
    page = client.post("/accounts/signup/", {"email": "new@example.org"})
    assert "by invitation" in page.text
    assert not User.objects.people().exists()


def test_guessing_is_slowed_down_for_the_guesser_only(client, olga):
    for _ in range(5):
        sign_in(client, olga.email, "wrong", REMOTE_ADDR="192.0.2.1")
    refused = sign_in(client, olga.email, REMOTE_ADDR="192.0.2.1")
    assert "Too many failed login attempts" in refused.text
    # the rightful owner, elsewhere, comes in all the same
    assert sign_in(client, olga.email, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_one_address_cannot_try_many_accounts(client, db):
    for number in range(21):
        page = sign_in(client, f"person{number}@example.org", "wrong")
    assert "Too many failed login attempts" in page.text


def test_a_changed_password_ends_the_other_sessions(client, olga):
    other = type(client)()
    sign_in(other, olga.email)
    sign_in(client, olga.email)
    new = "a staple of batteries"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302


def test_a_session_ends_at_its_time_and_is_not_saved_after_its_end(as_user, olga):
    browser = as_user(olga)
    session = browser.session
    session["kept"] = "yes"
    session.save()
    assert SessionStore(session.session_key)["kept"] == "yes"
    Session.objects.update(expire_date=timezone.now())
    assert browser.get("/").status_code == 302
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()


def test_signing_out_takes_a_post(as_user, olga):
    browser = as_user(olga)
    assert "Sign out?" in browser.get("/accounts/logout/").text
    browser.post("/accounts/logout/")
    assert browser.get("/").status_code == 302


def test_an_account_without_a_password_cannot_sign_in(client, db):
    User.objects.create_user("late@example.org")
    assert sign_in(client, "late@example.org", "").status_code == 200
