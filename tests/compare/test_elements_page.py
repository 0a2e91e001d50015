"""Elements: that all accept the rule and part on one fact is told and drawn."""

import re

import pytest

from annotations.models import DoctrineLink
from tests.factories import make_annotation, make_document, make_region

TEXT = "Note {}. They asked before. Nobody had invaded. It was within bounds."
ASKED, FACT, BOUNDS = "They asked before", "Nobody had invaded", "within bounds"
PATH = "/projects/winter/elements/"


@pytest.fixture
def write(project, olga):
    number = iter(range(100))

    def written(author, situation="KAZ-2022"):
        return make_document(
            project=project,
            by=olga,
            text=TEXT.format(next(number)),
            authors=[author],
            situation=situation,
        )

    return written


def mark(text, by, quote, element, stance="asserts", **fields):
    make_annotation(
        document=text,
        by=by,
        quote=quote,
        doctrine=f"ibi.consent.{element}",
        stance=stance,
        **fields,
    )


def test_all_accept_the_rule_and_part_on_one_fact(
    as_user, victor, alice, write, django_assert_num_queries
):
    client = as_user(victor)
    assert "has elements yet" not in client.get(PATH).content.decode()
    for at, author in enumerate(("Doe, Jane", "Moe, Max", "Roe, Richard")):
        text = write(author)
        mark(text, alice, ASKED, "timing", ground="rule")
        stance = "denies" if author == "Roe, Richard" else "asserts"
        mark(text, alice, FACT, "freedom", stance, ground="fact")
        # what all accept is not what is opened, though it comes first by name
        make_annotation(
            document=text, by=alice, quote=BOUNDS, doctrine="sd.armed_attack"
        )
        if not at:
            with django_assert_num_queries(36) as few:
                client.get(PATH)
    mark(text, alice, BOUNDS, "scope", "concedes")
    # another situation's, attributed and outside the text: none of them counts
    mark(text, alice, FACT, "timing", "denies", situation="CSK-1968")
    voice = {"kind": "attributed", "holder": "Doe, Jane"}
    mark(text, alice, BOUNDS, "timing", "denies", voice=voice, ground="rule")
    outside = write("Moe, Max")
    mark(outside, alice, FACT, "timing", "denies")
    make_region(document=outside, by=alice, end=len(outside.text()))
    with django_assert_num_queries(len(few)):
        answer = client.get(PATH)
    assert answer.context["sentences"] == [
        "“Due authority”: nobody takes a side.",
        "“Prior consent”: all 3 accept it.",
        "“Free consent”: 2 accept it, 1 contests it. Contested on the fact alone.",
        "“Specific consent”: only Roe, Richard takes a side and accepts it.",
    ]
    assert answer.context["headline"] == (
        "All who take a side on “Prior consent” accept it. Only one divides them,"
        " “Free consent”: 2 accept it, 1 contests it. Contested on the fact alone."
    )
    page = answer.content.decode()
    assert answer.context["headline"] in page
    other = client.get("/projects/winter/doctrines/sd/elements/")
    assert other.context["headline"] == (
        "All who take a side on “Armed attack” accept it. No element divides the"
        " holders."
    )
    # the picture says the same to who cannot see it, and each cell leads on
    drawing = client.get(f"{PATH}?picture=elements&format=svg").content.decode()
    [described] = re.findall(r"<desc[^>]*>(.*?)</desc>", drawing)
    assert answer.context["headline"] in described
    assert "Roe, Richard, Free consent: contests, on the fact" in drawing
    [line] = [line for line in answer.context["lines"] if "Roe" in line.holder["name"]]
    behind = client.get(line.elements[2].cell.address).content.decode()
    assert re.findall(r'<mark class="quoted">(.*?)</mark>', behind) == [FACT]
    table = client.get(f"{PATH}?picture=elements&format=csv").content.decode()
    assert "contests, on the fact" in table

    # holders part as much on the doctrine itself, which is no element of it
    for quote, stance in ((ASKED, "asserts"), (FACT, "denies")):
        make_annotation(
            document=write(f"{stance}, A"),
            by=alice,
            quote=quote,
            doctrine="ibi.consent",
            stance=stance,
        )
    drawing = client.get(f"{PATH}?picture=elements&format=svg").content.decode()
    assert "“Valid consent, in general”: 1 accepts it, 1 contests it." in drawing
    assert drawing.count(">divides most<") == 1

    # whose text nobody coded is not drawn, which is said
    write("Poe, Ann")
    unsaid = "Not coded, and only in the table: Poe, Ann."
    drawing = client.get(f"{PATH}?picture=elements&format=svg").content.decode()
    assert unsaid in drawing and ">Poe, Ann<" not in drawing
    assert unsaid in client.get(PATH).content.decode()

    # who is quoted denies the rule: that divides, too
    told = client.get(f"{PATH}?voice=all").context["headline"]
    assert told == "“Prior consent” and “Free consent” divide most."
    assert (
        "No element divides"
        in client.get(f"{PATH}?situation=RULE&voice=own").context["headline"]
    )


def test_without_elements_it_says_how_to_add_them(as_user, victor, project):
    DoctrineLink.objects.filter(project=project).delete()
    page = as_user(victor).get(PATH).content.decode()
    assert "No doctrine has elements yet" in page and "element of" in page
