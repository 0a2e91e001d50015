"""What is carried or repeated over the texts of one work counts once."""

import json

import pytest
from django.core.management import call_command

from annotations.actions.annotations import delete_annotation
from annotations.actions.carry import carry
from annotations.actions.coverage import set_coverage
from annotations.positions.works import works_of
from corpus.actions.documents import withdraw
from corpus.actions.editions import link
from corpus.models import Document
from tests.annotations.test_carry import ASKED, FIRST, SAID, SECOND
from tests.annotations.test_positions import ask
from tests.annotations.test_positions_page import said, table_of
from tests.factories import make_annotation, make_document

HEAD = {"authors": ["Doe, Jane"], "situation": "KAZ-2022"}


@pytest.fixture
def first(project, olga):
    return make_document(project=project, by=olga, text=FIRST, issued="2022", **HEAD)


@pytest.fixture
def second(project, olga, first, rita):
    return linked(project, olga, first, SECOND, "edition", issued="2023")


def linked(project, olga, of, text, kind, **head):
    document = make_document(
        project=project,
        by=olga,
        text=text,
        filename=f"{kind}-{len(text)}.txt",
        **{**HEAD, **head},
    )
    link(document=document, of=of, kind=kind, by=olga)
    return document


def total(**filters):
    """(marks in all cells, marks in the totals)"""
    answer = ask(**filters)
    return tuple(
        sum(item["n"] for item in answer[part]) for part in ("items", "totals")
    )


@pytest.mark.parametrize("by", ["actor", "document"])
def test_a_carried_mark_counts_once(first, second, alice, rita, by):
    make_annotation(document=first, by=alice, quote=ASKED)
    carry(document=second, by=rita)
    assert total(by=by) == (1, 1)


def test_only_the_newest_edition_counts(first, second, alice, rita):
    make_annotation(document=first, by=alice, quote=ASKED)
    make_annotation(document=first, by=alice, quote="self-defence was no ground")
    carry(document=second, by=rita)
    # the other one waits to be placed
    assert total() == (1, 1)
    [row] = ask(by="document")["items"]
    assert row["holder"]["id"] == second.pk
    assert works_of(first.project).waiting() == 1


def test_an_edition_that_nobody_coded_does_not_count_yet(first, second, alice):
    make_annotation(document=first, by=alice, quote=ASKED)
    assert total() == (1, 1)
    set_coverage(document=second, by=alice)
    assert total() == (0, 0)


def test_a_withdrawn_edition_hands_back_to_the_earlier_one(
    first, second, alice, rita, olga
):
    make_annotation(document=first, by=alice, quote=ASKED)
    carry(document=second, by=rita)
    withdraw(document=second, by=olga)
    [row] = ask(by="document")["items"]
    assert row["holder"]["id"] == first.pk


def test_newest_is_by_date_and_not_by_the_order_of_adding(project, olga, first, alice):
    earlier = linked(project, olga, first, SECOND, "edition", issued="1999")
    make_annotation(document=earlier, by=alice, quote=ASKED)
    make_annotation(document=first, by=alice, quote=SAID)
    make_annotation(document=first, by=alice, quote=ASKED)
    assert works_of(project).older == {earlier.pk}
    assert total() == (2, 2)


REPRINT = "Printed in the Evening Paper\n\n" + FIRST.replace("abroad", "outside")


@pytest.mark.parametrize("by", ["actor", "document"])
def test_a_reprint_counts_what_it_alone_has(project, olga, first, alice, by):
    reprint = linked(project, olga, first, REPRINT, "reprint")
    make_annotation(document=first, by=alice, quote=ASKED)
    make_annotation(document=reprint, by=alice, quote=ASKED)
    make_annotation(document=reprint, by=alice, quote=SAID)
    make_annotation(document=reprint, by=alice, quote="help came", stance="denies")
    make_annotation(document=first, by=alice, quote="help came")
    assert total(by=by) == (4, 4)
    named = ask(by=by, **{"with": "annotations"})["items"]
    assert sum(len(item["annotations"]) for item in named) == 4


def test_two_reprints_repeat_each_other(project, olga, first, alice):
    texts = [
        linked(project, olga, first, f"{place}\n\n{FIRST}", "reprint")
        for place in ("In the morning", "In the evening paper")
    ]
    for text in texts:
        make_annotation(document=text, by=alice, quote=SAID)
    assert total() == (1, 1)


def test_a_reprint_of_an_older_edition_repeats_the_newest(
    project, olga, first, second, alice, rita
):
    reprint = linked(project, olga, first, REPRINT, "reprint")
    make_annotation(document=first, by=alice, quote=ASKED)
    make_annotation(document=reprint, by=alice, quote=ASKED)
    carry(document=second, by=rita)
    assert total() == (1, 1)


