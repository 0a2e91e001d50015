"""Deleting a text for good: planned, taken back, carried out; and no other way."""

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from annotations import doctor, tasks
from annotations.actions.carry import carry
from annotations.actions.coverage import set_coverage
from annotations.actions.deletion import plan_deletion, purge_due
from annotations.actions.heads import propose_change
from annotations.models import Annotation, Carried, Relation, TaggedDocument
from corpus.actions.documents import restore, withdraw
from corpus.actions.editions import link
from corpus.models import Block, Document, Edition, PlannedDeletion, Tombstone
from tests.factories import (
    TEXT,
    make_annotation,
    make_document,
    make_region,
    make_relation,
)


@pytest.fixture
def other(project, olga):
    text = f"Another text.\n\n{TEXT}"
    return make_document(project=project, by=olga, text=text, title="Other")


@pytest.fixture
def full(document, other, alice, olga):
    """A withdrawn text with one of everything."""
    mark = make_annotation(document=document, by=alice, tags=["a"])
    second = make_annotation(document=document, by=alice, quote="help came")
    elsewhere = make_annotation(document=other, by=alice)
    make_relation(source=mark, target=elsewhere, by=alice)
    make_relation(source=second, target=mark, by=alice)
    make_region(document=document, by=alice)
    set_coverage(document=document, by=alice)
    withdraw(document=document, by=olga)
    document.refresh_from_db()
    return document


def path(name, *rest):
    return reverse(f"annotations:{name}", args=["winter", *rest])


def plan(document, by):
    return plan_deletion(document=document, title=document.title, by=by)


def let_days_pass(planned):
    """Write the plan as if it had been made long ago, past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE corpus_planneddeletion SET planned = planned - interval '40 days',"
            " due = due - interval '40 days' WHERE id = %s",
            [planned.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


def refused(statement, *parameters):
    """The database's sentence when it refuses a statement."""
    with (
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, parameters)
    return str(error.value)


def rows_left(document_pk):
    """Tables that still have rows of a text, of all that carry its key."""
    left = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            columns = {field.column for field in model._meta.concrete_fields}
            if "document_id" in columns:
                cursor.execute(
                    f"SELECT count(*) FROM {table} WHERE document_id = %s",  # noqa: S608
                    [document_pk],
                )
                left += [table] * bool(cursor.fetchone()[0])
    return left


@pytest.mark.django_db(transaction=True)
def test_a_due_text_goes_with_all_it_has_and_leaves_a_tombstone(
    full, other, olga, command, capsys
):
    planned = plan(full, olga)
    with transaction.atomic():
        let_days_pass(planned)
    file = full.original
    assert file.storage.exists(file.name)
    call_command("purge")
    assert "Deleted: note, with 2 annotations" in capsys.readouterr().out
    assert not Document.objects.filter(pk=full.pk).exists()
    assert rows_left(full.pk) == []
    assert not file.storage.exists(file.name)
    stone = Tombstone.objects.get()
    assert (stone.document, stone.title, stone.annotations) == (full.pk, "note", 2)
    assert (stone.planned_by, stone.by, stone.text_sha256) == (
        olga,
        command,
        full.text_sha256,
    )
    # what belongs to other texts stays, without the relation
    assert Annotation.objects.filter(document=other).count() == 1
    assert not Relation.objects.exists()
    assert list(doctor.examine()) == []


@pytest.mark.django_db(transaction=True)
def test_other_readers_of_a_relation_learn_that_it_is_gone(full, other, olga, command):
    before = Document.objects.get(pk=other.pk).revision
    with transaction.atomic():
        let_days_pass(plan(full, olga))
    purge_due(by=command)
    assert Document.objects.get(pk=other.pk).revision == before + 1


def test_a_text_is_planned_by_its_title_and_can_be_kept(as_user, olga, full):
    client = as_user(olga)
    page = client.get(path("delete_text", full.pk)).text
    assert "2 annotations, with their history" in page
    # its withdrawal
    assert "1 change of its head, in the history" in page
    wrong = client.post(path("delete_text", full.pk), {"title": "Note?"})
    assert wrong.status_code == 422 and "This is another title" in wrong.text
    client.post(path("delete_text", full.pk), {"title": "  note "})
    assert (
        "This text will be deleted on" in client.get(path("delete_text", full.pk)).text
    )
    client.post(path("keep_text", full.pk))
    assert not PlannedDeletion.objects.exists()


