"""Two reviewers on one queue at the same moment."""

import json
import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actions import create_token
from annotations.actions.annotations import create_annotation
from annotations.models import Annotation
from tests.factories import make_document, make_member

MARKS = 250
#: Taken one by one from the page, which costs more.
QUEUED = 16


def make_marks(project, by, number):
    """So many marks of one doctrine, fifty a text."""
    for first in range(0, number, 50):
        text = f"{first}. " + "Help came. " * 50
        document = make_document(project=project, by=by, text=text)
        for place in range(min(number - first, 50)):
            start = text.index("Help") + 11 * place
            record = {
                "start": start,
                "end": start + 9,
                "quote": "Help came",
                "doctrine": "ibi.request",
                "stance": "asserts",
                "voice": {"kind": "own"},
            }
            create_annotation(
                uuid=uuid.uuid4(), document=document, record=record, by=by
            )


def reviewing(work, *people):
    """Let people work at the same moment; what each of them returns."""

    def alone(user):
        client = Client(headers={"HX-Request": "true"})
        client.force_login(user)
        try:
            return work(client, user)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(alone, people))


@pytest.mark.django_db(transaction=True)
def test_no_two_reviewers_are_given_the_same_mark(project, rita, alice):
    sam = make_member(project, "sam", "reviewer")
    make_marks(project, alice, QUEUED)
    step = reverse("review:queue_step", args=[project.slug, "ibi"])
    decide = reverse("review:queue_decide", args=[project.slug, "ibi"])

    def by_turns(client, user):
        page, codes = client.post(step), []
        # from what is sent: contexts of the test client are shared by threads
        while mark := re.search(r'name="annotation"\s+value="([^"]+)"', page.text):
            page = client.post(decide, {"annotation": mark[1], "status": "accepted"})
            codes.append((mark[1], page.status_code))
        return codes

    turns = reviewing(by_turns, rita, sam)
    decided = [mark for codes in turns for mark, _code in codes]
    assert len(decided) == len(set(decided)) == QUEUED
    assert {code for codes in turns for _mark, code in codes} == {200}
    assert not Annotation.objects.exclude(status="accepted").exists()


@pytest.mark.django_db(transaction=True)
def test_of_500_decisions_none_is_lost_or_made_twice(project, rita, alice):
    sam = make_member(project, "sam", "reviewer")
    make_marks(project, alice, MARKS)
    decide = reverse("api:decisions", args=[project.slug])
    seen = list(Annotation.objects.values_list("uuid", "version"))

    def all_of_them(client, user):
        """Each as both saw it: one decides, the other is told that it is stale."""
        secret = create_token(user=user, name="test")[1]
        codes = []
        for mark, version in seen:
            row = {"id": str(mark), "version": version}
            sent = {"annotations": [row], "status": "rejected", "reason": user.name}
            page = client.post(
                decide,
                json.dumps(sent),
                content_type="application/json",
                headers={"Authorization": f"Bearer {secret}"},
            )
            codes.append(page.status_code)
        return codes

    answers = reviewing(all_of_them, rita, sam)
    assert [sorted(pair) for pair in zip(*answers, strict=True)] == [[200, 409]] * MARKS
    assert set(Annotation.objects.values_list("version", "status")) == {(2, "rejected")}
    won = dict(zip((mark for mark, _version in seen), answers[0], strict=True))
    for row in Annotation.objects.all():
        assert row.reason == (rita.name if won[row.uuid] == 200 else sam.name)
