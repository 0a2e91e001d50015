"""Which of a doctrine's elements each holder accepts or contests."""

import csv
import io

import pytest
from django.urls import reverse

from annotations.actions.coverage import set_coverage
from annotations.models import DoctrineLink
from tests.factories import make_annotation, make_document

PATH = "/projects/winter/doctrines/ibi.consent/elements/"
ELEMENTS = ["authority", "timing", "freedom", "scope"]


@pytest.fixture
def text(project, olga, alice):
    """Accepts one element, contests another, is split on the third, silent else."""
    document = make_document(project=project, by=olga, authors=["Doe, Jane"])
    for quote, element, stance in (
        ("asked", "authority", "asserts"),
        ("attacked", "freedom", "denies"),
        ("strangers", "scope", "concedes"),
        ("border", "scope", "denies"),
    ):
        make_annotation(
            document=document,
            by=alice,
            quote=quote,
            doctrine=f"ibi.consent.{element}",
            stance=stance,
        )
    set_coverage(document=document, doctrine=None, state="read", by=alice)
    return document


def line_of(answer, name="Doe, Jane"):
    [line] = [line for line in answer.context["lines"] if line.holder["name"] == name]
    return line


def test_each_cell_says_what_positions_come_to(as_user, victor, text):
    line = line_of(as_user(victor).get(PATH))
    words = [element.word for element in line.elements]
    assert words == ["accepts", "silent", "contests", "split", "silent"]
    names = [element.node.doctrine.name for element in line.elements]
    assert line.sentence.startswith(f"Accepts: {names[0]}; contests: {names[2]}; ")
    assert f"is split on: {names[3]}" in line.sentence


def test_the_passages_behind_a_cell_are_a_link_away(as_user, victor, text):
    client = as_user(victor)
    cell = line_of(client.get(f"{PATH}?status=proposed")).elements[2].cell
    answer = client.get(cell.address)
    assert "attacked" in answer.content.decode()
    assert "status=proposed" in cell.address


def test_filters_are_those_of_positions(as_user, victor, text):
    client = as_user(victor)
    line = line_of(client.get(f"{PATH}?status=accepted"))
    assert {element.word for element in line.elements} == {"silent"}
    assert client.get(f"{PATH}?voice=loud").status_code == 422
    assert client.get(PATH.replace("consent", "nothing")).status_code == 404


def test_elements_stand_in_their_order(as_user, victor, project, text):
    links = DoctrineLink.objects.filter(project=project, target__slug="ibi.consent")
    for number, link in enumerate(links.order_by("-pk")):
        DoctrineLink.objects.filter(pk=link.pk).update(order=number)
    nodes = as_user(victor).get(PATH).context["nodes"]
    slugs = [node.doctrine.slug.rpartition(".")[2] for node in nodes]
    assert slugs == [*reversed(ELEMENTS), "consent"]


def test_an_element_stands_for_what_lies_below_it_and_the_rest_is_the_doctrines(
    as_user, victor, project, alice, text
):
    make_annotation(document=text, by=alice, quote="help came", doctrine="ibi.consent")
    line = line_of(as_user(victor).get(PATH))
    assert [element.word for element in line.elements][-1] == "accepts"
    DoctrineLink.objects.filter(source__slug="ibi.consent.freedom").delete()
    line = line_of(as_user(victor).get(PATH))
    # asserted itself and denied below it
    assert [element.word for element in line.elements][-1] == "partly"


def test_it_comes_as_csv(as_user, victor, text):
    answer = as_user(victor).get(f"{PATH}?picture=elements&format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    # the counting rule, an empty line, the headings, a row
    assert [len(row) for row in rows] == [1, 0, 8, 8]
    assert rows[3][0] == "Doe, Jane"
    assert rows[3][2:7] == ["accepts", "silent", "contests", "split", "silent"]


def test_pages_lead_to_it(as_user, victor, text):
    client = as_user(victor)
    for name, rest in (
        ("compare:table", []),
        ("review:doctrine", ["ibi.consent"]),
    ):
        page = client.get(reverse(name, args=["winter", *rest]))
        assert PATH in page.content.decode()


def test_it_costs_the_same_for_many_holders(
    as_user, victor, project, olga, alice, text, django_assert_num_queries
):
    client = as_user(victor)
    for number in range(4):
        # session, user, project with the role (twice), the doctrines with elements, the
        # doctrine, elements, tree, links of editions, counts of stances and of grounds
        # (savepoint, setting, query, release), coverage, texts, authors, names of
        # holders, those of the choices and of the header
        with django_assert_num_queries(27):
            client.get(PATH)
        other = make_document(
            project=project,
            by=olga,
            text=f"Another text, the {number}th.\n",
            filename=f"{number}.txt",
            authors=[f"Roe, R{number}"],
        )
        make_annotation(
            document=other,
            by=alice,
            quote="Another",
            doctrine="ibi.consent.timing",
        )
