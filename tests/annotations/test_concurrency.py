"""Many at once, each with a connection of its own: no work is lost (I4, I5, I8)."""

import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from accounts.actions import create_token
from annotations.actions.reworking import merge_doctrines
from annotations.actions.undoing import take_back
from annotations.models import Annotation, Doctrine
from corpus.models import Membership
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def at_once(calls):
    """The results of some functions, each in a thread, all let go together."""
    gate = threading.Barrier(len(calls))

    def run(call):
        try:
            # a connection is made before the start, not in the middle of it
            connection.ensure_connection()
            gate.wait(timeout=30)
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(run, c) for c in calls]]


@pytest.fixture
def ask(alice):
    """ask(method, path, body=None, **headers): alice asks, from any thread."""
    secret = create_token(user=alice, name="test")[1]

    def send(method, path, body=None, **headers):
        return Client().generic(
            method,
            path,
            json.dumps(body or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )

    return send


def address(identity):
    return reverse("api:annotation", args=[identity])


def body_of(document, start=0):
    return {
        "document": document.pk,
        "start": start,
        "end": start + 6,
        "quote": document.text()[start : start + 6],
        "doctrine": "ibi.request",
        "stance": "asserts",
        "voice": {"kind": "own"},
    }


def test_one_of_many_stale_writers_wins(ask, alice, document):
    annotation = make_annotation(document=document, by=alice)
    answers = at_once(
        [
            lambda note=f"note {number}": ask(
                "PATCH",
                address(annotation.uuid),
                {"note": note},
                **{"If-Match": '"1"'},
            )
            for number in range(MANY)
        ]
    )
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200, *[409] * (MANY - 1)]


def test_losers_are_told_what_the_winner_wrote(ask, alice, document):
    annotation = make_annotation(document=document, by=alice)
    answers = at_once(
        [
            lambda stance=stance: ask(
                "PATCH",
                address(annotation.uuid),
                {"stance": stance},
                **{"If-Match": '"1"'},
            )
            for stance in ("denies", "doubts", "concedes")
        ]
    )
    [winner] = [answer.json() for answer in answers if answer.status_code == 200]
    told = [a.json()["current"]["stance"] for a in answers if a.status_code == 409]
    assert told == [winner["stance"]] * 2


def test_same_put_from_many_makes_one_row(ask, document):
    where, body = address(uuid.uuid4()), body_of(document)
    answers = at_once([lambda: ask("PUT", where, body) for _ in range(MANY)])
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [*[200] * (MANY - 1), 201]
    assert Annotation.objects.count() == 1


def test_one_id_with_many_bodies_makes_one_row(ask, document):
    where = address(uuid.uuid4())
    bodies = [body_of(document, start) for start in range(MANY)]
    answers = at_once([lambda body=body: ask("PUT", where, body) for body in bodies])
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [201, *[409] * (MANY - 1)]


def test_many_creates_in_one_text_all_come_through_in_turn(ask, document):
    puts = [(address(uuid.uuid4()), body_of(document, n)) for n in range(MANY)]
    answers = at_once([lambda put=put: ask("PUT", *put) for put in puts])
    assert {answer.status_code for answer in answers} == {201}
    revisions = Annotation.objects.values_list("revision", flat=True)
    assert sorted(revisions) == list(range(1, MANY + 1))


def test_edit_and_delete_at_once_leave_one_of_them(ask, alice, document):
    annotation = make_annotation(document=document, by=alice)
    where, seen = address(annotation.uuid), {"If-Match": '"1"'}
    answers = at_once(
        [
            lambda: ask("PATCH", where, {"note": "stays"}, **seen),
            lambda: ask("DELETE", where, **seen),
        ]
    )
    # whoever comes second hears that it was changed, or that it is deleted
    annotation.refresh_from_db()
    late = 410 if annotation.deleted else 409
    assert sorted(answer.status_code for answer in answers) == [200, late]


def test_deletion_sent_again_is_told_that_it_is_done(ask, alice, document):
    annotation = make_annotation(document=document, by=alice)
    seen = {"If-Match": '"1"'}
    answers = [ask("DELETE", address(annotation.uuid), **seen) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 410]
    assert answers[1].json()["version"] == 2


def test_two_owners_cannot_both_leave(project, olga, rita):
    Membership.objects.filter(user=rita).update(role="owner")
    leaving = []
    for user in (olga, rita):
        browser = Client()
        browser.force_login(user)
        membership = Membership.objects.get(user=user)
        where = reverse("corpus:remove_member", args=[project.slug, membership.pk])
        leaving.append(lambda browser=browser, where=where: browser.post(where))
    at_once(leaving)
    assert Membership.objects.filter(project=project, role="owner").count() == 1


def test_merges_saves_and_undoing_at_once_lose_no_mark(ask, olga, alice, document):
    """Two merges, a save under a merged doctrine and a taking back, all together."""
    project = document.project
    marks = [
        make_annotation(document=document, by=alice, doctrine=slug, quote=quote)
        for slug, quote in (("ibi.request", "A note"), ("ibi.consent", "the winter"))
    ]
    entry = {row.slug: row for row in Doctrine.objects.filter(project=project)}
    first = merge_doctrines(
        kept=entry["ibi.effective_control"],
        absorbed=entry["ibi.internal_unrest"],
        by=olga,
    )[0]

    def merge(absorbed, kept):
        try:
            merge_doctrines(kept=entry[kept], absorbed=entry[absorbed], by=olga)
        except ValidationError:
            # the other one came first, and retired what this one was to keep
            return "refused"
        return "merged"

    body = body_of(document)
    told = at_once(
        [
            lambda: merge("ibi.request", "ibi.consent"),
            lambda: merge("ibi.consent", "ibi.request"),
            lambda: ask("PUT", address(uuid.uuid4()), body),
            lambda: take_back(change=first, by=olga),
        ]
    )
    assert sorted(told[:2]) == ["merged", "refused"]
    found = Annotation.objects.filter(project=project, deleted=None)
    saved = told[2].status_code
    # a label that was retired meanwhile is refused in words, and nothing is half saved
    assert saved in (201, 422) and found.count() == len(marks) + (saved == 201)
    kept = {Annotation.objects.get(pk=mark.pk).doctrine for mark in marks}
    assert len(kept) == 1 and not kept.pop().retired
    first.refresh_from_db()
    freed = Doctrine.objects.get(project=project, slug="ibi.internal_unrest")
    assert first.undone and not freed.retired
    call_command("doctor")
