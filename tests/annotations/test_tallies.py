"""How many marks there are is kept, not counted; doctor compares."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from annotations import situation_list, tree
from annotations.actions.annotations import (
    delete_annotation,
    edit_annotation,
    restore_annotation,
)
from annotations.models import Tally
from annotations.tasks import add_up
from corpus.models import Actor, Document, Situation
from review.actions.decisions import decide
from tests.factories import make_annotation

ATTRIBUTED = {"kind": "attributed", "holder": "Moss, Eve"}


@pytest.fixture
def mark(document, alice, project):
    Actor.objects.create(project=project, name="Moss, Eve", kind="person")
    Situation.objects.create(project=project, code="NEW-1", title="New")
    return make_annotation(document=document, by=alice, voice=ATTRIBUTED)


def edited(mark, by, **changes):
    return edit_annotation(
        annotation=mark, version=mark.version, changes=changes, by=by
    )


def uses(project, slug="ibi.request"):
    return tree.load(project).nodes[slug].own


def held(project):
    return Tally.objects.counts(project, "holder")


def test_every_change_of_a_mark_is_counted(project, mark, alice):
    mark = edited(mark, alice, situation="NEW-1", doctrine="ibi.consent")
    assert uses(project) == 0 and uses(project, "ibi.consent") == 1
    call_command("doctor")
    mark = edited(mark, alice, voice={"kind": "own"})
    assert sum(held(project).values()) == 0
    call_command("doctor")
    mark = delete_annotation(annotation=mark, version=mark.version, by=alice)
    assert uses(project, "ibi.consent") == 0
    call_command("doctor")
    restore_annotation(annotation=mark, version=mark.version, by=alice)
    assert uses(project, "ibi.consent") == 1
    call_command("doctor")


def test_rejected_marks_count_for_the_doctrine_alone(project, mark, rita):
    decide(
        project=project,
        seen={mark.uuid: mark.version},
        status="rejected",
        reason="No.",
        by=rita,
    )
    assert uses(project) == 1
    assert sum(held(project).values()) == 0
    call_command("doctor")


def test_marks_of_withdrawn_texts_are_taken_off(project, mark):
    Document.objects.update(withdrawn=mark.created)
    found = tree.load(project)
    assert found.nodes["ibi.request"].own == 0 and found.coders == set()


def test_adding_up_changes_no_number(project, document, mark, alice):
    for _ in range(3):
        edited(make_annotation(document=document, by=alice), alice, situation="NEW-1")
    before = uses(project), situation_list.listed(project)[-1].passages, held(project)
    rows = Tally.objects.count()
    add_up(0)
    assert Tally.objects.count() < rows
    after = uses(project), situation_list.listed(project)[-1].passages, held(project)
    assert before == after
    call_command("doctor")


def test_a_wrong_number_is_found(mark, capsys):
    Tally.objects.filter(kind="doctrine").update(n=5)
    with pytest.raises(CommandError):
        call_command("doctor")
    assert "counted wrongly" in capsys.readouterr().out


def test_the_codebook_reads_no_mark(
    as_user, alice, mark, django_assert_max_num_queries
):
    client = as_user(alice)
    with django_assert_max_num_queries(12) as queries:
        client.get(reverse("annotations:doctrines", args=["winter"]))
    counted = [query["sql"] for query in queries if "annotations_tally" in query["sql"]]
    assert len(counted) == 1
