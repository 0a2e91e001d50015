"""Pictures as data: the page's elements, the file of its own, the table as CSV."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from compare.pictures import grid, svg, table
from compare.pictures.figure import (
    Circle,
    Figure,
    Line,
    Polygon,
    Rect,
    Text,
    short,
    width_of,
)
from compare.pictures.looks import COLOURS, LOOKS
from compare.pictures.picture import Picture, Table
from compare.pictures.signs import sign

CSS = Path(__file__).parents[2] / "static/glossator/css"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def picture():
    """A mark of each kind; words that must be escaped."""
    figure = Figure(
        key="camps",
        title="Camps <of> R&D",
        description="Two camps stand apart.",
        width=300,
        height=120,
        marks=[
            Rect(0, 0, 10, 10.5, "split", about="“A” & <B>"),
            Line(0, 0, 1 / 3, 10, "minus", width=4),
            Circle(5, 5, 3),
            Polygon([(0, 0), (1.25, 2), (3, 4)], "for"),
            Text(10, 20, "A & <B>\x00", anchor="end", turned=-45, about="Group A"),
        ],
        rule="Counted: what each text says, " * 4,
    )
    rows = [["=SUM(1)", 0.5, None], ["B, C", -1, "x"]]
    return Picture(figure, Table(["Holder", "Likeness", "Why"], rows, frozenset({1})))


def test_a_file_stands_alone(picture):
    content = svg.written(picture.figure)
    root = ElementTree.fromstring(content)
    assert root.find(f"{SVG}title").text == "Camps <of> R&D"
    assert root.find(f"{SVG}desc").text.startswith("Two camps stand apart. Counted:")
    assert root.get("width") and "sans-serif" in root.get("font-family")
    ground = root.find(f"{SVG}rect")
    assert (ground.get("fill"), ground.get("width")) == ("#ffffff", "100%")
    # nothing that a strict policy, or a program without style sheets, refuses
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"class", "style", "href"}
    drawn = {element.tag.removeprefix(SVG): element for element in root.find(f"{SVG}g")}
    assert drawn["rect"].get("fill") == "url(#camps-hatch)"
    assert root.find(f".//{SVG}pattern").get("id") == "camps-hatch"
    assert drawn["line"].get("stroke-dasharray") == "6 4"
    assert drawn["line"].get("stroke-width") == "4"
    assert drawn["line"].get("x2") == "0.33"
    assert drawn["polygon"].get("points") == "0,0 1.25,2 3,4"
    assert drawn["text"].get("transform") == "rotate(-45 10 20)"
    assert "".join(drawn["text"].itertext()) == "Group AA & <B>�"
    # the counting rule below the drawing, in lines as wide as it
    rules = [element.text for element in root.findall(f"{SVG}text")][1:]
    assert len(rules) > 1
    assert " ".join(rules) == " ".join(picture.figure.rule.split())


def test_the_page_draws_the_same_with_classes(picture):
    page = render_to_string(
        "compare/_drawing.html",
        {"figure": picture.figure, "elements": picture.elements},
    )
    root = ElementTree.fromstring(page[page.index("<svg") :])
    assert root.get("role") == "img"
    told = {element.get("id"): element.text for element in root if element.get("id")}
    assert [told[key] for key in root.get("aria-labelledby").split()] == [
        "Camps <of> R&D",
        "Two camps stand apart.",
    ]
    drawn = {element.tag: element for element in root[3:]}
    assert drawn["circle"].get("class") == "fill-accent stroke-paper"
    assert drawn["rect"].get("fill") == "url(#camps-hatch)"
    assert drawn["rect"].find("title").text == "“A” & <B>"
    assert drawn["text"].find("title").tail == "A & <B>�"
    assert "style=" not in page
    assert not re.search(r"#[0-9a-f]{6}", page), "colours are the style sheet's"


def test_the_table_is_csv_that_no_spreadsheet_runs(picture):
    content = table.written(picture)
    rule, blank, *lines = content.decode("utf-8-sig").splitlines()
    assert rule.startswith('"Counted: what each text says, ') and not blank
    assert lines == [
        "Holder,Likeness,Why",
        "'=SUM(1),0.5,",
        '"B, C",-1,x',
    ]


def test_colours_are_those_of_the_product():
    """A file has the light colour of the name that the page's class has."""
    tokens = (CSS / "tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6})", tokens.split("}")[0]))
    assert {**COLOURS, "paper": light["paper"]} == {
        name: light[name] for name in COLOURS
    }
    rules = (CSS / "pictures.css").read_text(encoding="utf-8")
    for name in COLOURS:
        for kind in ("fill", "stroke"):
            assert f".{kind}-{name} {{\n  {kind}: var(--{name});\n}}" in rules
    assert {look.fill for look in LOOKS.values()} <= {*COLOURS, "hatch", "none"}


def test_signs_differ_by_shape():
    sides = ("for", "against", "split", "neutral")
    assert len({str(sign(side, 0, 0).places()) for side in sides}) == len(sides)


def test_names_of_a_grid_have_the_room_that_they_need():
    names = ["Institute for the Laws of War and Peace", "議会" * 20]
    cells = [[grid.Cell("for", "3")], [grid.Cell("", "silent")]]
    asked = grid.Grid(names, ["KAZ-2022"], cells)
    drawn = grid.figure(asked, "grid", "Who", "Who holds what.", "The rule.")
    words = {text.words: text for text in drawn.marks if isinstance(text, Text)}
    assert names[0] in words and names[1] not in words
    assert words["3"].x > width_of(names[0]) and words["3"].x < drawn.width


def test_long_names_are_cut():
    assert short("Rita", 100) == "Rita"
    assert short("A very long name of an organisation", 100).endswith("…")
    assert len(short("議会" * 20, 100)) < len(short("abcd" * 20, 100))
