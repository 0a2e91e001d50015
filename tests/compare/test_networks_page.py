"""Networks through page, API and command: one story of four holders.

Ada and Ben accept the request, Cy denies it twice and is quoted by Dee; Ben and Cy
agree that nobody had attacked.
"""

import csv
import io
import json
import re
from html import escape, unescape

import networkx
import pytest
from django.core.management import CommandError, call_command

from annotations.models import Doctrine
from corpus.actions.editions import link
from corpus.models import Document
from tests.compare.test_passages import quotes
from tests.factories import make_annotation, make_document

PATH = "/projects/winter/networks/"
API = "/api/v1/projects/winter/networks"
TEXT = "{} writes: help was asked for, help was asked for twice; nobody attacked."


def write(project, olga, name, **head):
    text = TEXT.format(name)
    return make_document(
        project=project,
        by=olga,
        text=text,
        filename=f"{name}.txt",
        authors=[f"{name}, A"],
        genre="blog post",
        **head,
    )


def mark(document, by, quote, stance, **fields):
    fields = {"doctrine": "ibi.request", **fields}
    return make_annotation(
        document=document, by=by, quote=quote, stance=stance, **fields
    )


@pytest.fixture
def texts(project, olga, alice):
    dates = {"Ada": "2014-03", "Ben": "2022-01", "Cy": "2022", "Dee": ""}
    texts = {
        name: write(project, olga, name, issued=date) for name, date in dates.items()
    }
    asked, twice, attacked = "help was", "help was asked for twice", "nobody attacked"
    mark(texts["Ada"], alice, asked, "asserts")
    mark(texts["Ben"], alice, asked, "concedes")
    mark(texts["Ben"], alice, attacked, "denies", doctrine="sd.armed_attack")
    mark(texts["Cy"], alice, asked, "denies")
    mark(texts["Cy"], alice, twice, "doubts")
    mark(texts["Cy"], alice, attacked, "denies", doctrine="sd.armed_attack")
    mark(texts["Dee"], alice, asked, "reports")
    voice = {"kind": "attributed", "holder": "Cy, A"}
    mark(texts["Dee"], alice, twice, "asserts", voice=voice)
    return texts


def edges(answer):
    """{"Ada Ben": weight}"""
    return {
        f"{line['source'].name[:3]} {line['target'].name[:3]}": line["edge"].weight
        for line in answer.context["lines"]
    }


