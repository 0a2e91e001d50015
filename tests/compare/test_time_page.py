"""Positions by date: who turned, with both passages, and what is not certain."""

import csv

import pytest
from django.db.models import Q

from annotations.models import Annotation
from corpus.actions.editions import link
from tests.factories import make_annotation, make_document

PATH = "/projects/winter/time/"
TEXT = "Note {}. Help was asked for. Nobody asked for help. It is over."
YES, NO = "Help was asked for", "Nobody asked for help"


@pytest.fixture
def write(project, olga, alice):
    """write(date, stances…, author): a text that says so of the request."""
    number = iter(range(100))

    def written(date, *stances, author="Doe, Jane"):
        at = next(number)
        document = make_document(
            project=project,
            by=olga,
            text=TEXT.format(at),
            filename=f"{at}.txt",
            title=f"Note {at} of {date or 'no day'}",
            authors=[author] if isinstance(author, str) else [*author],
            issued=date,
        )
        for stance in stances:
            quote = NO if stance in {"denies", "doubts"} else YES
            make_annotation(document=document, by=alice, quote=quote, stance=stance)
        return document

    return written


def turns(answer):
    return [
        (turn.holder, turn.before.side, turn.after.side, turn.kind)
        for turn in answer.context["turns"]
    ]


def test_changes_are_told_with_both_passages(
    as_user, victor, write, django_assert_max_num_queries
):
    write("2010", "asserts")
    write("2014-03", "denies")
    write("2022-01-07", "denies", "concedes")
    # no position, no date, and dates that overlap
    write("2012", "reports")
    write("", "denies")
    write("2022", "asserts", author="Roe, Richard")
    write("2022-01", "denies", author="Roe, Richard")
    client = as_user(victor)
    with django_assert_max_num_queries(60) as few:
        answer = client.get(PATH)
    count = len(few)
    assert turns(answer) == [
        ("Doe, Jane", "affirms", "contests", "turns"),
        ("Doe, Jane", "contests", "split", "becomes split"),
    ]
    first, second = answer.context["turns"]
    before, after = first.quotes
    assert [(quote.words, quote.stance) for quote in before] == [(YES, "asserts")]
    assert [(quote.words, quote.stance) for quote in after] == [(NO, "denies")]
    assert [quote.words for quote in second.quotes[1]] == [YES, NO]
    assert before[0].paragraph == 1
    assert client.get(before[0].address).status_code == 200
    [uncertain] = answer.context["open_order"]
    assert (uncertain.holder, uncertain.kind) == ("Roe, Richard", "")
    page = answer.content.decode()
    assert "Order not certain" in page and "1 text without a date stands apart" in page
    assert f"“{NO}”" in page

    rows = answer.context["rows"]
    assert [(row.holder[:3], row.head.issued, row.side) for row in rows] == [
        ("Doe", "2010", "affirms"),
        ("Doe", "2012", "neither"),
        ("Doe", "2014-03", "contests"),
        ("Doe", "2022-01-07", "split"),
        ("Doe", "", "contests"),
        ("Roe", "2022-01", "contests"),
        ("Roe", "2022", "affirms"),
    ]
    drawing = client.get(f"{PATH}?picture=time&format=svg").content.decode()
    assert "2 lanes" in drawing and "2 changes of side" in drawing
    table = client.get(f"{PATH}?picture=time&format=csv").content.decode("utf-8-sig")
    assert len(table.splitlines()) == 3 + len(rows)
    changes = client.get(f"{PATH}?format=changes").content.decode("utf-8-sig")
    found = list(csv.DictReader(changes.splitlines()[2:]))
    assert [row["change"] for row in found] == [
        "turns",
        "becomes split",
        "order not certain",
    ]
    assert found[1]["quote_after"] == f"{YES} / {NO}"
    assert found[0]["address_before"] == before[0].address

    # a window cuts, and tells what it leaves out
    late = client.get(f"{PATH}?since=2014")
    assert turns(late) == [("Doe, Jane", "contests", "split", "becomes split")]
    assert "1 text of the project has no date" in late.content.decode()
    # more texts, as many queries
    for year in range(2023, 2027):
        write(str(year), "denies" if year % 2 else "asserts")
    with django_assert_max_num_queries(count):
        assert len(turns(client.get(PATH))) == 6


