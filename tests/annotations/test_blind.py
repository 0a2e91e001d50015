"""Coders who work blind see nothing of each other's marks."""

import pytest
from django.utils import timezone

from annotations.models import Annotation, Assignment
from corpus import access
from tests.factories import make_annotation, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(project):
    return make_member(project, "bob", "coder")


@pytest.fixture
def blind(project):
    project.coding = "blind"
    project.save(update_fields=["coding"])
    return project


@pytest.fixture
def marks(document, alice, bob):
    """One mark of alice, one of bob."""
    return [
        make_annotation(document=document, by=alice, doctrine="ibi.request"),
        make_annotation(document=document, by=bob, doctrine="ibi.consent"),
    ]


def assign(document, coder, by, **fields):
    return Assignment.objects.create(
        project=document.project, document=document, coder=coder, by=by, **fields
    )


def finish(assignment):
    assignment.state, assignment.finished = "finished", timezone.now()
    assignment.save()


def seen(user, project):
    """The coders of the marks that a user finds, both ways that lead to marks."""
    found = access.get_project(user, project.slug)
    by_project = Annotation.objects.of_project(found)
    by_user = Annotation.objects.visible_to(user)
    assert set(by_project) == set(by_user)
    return {mark.coder.name for mark in by_user}


def test_open_coding_shows_all(project, marks, alice):
    assert seen(alice, project) == {"alice", "bob"}


def test_blind_coders_see_their_own(blind, marks, alice, rita, victor):
    assert seen(alice, blind) == {"alice"}
    assert seen(rita, blind) == {"alice", "bob"}
    assert seen(victor, blind) == {"alice", "bob"}


def test_the_counting_rule_says_whose_marks_count(blind, marks, as_user, alice, rita):
    address = "/projects/winter/positions/"
    own = "In 1 text that you code blind, only your own marks count."
    assert own in as_user(alice).get(address).text
    assert "blind" not in as_user(rita).get(address).text


def test_one_who_finished_waits_for_the_other(blind, marks, document, alice, bob, rita):
    first, second = assign(document, alice, rita), assign(document, bob, rita)
    finish(first)
    assert seen(alice, blind) == {"alice"}
    finish(second)
    assert seen(alice, blind) == {"alice", "bob"}
    assert seen(bob, blind) == {"alice", "bob"}


def test_a_reviewer_opens_it_before(blind, marks, document, alice, bob, rita):
    assign(document, alice, rita, opened=timezone.now())
    assign(document, bob, rita)
    assert seen(alice, blind) == {"alice", "bob"}
    assert seen(bob, blind) == {"bob"}


def test_a_reviewer_who_codes_is_blind_too(blind, marks, document, rita, olga):
    assign(document, rita, olga)
    assert seen(rita, blind) == set()


def test_an_assignment_may_be_open(blind, marks, document, alice, rita):
    assign(document, alice, rita, coding="open")
    assert seen(alice, blind) == {"alice", "bob"}


def test_mixed_coding_asks_the_assignment(project, marks, document, alice, bob, rita):
    project.coding = "mixed"
    project.save(update_fields=["coding"])
    assign(document, alice, rita, coding="blind")
    assign(document, bob, rita)
    assert seen(alice, project) == {"alice"}
    assert seen(bob, project) == {"alice", "bob"}
