"""A new edition takes the annotations of the earlier one along."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from annotations.actions.annotations import edit_annotation
from annotations.actions.carry import carry
from annotations.actions.placing import approve, drop, place, take_back
from annotations.models import Annotation, Carried
from corpus.actions.editions import link, unlink
from corpus.models import Actor, Document, Edition
from review.actions.decisions import decide
from tests.factories import (
    make_annotation,
    make_document,
    make_region,
    make_relation,
)

FIRST = (
    "A note on the winter operation\n\n"
    "The government asked its allies for help, and help came within two days.\n\n"
    "Two days later the streets were quiet again, and the soldiers began to leave.\n\n"
    "Nobody had attacked it from abroad, so that self-defence was no ground at all.\n\n"
    "The minister said that strangers had crossed the border in the mountains.\n\n"
    "The writer keeps bees and teaches law in a small town by the sea.\n"
)
ASKED, GROUND = "asked its allies for help", "self-defence was no ground at all"
SAID = "strangers had crossed the border"
#: One paragraph before, the last but one moved, some words changed.
SECOND = (
    "A note on the winter operation\n\n"
    "The minister said that strangers had crossed the border in the mountains.\n\n"
    "This is the second edition of the note, with corrections.\n\n"
    "The government asked its allies for help, and help came within two days.\n\n"
    "Two days later the streets were quiet again, and the soldiers began to leave.\n\n"
    "Nobody had attacked it from abroad, so that self-defence was hardly a ground.\n\n"
    "The writer keeps bees and teaches law in a small town by the sea.\n"
)


@pytest.fixture
def first(project, olga):
    return make_document(project=project, by=olga, text=FIRST, issued="2022")


@pytest.fixture
def second(project, olga, rita, first):
    document = make_document(
        project=project, by=olga, text=SECOND, filename="two.txt", issued="2023"
    )
    link(document=document, of=first, kind="edition", by=rita)
    return document


@pytest.fixture
def marks(first, alice):
    """{quote: an annotation of the first edition}"""
    for name in ("Press", "Radio"):
        Actor.objects.create(project=first.project, name=name)
    return {
        ASKED: make_annotation(
            document=first,
            by=alice,
            quote=ASKED,
            tags=["request"],
            note="look",
            voice={"kind": "attributed", "holder": "Press", "via": ["Radio"]},
            comparators=[{"situation": "KGZ-2010", "relation": "unlike"}],
        ),
        GROUND: make_annotation(document=first, by=alice, quote=GROUND),
        SAID: make_annotation(document=first, by=alice, quote=SAID),
    }


def states(document):
    rows = Carried.objects.filter(document=document)
    return {row.source.quote: row.outcome for row in rows.select_related("source")}


def test_each_annotation_is_carried_moved_or_left_to_a_person(second, marks, rita):
    done = carry(document=second, by=rita)
    assert states(second) == {ASKED: "unchanged", SAID: "moved", GROUND: "unplaced"}
    assert dict(done.numbers) == {"unchanged": 1, "moved": 1, "unplaced": 1}


def test_a_carried_annotation_has_all_that_the_old_one_has(second, marks, rita, alice):
    carry(document=second, by=rita)
    new = Annotation.objects.get(document=second, quote=ASKED)
    old = marks[ASKED]
    assert second.text()[new.start : new.end] == ASKED
    assert new.coder == alice
    assert [tag.name for tag in new.tags.all()] == ["request"]
    assert [via.actor.name for via in new.chain.all()] == ["Radio"]
    assert new.comparators.get().situation.code == "KGZ-2010"
    assert (new.note, new.actor, new.created) == (old.note, old.actor, old.created)
    assert new.carried_from.source == old


def test_the_history_says_who_carried(second, marks, rita):
    carry(document=second, by=rita)
    event = Annotation.objects.get(document=second, quote=ASKED).events.get()
    assert event.pgh_context["user"] == rita.pk
    assert event.pgh_context["verb"] == "carry"


def test_carrying_again_makes_nothing_twice(second, marks, rita, first, alice):
    carry(document=second, by=rita)
    assert sum(carry(document=second, by=rita).numbers.values()) == 0
    late = make_annotation(document=first, by=alice, quote="teaches law in a small")
    carry(document=second, by=rita)
    assert Annotation.objects.filter(document=second).count() == 3
    assert Carried.objects.get(source=late).outcome == "unchanged"


def test_the_earlier_edition_keeps_its_annotations(first, second, marks, rita):
    before = Annotation.objects.filter(document=first).values_list("uuid", "version")
    kept = sorted(before)
    carry(document=second, by=rita)
    after = Annotation.objects.filter(document=first).values_list("uuid", "version")
    assert sorted(after) == kept


def test_a_decision_stays_for_words_in_their_place_alone(second, marks, rita):
    seen = {mark.uuid: mark.version for mark in marks.values()}
    decide(project=second.project, seen=seen, status="accepted", by=rita)
    carry(document=second, by=rita)
    statuses = Annotation.objects.filter(document=second).values_list("quote", "status")
    assert dict(statuses) == {ASKED: "accepted", SAID: "proposed"}


def test_a_moved_one_that_was_looked_over_has_its_status_again(second, marks, rita):
    seen = {marks[SAID].uuid: marks[SAID].version}
    decide(project=second.project, seen=seen, status="accepted", by=rita)
    carry(document=second, by=rita)
    row = Carried.objects.get(source=marks[SAID])
    approve(document=second, seen={row.pk: row.version}, by=rita)
    row.refresh_from_db()
    assert (row.target.status, row.decided_by) == ("accepted", rita)


def test_relations_and_regions_go_along(first, second, marks, rita, alice):
    make_relation(source=marks[ASKED], target=marks[SAID], by=alice)
    make_relation(source=marks[GROUND], target=marks[SAID], by=alice)
    start = FIRST.index("The writer keeps")
    make_region(document=first, by=alice, start=start, end=len(FIRST), kind="biography")
    done = carry(document=second, by=rita)
    assert (done.regions, done.relations) == (1, 1)
    region = second.regions.get()
    assert second.text()[region.start : region.end] == FIRST[start:]
    row = Carried.objects.get(source=marks[GROUND])
    approve(document=second, seen={row.pk: row.version}, by=rita)
    row.refresh_from_db()
    assert row.target.outgoing.get().target.quote == SAID


def test_a_proposal_is_taken(second, marks, alice, rita):
    carry(document=second, by=rita)
    row = Carried.objects.get(source=marks[GROUND])
    # alice made the mark herself
    assert approve(document=second, seen={row.pk: 1}, by=alice) == (1, 0)
    row.refresh_from_db()
    assert row.target.quote == "self-defence was hardly a ground"
    assert (row.outcome, row.target.status) == ("placed", "proposed")


def test_it_is_placed_elsewhere(second, marks, rita):
    carry(document=second, by=rita)
    row = Carried.objects.get(source=marks[GROUND])
    start = SECOND.index("Nobody had")
    place(carried=row, start=start, end=start + 10, by=rita, version=1)
    assert Carried.objects.get(pk=row.pk).target.quote == "Nobody had"
    with pytest.raises(ValidationError):
        place(carried=row, start=start, end=start + 10, by=rita, version=1)


def test_it_is_dropped_with_a_reason_and_taken_back(second, marks, rita):
    carry(document=second, by=rita)
    row = Carried.objects.get(source=marks[GROUND])
    with pytest.raises(ValidationError):
        drop(document=second, seen={row.pk: 1}, reason=" ", by=rita)
    drop(document=second, seen={row.pk: 1}, reason="taken back by the author", by=rita)
    assert states(second)[GROUND] == "dropped"
    take_back(document=second, seen={row.pk: 2}, by=rita)
    assert states(second)[GROUND] == "unplaced"


def test_a_coder_places_no_marks_of_others(second, marks, rita, project):
    carry(document=second, by=rita)
    row = Carried.objects.get(source=marks[GROUND])
    project.memberships.filter(user=rita).update(role="coder")
    with pytest.raises(PermissionDenied):
        approve(document=Document.objects.get(pk=second.pk), seen={row.pk: 1}, by=rita)


def test_a_changed_copy_is_left_alone(second, marks, rita, alice):
    carry(document=second, by=rita)
    new = Annotation.objects.get(document=second, quote=ASKED)
    edit_annotation(annotation=new, version=1, changes={"note": "mine"}, by=alice)
    carry(document=second, by=rita)
    new.refresh_from_db()
    assert new.note == "mine"


def test_only_a_reviewer_carries(second, marks, alice):
    with pytest.raises(PermissionDenied):
        carry(document=Document.objects.get(pk=second.pk), by=alice)


def test_only_an_edition_is_carried_to(first, rita):
    with pytest.raises(ValidationError):
        carry(document=first, by=rita)


def test_a_text_is_linked_once_and_never_in_a_ring(first, second, rita):
    with pytest.raises(ValidationError):
        link(document=first, of=second, kind="edition", by=rita)
    with pytest.raises(ValidationError):
        link(document=second, of=first, kind="reprint", by=rita)
    with pytest.raises(ValidationError):
        link(document=first, of=first, kind="reprint", by=rita)


def test_a_link_is_taken_away_and_nothing_else(second, marks, rita):
    carry(document=second, by=rita)
    unlink(edition=second.edition, by=rita)
    assert not Edition.objects.exists()
    assert Annotation.objects.filter(document=second).count() == 2
