"""doctor finds what got past the triggers, and nothing where all is well."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from annotations.actions.annotations import edit_annotation
from tests.factories import (
    make_annotation,
    make_project,
    make_region,
    make_relation,
)


@pytest.fixture
def mark(document, alice):
    return make_annotation(document=document, by=alice, tags=["a"])


def past_the_triggers(statement, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, parameters)
        cursor.execute("SET session_replication_role = DEFAULT")


def findings(capsys):
    with pytest.raises(CommandError):
        call_command("doctor")
    lines = capsys.readouterr().out.splitlines()[1:]
    return {line.partition(":")[0] for line in lines}


def test_all_is_well(mark, alice, capsys):
    edit_annotation(annotation=mark, version=1, changes={"stance": "denies"}, by=alice)
    call_command("doctor")
    assert "as they must be" in capsys.readouterr().out


def test_changed_text_is_found(mark, capsys):
    past_the_triggers(
        "UPDATE corpus_block SET text = 'X' || substr(text, 2) WHERE start = 0"
    )
    assert findings(capsys) == {"I1"}


def test_wrong_quote_is_found(mark, capsys):
    past_the_triggers("UPDATE annotations_annotation SET quote = upper(quote)")
    assert "I2" in findings(capsys)


def test_change_without_history_is_found(mark, capsys):
    past_the_triggers("UPDATE annotations_annotation SET stance = 'denies'")
    assert findings(capsys) == {"I14"}


def test_changed_relation_and_stray_region_are_found(mark, document, alice, capsys):
    other = make_annotation(document=document, by=alice, quote="help came")
    make_relation(source=mark, target=other, by=alice)
    make_region(document=document, by=alice)
    past_the_triggers("UPDATE annotations_relation SET kind = 'supports'")
    assert findings(capsys) == {"I14"}
    past_the_triggers("UPDATE annotations_relation SET kind = 'rebuts'")
    past_the_triggers('UPDATE corpus_region SET "end" = 100000')
    assert findings(capsys) == {"I2"}


def test_event_without_user_is_found(mark, capsys):
    past_the_triggers("UPDATE annotations_annotationevent SET pgh_context = NULL")
    assert findings(capsys) == {"I14"}


def test_reference_into_another_project_is_found(mark, mallory, capsys):
    other = make_project(by=mallory, slug="other")
    past_the_triggers("UPDATE corpus_document SET project_id = %s", [other.pk])
    assert "I18" in findings(capsys)
