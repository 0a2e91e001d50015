"""The table: cells, empty cells, folded columns, totals, and where a cell leads."""

from xml.etree import ElementTree

import pytest

from annotations.actions.coverage import set_coverage
from annotations.models import Doctrine
from corpus.actions.names import create_actor
from tests.factories import make_annotation, make_document, make_member

PAGE = "/projects/winter/positions/"
INVITATION = "Intervention by invitation"
FORCE = "Use of force and non-intervention"


@pytest.fixture
def text(project, olga):
    return make_document(project=project, by=olga, authors=["Doe, Jane"])


@pytest.fixture
def see(as_user, victor):
    """see(open="ibi"): {row: {column: cell}} in the words of a screen reader."""
    return lambda **query: read(as_user(victor).get(PAGE, query).content)


def table_of(content):
    _before, _, rest = content.decode().partition("<table")
    return ElementTree.fromstring(f"<table{rest.partition('</table>')[0]}</table>")


def read(content):
    table = table_of(content)
    names = columns(table.findall("thead/tr"))
    return {
        said(row.find("th")): dict(
            zip(names, map(said, row.findall("td")), strict=True)
        )
        for row in [*table.findall("tbody/tr"), *table.findall("tfoot/tr")]
    }


def columns(lines):
    """The lowest heading above each column, without that of the holders."""
    grid = {}
    for y, line in enumerate(lines):
        for cell in line:
            x = next(x for x in range(1000) if (x, y) not in grid)
            for right in range(int(cell.get("colspan", 1))):
                for down in range(int(cell.get("rowspan", 1))):
                    grid[x + right, y + down] = heading(cell)
    last = len(lines) - 1
    return [grid[x, last] for x in range(1, 1 + max(x for x, _y in grid))]


def heading(cell):
    return said(cell, "polarity").removeprefix("Unfold ").removeprefix("Fold ")


def said(element, unless="-"):
    """The words of an element, without what is hidden or of the class ``unless``."""
    return " ".join(" ".join(pieces(element, unless)).split()).replace(" ;", ";")


def pieces(element, unless):
    # "steps" is the menu beside a heading
    hidden = element.get("aria-hidden") == "true"
    if not hidden and element.get("class") not in (unless, "steps"):
        yield element.text or ""
        for child in element:
            yield from pieces(child, unless)
            yield child.tail or ""


def doctrine(project, slug):
    return Doctrine.objects.get(project=project, slug=slug)


def test_a_cell_says_its_stances_in_words(text, alice, see):
    make_annotation(document=text, by=alice)
    make_annotation(document=text, by=alice, quote="help came", stance="denies")
    row = see()["Doe, Jane"]
    assert row[INVITATION] == "asserts 1, denies 1, split; effect 0"


def test_a_folded_column_sums_each_doctrine_by_its_own_polarity(
    text, alice, see, as_user, victor
):
    make_annotation(document=text, by=alice, doctrine="ibi.request")
    for quote in ("help came", "Nobody"):
        make_annotation(
            document=text, by=alice, quote=quote, doctrine="ibi.internal_unrest"
        )
    assert see()["Doe, Jane"][INVITATION] == "asserts 3; effect −1"
    # and the heading does not say that all justify
    client = as_user(victor)
    told = "Justifies, others below"
    assert told in client.get("/projects/winter/positions/?doctrine=ibi").text
    assert told not in client.get("/projects/winter/positions/?open=ibi").text


def test_an_unfolded_column_shows_its_doctrines(text, alice, see):
    make_annotation(document=text, by=alice, doctrine="ibi.consent.freedom")
    make_annotation(document=text, by=alice, doctrine="ibi", stance="denies")
    row = see(open="ibi")["Doe, Jane"]
    assert row[f"in general {INVITATION}"] == "denies 1; effect −1"
    assert row["Valid consent"] == "asserts 1; effect +1"
    assert INVITATION not in row


def test_the_last_line_counts_a_passage_once(project, olga, alice, see):
    names = ["Doe, Jane", "Roe, Mary"]
    text = make_document(project=project, by=olga, authors=names)
    make_annotation(document=text, by=alice)
    rows = see()
    assert [rows[name][INVITATION] for name in names] == ["asserts 1; effect +1"] * 2
    assert rows["All holders each passage once"][INVITATION] == "asserts 1; effect +1"


