"""Networks as GraphML that another program reads, as a list of edges, as a drawing."""

import csv
import io
import re

import networkx
import pytest

from compare.networks import camps, drawing, words
from compare.networks.files import Named, Node, edge_list, graphml
from compare.networks.network import Choice, network
from compare.pictures.figure import Circle, Line, Text
from tests.compare.test_networks import (
    DOCTRINES,
    HOLDERS,
    ROWS,
    in_arrays,
    spoken,
)

NAMES = {"p": "Prohibition", "q": "=Request", "r": "Rescue & <relief>"}


def named(rows=ROWS, holders=HOLDERS, **choice):
    said = in_arrays(rows, holders)
    one = network(said, holders, DOCTRINES, "passage", Choice(**choice))
    return Named(
        one,
        "Agreement less conflict",
        "Counted here: each passage.",
        [
            Node(f"actor:{at}", f"{name}\x07 “&” Co", "person")
            for at, name in enumerate(one.holders)
        ],
        [
            Node(f"doctrine:{slug}", NAMES.get(slug, slug), "doctrine")
            for slug in one.said.doctrines
        ],
    )


def read(one):
    return networkx.read_graphml(io.BytesIO(b"".join(graphml(one))))


def test_graphml_is_read_back():
    graph = read(named(kind="subtract", normalisation="average"))
    assert graph.graph["counted"] == "Counted here: each passage."
    assert not graph.is_directed()
    assert graph.nodes["actor:0"] == {
        "name": "Ada� “&” Co",
        "kind": "person",
        "side": "holder",
    }
    # the very number
    assert graph.edges["actor:0", "actor:1"] == {"weight": 3 / 4.5, "sign": "+"}
    assert graph.edges["actor:0", "actor:2"]["sign"] == "-"
    assert [*graph] == ["actor:0", "actor:1", "actor:2"]
    # who has no edge stays
    lonely = read(named(kind="subtract", normalisation="average", least=1.0))
    assert [*networkx.isolates(lonely)] == ["actor:1"]

    graph = read(named(kind="affiliation", qualifier="combine"))
    assert graph.nodes["doctrine:r"]["name"] == "Rescue & <relief>"
    assert networkx.bipartite.is_bipartite(graph)
    assert graph.edges["actor:1", "doctrine:p"] == {"weight": 3.0, "sign": "both"}


def test_ids_are_tokens_and_no_two_are_one():
    one = named(kind="subtract")
    odd = ["genre:a b", "genre:a_b", "genre:ä%/"]
    nodes = [Node(odd[at], node.name, "genre") for at, node in enumerate(one.holders)]
    graph = read(one._replace(holders=nodes))
    assert len(graph) == 3 and graph.number_of_edges() == 2
    assert all(re.fullmatch("[A-Za-z0-9._:-]+", node) for node in graph)


def test_an_edge_list_names_what_is_behind_each_edge():
    def rows(one):
        text = b"".join(edge_list(one)).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    against, together = rows(named(kind="subtract"))
    assert (against["weight"], against["sign"]) == ("-4.0", "negative")
    assert (together["weight"], together["sign"]) == ("3.0", "positive")
    # no cell that a spreadsheet would run
    assert together["agree"] == "'=Request; Prohibition"
    assert together["part"] == against["part"] == "Prohibition"
    first = rows(named(kind="affiliation", qualifier="subtract"))[0]
    assert (first["target"], first["affirms"], first["contests"]) == (
        "'=Request",
        "0",
        "3",
    )


@pytest.mark.parametrize("kind", ["subtract", "conflict", "affiliation"])
def test_a_drawing_depends_on_nothing_but_the_network(kind):
    one, other = (
        drawing.figure(it, "What it shows.", drawing.drawn(it, drawing.ON_PAGE))
        for it in (named(kind=kind), named(rows=ROWS[::-1], kind=kind))
    )
    assert other == one
    lines = [mark for mark in one.marks if isinstance(mark, Line) and mark.about]
    assert {line.look for line in lines} <= {"plus", "minus"}
    assert (
        len({(node.x, node.y) for node in one.marks if isinstance(node, Circle)}) == 3
    )
    for mark in one.marks:
        if isinstance(mark, Text):
            assert 0 < mark.x < one.width and 0 < mark.y < one.height


def test_camps_stand_together():
    # 0, 2, 4 agree, so do 1, 3, 5
    weights = [[1 - 2 * ((one + other) % 2) for one in range(6)] for other in range(6)]
    assert [place % 2 for place in camps.order(weights)] in (
        [0, 0, 0, 1, 1, 1],
        [1, 1, 1, 0, 0, 0],
    )
    assert camps.order([]) == []
    assert camps.order([[0]]) == [0]


def test_of_very_many_holders_those_who_say_most_are_drawn():
    holders = [f"Holder {at:03}" for at in range(210)]
    rows = [
        spoken(holder, at, "p", asserts=1 + (at >= 10))
        for at, holder in enumerate(holders)
    ]
    one = named(rows, holders, kind="congruence")
    for holders, most in (drawing.ON_PAGE, drawing.IN_FILE):
        shown = drawing.drawn(one, (holders, most))
        assert shown.holders == [*range(10, 10 + holders)]
        assert len(shown.edges) == most < len(one.network)
        assert {edge.target for edge in shown.edges} <= {*shown.holders}
    drawn = drawing.figure(one, "", shown)
    assert (
        "Drawn: the 200 holders with most statements, 1,000 edges" in drawn.description
    )
    assert [words.written(weight) for weight in (0.125, -7.0, 23812)] == [
        *("0.125", "−7", "23,812")
    ]
    names = [mark for mark in drawn.marks if isinstance(mark, Text)]
    assert len(names) == 200
    # no two names on each other
    assert len({(mark.anchor, round(mark.y)) for mark in names}) == 200
