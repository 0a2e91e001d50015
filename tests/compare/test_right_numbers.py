"""Texts in which the easy way of counting is wrong; the product gets each right.

Page, API and command are asked alike. Another page of Compare is a line in ``told``.
"""

import io
import json
import re

import pytest
from django.core.management import call_command

from corpus.actions.editions import link
from corpus.actions.names import create_actor
from tests.annotations.test_positions_page import read
from tests.factories import make_annotation, make_document

PAGE = "/projects/winter/positions/"
NOTE = (
    "On the winter\n\nNobody had asked anyone to come, whatever is said now.\n\nThe"
    " minister holds that the government asked its friends for help. The minister"
    " repeats that the request was plain.\n\nA town may ask its neighbour for a loan."
    "\n\nWho comes unasked breaks the peace of the house.\n"
)
REPRINT = f"As printed in the evening paper\n\n{NOTE}"


@pytest.fixture
def note(project, olga, alice):
    """Doe denies the request, and reports a minister who asserts it twice."""
    create_actor(project=project, name="Minister, The", kind="person", by=olga)
    text = make_document(
        project=project,
        by=olga,
        text=NOTE,
        filename="note.txt",
        authors=["Doe, Jane"],
        situation="KAZ-2022",
        issued="2022",
    )
    make_annotation(
        document=text, by=alice, quote="Nobody had asked anyone", stance="denies"
    )
    for quote in ("the government asked", "the request was plain"):
        make_annotation(
            document=text,
            by=alice,
            quote=quote,
            voice={"kind": "attributed", "holder": "Minister, The"},
        )
    return text


def told(client, **query):
    """{holder: (stances, effect, split)} under the request, by each way of asking."""
    answer = client.get(f"/api/v1{PAGE.removesuffix('/')}", query).json()
    printed = io.StringIO()
    call_command(
        "positions",
        project="winter",
        json=True,
        stdout=printed,
        doctrine="ibi",
        **query,
    )
    found = [
        {
            item["holder"]["name"]: (
                item["stances"],
                item["effect_sum"],
                item["split"],
            )
            for item in body["items"]
        }
        for body in (answer, json.loads(printed.getvalue()))
    ]
    page = read(client.get(PAGE, {"open": "ibi", **query}).content)
    found.append(
        {
            name: of_cell(words)
            for name, cells in page.items()
            for column, words in cells.items()
            if column.startswith("Request") and "effect" in words
            if not name.startswith("All")
        }
    )
    return found


def of_cell(words):
    """ "asserts 1, denies 2, split; effect −1" as the API says it."""
    said, _, effect = words.partition("; effect ")
    stances = {name: int(n) for name, n in re.findall(r"(\w+) (\d+)", said)}
    return stances, float(effect.replace("−", "-")), said.endswith("split")


def test_who_reports_a_claim_does_not_make_it(note, as_user, victor):
    """With the minister's claims counted as hers, Doe's sign would turn to +1."""
    client = as_user(victor)
    hers = {"Doe, Jane": ({"denies": 1}, -1, False)}
    his = {"Minister, The": ({"asserts": 2}, 2, False)}
    assert told(client) == [hers] * 3
    assert told(client, voice="attributed") == [his] * 3
    assert told(client, voice="all") == [{**hers, **his}] * 3


def test_who_affirms_and_denies_is_split_and_not_even(note, as_user, alice, victor):
    """An average of 0 would look like somebody who says nothing of it."""
    make_annotation(document=note, by=alice, quote="Who comes unasked")
    split = {"Doe, Jane": ({"asserts": 1, "denies": 1}, 0, True)}
    client = as_user(victor)
    assert told(client) == [split] * 3
    # in a text of another situation she says one thing: no average hides that either
    make_annotation(
        document=note, by=alice, quote="A town may ask", situation="KGZ-2010"
    )
    one = {"Doe, Jane": ({"asserts": 1}, 1, False)}
    assert told(client, situation="KGZ-2010") == [one] * 3


def test_a_syndicated_text_counts_once(note, project, as_user, olga, alice, victor):
    """Counted twice, a paper that prints a note again would outweigh everybody."""
    reprint = make_document(
        project=project,
        by=olga,
        text=REPRINT,
        filename="reprint.txt",
        authors=["Doe, Jane"],
        situation="KAZ-2022",
        issued="2023",
    )
    make_annotation(
        document=reprint, by=alice, quote="Nobody had asked anyone", stance="denies"
    )
    client = as_user(victor)
    twice = {"Doe, Jane": ({"denies": 2}, -2, False)}
    assert told(client) == [twice] * 3, "two texts of their own, as far as is known"
    link(document=reprint, of=note, kind="reprint", by=olga)
    once = {"Doe, Jane": ({"denies": 1}, -1, False)}
    for unit in ("passage", "document", "holder"):
        assert told(client, unit=unit) == [once] * 3
    marks = client.get("/projects/winter/export/?format=jsonl&only=counted")
    assert len(b"".join(marks).splitlines()) == 1
    rule = client.get("/projects/winter/positions/methods/").text
    assert "1 passage, in 1 text, marked by 1 coder" in rule
    assert "reprints of one text count once" in rule