def test_an_empty_cell_is_not_coded_silent_or_not_applicable(project, text, alice, see):
    make_annotation(document=text, by=alice)
    assert see()["Doe, Jane"][FORCE] == "not coded"
    set_coverage(document=text, by=alice)
    assert see()["Doe, Jane"][FORCE] == "silent"
    uof = doctrine(project, "uof")
    set_coverage(document=text, by=alice, state="not_applicable", doctrine=uof)
    assert see()["Doe, Jane"][FORCE] == "not applicable"


def test_what_other_coders_read_does_not_make_silence(project, text, alice, see):
    tom = make_member(project, "tom", "coder")
    set_coverage(document=text, by=tom)
    assert see(coder=tom.email)["Doe, Jane"][FORCE] == "silent"
    assert see(coder=alice.email)["Doe, Jane"][FORCE] == "not coded"


def test_an_actor_is_silent_when_all_their_texts_were_read(
    project, text, olga, alice, see
):
    other = make_document(
        project=project,
        by=olga,
        text="Another note.",
        filename="other.txt",
        authors=["Doe, Jane"],
    )
    set_coverage(document=text, by=alice)
    assert see()["Doe, Jane"][FORCE] == "not coded"
    assert see(by="document")["note"][FORCE] == "silent"
    set_coverage(document=other, by=alice)
    assert see()["Doe, Jane"][FORCE] == "silent"


def test_who_is_only_quoted_is_never_silent(project, text, alice, see):
    create_actor(project=project, name="Ruritania", kind="state", by=alice)
    voice = {"kind": "attributed", "holder": "Ruritania"}
    make_annotation(document=text, by=alice, voice=voice)
    set_coverage(document=text, by=alice)
    rows = see(voice="all")
    assert rows["Ruritania"][FORCE] == "not coded"
    assert rows["Doe, Jane"][FORCE] == "silent"
    assert list(see(voice="attributed"))[0] == "Ruritania"


def test_an_empty_total_is_a_number(text, see):
    assert see()["All holders each passage once"][FORCE] == "0"


def test_the_branch_is_said_by_its_name(text, as_user, victor):
    page = as_user(victor).get(PAGE, {"doctrine": "ibi"}).text
    assert "under “Intervention by invitation” and all below it" in page


def test_the_defaults_are_said(project, text, as_user, victor):
    page = as_user(victor).get(PAGE).content.decode()
    for default in ("author’s own voice", "situation of the text itself", "all coders"):
        assert default in page


def test_a_cell_leads_to_the_passages_it_counts(project, text, olga, alice, as_user):
    make_annotation(document=text, by=alice)
    make_annotation(document=text, by=alice, quote="Nobody", situation="RULE")
    other = make_document(
        project=project, by=olga, text="They asked its allies for help."
    )
    make_annotation(document=other, by=alice)
    client = as_user(alice)
    first = table_of(client.get(PAGE).content).find("tbody/tr")
    [address] = [link.get("href") for link in first.findall("td/a")]
    found = client.get(address).content.decode()
    assert found.count('class="mark-row"') == 1


def test_an_unknown_filter_is_said(project, as_user, victor):
    response = as_user(victor).get(PAGE, {"situation": "MARS"})
    assert response.status_code == 422
    assert "There is no situation “MARS”" in response.content.decode()


def test_an_empty_project_says_what_to_do(project, as_user, victor):
    assert "Add the texts" in as_user(victor).get(PAGE).content.decode()


def test_the_table_costs_the_same_for_many_rows(
    project, olga, alice, as_user, victor, django_assert_num_queries
):
    client = as_user(victor)
    for number in range(3):
        text = make_document(
            project=project,
            by=olga,
            text=f"{number}: they asked its allies for help.",
            authors=[f"Doe, {number}"],
        )
        make_annotation(document=text, by=alice)
        # session, user, project, tree, editions,
        # counts (savepoint, setting, query, release),
        # names of holders, coverage, texts, authors; those of the choices:
        # situations, coders, tree; doctrines with elements
        with django_assert_num_queries(17):
            client.get(PAGE)
