"""Digests by e-mail: only when switched on, once, and nothing that is hidden."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from annotations.models import Assignment
from corpus.models import Membership
from review.actions.comments import start_thread
from tests.factories import make_annotation, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def switched_on(settings):
    settings.DIGEST = "daily"
    settings.EMAIL_HOST = "mail.example.org"


@pytest.fixture
def told(project, document, alice, rita):
    row = make_annotation(document=document, by=alice)
    return start_thread(project=project, annotation=row, text="Is it?", by=rita)


def test_nothing_is_sent_unless_switched_on(told, capsys):
    call_command("send_digests")
    assert mail.outbox == []
    assert "Digests are off" in capsys.readouterr().out


def test_each_entry_is_sent_once(switched_on, told, project, alice, settings):
    settings.SITE_URL = ""
    call_command("send_digests")
    call_command("send_digests")
    [letter] = mail.outbox
    assert letter.to == ["alice@example.org"]
    assert "rita asked about your mark: Request" in letter.body
    assert re.search(rf"http://\S+/comments/{told.pk}/#comment-{told.pk}", letter.body)
    assert re.search(r"http://\S+/inbox/", letter.body)


def test_a_letter_that_fails_holds_up_no_other_and_goes_later(
    switched_on, told, project, alice, olga, settings
):
    start_thread(
        project=project, annotation=told.annotation, text="See @olga", by=alice
    )
    taken = settings.EMAIL_BACKEND
    # nobody listens there
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match="2 letters could not be sent"):
        call_command("send_digests")
    settings.EMAIL_BACKEND = taken
    call_command("send_digests")
    assert {letter.to[0].split("@")[0] for letter in mail.outbox} >= {"alice", "olga"}


def test_who_left_is_sent_nothing(switched_on, told, alice):
    Membership.objects.filter(user=alice).delete()
    call_command("send_digests")
    assert mail.outbox == []


def test_what_is_hidden_is_not_sent(switched_on, project, document, alice, olga):
    bob = make_member(project, "bob", "coder")
    project.coding = "blind"
    project.save(update_fields=["coding"])
    for coder in (alice, bob):
        Assignment.objects.create(
            project=project, document=document, coder=coder, by=olga
        )
    row = make_annotation(document=document, by=bob)
    start_thread(project=project, annotation=row, text="Telltale @alice", by=bob)
    call_command("send_digests")
    assert mail.outbox == []
    Assignment.objects.update(opened="2026-01-01T00:00Z")
    call_command("send_digests")
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]
