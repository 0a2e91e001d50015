"""A mark that is saved while its entry is retired: two connections, one order."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from annotations.actions.annotations import create_annotation, edit_annotation
from annotations.actions.doctrines import (
    create_doctrine,
    edit_doctrine,
    retire_doctrine,
)
from annotations.actions.reworking import merge_doctrines, split_doctrine
from annotations.actions.undoing import take_back
from annotations.models import (
    Annotation,
    CodebookChange,
    Doctrine,
    Reconsideration,
)
from corpus.models import Document
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)

#: How often a connection looks whether another one waits, 10 ms apart.
LOOKS = 1000
WAITING = """
SELECT count(*) FROM pg_locks
WHERE NOT granted AND pid <> pg_backend_pid()
    AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())
"""


def alone(call, *arguments):
    """A call on a connection of its own, that of another thread."""
    try:
        return call(*arguments)
    finally:
        connections.close_all()


def until_another_waits(call):
    """Return as soon as another connection waits for a lock."""
    with connection.cursor() as cursor:
        for _look in range(LOOKS):
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
            assert not call.done(), f"it did not wait: {call.result()}"
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waits")


def entry(document, slug):
    return Doctrine.objects.get(project=document.project, slug=slug)


def save(document, by, slug="ibi.request"):
    record = {
        "start": 0,
        "end": 6,
        "quote": "A note",
        "doctrine": slug,
        "stance": "asserts",
        "voice": {"kind": "own"},
    }
    return create_annotation(
        uuid=uuid.uuid4(), document=document, record=record, by=by
    )[0]


def merge(document, by):
    merge_doctrines(
        kept=entry(document, "ibi.consent"),
        absorbed=entry(document, "ibi.request"),
        by=by,
    )


def retire(document, by):
    retire_doctrine(doctrine=entry(document, "ibi.request"), by=by)


def split(document, by):
    split_doctrine(
        doctrine=entry(document, "ibi.request"),
        parts=[{"name": "One part"}, {"name": "The other"}],
        place="siblings",
        by=by,
    )


def change_meaning(document, by):
    doctrine = entry(document, "ibi.request")
    edit_doctrine(
        doctrine=doctrine,
        version=doctrine.version,
        definition="Another one.",
        meaning=True,
        by=by,
    )


@pytest.mark.parametrize("change", [merge, retire, split])
def test_a_save_that_comes_late_is_told_that_its_entry_is_retired(
    document, alice, olga, change
):
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            # it has looked its entry up, and waits for its text
            Document.objects.select_for_update().get(pk=document.pk)
            saving = pool.submit(alone, save, document, alice)
            until_another_waits(saving)
            pool.submit(alone, change, document, olga).result(timeout=20)
        told = saving.exception(timeout=20)
    assert isinstance(told, ValidationError)
    assert told.messages == [
        "The doctrine “ibi.request” was retired meanwhile. Choose another one."
    ]
    assert not Annotation.objects.exists()


def relabel(document, by):
    mark = make_annotation(document=document, by=by, doctrine="ibi.consent")
    changes = {"doctrine": "ibi.request"}
    return lambda: edit_annotation(annotation=mark, version=1, changes=changes, by=by)


def make(document, by):
    return lambda: save(document, by)


@pytest.mark.parametrize("write", [make, relabel])
def test_a_merge_waits_for_marks_that_are_being_saved(document, alice, olga, write):
    writing = write(document, alice)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            mark = writing()
            merging = pool.submit(alone, merge, document, olga)
            until_another_waits(merging)
        merging.result(timeout=20)
    mark.refresh_from_db()
    assert mark.doctrine == entry(document, "ibi.consent")


@pytest.mark.parametrize("change", [split, change_meaning])
def test_what_is_being_saved_waits_for_a_decision_too(document, alice, olga, change):
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            mark = save(document, alice)
            changing = pool.submit(alone, change, document, olga)
            until_another_waits(changing)
        changing.result(timeout=20)
    assert Reconsideration.objects.get().annotation_id == mark.pk


def test_an_entry_that_a_mark_is_being_saved_under_is_not_taken_away(
    document, alice, olga
):
    made = create_doctrine(project=document.project, name="New", slug="fresh", by=olga)
    change = CodebookChange.objects.get(about="fresh")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            save(document, alice, "fresh")
            undoing = pool.submit(alone, lambda: take_back(change=change, by=olga))
            until_another_waits(undoing)
        assert undoing.result(timeout=20).kept == ["New"]
    made.refresh_from_db()
    assert made.retired
