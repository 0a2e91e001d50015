"""Whatever is done to annotations and relations, in any order, three things hold."""

import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.actions import annotations as marking
from annotations.actions import relations as relating
from annotations.errors import Deleted
from annotations.models import Annotation, Relation
from annotations.relations import api_relations
from corpus.models import Document
from formats import words
from tests.factories import make_annotation, make_document

PIECES = ["The government", "asked its allies", "help came", "self-defence"]
#: (what, first, second): numbers are taken modulo what there is.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["relate", "change", "remove", "bring back", "delete", "restore", "edit"]
        ),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=15,
)


@pytest.fixture
def ends(document, olga, alice, rita):
    """Annotations of two texts, by two coders."""
    other = make_document(
        project=document.project, by=olga, text="Help came late.\n", filename="b.txt"
    )
    near = [
        make_annotation(document=document, by=by, quote=quote)
        for quote, by in zip(PIECES, [alice, rita, alice, rita], strict=True)
    ]
    return [*near, make_annotation(document=other, by=alice, quote="came late")]


def act(step, ends, by):
    """Do one step with rows as they stand, and say whose texts it changed."""
    what, first, second = step
    end = Annotation.objects.select_related("project").get(
        pk=ends[first % len(ends)].pk
    )
    if what == "edit" and not end.deleted:
        marking.edit_annotation(
            annotation=end, version=end.version, changes={"note": str(second)}, by=by
        )
    elif what == "delete" and not end.deleted:
        marking.delete_annotation(annotation=end, version=end.version, by=by)
    elif what == "restore":
        marking.restore_annotation(annotation=end, version=end.version, by=by)
    elif what == "relate":
        target = ends[second % len(ends)]
        kind = list(words.RELATIONS)[second % len(words.RELATIONS)]
        relating.create_relation(
            uuid=uuid.uuid4(), source=end, target=target, kind=kind, by=by
        )
    elif rows := list(Relation.objects.select_related("project").order_by("pk")):
        relation = rows[first % len(rows)]
        seen = {"relation": relation, "version": relation.version, "by": by}
        if what == "change":
            changes = {"kind": list(words.RELATIONS)[second % len(words.RELATIONS)]}
            relating.edit_relation(**seen, changes=changes)
        elif what == "remove":
            relating.delete_relation(**seen)
        elif what == "bring back":
            relating.restore_relation(**seen)


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
def test_no_dead_end_is_shown_and_everything_has_its_user(steps, ends, rita):
    with transaction.atomic():
        for step in steps:
            before = dict(Document.objects.values_list("pk", "revision"))
            changed = newest()
            try:
                with transaction.atomic():
                    act(step, ends, rita)
            except REFUSALS:
                continue
            check(rita, before, changed != newest())
        transaction.set_rollback(True)


REFUSALS = (relating.ValidationError, Deleted)


def newest():
    """How many changes the history holds."""
    return Relation.pgh_event_model.objects.count() + (
        Annotation.pgh_event_model.objects.count()
    )


def check(by, before, happened):
    for row in api_relations(Relation.objects.standing(), by):
        ids = [row["source"]["id"], row["target"]["id"]]
        assert Annotation.objects.filter(uuid__in=ids, deleted=None).count() == 2
    for model in (Relation, Annotation):
        events = model.pgh_event_model.objects
        assert not events.filter(pgh_context__user=None).exists()
        for row in model.objects.all():
            told = events.filter(pgh_obj=row).latest("pgh_id")
            assert (told.version, told.deleted) == (row.version, row.deleted)
    after = dict(Document.objects.values_list("pk", "revision"))
    assert happened == any(after[pk] > before[pk] for pk in after)
    for pk, revision in after.items():
        found = Annotation.objects.filter(document=pk).values_list(
            "revision", flat=True
        )
        assert max(found) <= revision
