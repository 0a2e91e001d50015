"""The dashboard: every number against a count made another way."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.annotations import delete_annotation
from annotations.actions.coverage import set_coverage
from annotations.models import Annotation, Assignment
from formats import words
from review import charts
from review.actions.comments import start_thread
from review.actions.decisions import decide
from review.dashboard import days
from tests.factories import make_annotation, make_document, make_member

pytestmark = pytest.mark.django_db


def address(project):
    return reverse("review:dashboard", args=[project.slug])


@pytest.fixture
def bob(project):
    return make_member(project, "bob", "coder")


@pytest.fixture
def coded(project, document, alice, bob, rita, olga):
    """Two coders, three texts, every status, and what counts nowhere."""
    other = make_document(
        project=project, by=olga, text="Other words.\n", filename="other.txt"
    )
    alone = make_document(
        project=project, by=olga, text="Words of one.\n", filename="alone.txt"
    )
    rows = [
        make_annotation(document=document, by=alice),
        make_annotation(document=document, by=alice, stance="denies", doctrine="sd"),
        make_annotation(document=document, by=bob),
        make_annotation(document=other, by=bob, quote="Other", doctrine="sd"),
        make_annotation(document=alone, by=alice, quote="Words", stance="concedes"),
        make_annotation(document=other, by=alice, quote="words", doctrine="ibi"),
    ]
    set_coverage(document=other, by=alice)
    decide(project=project, seen={rows[0].uuid: 1}, status="accepted", by=rita)
    decide(
        project=project, seen={rows[5].uuid: 1}, status="rejected", reason="No", by=rita
    )
    gone = make_annotation(document=document, by=bob, stance="doubts")
    delete_annotation(annotation=gone, version=1, by=bob)
    for text, coder, state in (
        (document, alice, "finished"),
        (document, bob, "assigned"),
        (other, bob, "assigned"),
    ):
        Assignment.objects.create(
            project=project,
            document=text,
            coder=coder,
            by=olga,
            state=state,
            finished=timezone.now() if state == "finished" else None,
        )
    start_thread(project=project, annotation=rows[0], text="Why?", by=rita)
    return rows


def table(page, name):
    """{first cell: the others} of a table of the page, read from its markup."""
    body = re.search(rf'id="{name}-table".*?<tbody>(.*?)</tbody>', page, re.S)[1]
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", body, re.S):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        texts = [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]
        found[texts[0]] = texts[1:]
    return found


def test_every_number_is_that_of_a_count_by_hand(as_user, project, coded, victor):
    page = as_user(victor).get(address(project)).text
    standing = [
        row for row in Annotation.objects.filter(project=project) if not row.deleted
    ]
    figures = dict(
        re.findall(r"<dt>\s*([^<]+?)\s*</dt>\s*<dd[^>]*>\s*(\d+)\s*</dd>", page)
    )
    assert figures["Texts"] == "3"
    assert figures["Annotations"] == str(len(standing)) == "6"
    for status, word in words.STATUSES.items():
        assert figures[word] == str(sum(row.status == status for row in standing))
    assert figures["Open comments"] == "1"

    counted = [row for row in standing if row.status != "rejected"]
    for name in ("alice", "bob"):
        own = [row for row in counted if row.coder.name == name]
        assert table(page, "progress")[name][-1] == str(len(own))
        stances = [str(sum(row.stance == one for row in own)) for one in words.STANCES]
        *numbers, never = table(page, "profiles")[name]
        assert numbers == stances
        unused = [
            word
            for (stance, word), n in zip(words.STANCES.items(), stances, strict=True)
            if n == "0"
        ]
        assert never == ", ".join(unused)
    assert table(page, "progress")["alice"][:3] == ["1", "1", "1"]
    assert table(page, "progress")["bob"][:3] == ["2", "0", "0"]

    made = table(page, "days")
    assert sum(int(n) for [n] in made.values()) == len(standing)

    proposed = [row for row in standing if row.status == "proposed"]
    waits = table(page, "waiting")
    assert sum(int(n) for [n] in waits.values()) == len(proposed)

    # by hand: in the note both request, alone alice denies self-defence; in the other
    # text bob asserts it and alice, who read it, does not; of alone.txt one spoke
    assert table(page, "disputed") == {"Self-defence": ["2", "2"]}


def test_days_without_a_mark_are_there_and_old_ones_are_not(project, coded):
    today = timezone.localdate()
    later = days(project, today=today + timedelta(days=3))
    assert len(later) == 30
    assert later[-4:] == [(today + timedelta(days=n), 0 if n else 6) for n in range(4)]
    assert sum(n for _day, n in days(project, today=today + timedelta(days=30))) == 0


def test_an_empty_project_says_so(as_user, project, victor):
    page = as_user(victor).get(address(project)).text
    assert "Nobody has marked anything yet." in page
    assert "every annotation was decided" in page


def test_who_codes_blind_counts_only_their_own(as_user, project, coded, alice):
    project.coding = "blind"
    project.save(update_fields=["coding"])
    page = as_user(alice).get(address(project)).text
    assert "bob" not in table(page, "profiles")
    assert "Nowhere yet" in page


def test_it_costs_the_same_for_many_rows(
    as_user, project, document, coded, alice, django_assert_num_queries
):
    client = as_user(alice)
    for rows in (1, 20):
        for _ in range(rows):
            make_annotation(document=document, by=alice)
        # session, user, project; given, read, marks, people; days; differing, read,
        # doctrines; waiting; statuses; texts; comments; inbox
        with django_assert_num_queries(16):
            client.get(address(project))


def test_bars_are_as_long_as_their_numbers():
    chart = charts.bars([("a", [(1, "x"), (3, "y")]), ("b", [(2, "x")]), ("c", [])])
    lengths = [[piece.width for piece in bar.pieces] for bar in chart.bars]
    assert lengths == [[90, 270], [180], []]
    assert [piece.x for piece in chart.bars[0].pieces] == [0, 90]
    assert [bar.total for bar in chart.bars] == [4, 2, 0]
    assert charts.bars([]).height == 0


def test_columns_stand_on_the_ground():
    found = charts.columns([0, 1, 4], height=100)
    assert [(one.y, one.height) for one in found] == [(75, 25), (0, 100)]
    assert charts.columns([0, 0]) == []
