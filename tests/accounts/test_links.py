"""Links that make a password: for the first owner, and for people a command made."""

import pytest
from django.core.management import call_command

from accounts import actions
from accounts.models import User

TYPED = {
    "email": "first@example.org",
    "name": "First",
    "password1": "a staple of batteries",
    "password2": "a staple of batteries",
}


def printed(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out.split()[-1].removeprefix("http://127.0.0.1:8000")


def test_the_first_owner_makes_an_account_and_is_signed_in(client, db, capsys):
    path = printed(capsys, "first_owner_link")
    assert client.post(path, TYPED).url == "/"
    assert "You belong to no project yet" in client.get("/").text


def test_the_first_owners_link_works_until_there_is_an_account(client, db, capsys):
    path = printed(capsys, "first_owner_link")
    User.objects.create_user("quick@example.org", "correct horse")
    assert client.get(path).status_code == 404
    assert client.post(path, TYPED).status_code == 404
    call_command("first_owner_link")
    assert "an account already" in capsys.readouterr().out


def test_a_made_up_first_owners_link_does_not_work(client, db):
    assert client.get("/accounts/first-owner/first:1abc:forged/").status_code == 404


def test_passwords_that_differ_or_are_weak_are_refused(client, db):
    path = actions.first_owner_path()
    page = client.post(path, {**TYPED, "password2": "another one"})
    assert "The two passwords are not the same." in page.text
    page = client.post(path, {**TYPED, "password1": "12345", "password2": "12345"})
    assert "too short" in page.text
    assert not User.objects.people().exists()


def test_create_user_prints_a_link_that_sets_the_password_once(client, db, capsys):
    path = printed(capsys, "create_user", "new@example.org", "--name", "New")
    assert "new@example.org" in client.get(path).text
    typed = {"new_password1": "staples of a battery", "new_password2": ""}
    assert client.post(path, typed).status_code == 200
    typed["new_password2"] = typed["new_password1"]
    assert client.post(path, typed).url == "/"
    assert client.get(path).status_code == 404
    assert client.get("/").status_code == 200


def test_a_deactivated_persons_link_does_not_work(client, olga):
    path = actions.set_password_path(olga)
    User.objects.filter(pk=olga.pk).update(is_active=False)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("uid", ["AA", "x", "%00", "zzzzzzzzzzzzzzzzzzzzzzzz"])
def test_a_mangled_link_is_a_dead_link(client, db, uid):
    assert client.get(f"/accounts/set-password/{uid}/a-b/").status_code in {400, 404}
