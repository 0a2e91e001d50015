"""Likeness through the front door: one story of five holders.

Under three doctrines Ada and Ben affirm, Cy contests, and Dee stands with Cy but is
split on the request. Eve speaks of the request alone, Fay only reports.
"""

import csv
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Doctrine
from tests.factories import make_annotation, make_document

PATH = "/projects/winter/likeness/"
DOCTRINES = ["ibi.request", "sd.armed_attack", "ibi.consent"]
#: A mark a letter: affirmed, contested, split, reported.
STANCES = {
    "a": ["asserts"],
    "o": ["concedes"],
    "c": ["denies"],
    "s": ["asserts", "denies"],
    "r": ["reports"],
}
LINES = {
    "Ada": "aaa",
    "Ben": "aoa",
    "Cy": "ccc",
    "Dee": "scc",
    "Eve": "a",
    "Fay": "rrr",
}
TEXT = "{} writes of the request, of the attack, and of the consent that was given."
MOST_QUERIES = 15
QUOTES = ["the request", "the attack", "the consent"]


@pytest.fixture
def texts(project, olga, alice):
    return {name: write(project, olga, alice, name) for name in LINES}


def write(project, olga, alice, name):
    text = make_document(
        project=project,
        by=olga,
        text=TEXT.format(name),
        filename=f"{name}.txt",
        authors=[f"{name}, A"],
    )
    for quote, doctrine, letter in zip(QUOTES, DOCTRINES, LINES[name], strict=False):
        for stance in STANCES[letter]:
            make_annotation(
                document=text, by=alice, quote=quote, doctrine=doctrine, stance=stance
            )
    return text


def taken(client, key, kind, **filters):
    answer = client.get(PATH, {"picture": key, "format": kind, **filters})
    assert answer.status_code == 200
    assert f"winter-{key}.{kind}" in answer["Content-Disposition"]
    return answer.content


def rows(content):
    rule, _blank, *lines = content.decode("utf-8-sig").splitlines()
    assert "Counted here: " in rule and "mean Jaccard index" in rule
    return list(csv.DictReader(lines))


def likenesses(client, **filters):
    """{(one, other): (likeness, n)}"""
    return {
        (row["One"][:3].strip(","), row["Other"][:3].strip(",")): (
            row["Likeness"][:5],
            int(row["Shared doctrines"]),
        )
        for row in rows(taken(client, "likeness", "csv", **filters))
    }


def described(page, key):
    """The text that stands for a picture on the page."""
    start = page.index("<svg", page.index(f'id="picture-{key}"'))
    drawing = page[start : page.index("</svg>", start) + len("</svg>")]
    return ElementTree.fromstring(drawing).find("desc").text


def test_the_page_compares_who_shares_enough(as_user, victor, texts):
    client = as_user(victor)
    assert likenesses(client) == {
        ("Ada", "Cy"): ("0.0", 3),
        ("Ben", "Cy"): ("0.0", 3),
        ("Ada", "Dee"): ("0.166", 3),
        ("Ben", "Dee"): ("0.166", 3),
        ("Cy", "Dee"): ("0.833", 3),
        ("Ada", "Ben"): ("1.0", 3),
        # too few, so without a value
        ("Ada", "Eve"): ("", 1),
        ("Ben", "Eve"): ("", 1),
        ("Cy", "Eve"): ("", 1),
        ("Dee", "Eve"): ("", 1),
    }
    answer = client.get(PATH)
    page = answer.content.decode()
    # camps are neighbours, who shares too little is last
    assert [name[:3] for _, name, _ in answer.context["matrix"]] == [
        "Ada",
        "Ben",
        "Cy,",
        "Dee",
        "Eve",
    ]
    assert "Counted here:" in page and "Jaccard" in page
    assert "the last Ada, A; Ben, A with Cy, A; Dee, A, at 0.92. Apart: Eve, A." in (
        described(page, "tree")
    )
    assert "Left out: Eve, A." in described(page, "map")
    # the same as a table, with n
    assert re.search(r'<td data-label="Shared doctrines"\s*>3</td>', page)
    text = " ".join(page.split())
    assert "Share fewer than 3 with everybody</dt> <dd> Eve, A" in text
    assert "Take no side</dt> <dd> Fay, A" in text
    request = Doctrine.objects.get(project__slug="winter", slug="ibi.request").name
    pair = answer.context["pairs"][4]
    assert (pair.one, pair.other) == ("Cy, A", "Dee, A")
    assert pair.partly == [(request, "contests", "split")]
    assert not pair.apart
    beside = client.get(pair.address).content.decode()
    assert "Where Cy, A and Dee, A part" in beside
    # each picture is a file of its own, with its rule
    for key, word in (("likeness", "0.83"), ("tree", "Ada, A"), ("map", "Cy, A")):
        root = ElementTree.fromstring(taken(client, key, "svg"))
        words = " ".join(" ".join(element.itertext()) for element in root.iter())
        assert word in words
        assert "Counted here: what each text says" in words
        assert "mean Jaccard index" in words
    assert len(rows(taken(client, "tree", "csv"))) == 3
    assert [row["Holder"] for row in rows(taken(client, "map", "csv"))] == [
        f"{name}, A" for name in ("Ada", "Ben", "Cy", "Dee")
    ]


def test_the_selection_and_the_minimum_are_those_of_the_address(
    as_user, victor, alice, texts
):
    client = as_user(victor)
    assert likenesses(client, minimum=1)["Ada", "Eve"] == ("1.0", 1)
    assert likenesses(client, minimum=1, doctrine="sd.armed_attack") == {
        ("Ada", "Cy"): ("0.0", 1),
        ("Ada", "Dee"): ("0.0", 1),
        ("Ben", "Cy"): ("0.0", 1),
        ("Ben", "Dee"): ("0.0", 1),
        ("Ada", "Ben"): ("1.0", 1),
        ("Cy", "Dee"): ("1.0", 1),
    }
    # attributed claims are others' positions, and nobody is quoted here
    assert "Nobody stands here yet" in html(client, voice="attributed")
    few = html(client, doctrine="sd.armed_attack")
    assert "the most that two share is 1" in few
    assert "minimum=1" in few
    for wrong in ("0", "many", "-3"):
        answer = client.get(PATH, {"minimum": wrong})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Let two holders share 1 to 10,000 doctrines" in page
        assert 'id="minimum"' in page
    assert client.get(PATH, {"voice": "loud"}).status_code == 422
    wrong = client.get(PATH, {"picture": "tower", "format": "svg"})
    assert wrong.status_code == 404


def html(client, **filters):
    return " ".join(client.get(PATH, filters).content.decode().split())


def test_the_page_costs_the_same_for_many_holders(
    as_user, victor, project, olga, alice
):
    """Session, user, project, works; then tree, counts, names and choices."""
    client = as_user(victor)
    costs = []
    for names in (["Ada", "Cy"], ["Ben", "Dee", "Eve"]):
        for name in names:
            write(project, olga, alice, name)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(PATH)
        costs.append((len(queries), len(answer.context["matrix"])))
    (few, two), (many, five) = costs
    assert (two, five) == (2, 5)
    assert few == many <= MOST_QUERIES