TRANSLATION = (
    "Notiz \u00fcber den Wintereinsatz\n\n"
    "Die Regierung bat ihre Verb\u00fcndeten um Hilfe, und Hilfe kam in zwei Tagen.\n\n"
    "Zwei Tage sp\u00e4ter war es auf den Stra\u00dfen still, man zog ab.\n\n"
    "Niemand hatte es von au\u00dfen angegriffen, Notwehr war also gar kein Grund.\n\n"
    "Der Minister sagte, dass Fremde in den Bergen die Grenze \u00fcberschritten.\n\n"
    "Der Verfasser h\u00e4lt Bienen und lehrt Recht in einer kleinen Stadt am Meer.\n"
)


def test_a_translation_counts_a_paragraphs_mark_once(project, olga, first, alice):
    other = linked(project, olga, first, TRANSLATION, "translation", language="de")
    make_annotation(document=first, by=alice, quote=ASKED)
    make_annotation(
        document=other, by=alice, quote="bat ihre Verb\u00fcndeten um Hilfe"
    )
    make_annotation(document=other, by=alice, quote="Fremde in den Bergen")
    assert total() == (2, 2)


def test_marks_outside_the_text_are_not_taken_away_twice(project, olga, first, alice):
    reprint = linked(project, olga, first, REPRINT, "reprint")
    for text in (first, reprint):
        make_annotation(document=text, by=alice, quote=ASKED)
        start = text.text().index("The government")
        text.regions.create(project=project, start=start, end=start + 80)
    assert total() == (0, 0)


def test_a_deleted_mark_is_no_mark_of_an_edition(first, second, alice):
    make_annotation(document=first, by=alice, quote=ASKED)
    gone = make_annotation(document=second, by=alice, quote=ASKED)
    delete_annotation(annotation=gone, version=1, by=alice)
    assert works_of(first.project).older == {second.pk}


def test_what_was_read_in_a_reprint_is_silent_for_the_work(
    project, olga, first, alice, as_user
):
    reprint = linked(project, olga, first, REPRINT, "reprint")
    set_coverage(document=reprint, by=alice)
    make_annotation(document=first, by=alice, quote=ASKED)
    page = as_user(alice).get("/projects/winter/positions/?by=actor")
    assert "silent" in page.text.partition("<tbody")[2]


def test_nothing_changes_where_nothing_is_linked(first, alice):
    make_annotation(document=first, by=alice, quote=ASKED)
    works = works_of(Document.objects.get(pk=first.pk).project)
    assert (works.older, works.repeats) == (set(), [])
    assert total() == (1, 1)


@pytest.mark.parametrize("by", ["actor", "document"])
def test_page_api_and_command_count_a_work_once(
    project, olga, rita, first, second, alice, by, as_user, victor, capsys
):
    reprint = linked(project, olga, first, REPRINT, "reprint")
    other = linked(project, olga, first, TRANSLATION, "translation", language="de")
    for text in (first, reprint):
        make_annotation(document=text, by=alice, quote=ASKED)
    carry(document=second, by=rita)
    make_annotation(document=other, by=alice, quote="bat ihre Verb\u00fcndeten")
    # said in one of the four alone
    make_annotation(document=other, by=alice, quote="Fremde in den Bergen")
    client = as_user(victor)
    page = client.get("/projects/winter/positions/", {"by": by})
    answer = client.get("/api/v1/projects/winter/positions", {"by": by}).json()
    call_command("positions", "--project=winter", "--json", f"--by={by}")
    command = json.loads(capsys.readouterr().out)
    last = table_of(page.content).find("tfoot")
    assert "asserts 2; effect +2" in [said(cell) for cell in last.iter("td")]
    for told in (answer, command):
        assert [item["n"] for item in told["totals"]] == [2]
        assert sum(item["n"] for item in told["items"]) == 2


def test_who_signs_the_reprint_alone_repeats_the_text_as_well(
    as_user, victor, project, olga, first, alice
):
    """In the table, behind its number and on the actor's own page alike."""
    reprint = linked(
        project, olga, first, REPRINT, "reprint", authors=["Roe, Max"], situation=""
    )
    reprint.situation = first.situation
    reprint.save(update_fields=["situation"])
    make_annotation(document=first, by=alice, quote=ASKED)
    make_annotation(document=reprint, by=alice, quote=ASKED)
    make_annotation(document=reprint, by=alice, quote=SAID)
    [row] = [item for item in ask()["items"] if item["holder"]["name"] == "Roe, Max"]
    assert row["n"] == 1
    actor = row["holder"]["id"]
    client = as_user(victor)
    address = f"/projects/winter/positions/passages/?holder=actor:{actor}"
    page = client.get(address).content.decode()
    assert page.count('<mark class="quoted">') == 1
    page = " ".join(
        client.get(f"/projects/winter/actors/{actor}/").content.decode().split()
    )
    assert "Together 1 passage:" in page
