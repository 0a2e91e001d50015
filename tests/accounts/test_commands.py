"""The commands about people, and who acts when a command acts."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Token, User
from corpus.models import Membership, Project


def test_create_token_ends_with_a_token_that_works(project, capsys):
    call_command(
        "create_token", "bot@example.org", "--project", "winter", "--role", "coder"
    )
    secret = capsys.readouterr().out.split()[-1]
    user = Token.objects.find(secret).user
    assert user.email == "bot@example.org"
    assert Membership.objects.get(user=user).role == "coder"


def test_create_token_for_a_member_keeps_the_role(project, rita, capsys):
    call_command("create_token", rita.email, "--project", "winter")
    assert Membership.objects.get(user=rita).role == "reviewer"


def test_create_user_makes_a_member(project):
    call_command("create_user", "n@example.org", "--project", "winter")
    assert Membership.objects.get(user__email="n@example.org").role == "coder"


def test_a_link_is_made_for_who_has_no_password_or_when_asked_for(olga, capsys):
    for words in ([olga.email], [olga.email, "--link"], ["new@example.org"]):
        call_command("create_user", *words)
    said = capsys.readouterr().out.splitlines()
    assert ["/accounts/set-password/" in line for line in said] == [False, True, True]


def test_a_project_made_for_nobody_says_how_to_own_it(db, capsys):
    call_command("create_project", "spring", "--title", "Spring")
    hint = "create_user EMAIL --project spring --role owner"
    assert hint in capsys.readouterr().out


def test_create_user_again_says_so_and_changes_nothing(olga, capsys):
    call_command("create_user", olga.email)
    assert "There is an account already" in capsys.readouterr().out
    assert User.objects.get(pk=olga.pk).password == olga.password


def test_nothing_is_made_when_the_project_is_not_there(db):
    with pytest.raises(CommandError, match="There is no project “nowhere”"):
        call_command("create_user", "n@example.org", "--project", "nowhere")
    assert not User.objects.people().exists()


def test_create_user_takes_an_address_only(db):
    with pytest.raises(CommandError, match="email: Enter a valid email address"):
        call_command("create_user", "not-an-address")


def test_the_command_account_gets_neither_link_nor_token(command):
    for name in ("create_user", "create_token"):
        with pytest.raises(CommandError, match="command line"):
            call_command(name, command.email)


def test_create_project_by_somebody_makes_them_owner(olga, capsys):
    call_command("create_project", "spring", "--title", "Spring", "--by", olga.email)
    project = Project.objects.visible_to(olga).get(slug="spring")
    assert project.role == "owner"
    assert project.doctrine_set.exists()


def test_create_project_empty_has_no_codebook(db):
    call_command("create_project", "spring", "--title", "Spring", "--empty")
    assert not Project.objects.get(slug="spring").doctrine_set.exists()


def test_create_project_again_says_so(project, capsys):
    call_command("create_project", "winter", "--title", "Another")
    assert "There is a project winter already" in capsys.readouterr().out


def test_a_short_name_in_use_by_others_is_refused(project, mallory):
    with pytest.raises(CommandError, match="slug: This short name is in use"):
        call_command("create_project", "winter", "--title", "W", "--by", mallory.email)


def test_by_nobody_is_refused(db):
    with pytest.raises(CommandError, match="nobody here has the address"):
        call_command("create_project", "x", "--title", "X", "--by", "no@example.org")


def test_by_a_person_counts_as_that_person(project, alice):
    with pytest.raises(CommandError, match="takes the role owner"):
        call_command(
            "create_user", "n@example.org", "--project", "winter", "--by", alice.email
        )
