"""Make the tables of assignments and precedents, and those of their history.

Why: coders are given texts, and reasons of decisions guide later ones. Makes new tables
and touches no other. Undo drops them, with every assignment and precedent.
"""

import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from corpus.kept_history import kept_history
from corpus.project_keys import project_keys


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0017_taken_back"),
        ("corpus", "0018_coding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
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
                    "state",
                    models.CharField(
                        choices=[("assigned", "To do"), ("finished", "Finished")],
                        default="assigned",
                        max_length=8,
                    ),
                ),
                (
                    "coding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "As the project says"),
                            ("open", "Sees the others’ marks"),
                            ("blind", "Works blind"),
                        ],
                        default="",
                        max_length=5,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished", models.DateTimeField(blank=True, null=True)),
                ("opened", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="corpus.document",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "id"), name="assignment_in_project"
                    ),
                    models.UniqueConstraint(
                        fields=("document", "coder"),
                        name="one_assignment_a_coder",
                        violation_error_message="This coder has the text already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished", None), ("state", "assigned")),
                            models.Q(
                                ("finished__isnull", False), ("state", "finished")
                            ),
                            _connector="OR",
                        ),
                        name="assignment_finished_at_a_time",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["project", "coder", "state"], name="assignment_of_coder"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_assignmentevent" ("by_id", "coder_id", "coding", "created", "document_id", "finished", "id", "note", "opened", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "version") SELECT new_values."by_id", new_values."coder_id", new_values."coding", new_values."created", new_values."document_id", new_values."finished", new_values."id", new_values."note", new_values."opened", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ba3c246e069ce3a88d5d5b8239833d03c6292f35",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_faa88",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_assignmentevent" ("by_id", "coder_id", "coding", "created", "document_id", "finished", "id", "note", "opened", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "version") SELECT new_values."by_id", new_values."coder_id", new_values."coding", new_values."created", new_values."document_id", new_values."finished", new_values."id", new_values."note", new_values."opened", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9abf4a509dd17c89d72773469e4e7e937370cb00",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_908a4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="annotations_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_assignmentevent" ("by_id", "coder_id", "coding", "created", "document_id", "finished", "id", "note", "opened", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "version") SELECT old_values."by_id", old_values."coder_id", old_values."coding", old_values."created", old_values."document_id", old_values."finished", old_values."id", old_values."note", old_values."opened", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="396b6e33391270181ac501f093d5cbf6db8c6f3c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_35bbd",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_assignment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("assigned", "To do"), ("finished", "Finished")],
                        default="assigned",
                        max_length=8,
                    ),
                ),
                (
                    "coding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "As the project says"),
                            ("open", "Sees the others’ marks"),
                            ("blind", "Works blind"),
                        ],
                        default="",
                        max_length=5,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished", models.DateTimeField(blank=True, null=True)),
                ("opened", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coder",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        to="annotations.assignment",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f79f9b310615cf82951cfd3ea097bac13bafd234",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4d5b5",
                            table="annotations_assignmentevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Precedent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("positive", "Example"),
                            ("negative", "Counter-example"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        error_messages={
                            "blank": "Say in a few words what was decided and why."
                        }
                    ),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("overruled", models.DateTimeField(blank=True, null=True)),
                ("overruled_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "annotation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="precedents",
                        to="annotations.annotation",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "doctrine",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="precedents",
                        to="annotations.doctrine",
                    ),
                ),
                (
                    "overruled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="precedent_has_a_reason",
                        violation_error_message="A precedent needs a reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("overruled", None), ("overruled_by", None)),
                            models.Q(
                                ("overruled__isnull", False),
                                ("overruled_by__isnull", False),
                                models.Q(("overruled_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="precedent_overruled_with_a_reason",
                        violation_error_message="Say why the precedent is overruled.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_precedentevent" ("annotation_id", "by_id", "created", "doctrine_id", "id", "kind", "overruled", "overruled_by_id", "overruled_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "version") SELECT new_values."annotation_id", new_values."by_id", new_values."created", new_values."doctrine_id", new_values."id", new_values."kind", new_values."overruled", new_values."overruled_by_id", new_values."overruled_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."reason", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4ae99e22e55b7d65af537825cefca59408dd3b3d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_192dd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_precedent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_precedentevent" ("annotation_id", "by_id", "created", "doctrine_id", "id", "kind", "overruled", "overruled_by_id", "overruled_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "version") SELECT new_values."annotation_id", new_values."by_id", new_values."created", new_values."doctrine_id", new_values."id", new_values."kind", new_values."overruled", new_values."overruled_by_id", new_values."overruled_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."reason", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="28870755bab725921623a4c9d693a290066d9d01",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_99664",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="annotations_precedent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_precedentevent" ("annotation_id", "by_id", "created", "doctrine_id", "id", "kind", "overruled", "overruled_by_id", "overruled_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "version") SELECT old_values."annotation_id", old_values."by_id", old_values."created", old_values."doctrine_id", old_values."id", old_values."kind", old_values."overruled", old_values."overruled_by_id", old_values."overruled_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."reason", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="327e5e3164000529cb4ed260b37aaed78ffa0847",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9a42a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_precedent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrecedentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("positive", "Example"),
                            ("negative", "Counter-example"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        error_messages={
                            "blank": "Say in a few words what was decided and why."
                        }
                    ),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("overruled", models.DateTimeField(blank=True, null=True)),
                ("overruled_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "annotation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.annotation",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "doctrine",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.doctrine",
                    ),
                ),
                (
                    "overruled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.precedent",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9f132832662638ddfc121e6acb3cdc57fae115f9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_799a9",
                            table="annotations_precedentevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        *project_keys("annotations_assignment", document="corpus_document"),
        *project_keys(
            "annotations_precedent",
            doctrine="annotations_doctrine",
            annotation="annotations_annotation",
        ),
        *kept_history("annotations_assignmentevent", of_document=True),
        *kept_history("annotations_precedentevent"),
    ]
