"""No annotation is lost, moved or labelled anew without a recorded decision."""

from itertools import cycle

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from annotations.actions.arranging import move_doctrine
from annotations.actions.codebook import load_codebook
from annotations.actions.doctrines import (
    create_doctrine,
    edit_doctrine,
    restore_doctrine,
    retire_doctrine,
)
from annotations.actions.reconsider import decide
from annotations.actions.recording import snapshot
from annotations.actions.reworking import merge_doctrines, split_doctrine
from annotations.actions.undoing import take_back
from annotations.models import (
    Annotation,
    CodebookChange,
    Doctrine,
    Recoding,
    Reconsideration,
)
from review.actions.decisions import decide as review
from tests.factories import make_annotation, make_document, make_project

QUOTES = ("A note", "the winter", "operation", "its allies", "Nobody", "The minister")


@pytest.fixture
def small(olga):
    """A project of five entries and six marks, half of them decided."""
    project = make_project(by=olga, slug="small", empty=True)
    document = make_document(project=project, by=olga)
    above = None
    for slug in ("a", "a.x", "a.y", "b", "c"):
        parent = above if "." in slug else None
        made = create_doctrine(
            project=project, name=f"Entry {slug}", slug=slug, parent=parent, by=olga
        )
        above = above or made
    for number, quote in enumerate(QUOTES):
        slug = ("a", "a.x", "b")[number % 3]
        make_annotation(document=document, by=olga, quote=quote, doctrine=slug)
    accepted = Annotation.objects.filter(project=project, doctrine__slug="b")
    review(
        project=project,
        seen=dict(accepted.values_list("uuid", "version")),
        status="accepted",
        reason="Read twice.",
        by=olga,
    )
    return project


def labels(project):
    """{key of an annotation: what a change of the codebook may touch}."""
    return {
        pk: (slug, status, reason, deleted is not None)
        for pk, slug, status, reason, deleted in Annotation.objects.filter(
            project=project
        ).values_list("pk", "doctrine__slug", "status", "reason", "deleted")
    }


def entries(project):
    """What the entries say that are in use: {slug: row}."""
    return {
        row["slug"]: row
        for row in snapshot(project)["doctrines"].values()
        if not row["retired"]
    }


def entry(project, number):
    found = Doctrine.objects.of_project(project).order_by("pk")
    return found[number % found.count()]


def wait_for_meaning(project, first, by):
    doctrine = entry(project, first)
    edit_doctrine(
        doctrine=doctrine,
        version=doctrine.version,
        definition=f"{doctrine.definition} More.",
        meaning=True,
        by=by,
    )


def split(project, first, second, by):
    split_doctrine(
        doctrine=entry(project, first),
        parts=[{"name": "One part"}, {"name": "The other"}],
        place=("children", "siblings")[second % 2],
        by=by,
    )


def reconsider(project, first, second, by):
    waiting = Reconsideration.objects.of_project(project).waiting()
    some = waiting.order_by("annotation")[: 1 + first % 3]
    decide(
        project=project,
        waiting=Reconsideration.objects.filter(pk__in=[row.pk for row in some]),
        outcome=("kept", "moved", "dropped")[first % 3],
        doctrine=entry(project, second),
        by=by,
    )


def bring_in(project, first, second, by):
    slug = f"new_{first % 3}"
    row = {"slug": slug, "name": slug, "parent": entry(project, second).slug}
    load_codebook(project=project, data={"doctrines": [row]}, by=by)


def undo(project, first, by):
    standing = CodebookChange.objects.filter(project=project, undone=None)
    newest = list(standing.order_by("-pk")[:4])
    take_back(change=newest[first % len(newest)], by=by)


STEPS = {
    "merge": lambda project, first, second, by: merge_doctrines(
        kept=entry(project, first), absorbed=entry(project, second), by=by
    ),
    "split": split,
    "move": lambda project, first, second, by: move_doctrine(
        doctrine=entry(project, first), parent=entry(project, second), by=by
    ),
    "retire": lambda project, first, second, by: retire_doctrine(
        doctrine=entry(project, first), replaced_by=entry(project, second), by=by
    ),
    "restore": lambda project, first, second, by: restore_doctrine(
        doctrine=entry(project, first), by=by
    ),
    "meaning": lambda project, first, second, by: wait_for_meaning(project, first, by),
    "reconsider": reconsider,
    "import": bring_in,
    "undo": lambda project, first, second, by: undo(project, first, by),
}
NUMBERS = st.integers(0, 11)


def told_by_records(beginning, project):
    """What the annotations must say, going by the recorded decisions alone."""
    said = dict(beginning)
    rows = Recoding.objects.filter(project=project).order_by("change")
    for pk, slug, outcome in rows.values_list("annotation", "after__slug", "outcome"):
        deleted = said[pk][1] if outcome == "moved" else outcome == "dropped"
        said[pk] = slug, deleted
    return said


def take_all_back(project, first, turns, by):
    """Take what was decided since back, in the order that turns give.

    Returns:
        how many marks were left because they changed since.
    """
    decided = CodebookChange.objects.filter(project=project, pk__gt=first, undone=None)
    # of what took another back, only what did so with one from before
    standing = decided.filter(Q(undoes=None) | Q(undoes__lte=first)).order_by("-pk")
    left, turn = 0, cycle(turns)
    while found := list(standing.all()):
        begin = next(turn) % len(found)
        left += take_first_back(found[begin:] + found[:begin], by)
    return left


def take_first_back(changes, by):
    """The first against which nothing stands; there must be one."""
    for change in changes:
        try:
            return take_back(change=change, by=by).left
        except ValidationError:
            continue
    raise AssertionError(f"Nothing of this can be taken back: {changes}")


def short(found):
    return {pk: (slug, deleted) for pk, (slug, _s, _r, deleted) in found.items()}


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([*STEPS]), NUMBERS, NUMBERS), min_size=4, max_size=6
    ),
    turns=st.lists(NUMBERS, min_size=4, max_size=4),
)
# two merges in a row, the second taken back, brought back, and all taken back
@example(
    steps=[("merge", 3, 1), ("merge", 4, 3), ("undo", 0, 0), ("undo", 0, 0)],
    turns=[0],
)
# a move and two new meanings; what waits is moved, kept and dropped, and one of that
# taken back; in the end the eldest is taken back first
@example(
    steps=[
        ("move", 4, 3),
        ("meaning", 0, 0),
        *(("reconsider", which, 4) for which in (1, 0, 2)),
        ("undo", 0, 0),
        ("meaning", 3, 0),
    ],
    turns=[11, 2],
)
def test_whatever_is_decided_is_recorded_and_can_be_taken_back(
    small, olga, steps, turns
):
    with transaction.atomic():
        beginning, codebook = labels(small), entries(small)
        first = CodebookChange.objects.latest("pk").pk
        for name, one, other in steps:
            try:
                STEPS[name](small, one, other, olga)
            except ValidationError:
                continue
            # none is gone, and each says what the records make of it
            assert short(labels(small)) == told_by_records(short(beginning), small)
        left = take_all_back(small, first, turns, olga)
        assert short(labels(small)) == told_by_records(short(beginning), small)
        # a mark that a later change had is left, and that is told
        assert left or labels(small) == beginning
        assert entries(small) == codebook
        assert not Reconsideration.objects.waiting().exists()
        transaction.set_rollback(True)
