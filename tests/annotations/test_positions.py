"""Each rule of counting, on a text where the wrong way turns the sign."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from annotations.actions.annotations import delete_annotation, edit_annotation
from corpus.actions.documents import withdraw
from corpus.actions.names import create_actor
from corpus.models import Authorship, Region
from tests.factories import (
    make_annotation,
    make_document,
    make_member,
    make_project,
)

TEXT = (
    "The allies came because they were asked; nobody doubts that they were asked.\n"
    "Their coming broke no rule, say the ministers, since a friend may be helped.\n"
    "The author teaches law and has written on friendship.\n"
)
ASKED = "they were asked"
BROKE = "broke no rule"
HELPED = "a friend may be helped"


@pytest.fixture
def text(project, olga):
    return make_document(
        project=project, by=olga, text=TEXT, authors=["Doe, Jane"], situation="KAZ-2022"
    )


@pytest.fixture
def tom(project):
    return make_member(project, "tom", "coder")


def ask(**filters):
    """What the command prints: the API's JSON."""
    printed = io.StringIO()
    call_command("positions", project="winter", json=True, stdout=printed, **filters)
    return json.loads(printed.getvalue())


def effects(**filters):
    """{(holder, doctrine): effect}"""
    return {
        (item["holder"]["name"], item["doctrine"]): item["effect_sum"]
        for item in ask(**filters)["items"]
    }


def mark(text, by, quote=ASKED, doctrine="ibi.request", stance="asserts", **fields):
    return make_annotation(
        document=text, by=by, quote=quote, doctrine=doctrine, stance=stance, **fields
    )


def attributed(holder):
    return {"kind": "attributed", "holder": holder}


@pytest.fixture
def minister(project, olga):
    make_document(project=project, by=olga, text="Asked.", authors=["Minister, The"])
    return "Minister, The"


def test_a_row_is_the_one_of_the_contract(text, alice):
    mark(text, alice)
    mark(text, alice, HELPED, stance="doubts")
    jane = text.authors.get()
    answer = ask()
    assert answer["items"] == [
        {
            "holder": {"kind": "actor", "id": jane.pk, "name": "Doe, Jane"},
            "doctrine": "ibi.request",
            "polarity": "+",
            "stances": {"asserts": 1, "doubts": 1},
            "n": 2,
            "effect_sum": 0.5,
            "for": 1,
            "against": 1,
            "neutral": 0,
            "split": False,
        }
    ]
    assert answer["next"] is None


def test_claims_of_others_are_left_out(text, alice, minister):
    mark(text, alice, stance="denies")
    for quote in (BROKE, HELPED):
        mark(text, alice, quote, voice=attributed(minister))
    assert effects() == {("Doe, Jane", "ibi.request"): -1}
    assert effects(voice="attributed") == {(minister, "ibi.request"): 2}
    assert effects(voice="all") == {
        ("Doe, Jane", "ibi.request"): -1,
        (minister, "ibi.request"): 2,
    }


def test_by_document_the_text_that_reports_holds_the_claim(text, alice, minister):
    mark(text, alice, stance="denies")
    for quote in (BROKE, HELPED):
        mark(text, alice, quote, voice=attributed(minister))
    assert effects(rows="document", voice="attributed") == {
        (text.title, "ibi.request"): 2
    }
    assert effects(rows="document", voice="all") == {(text.title, "ibi.request"): 1}


def test_other_situations_are_left_out(text, alice):
    mark(text, alice)
    for quote in (BROKE, HELPED):
        mark(text, alice, quote, stance="denies", situation="KGZ-2010")
    assert effects() == {("Doe, Jane", "ibi.request"): 1}
    assert effects(situation="KGZ-2010") == {("Doe, Jane", "ibi.request"): -2}
    assert effects(situation="all") == {("Doe, Jane", "ibi.request"): -1}


