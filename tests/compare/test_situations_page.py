"""One doctrine in several situations; what a mark is about is told from its text."""

import csv

import pytest

from tests.factories import make_annotation, make_document

PATH = "/projects/winter/situations-compared/"
TEXT = "Note by {}. They asked before. Nobody had invaded. It was within bounds."
ASKED, FACT, BOUNDS = "They asked before", "Nobody had invaded", "within bounds"


@pytest.fixture
def write(project, olga, alice):
    def written(author, situation, *marks):
        text = make_document(
            project=project,
            by=olga,
            text=TEXT.format(f"{author} on {situation}"),
            authors=[author],
            situation=situation,
        )
        for quote, element, stance, about in marks:
            make_annotation(
                document=text,
                by=alice,
                quote=quote,
                doctrine=f"ibi.consent.{element}",
                stance=stance,
                situation=about,
            )
        return text

    return written


def cells(answer):
    """{holder: [(situation, word, what its texts are about)]}"""
    return {
        row.holder["name"]: [(c.label, c.word, c.told) for c in row.cells]
        for row in answer.context["page"].object_list
    }


def argued(answer):
    """{element: {situation: {side: holders}}} of what was argued."""
    return {
        line.name: {cell.label: cell.holders for cell in line.cells if cell.holders}
        for line in answer.context["lines"]
    }


def test_situations_stand_side_by_side(
    as_user, victor, write, django_assert_num_queries
):
    client = as_user(victor)
    assert "No situation is marked yet" in client.get(PATH).content.decode()
    query = "?doctrine=ibi.consent&in=KGZ-2010&in=KAZ-2022"
    write(
        "Doe, Jane",
        "KAZ-2022",
        (ASKED, "timing", "asserts", "KAZ-2022"),
        (FACT, "freedom", "denies", "KGZ-2010"),
        (BOUNDS, "scope", "denies", "CSK-1968"),
    )
    with django_assert_num_queries(33) as few:
        client.get(PATH + query)
    write("Doe, Jane", "KGZ-2010", (FACT, "freedom", "denies", "KGZ-2010"))
    write(
        "Roe, Max",
        "KGZ-2010",
        (FACT, "freedom", "asserts", "KGZ-2010"),
        (ASKED, "timing", "concedes", "KAZ-2022"),
        (FACT, "timing", "doubts", "KAZ-2022"),
    )
    write("Moe, Ann", "CSK-1968", (ASKED, "timing", "denies", "CSK-1968"))
    with django_assert_num_queries(len(few)):
        answer = client.get(PATH + query)
    assert cells(answer) == {
        "Doe, Jane": [
            ("KGZ-2010", "contests", "1 in a text about KAZ-2022"),
            ("KAZ-2022", "accepts", ""),
        ],
        "Roe, Max": [
            ("KGZ-2010", "accepts", ""),
            ("KAZ-2022", "partly", "2 in texts about KGZ-2010"),
        ],
    }
    assert argued(answer) == {
        "Due authority": {},
        "Prior consent": {
            "KAZ-2022": {"accepts": ["Doe, Jane"], "partly": ["Roe, Max"]}
        },
        "Free consent": {
            "KGZ-2010": {"accepts": ["Roe, Max"], "contests": ["Doe, Jane"]}
        },
        "Specific consent": {},
    }
    page = " ".join(answer.content.decode().split())
    assert "Side by side: KGZ-2010, KAZ-2022." in page
    assert "1 more holder speaks only of other situations" in page
    assert 'name="situation"' not in page
    # a cell leads to its passages, and no others
    [row, _roe] = answer.context["page"].object_list
    behind = client.get(row.cells[0].cell.address)
    assert behind.context["behind"].total == 2
    [_authority, _timing, freedom, _scope] = answer.context["lines"]
    behind = client.get(freedom.cells[0].address)
    assert behind.context["behind"].total == 3

    # both pictures say so, and are taken away
    drawing = client.get(f"{PATH}{query}&picture=situations&format=svg")
    assert (
        "Doe, Jane, KGZ-2010: contests; 1 in a text about" in drawing.content.decode()
    )
    table = client.get(f"{PATH}{query}&picture=argued&format=csv")
    rule, _blank, *lines = table.content.decode("utf-8-sig").splitlines()
    assert "Side by side: " in rule
    rows = list(csv.DictReader(lines))
    assert [*rows[-1].values()] == ["Free consent", "KGZ-2010", "Doe, Jane", "contests"]

    # unasked: those with most marks, all doctrines by their effect
    usual = client.get(PATH)
    heads = [(column.code, texts) for column, texts in usual.context["heads"]]
    assert heads == [("KAZ-2022", 1), ("KGZ-2010", 2), ("CSK-1968", 1)]
    assert cells(usual)["Doe, Jane"][1] == (
        "KGZ-2010",
        "against",
        "1 in a text about KAZ-2022",
    )


def test_what_cannot_be_shown_gets_a_sentence(as_user, victor, project):
    client = as_user(victor)
    wrong = client.get(f"{PATH}?in=NOWHERE-1")
    assert wrong.status_code == 422
    assert "There is no situation “NOWHERE-1”" in wrong.content.decode()
    codes = [
        "KAZ-2022",
        "KGZ-2010",
        "UKR-2014",
        "UKR-2022",
        "ARM-2021",
        "BLR-2020",
        "CSK-1968",
    ]
    many = client.get(PATH, {"in": codes})
    assert many.status_code == 422
    assert "7 situations are too many" in many.content.decode()