def test_a_text_of_two_is_one_text(as_user, victor, alice, project, write):
    """Each author has a position of their own in it; it is one text all the same."""
    both = ("Doe, Jane", "Roe, Richard")
    attack = {"doctrine": "sd.armed_attack", "stance": "asserts", "quote": YES}
    for year in ("2010", "2014"):
        make_annotation(document=write(year, author=both), by=alice, **attack)
    for year in ("2011", "2012", "2013"):
        write(year, "denies", author="Poe, Ann")
    client = as_user(victor)
    # two authors of two texts are no more than three texts
    answer = client.get(PATH)
    assert {row.holder for row in answer.context["rows"]} == {"Poe, Ann"}
    page = client.get(f"{PATH}?doctrine=sd.armed_attack").content.decode()
    assert "2 lanes, one for each holder and doctrine" in page
    assert "4 positions in 2 dated texts: 4 affirm" in page


def test_only_what_counts_is_followed(as_user, victor, olga, alice, write):
    text = write("2010", "asserts")
    other = write("2014")
    voice = {"kind": "attributed", "holder": "Doe, Jane"}
    make_annotation(document=other, by=alice, quote=NO, stance="denies", voice=voice)
    client = as_user(victor)
    # what is attributed to her is not her own voice, unless it is asked for
    assert turns(client.get(PATH)) == []
    page = client.get(PATH).content.decode()
    assert "Nobody certainly changed sides" in page
    assert len(turns(client.get(f"{PATH}?voice=all"))) == 1
    # the doctrine with all below it, or another one
    assert len(turns(client.get(f"{PATH}?voice=all&doctrine=ibi"))) == 1
    empty = client.get(f"{PATH}?voice=all&doctrine=uof").content.decode()
    assert "Nothing to follow yet" in empty
    assert client.get(f"{PATH}?doctrine=nonsense").status_code == 422
    assert text.title in page

    # of a reprint what it alone says, and of that what is asked for
    make_annotation(document=other, by=alice, quote=YES)
    make_annotation(document=other, by=alice, quote=NO, stance="denies")
    over = make_annotation(
        document=other, by=alice, quote="It is over", stance="denies"
    )
    marks = Annotation.objects.filter(Q(pk=over.pk) | Q(document=text))
    assert marks.update(status="accepted") == 2
    link(document=other, of=text, kind="reprint", by=olga)
    for query, quote in (("", NO), ("?status=accepted", "It is over")):
        [turn] = client.get(f"{PATH}{query}").context["turns"]
        assert (turn.before.side, turn.after.side) == ("affirms", "contests")
        assert [said.words for said in turn.quotes[1]] == [quote]


def test_many_lanes_are_drawn_page_by_page(as_user, victor, write):
    write("2010", "asserts", author="Zahn, Zoe")
    write("2014", "denies", author="Zahn, Zoe")
    for number in range(25):
        write(str(2000 + number), "asserts", author=f"Holder {number:02}")
    write("2024", "asserts", author="Holder 24")
    client = as_user(victor)
    first, second = client.get(PATH), client.get(f"{PATH}?page=2")
    # who turned, then who says it in two texts, then by name
    shown = [[row.holder for row in page.context["rows"]] for page in (first, second)]
    assert shown[0][:5] == [*["Zahn, Zoe"] * 2, *["Holder 24"] * 2, "Holder 00"]
    assert shown[1] == ["Holder 23"]
    for page, lanes in ((first, 25), (second, 1)):
        described = page.context["picture"].figure.description
        assert described.startswith(f"{lanes} lane") and described in page.text
        assert (
            "26 lanes with 28 positions in texts, too many for one picture" in page.text
        )
        drawn = {name for name in sum(shown, []) if f"{name}</text>" in page.text}
        assert drawn == {*shown[lanes == 1]}
    # files have all of them, from whatever page
    asked = f"{PATH}?page=2&picture=time&format="
    assert "26 lanes" in client.get(f"{asked}svg").content.decode()
    table = client.get(f"{asked}csv").content.decode("utf-8-sig")
    lines = [*csv.reader(table.splitlines()[3:])]
    assert [line[0] for line in lines] == sum(shown, [])