def test_in_a_text_about_no_situation_marks_about_none_count(project, olga, alice):
    text = make_document(project=project, by=olga, text=TEXT, authors=["Roe, Mary"])
    mark(text, alice)
    for quote in (BROKE, HELPED):
        mark(text, alice, quote, stance="denies", situation="RULE")
    assert effects() == {("Roe, Mary", "ibi.request"): 1}


def test_equal_marks_of_two_coders_count_once(text, alice, tom):
    for coder in (alice, tom):
        mark(text, coder)
    mark(text, alice, HELPED, stance="denies")
    mark(text, alice, BROKE, stance="doubts")
    assert effects() == {("Doe, Jane", "ibi.request"): -0.5}


@pytest.mark.parametrize(
    "other",
    [
        {"quote": "were asked"},
        {"quote": "they were"},
        {"doctrine": "ibi.consent"},
        {"stance": "concedes"},
        {"situation": "RULE"},
        {"voice": attributed("Minister, The")},
    ],
)
def test_marks_that_differ_in_anything_count_each(text, alice, tom, minister, other):
    mark(text, alice)
    mark(text, tom, **other)
    answer = ask(rows="document", voice="all", situation="all")
    assert sum(item["n"] for item in answer["items"]) == 2


def test_asserting_and_denying_is_split_not_averaged(text, alice):
    mark(text, alice)
    mark(text, alice, HELPED, stance="denies")
    [row] = ask()["items"]
    assert row["split"] is True
    assert (row["for"], row["against"], row["effect_sum"]) == (1, 1, 0)


def test_marks_outside_the_text_are_left_out(text, alice):
    mark(text, alice)
    start = TEXT.index("The author")
    for quote in ("The author", "teaches law"):
        mark(text, alice, quote, stance="denies")
    Region.objects.create(
        project=text.project, document=text, start=start, end=len(TEXT)
    )
    assert effects() == {("Doe, Jane", "ibi.request"): 1}


def test_a_mark_partly_outside_the_text_counts(text, alice):
    mark(text, alice, "may be helped.\nThe author teaches")
    start = TEXT.index("The author")
    Region.objects.create(
        project=text.project, document=text, start=start, end=len(TEXT)
    )
    assert effects() == {("Doe, Jane", "ibi.request"): 1}


def test_withdrawn_texts_are_left_out(text, project, olga, alice):
    mark(text, alice)
    other = make_document(
        project=project, by=olga, text=TEXT * 2, authors=["Doe, Jane"]
    )
    for quote in (BROKE, HELPED):
        mark(other, alice, quote, stance="denies")
    assert effects() == {("Doe, Jane", "ibi.request"): -1}
    withdraw(document=other, by=olga)
    assert effects() == {("Doe, Jane", "ibi.request"): 1}


def test_deleted_marks_are_left_out(text, alice):
    mark(text, alice)
    wrong = [mark(text, alice, quote, stance="denies") for quote in (BROKE, HELPED)]
    for annotation in wrong:
        delete_annotation(annotation=annotation, version=1, by=alice)
    assert effects() == {("Doe, Jane", "ibi.request"): 1}


def test_rejected_marks_are_left_out_unless_asked(text, alice):
    mark(text, alice)
    for quote in (BROKE, HELPED):
        annotation = mark(text, alice, quote, stance="denies")
        type(annotation).objects.filter(pk=annotation.pk).update(status="rejected")
    assert effects() == {("Doe, Jane", "ibi.request"): 1}
    assert effects(status=["rejected"]) == {("Doe, Jane", "ibi.request"): -2}
    assert effects(status=["all"]) == {("Doe, Jane", "ibi.request"): -1}


def test_one_coder_can_be_asked(text, alice, tom):
    mark(text, alice)
    for quote in (BROKE, HELPED):
        mark(text, tom, quote, stance="denies")
    assert effects(coder=[alice.email]) == {("Doe, Jane", "ibi.request"): 1}
    assert effects(coder=[alice.email, tom.email]) == {("Doe, Jane", "ibi.request"): -1}


