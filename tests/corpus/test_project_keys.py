"""References across projects are impossible in the schema (I18)."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.factories import make_document, make_project

COMPOSITE_KEYS = """
SELECT
    referring.relname,
    (SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute
     WHERE attrelid = conrelid AND attnum = ANY(conkey)),
    referred.relname,
    condeferrable
FROM pg_constraint
JOIN pg_class AS referring ON referring.oid = conrelid
JOIN pg_class AS referred ON referred.oid = confrelid
WHERE contype = 'f' AND cardinality(conkey) = 2
"""


def owned(model):
    """Whether rows of the model belong to a project."""
    return any(field.name == "project" for field in model._meta.fields)


def references():
    """(table, column, target) of each key between models that a project owns."""
    ours = [
        model
        for model in apps.get_models()
        if model._meta.app_label in ("corpus", "annotations", "review")
        and owned(model)
        # a copy of a row's past refers to nothing
        and not hasattr(model, "pgh_tracked_model")
    ]
    for model in ours:
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey) and owned(field.related_model):
                target = field.related_model._meta.db_table
                yield model._meta.db_table, field.column, target


@pytest.mark.django_db
def test_each_reference_is_bound_to_its_project():
    with connection.cursor() as cursor:
        cursor.execute(COMPOSITE_KEYS)
        bound = {
            (table, *sorted(set(columns) - {"project_id"}), target)
            for table, columns, target, deferrable in cursor.fetchall()
            if deferrable
        }
    found = set(references())
    assert len(found) > 10
    assert found - bound == set()


ALL_KEYS = """
SELECT
    conrelid::regclass::text,
    confrelid::regclass::text,
    (SELECT array_agg(attname::text) FROM pg_attribute
     WHERE attrelid = conrelid AND attnum = ANY(conkey) AND attnotnull),
    cardinality(conkey)
FROM pg_constraint WHERE contype = 'f'
"""


@pytest.mark.django_db
def test_each_row_has_a_project_that_is_there():
    """By a key to it, or by one that holds it, to a row of which the same is true."""
    with connection.cursor() as cursor:
        cursor.execute(ALL_KEYS)
        # a key with a null in it is not checked
        keys = [
            (table, target)
            for table, target, columns, length in cursor.fetchall()
            if "project_id" in (columns or ()) and len(columns) == length
        ]
    proven = {"corpus_project"}
    while more := {table for table, target in keys if target in proven} - proven:
        proven |= more
    assert {table for table, _column, _target in references()} - proven == set()


@pytest.mark.django_db
def test_no_reference_leaves_the_owned_models_unseen():
    """A model of ours that a project does not own is one of these few."""
    free = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in ("corpus", "annotations", "review")
        and not owned(model)
        and not hasattr(model, "pgh_tracked_model")
    }
    assert free == {"Project"}


@pytest.fixture
def elsewhere(olga):
    project = make_project(by=olga, slug="summer", title="Summer")
    return make_document(
        project=project, by=olga, text="Elsewhere.", authors=["Hill, Sam"]
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE corpus_document SET situation_id = (SELECT max(id)"
        " FROM corpus_situation WHERE project_id = %(there)s) WHERE id = %(document)s",
        "INSERT INTO corpus_authorship"
        ' (project_id, document_id, actor_id, role, "order", name_as_signed)'
        " SELECT %(here)s, %(document)s, max(id), 'author', 0, '' FROM corpus_actor"
        " WHERE project_id = %(there)s",
        'INSERT INTO corpus_region (project_id, document_id, start, "end")'
        " VALUES (%(there)s, %(document)s, 0, 1)",
        "INSERT INTO annotations_coverage (project_id, document_id, coder_id, state)"
        " VALUES (%(there)s, %(document)s, %(user)s, 'read')",
        "INSERT INTO annotations_annotation (uuid, project_id, document_id,"
        ' doctrine_id, start, "end", quote, stance, attitude, ground, role,'
        " explicitness, confidence, note, status, reason, version, coder_id, created,"
        " changed, revision, body_hash)"
        " SELECT gen_random_uuid(), 0, document.id, doctrine.id, 0, 1,"
        " substr(block.text, 1, 1), 'asserts', '', '', '', '', '', '', 'proposed', '',"
        " 1, %(user)s, now(), now(), document.revision, ''"
        " FROM corpus_document AS document JOIN corpus_block AS block"
        " ON block.document_id = document.id AND block.start = 0,"
        " (SELECT max(id) AS id FROM annotations_doctrine) AS doctrine"
        " WHERE document.id = %(document)s",
    ],
    ids=["situation", "author", "region", "coverage", "no project"],
)
def test_a_reference_into_another_project_is_refused(sql, document, elsewhere, olga):
    parameters = {
        "here": document.project_id,
        "there": elsewhere.project_id,
        "document": document.pk,
        "user": olga.pk,
    }
    with (
        pytest.raises(DatabaseError, match="foreign key"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
