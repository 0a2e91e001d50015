"""Adjudication: what became of several coders' marks of one text and doctrine."""

import csv
import io
import json

import pytest

from annotations.actions.coverage import set_coverage
from annotations.models import Annotation
from review.models import Adjudication, Settlement
from tests.factories import make_annotation, make_document, make_member

ASKED = "asked its allies for help"
HELP = "help came"


@pytest.fixture
def bob(project):
    return make_member(project, "bob", "coder")


@pytest.fixture
def page(document):
    return f"/projects/winter/adjudication/{document.pk}/ibi/"


@pytest.fixture
def reviewer(as_user, rita):
    return as_user(rita)


def seen(*marks):
    return [f"{mark.uuid}:{mark.version}" for mark in marks]


def settled(client, page, marks, **sent):
    """A passage settled on the page; the answer to the redirect."""
    sent = {"action": "settle", "marks": seen(*marks), **sent}
    return client.post(page, sent, follow=True)


def counted(client, **query):
    """{doctrine: {stance: n}} of all holders together."""
    body = client.get("/api/v1/projects/winter/positions", query).json()
    return {row["doctrine"]: row["stances"] for row in body["totals"]}


def exported(client, kind="jsonl", **query):
    answer = client.get("/api/v1/projects/winter/export", {"format": kind, **query})
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_settled_marks_alone_count_when_all_is_settled(
    reviewer, page, document, alice, bob
):
    mine = make_annotation(document=document, by=alice)
    his = make_annotation(document=document, by=bob, stance="denies")
    other = make_annotation(document=document, by=bob, quote=HELP)
    assert counted(reviewer)["ibi.request"] == {"asserts": 2, "denies": 1}
    settled(reviewer, page, [mine, his], take=str(his.uuid))
    # one passage is still open
    assert counted(reviewer)["ibi.request"] == {"asserts": 2, "denies": 1}
    settled(reviewer, page, [other], drop="1")
    assert counted(reviewer) == {"ibi.request": {"denies": 1}}
    assert counted(reviewer, coder="alice@example.org") == {
        "ibi.request": {"asserts": 1}
    }
    uuids = [json.loads(line)["id"] for line in exported(reviewer).splitlines()]
    assert uuids == [str(his.uuid)]
    alone = exported(reviewer, coder="bob@example.org").splitlines()
    assert len(alone) == 2