def test_a_doctrine_is_asked_with_those_below_it(text, alice):
    mark(text, alice, doctrine="ibi.consent.freedom")
    mark(text, alice, doctrine="uof.prohibition")
    assert effects(doctrine="ibi") == {("Doe, Jane", "ibi.consent.freedom"): 1}


def test_every_author_holds_what_the_text_says(project, olga, alice):
    names = ["Doe, Jane", "Roe, Mary"]
    text = make_document(
        project=project, by=olga, text=TEXT, authors=names, translators=["Poe, Ann"]
    )
    mark(text, alice)
    assert effects() == {(name, "ibi.request"): 1 for name in names}
    assert effects(rows="document") == {(text.title, "ibi.request"): 1}


def test_a_total_counts_a_passage_once(project, olga, alice):
    for text, names in ((TEXT, ["Doe, Jane", "Roe, Mary"]), (TEXT * 2, ["Poe, Ann"])):
        document = make_document(project=project, by=olga, text=text, authors=names)
        mark(document, alice, stance="asserts" if len(names) == 2 else "denies")
    [total] = ask()["totals"]
    assert (total["doctrine"], total["n"], total["effect_sum"]) == ("ibi.request", 2, 0)


def test_a_text_without_author_stands_for_itself(project, olga, alice):
    text = make_document(project=project, by=olga, text=TEXT)
    mark(text, alice)
    [row] = ask()["items"]
    assert row["holder"] == {"kind": "document", "id": text.pk, "name": text.title}
    assert not Authorship.objects.exists()


def test_the_situation_does_not_follow_the_head(text, alice, olga):
    annotation = mark(text, alice)
    edit_annotation(
        annotation=annotation, version=1, changes={"situation": None}, by=alice
    )
    assert effects() == {}
    assert effects(situation="none") == {("Doe, Jane", "ibi.request"): 1}


def test_rows_name_at_most_fifty_annotations(text, alice):
    made = {
        str(mark(text, alice, TEXT[start : start + 40]).uuid) for start in range(51)
    }
    [row] = ask(named="annotations")["items"]
    assert len(row["annotations"]) == 50
    assert set(row["annotations"]) < made
    assert row["more"] is True


def test_rows_name_the_first_of_equal_marks(text, alice, tom):
    first = mark(text, alice)
    mark(text, tom)
    [row] = ask(named="annotations")["items"]
    assert (row["annotations"], row["more"]) == ([str(first.uuid)], False)


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"voice": "loud"}, "“loud” is none of: own, attributed, all."),
        ({"situation": "MARS"}, "There is no situation “MARS”."),
        (
            {"status": ["new"]},
            "“new” is none of: proposed, accepted, rejected, discussion, all.",
        ),
        ({"doctrine": "x"}, "There is no doctrine “x”."),
        ({"coder": ["mallory@example.org"]}, "There is no coder “mallory@example.org”"),
        ({"named": "love"}, "“love” is none of: annotations."),
    ],
)
def test_what_nobody_knows_is_refused(project, mallory, filters, sentence):
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
        ask(**filters)


def test_marks_of_another_project_do_not_count(text, alice, olga):
    mark(text, alice)
    summer = make_project(by=olga, slug="summer", title="Summer")
    other = make_document(project=summer, by=olga, text=TEXT, authors=["Doe, Jane"])
    mark(other, olga, stance="denies")
    assert effects() == {("Doe, Jane", "ibi.request"): 1}


@pytest.fixture
def essays(project, olga):
    """Two texts of 2021 and 2022: two authors, one author."""
    fields = {"project": project, "by": olga, "situation": "KAZ-2022"}
    first = make_document(
        text=TEXT, authors=["Doe, Jane", "Roe, Max"], issued="2021-05", **fields
    )
    second = make_document(
        text=f"{TEXT}Again.", authors=["Doe, Jane"], issued="2022", **fields
    )
    for row, genre in ((first, "essay"), (second, "speech")):
        row.genre = genre
        row.save(update_fields=["genre"])
    return first, second


