"""The passages behind a cell, two cells side by side, and where two holders part."""

import itertools
import re

import pytest

from annotations.models import Annotation
from annotations.positions.rows import Positions
from annotations.positions.selection import COLUMNS, ROWS, Selection
from annotations.positions.works import works_of
from compare.addresses import passages_path
from corpus.actions.names import create_actor
from corpus.models import Actor
from tests.factories import make_annotation, make_document, make_member, make_region

TEXT = (
    "The council asked its allies for help and the allies came.\n"
    "No attack came from abroad, and the treaty was not in play.\n"
    "A plea of a falling government binds nobody.\n"
    "About the author: he taught that allies came always.\n"
)
ASKED = "asked its allies for help"
ATTACK = "No attack came from abroad"
PLEA = "A plea of a falling government"


@pytest.fixture
def texts(project, olga):
    """One by Doe and Roe, one by Roe, one that nobody signed."""
    fields = {"project": project, "by": olga, "situation": "KAZ-2022"}
    return [
        make_document(text=TEXT, authors=["Doe, Jane", "Roe, Max"], **fields),
        make_document(text=f"{TEXT}Again.", authors=["Roe, Max"], **fields),
        make_document(text=f"{TEXT}Once more.", **fields),
    ]


def mark(text, by, quote=ASKED, doctrine="ibi.request", **fields):
    return make_annotation(
        document=text, by=by, quote=quote, doctrine=doctrine, **fields
    )


def quotes(page):
    found = re.findall(r'<mark class="quoted">(.*?)</mark>', page.content.decode())
    return [" ".join(quote.split()) for quote in found]


def test_behind_each_number_are_as_many_passages(texts, alice, victor, as_user):
    """Row by row and column by column, the page shows what the table counts."""
    project = texts[0].project
    bob = make_member(project, "bob", "coder")
    for coder in (alice, bob):
        mark(texts[0], coder, ground="rule")
        mark(texts[1], coder, quote=PLEA, stance="denies", situation="KGZ-2010")
    mark(texts[1], alice, quote=ATTACK, doctrine="ibi.consent", ground="fact")
    # of a doctrine alone, not of what lies below it
    mark(texts[1], alice, quote="the treaty was not in play", doctrine="ibi")
    create_actor(project=project, name="Ruritania", kind="state", by=alice)
    claim = {"kind": "attributed", "holder": "Ruritania"}
    mark(texts[2], alice, quote=ATTACK, voice=claim, stance="reports")
    mark(texts[2], alice, quote="allies came always")
    make_region(document=texts[2], by=alice, start=TEXT.index("About"), end=len(TEXT))
    works = works_of(project)
    client = as_user(victor)
    for by, columns in itertools.product(ROWS, COLUMNS):
        selection = Selection(
            project=project, by=by, columns=columns, voice="all", situation="all"
        )
        table = Positions(selection, works)
        assert table.items
        for item in table.items:
            address = passages_path(
                selection, table.holders[item.holder], item.doctrine, below=False
            )
            assert len(quotes(client.get(address))) == item.n, address


def test_two_holders_part_on_the_ground_they_name(texts, alice, victor, as_user):
    doe = make_document(
        project=texts[0].project, by=alice, text=f"{TEXT}Mine.", authors=["Doe, Jane"]
    )
    doe.situation = texts[1].situation
    doe.save(update_fields=["situation"])
    fields = {"situation": "KAZ-2022"}
    mark(doe, alice, ground="rule", **fields)
    mark(texts[1], alice, ground="rule", **fields)
    mark(doe, alice, quote=ATTACK, ground="fact", **fields)
    mark(texts[1], alice, quote=ATTACK, ground="fact", stance="denies", **fields)
    mark(doe, alice, quote=PLEA, doctrine="ibi.consent", ground="rule", **fields)
    mark(texts[1], alice, PLEA, "ibi.consent", ground="fact", stance="doubts", **fields)
    mark(doe, alice, quote=PLEA, doctrine="uof.prohibition", **fields)
    one, two = (
        f"actor:{Actor.objects.get(name=name).pk}" for name in ("Doe, Jane", "Roe, Max")
    )
    address = "/projects/winter/positions/parting/"
    page = as_user(victor).get(address, {"holder": one, "holder2": two})
    said = " ".join(page.content.decode().split())
    headings = re.findall(r'<h2 id="ground-\d">(.*?)</h2>', said)
    assert headings == ["On a fact", "On different grounds"]
    assert quotes(page) == [ATTACK, ATTACK, PLEA, PLEA]
    assert "Only Doe, Jane speaks" in said
    wrong = as_user(victor).get(address, {"holder": one, "holder2": "actor:x"})
    assert wrong.status_code == 422
    assert "There is no row “actor:x”" in wrong.content.decode()


def test_two_cells_stand_side_by_side(texts, alice, victor, as_user):
    mark(texts[0], alice)
    mark(texts[1], alice, quote=PLEA, stance="denies")
    one, two = (f"document:{text.pk}" for text in texts[:2])
    query = {"by": "document", "holder": one, "holder2": two, "column2": "ibi"}
    page = as_user(victor).get("/projects/winter/positions/beside/", query)
    assert quotes(page) == [ASKED, PLEA]
    assert "Intervention by invitation" in page.content.decode()


def test_long_numbers_in_an_address_are_no_numbers(texts, alice, victor, as_user):
    """More digits than the database, or the interpreter, reads as one number."""
    mark(texts[0], alice)
    client, long = as_user(victor), "9" * 5000
    for page in (long, "9" * 19, "0" * 20 + long):
        answer = client.get("/projects/winter/positions/passages/", {"page": page})
        assert quotes(answer) == [ASKED]
    for query in (
        {"coder": long},
        {"holder": f"actor:{'0' * 20}{long}"},
        {"columns": "situation", "column": f"{'0' * 20}{long}"},
    ):
        answer = client.get("/projects/winter/positions/passages/", query)
        assert answer.status_code == 422, query


def test_a_part_of_the_page_is_what_the_panel_shows(texts, alice, victor, as_user):
    mark(texts[0], alice)
    client = as_user(victor)
    address = passages_path(Selection(project=texts[0].project), None, "ibi")
    part = client.get(address, headers={"HX-Request": "true"})
    assert quotes(part) == [ASKED]
    assert b"<html" not in part.content
    assert part.headers["Vary"].count("HX-Request") == 1


def test_long_lists_cost_the_same(
    texts, alice, victor, as_user, django_assert_num_queries
):
    client = as_user(victor)
    address = passages_path(Selection(project=texts[0].project), None, "ibi")
    # authors, and a text that stands for itself
    mark(texts[0], alice)
    mark(texts[2], alice)
    with django_assert_num_queries(19) as few:
        client.get(address)
    for quote in (ATTACK, PLEA):
        for text in texts:
            mark(text, alice, quote=quote)
    assert Annotation.objects.count() == 8
    with django_assert_num_queries(len(few)):
        assert len(quotes(client.get(address))) == 8