def test_page_files_api_and_command_tell_one_network(as_user, victor, texts):
    client = as_user(victor)
    answer = client.get(PATH)
    assert edges(answer) == {"Ada Cy,": -2, "Ada Ben": 1, "Ben Cy,": -1}
    page = answer.content.decode()
    assert "3 holders, 3 edges. 1 of agreement, 2 of conflict." in page
    # the sign of the table of positions
    assert "of weight −2." in page and ">−2</td>" in page
    assert "reports and predictions are no statements" in page
    [line] = [line for line in answer.context["lines"] if line["edge"].weight == -1]
    (agree, _more), ([(name, address)], _more) = line["shared"]
    assert [name for name, _address in agree] == ["Armed attack"]
    assert name == "Request" and escape(address) in page
    # one against three, of the doctrine alone
    assert quotes(client.get(address)) == [
        "help was",
        "help was",
        "help was asked for twice",
    ]
    found = client.get(f"{PATH}?type=affiliation&by=genre")
    [*_more, line] = found.context["lines"]
    assert "genre:blog%20post" in line["address"]
    assert quotes(client.get(line["address"]))

    answer = client.get(f"{PATH}?since=2000&situation=all")
    address = re.search(r'href="([^"]*parting[^"]*)"', answer.content.decode())[1]
    facing = client.get(unescape(address))
    assert facing.status_code == 200 and "since=2000" in address
    assert "Claims about different situations count together" in answer.text
    assert "help was asked for twice" in facing.content.decode()

    # equal statements once; the other voice; another network; a time
    assert edges(client.get(f"{PATH}?unit=document")) == {"Ada Ben": 1, "Ada Cy,": -1}
    both = edges(client.get(f"{PATH}?voice=all"))
    assert both == {"Ada Cy,": -1, "Ada Ben": 1}
    found = client.get(f"{PATH}?type=congruence&normalisation=average&least=0.5")
    assert edges(found) == {"Ada Ben": 1 / 1.5}
    assert "Edges below 0.5 are left out." in found.content.decode()
    found = client.get(f"{PATH}?type=affiliation&doctrine=ibi.request")
    assert [line["edge"].weight for line in found.context["lines"]] == [-2, 1, 1]
    found = client.get(f"{PATH}?type=affiliation&qualifier=combine&voice=all")
    assert "2 affirming, 2 contesting, 1 doing both." in found.content.decode()
    late = client.get(f"{PATH}?since=2022")
    assert edges(late) == {"Ben Cy,": -1}
    assert "1 text of the project has no date" in late.content.decode()

    asked = f"{PATH}?normalisation=average"
    graph = networkx.read_graphml(
        io.BytesIO(client.get(f"{asked}&format=graphml").getvalue())
    )
    names = networkx.get_node_attributes(graph, "name")
    weights = {
        " ".join(sorted((names[one][:3], names[other][:3]))): weight
        for one, other, weight in graph.edges(data="weight")
    }
    assert weights == {"Ada Cy,": -2 / 2, "Ada Ben": 1 / 1.5, "Ben Cy,": -1 / 2.5}
    assert {*networkx.get_node_attributes(graph, "kind").values()} == {"person"}
    assert "asked for" not in graph.graph["counted"]
    rows = csv.DictReader(
        io.StringIO(client.get(f"{asked}&format=csv").getvalue().decode("utf-8-sig"))
    )
    assert [float(row["weight"]) for row in rows] == [-1, 1 / 1.5, -1 / 2.5]
    drawing = client.get(f"{asked}&picture=network&format=svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    assert b"1 of agreement, 2 of conflict" in drawing.content

    told = client.get(f"{API}?normalisation=average").json()
    assert [edge["weight"] for edge in told["edges"]] == [-1, 1 / 1.5, -1 / 2.5]
    assert told["edges"][0]["part"] == ["ibi.request"]
    assert client.get(f"{API}?format=graphml").getvalue().startswith(b"<?xml")
    printed = io.StringIO()
    options = {"project": "winter", "normalisation": "average", "stdout": printed}
    call_command("network", format="json", **options)
    assert json.loads(printed.getvalue())["edges"] == told["edges"]
    call_command("network", **options)
    assert printed.getvalue().endswith("Ben, A · Cy, A · -0.4\n")


def test_what_does_not_fit_gets_a_sentence(as_user, victor):
    client = as_user(victor)
    for asked, sentence in (
        ("type=friends", "“friends” is none of"),
        ("normalisation=activity", "(activity) do not fit this network"),
        ("type=affiliation&qualifier=combine&least=2", "leave the least weight out"),
        ("least=a+lot", "“a lot” is no least weight"),
        ("least=nan", "“nan” is no least weight"),
        ("voice=loud", "“loud” is none of"),
    ):
        answer = client.get(f"{PATH}?{asked}")
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        told = client.get(f"{API}?{asked}")
        assert told.status_code == 422 and sentence in told.json()["detail"]


def test_nobody_gets_a_drawing_of_nothing(as_user, victor, project):
    page = as_user(victor).get(PATH).content.decode()
    assert "No edge yet" in page and "picture-network" not in page
    printed = io.StringIO()
    call_command("network", project="winter", stdout=printed)
    assert printed.getvalue() == "No edge under these filters.\n"
    with pytest.raises(CommandError, match="none of: json, graphml, csv"):
        call_command("network", project="winter", format="gexf")


def test_a_reprint_says_nothing_twice(as_user, project, victor, olga, alice, texts):
    before = edges(as_user(victor).get(PATH))
    copy = make_document(
        project=project,
        by=olga,
        text=TEXT.format("Cy") + "\nPrinted again.",
        filename="again.txt",
        authors=["Cy, A"],
    )
    mark(copy, alice, "help was", "denies")
    assert edges(as_user(victor).get(PATH)) != before
    link(document=copy, of=texts["Cy"], kind="reprint", by=olga)
    assert edges(as_user(victor).get(PATH)) == before


def test_more_holders_cost_no_more_queries(
    as_user, project, victor, olga, alice, texts, django_assert_max_num_queries
):
    client = as_user(victor)
    with django_assert_max_num_queries(60) as few:
        client.get(PATH)
    for number in range(5):
        text = write(project, olga, f"Eve{number}")
        mark(text, alice, "help was", "asserts")
    with django_assert_max_num_queries(len(few)):
        client.get(PATH)
    # of many doctrines some are named, and all of them a step away
    slugs = Doctrine.objects.exclude(slug="ibi.request").values_list("slug", flat=True)
    for slug in slugs[:8]:
        for text in Document.objects.filter(filename__in=["Eve0.txt", "Eve1.txt"]):
            mark(text, alice, "help was", "denies", doctrine=slug)
    answer = client.get(PATH)
    line = answer.context["lines"][0]
    (agree, more), part = line["shared"]
    assert (len(agree), more, part) == (6, 3, ([], 0))
    assert f'href="{escape(line["facing"])}">3 more<' in answer.text
    assert len(quotes(client.get(line["facing"]))) == 18