def said(**filters):
    """{row: {column: stances}}"""
    found: dict = {}
    answer = ask(**filters)
    names = answer.get("columns", {})
    for item in answer["items"]:
        column = names.get(item["doctrine"], item["doctrine"])
        found.setdefault(item["holder"]["name"], {})[column] = item["stances"]
    return found


def test_rows_are_whoever_is_asked_for(essays, alice):
    """Two authors of one kind are one person's voice; a quoted State is not."""
    first, second = essays
    create_actor(project=first.project, name="Ruritania", kind="state", by=alice)
    mark(first, alice)
    mark(second, alice, stance="denies")
    mark(second, alice, quote=HELPED, voice=attributed("Ruritania"), stance="concedes")
    request = {"ibi.request": {"asserts": 1}}
    assert said(rows="kind", voice="all") == {
        "State": {"ibi.request": {"concedes": 1}},
        "Person": {"ibi.request": {"asserts": 1, "denies": 1}},
    }
    assert said(rows="genre") == {
        "essay": request,
        "speech": {"ibi.request": {"denies": 1}},
    }
    assert said(rows="speaker", voice="all") == {
        "Ruritania": {"ibi.request": {"concedes": 1}}
    }
    # what Doe's texts let others say stands with Doe, and not with Ruritania
    assert said(rows="author", voice="attributed") == {
        "Doe, Jane": {"ibi.request": {"concedes": 1}}
    }
    assert said(rows="author")["Roe, Max"] == request


def test_columns_are_whatever_is_asked_for(essays, alice, tom):
    first, second = essays
    for coder in (alice, tom):
        mark(first, coder, ground="rule")
        mark(second, coder, ground="fact", stance="denies")
    mark(first, alice, quote=HELPED, situation="KGZ-2010")
    assert said(columns="ground")["Doe, Jane"] == {
        "The rule": {"asserts": 1},
        "A fact": {"denies": 1},
    }
    assert said(columns="situation", situation="all")["Roe, Max"] == {
        "KGZ-2010": {"asserts": 1},
        "KAZ-2022": {"asserts": 1},
    }
    assert list(said(columns="provision")["Roe, Max"]) == ["No provision"]


def test_the_unit_says_what_counts_once(essays, alice):
    first, second = essays
    for text in essays:
        mark(text, alice)
        mark(text, alice, quote=HELPED)
    mark(second, alice, quote=BROKE, stance="denies")
    assert said()["Doe, Jane"]["ibi.request"] == {"asserts": 4, "denies": 1}
    by_text = ask(unit="document")
    assert said(unit="document")["Doe, Jane"]["ibi.request"] == {
        "asserts": 2,
        "denies": 1,
    }
    assert by_text["totals"][0]["stances"] == {"asserts": 2, "denies": 1}
    by_holder = ask(unit="holder")
    assert said(unit="holder")["Roe, Max"]["ibi.request"] == {"asserts": 1}
    assert by_holder["totals"][0]["stances"] == {"asserts": 2, "denies": 1}
    assert by_holder["items"][0]["split"]


def test_a_window_takes_texts_that_may_be_of_it(essays, alice):
    first, second = essays
    mark(first, alice)
    mark(second, alice, stance="denies")
    only_first = {"ibi.request": {"asserts": 1}}
    assert said(until="2021")["Doe, Jane"] == only_first
    assert said(since="2021-05-31", until="2021-06")["Doe, Jane"] == only_first
    assert "Roe, Max" not in said(since="2021-06")
    with pytest.raises(CommandError, match="turn them round"):
        ask(since="2022", until="2021")
    with pytest.raises(CommandError, match="no date for this"):
        ask(since="2022~")
