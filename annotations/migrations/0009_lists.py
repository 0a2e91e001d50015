"""Give texts tags, keep views and changes of heads, count the marks of each text.

Why: lists are filtered by tags and ordered by marks; a change of many heads is looked at
before it is made and can be undone. Makes four tables, and triggers that keep
corpus_document.marks; counts the marks that are there, which reads the annotations once
and locks the documents meanwhile. Undo drops tables and triggers: tags of texts, views
and what could be undone are lost.
"""

import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from corpus.project_keys import project_keys

FORWARD = """
CREATE FUNCTION annotations_count_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE corpus_document AS document SET marks = document.marks + counted.n
    FROM (
        SELECT document_id, count(*) AS n FROM new_rows
        WHERE deleted IS NULL GROUP BY document_id
    ) AS counted
    WHERE document.id = counted.document_id;
    RETURN NULL;
END $$;

CREATE FUNCTION annotations_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE corpus_document AS document SET marks = document.marks + counted.n
    FROM (
        SELECT now.document_id, sum(
            (now.deleted IS NULL)::int - (was.deleted IS NULL)::int
        ) AS n
        FROM new_rows AS now JOIN old_rows AS was ON was.id = now.id
        GROUP BY now.document_id
    ) AS counted
    WHERE document.id = counted.document_id AND counted.n <> 0;
    RETURN NULL;
END $$;

CREATE FUNCTION annotations_count_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE corpus_document AS document SET marks = document.marks - counted.n
    FROM (
        SELECT document_id, count(*) AS n FROM old_rows
        WHERE deleted IS NULL GROUP BY document_id
    ) AS counted
    WHERE document.id = counted.document_id;
    RETURN NULL;
END $$;

CREATE TRIGGER marks_are_counted AFTER INSERT ON annotations_annotation
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION annotations_count_new();
CREATE TRIGGER marks_are_counted_again AFTER UPDATE ON annotations_annotation
REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION annotations_count_changed();
CREATE TRIGGER marks_are_counted_off AFTER DELETE ON annotations_annotation
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION annotations_count_gone();

UPDATE corpus_document AS document SET marks = counted.n
FROM (
    SELECT document_id, count(*) AS n FROM annotations_annotation
    WHERE deleted IS NULL GROUP BY document_id
) AS counted
WHERE document.id = counted.document_id;
"""
BACKWARD = """
DROP TRIGGER marks_are_counted_off ON annotations_annotation;
DROP TRIGGER marks_are_counted_again ON annotations_annotation;
DROP TRIGGER marks_are_counted ON annotations_annotation;
DROP FUNCTION annotations_count_gone();
DROP FUNCTION annotations_count_changed();
DROP FUNCTION annotations_count_new();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0008_keys_of_projects"),
        ("corpus", "0008_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TaggedDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged",
                        to="corpus.document",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tagged_documents",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "tag"), name="one_tagged_document_a_tag"
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["tag", "document"], name="tagged_document_tag"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_taggeddocumentevent" ("document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "tag_id") SELECT new_values."document_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."tag_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ebc031c9bb81e4045c9c25797f0b4886bac6be8f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9fc09",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_taggeddocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_taggeddocumentevent" ("document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "tag_id") SELECT old_values."document_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."tag_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="39f19fe3e80e02e352451d75fde4b375a683b4d4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5c78a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_taggeddocument",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaggedDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="corpus.document",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.taggeddocument",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="corpus.project",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2041f24463bf7cb8512496d18fe9a5fd89b0c8fe",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_996dd",
                            table="annotations_taggeddocumentevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadsChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("rows", models.JSONField()),
                ("looked_at", models.PositiveIntegerField()),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("made", models.DateTimeField(blank=True, null=True)),
                ("undone", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["project", "-id"], name="heads_change_project")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone", None), ("made__isnull", False), _connector="OR"
                        ),
                        name="heads_change_made_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        error_messages={"blank": "Give the view a name."}, max_length=80
                    ),
                ),
                ("query", models.CharField(blank=True, max_length=2000)),
                (
                    "audience",
                    models.CharField(
                        choices=[("own", "Only me"), ("project", "All members")],
                        default="own",
                        max_length=7,
                    ),
                ),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "user", "name"),
                        name="one_view_a_name",
                        violation_error_message="You have a view of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="view_has_a_name",
                        violation_error_message="Give the view a name.",
                    ),
                ]
            },
        ),
        *project_keys(
            "annotations_taggeddocument",
            document="corpus_document",
            tag="annotations_tag",
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