def test_nothing_goes_before_it_is_due(full, olga, command):
    plan(full, olga)
    assert purge_due(by=command) == []
    sentence = refused("SELECT purge_document(%s, %s, 2)", full.pk, olga.pk)
    assert "not planned, or not due yet" in sentence


def test_a_text_that_stands_is_not_deleted(as_user, document, olga):
    answer = as_user(olga).post(path("delete_text", document.pk), {"title": "note"})
    assert answer.status_code == 422 and "Withdraw the text first" in answer.text
    sentence = refused(
        "INSERT INTO corpus_planneddeletion (project_id, document_id, due, by_id)"
        " VALUES (%s, %s, now() + interval '2 days', %s)",
        document.project_id,
        document.pk,
        olga.pk,
    )
    assert "Only a withdrawn text" in sentence


def test_restoring_a_text_takes_its_deletion_back(full, olga):
    plan(full, olga)
    restore(document=full, by=olga)
    assert not PlannedDeletion.objects.exists()


def test_a_plan_waits_a_day_at_least_and_is_not_moved(full, olga):
    insert = (
        "INSERT INTO corpus_planneddeletion (project_id, document_id, planned, due,"
        " by_id) VALUES (%s, %s, now() - interval '9 days', now(), %s)"
    )
    sentence = refused(insert, full.project_id, full.pk, olga.pk)
    assert "planned_deletion_grace" in sentence
    plan(full, olga)
    assert "never changed" in refused("UPDATE corpus_planneddeletion SET due = now()")


#: What anybody with the application's own connection may try.
ATTACKS = [
    "DELETE FROM corpus_block",
    "UPDATE corpus_block SET text = upper(text)",
    "DELETE FROM annotations_annotationevent",
    "UPDATE annotations_annotationevent SET note = 'another'",
    "DELETE FROM annotations_relationevent",
    "DELETE FROM corpus_regionevent",
]
SETTINGS = [
    "SELECT 1",
    "SET LOCAL glossator.purging = 'on'",
    "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text"
    " FROM pg_trigger), true)",
]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_setting_of_the_session_opens_another_way(full, setting, attack):
    sentence = refused(f"{setting}; {attack}")
    assert (
        "never change" in sentence or "is kept" in sentence or "pgtrigger" in sentence
    )


def test_a_tombstone_tells_the_truth_and_stays(full, olga, rita, command):
    let_days_pass(plan(full, olga))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO corpus_tombstone (document, title, planned_by_id, by_id,"
            " annotations) VALUES (%s, 'Another', %s, %s, 0)",
            [full.pk, rita.pk, rita.pk],
        )
    stone = Tombstone.objects.get()
    assert (stone.title, stone.planned_by) == ("note", olga)
    assert "never changed" in refused("DELETE FROM corpus_tombstone")
    assert "never changed" in refused("UPDATE corpus_tombstone SET title = 'x'")


def test_a_due_text_opens_no_way_to_others(full, other, olga):
    let_days_pass(plan(full, olga))
    sentence = refused(
        "INSERT INTO corpus_tombstone (document, by_id, annotations)"
        " VALUES (%s, %s, 0);"
        " DELETE FROM corpus_block WHERE document_id = %s",
        full.pk,
        olga.pk,
        other.pk,
    )
    assert "The text of a document never changes" in sentence


@pytest.mark.django_db
def test_every_history_has_its_own_triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = 'history_stays'"
        )
        kept = {name for (name,) in cursor.fetchall()}
    assert set(doctor.event_tables()) == kept


def test_all_that_goes_can_be_taken_away(as_user, olga, full):
    answer = as_user(olga).get(path("text_archive", full.pk))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.read("text.txt").decode() == TEXT
    lines = archive.read("annotations.jsonl").decode().splitlines()
    assert [json.loads(line)["quote"] for line in lines] == [
        "asked its allies for help",
        "help came",
    ]
    everything = json.loads(archive.read("everything.json"))
    assert len(everything["annotations_history"]) == 2
    assert len(everything["relations"]) == 2
    assert any(name.startswith("original/") for name in archive.namelist())


def test_a_deleted_text_comes_again_and_says_so(full, olga, command, as_user, project):
    let_days_pass(plan(full, olga))
    purge_due(by=command)
    client = as_user(olga)
    assert "note" in client.get(path("deleted_texts")).text
    again = make_document(project=project, by=olga)
    assert again.pk != full.pk and again.text() == TEXT


def test_import_tells_what_was_deleted_before(
    full, olga, command, project, tmp_path, capsys
):
    let_days_pass(plan(full, olga))
    purge_due(by=command)
    (tmp_path / "note.txt").write_text(TEXT)
    call_command("import_documents", "--project", project.slug, str(tmp_path))
    assert "“note” was deleted from this project on" in capsys.readouterr().out


def test_the_worker_deletes_what_is_due(full, olga, command):
    let_days_pass(plan(full, olga))
    assert any(
        key[0] == tasks.purge.name for key in app.periodic_registry.periodic_tasks
    )
    tasks.purge(timestamp=0)
    assert not Document.objects.filter(pk=full.pk).exists()


def test_the_api_tells_what_was_deleted_before(full, olga, command, as_user, project):
    let_days_pass(plan(full, olga))
    purge_due(by=command)
    file = SimpleUploadedFile("note.txt", TEXT.encode())
    answer = as_user(olga).post(
        f"/api/v1/projects/{project.slug}/documents", {"file": file}
    )
    [sentence] = answer.json()["deleted_before"]
    assert "“note” was deleted from this project on" in sentence


def test_purge_says_when_nothing_is_due(project, command, capsys):
    call_command("purge")
    assert "No text is due" in capsys.readouterr().out


def test_changes_of_many_heads_forget_a_text_that_goes(full, other, olga, command):
    rows = [
        {"id": text.pk, "version": "x", "before": {}, "after": {"title": text.title}}
        for text in (full, other)
    ]
    change = propose_change(
        project=full.project, title="Titles", rows=rows, looked_at=2, by=olga
    )
    let_days_pass(plan(full, olga))
    purge_due(by=command)
    change.refresh_from_db()
    assert (change.rows, change.looked_at) == (rows[1:], 1)


def test_a_planned_deletion_is_taken_back_in_the_list(as_user, olga, rita, full):
    plan(full, olga)
    client = as_user(olga)
    assert f"Keep {full.title}" in client.get(path("deleted_texts")).text
    answer = client.post(path("keep_text", full.pk), {"back": "deleted"})
    assert answer.url == path("deleted_texts")
    assert not PlannedDeletion.objects.exists()
    plan(full, olga)
    assert "Keep" not in as_user(rita).get(path("deleted_texts")).text


def test_tags_of_a_text_go_with_it(full, olga, command, project):
    tag = Annotation.objects.filter(document=full).first().tags.first()
    TaggedDocument.objects.create(project=project, document=full, tag=tag)
    let_days_pass(plan(full, olga))
    purge_due(by=command)
    assert not TaggedDocument.objects.exists() and not Block.objects.filter(
        document=full.pk
    )


@pytest.mark.parametrize("gone", ["earlier", "later"])
def test_links_and_carried_marks_go_with_either_edition(
    document, other, alice, rita, olga, command, gone
):
    make_annotation(document=document, by=alice)
    link(document=other, of=document, kind="edition", by=rita)
    carry(document=other, by=rita)
    leaving, staying = (document, other) if gone == "earlier" else (other, document)
    withdraw(document=leaving, by=olga)
    leaving.refresh_from_db()
    let_days_pass(plan(leaving, olga))
    [_stone] = purge_due(by=command)
    for model in (Edition, Carried):
        assert not model.objects.exists()
        assert not model.pgh_event_model.objects.exists()
    assert Annotation.objects.get().document == staying
    assert rows_left(leaving.pk) == []
