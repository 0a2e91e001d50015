"""Keep what happens to a codebook: its history, its decisions, its releases, examples.

Why: an annotation means what its entry said, so every change of an entry must be told
and be able to be taken back. Makes new tables; adds columns with defaults to five
tables, which rewrites no row and locks each for a moment. Undo drops all of it; the
codebook and the annotations stay.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from corpus.kept_history import kept_history
from corpus.project_keys import project_keys

RELEASES_STAY = """
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON annotations_codebookrelease
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_change();
"""
RELEASES_MAY_GO = "DROP TRIGGER never_changed ON annotations_codebookrelease;"


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0015_situations_tallied"),
        ("corpus", "0016_own_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodebookChange",
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
                            ("create", "Added"),
                            ("edit", "Changed"),
                            ("meaning", "Changed its meaning"),
                            ("move", "Moved"),
                            ("reorder", "Put in order"),
                            ("retire", "Retired"),
                            ("restore", "Brought back"),
                            ("merge", "Merged"),
                            ("split", "Split"),
                            ("link", "Changed relations"),
                            ("example", "Changed examples"),
                            ("authority", "Changed authorities"),
                            ("import", "Imported"),
                            ("reconsider", "Reconsidered marks"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("about", models.CharField(blank=True, max_length=100)),
                ("changes", models.JSONField(default=dict)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone", models.DateTimeField(blank=True, null=True)),
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
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "id"), name="codebook_change_in_project"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "create",
                                    "edit",
                                    "meaning",
                                    "move",
                                    "reorder",
                                    "retire",
                                    "restore",
                                    "merge",
                                    "split",
                                    "link",
                                    "example",
                                    "authority",
                                    "import",
                                    "reconsider",
                                ],
                            )
                        ),
                        name="codebook_change_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone", None), ("undone_by", None)),
                            models.Q(
                                ("undone__isnull", False), ("undone_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="codebook_change_undone_by_somebody",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["project", "-created"],
                        name="codebook_change_of_project",
                    ),
                    models.Index(
                        fields=["project", "about", "-created"],
                        name="codebook_change_about",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodebookRelease",
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
                ("number", models.PositiveIntegerField()),
                ("notes", models.TextField(blank=True)),
                ("content", models.JSONField()),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
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
                        fields=("project", "number"),
                        name="one_release_a_number",
                        violation_error_message="There is a release of this number already.",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="release_in_project"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="release_number_from_one",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="DoctrineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "slug",
                    models.CharField(
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9_]+([.-][a-z0-9_]+)*$",
                                "Use small letters, digits and underscores, parted by dots.",
                            )
                        ],
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "polarity",
                    models.CharField(
                        choices=[
                            ("+", "Justifies"),
                            ("-", "Forbids or limits"),
                            ("0", "Neutral"),
                        ],
                        default="0",
                        max_length=1,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("definition", models.TextField(blank=True)),
                ("include", models.TextField(blank=True)),
                ("exclude", models.TextField(blank=True)),
                ("pin_cite", models.CharField(blank=True, max_length=300)),
                ("checked", models.DateField(blank=True, null=True)),
                ("checked_by", models.CharField(blank=True, max_length=200)),
                ("palette", models.PositiveSmallIntegerField(default=12)),
                ("key", models.CharField(blank=True, max_length=1)),
                (
                    "retired",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.doctrine",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.doctrine",
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
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.doctrine",
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
                            hash="5333c350880fa90840056887ac842b80c78cb0c4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7567f",
                            table="annotations_doctrineevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DoctrineExample",
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
                        default="positive",
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("order", models.PositiveIntegerField(default=0)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "annotation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        related_name="examples",
                        to="annotations.doctrine",
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
                        fields=("doctrine", "annotation"),
                        name="one_example_a_passage",
                        violation_error_message="This passage is an example already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["positive", "negative"])),
                        name="example_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("annotation", None), ("text", ""), _connector="OR"
                        ),
                        name="example_passage_or_words",
                        violation_error_message="An example is a passage or words of its own.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrineexampleevent" ("annotation_id", "by_id", "created", "doctrine_id", "id", "kind", "note", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "text") SELECT new_values."annotation_id", new_values."by_id", new_values."created", new_values."doctrine_id", new_values."id", new_values."kind", new_values."note", new_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d5883fff94d17fb20ac745d5dbdf1160a4a55a9d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2292",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_doctrineexample",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrineexampleevent" ("annotation_id", "by_id", "created", "doctrine_id", "id", "kind", "note", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "text") SELECT new_values."annotation_id", new_values."by_id", new_values."created", new_values."doctrine_id", new_values."id", new_values."kind", new_values."note", new_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="173d3662ee0be36aab0e4de79bae8df34b3921ae",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6d5e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="annotations_doctrineexample",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrineexampleevent" ("annotation_id", "by_id", "created", "doctrine_id", "id", "kind", "note", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "text") SELECT old_values."annotation_id", old_values."by_id", old_values."created", old_values."doctrine_id", old_values."id", old_values."kind", old_values."note", old_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0b6f9eb240c53c4ce1b1046a41fcd280f50d8685",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3df5b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_doctrineexample",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DoctrineExampleEvent",
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
                        default="positive",
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("order", models.PositiveIntegerField(default=0)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.doctrineexample",
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
                            hash="ffca3108e4c6a21c02042e004f59a2e87eda5252",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bdd8c",
                            table="annotations_doctrineexampleevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DoctrineLinkEvent",
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
                            ("element_of", "Element of"),
                            ("exception_to", "Exception to"),
                        ],
                        max_length=12,
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.doctrinelink",
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
                    "source",
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
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.doctrine",
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
                            hash="4ac2085990a2bca34ab206da91d5c59b2cb4cb27",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9c243",
                            table="annotations_doctrinelinkevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstrumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(blank=True, max_length=50)),
                ("adopted", models.CharField(blank=True, max_length=10)),
                ("link", models.URLField(blank=True, max_length=1000)),
                ("row_version", models.PositiveIntegerField(default=1)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.instrument",
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
                            hash="54f625de283640967d992bebd2a4b0065b508336",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a4219",
                            table="annotations_instrumentevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProvisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("locator", models.CharField(blank=True, max_length=100)),
                ("version", models.CharField(blank=True, max_length=100)),
                ("in_force_from", models.CharField(blank=True, max_length=10)),
                ("in_force_to", models.CharField(blank=True, max_length=10)),
                ("link", models.URLField(blank=True, max_length=1000)),
                ("description", models.TextField(blank=True)),
                ("in_force_for", models.CharField(blank=True, max_length=200)),
                ("row_version", models.PositiveIntegerField(default=1)),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.instrument",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.provision",
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
                            hash="7bb64bd63a1a99fcc265f45056fc9d7b2ebd99cc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fa1db",
                            table="annotations_provisionevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recoding",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "after",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.doctrine",
                    ),
                ),
                (
                    "annotation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recodings",
                        to="annotations.annotation",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.doctrine",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recodings",
                        to="annotations.codebookchange",
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
                        fields=("change", "annotation"), name="recoded_once_a_change"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Reconsideration",
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
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("kept", "Kept"),
                            ("moved", "Moved"),
                            ("dropped", "Dropped"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("decided", models.DateTimeField(blank=True, null=True)),
                (
                    "annotation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconsiderations",
                        to="annotations.annotation",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconsiderations",
                        to="annotations.codebookchange",
                    ),
                ),
                (
                    "decided_by",
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.codebookchange",
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
                        fields=("change", "annotation"),
                        name="reconsidered_once_a_change",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["waiting", "kept", "moved", "dropped"])
                        ),
                        name="reconsideration_outcome",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "waiting")),
                        fields=["project", "change", "annotation"],
                        name="reconsideration_waiting",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annotation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annotation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="annotation",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="annotation",
            name="reliance",
            field=models.CharField(
                blank=True,
                choices=[("superseded", "Relies on a superseded wording")],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="annotationevent",
            name="reliance",
            field=models.CharField(
                blank=True,
                choices=[("superseded", "Relies on a superseded wording")],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="doctrine",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="doctrinelink",
            name="order",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="instrument",
            name="link",
            field=models.URLField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="instrument",
            name="row_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="provision",
            name="in_force_for",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="provision",
            name="row_version",
            field=models.PositiveIntegerField(default=1),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annotation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_annotationevent" ("actor_id", "attitude", "changed", "coder_id", "confidence", "created", "deleted", "doctrine_id", "document_id", "end", "explicitness", "ground", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "provision_id", "quote", "reason", "release_id", "reliance", "revision", "role", "situation_id", "stance", "start", "status", "uuid", "version") SELECT new_values."actor_id", new_values."attitude", new_values."changed", new_values."coder_id", new_values."confidence", new_values."created", new_values."deleted", new_values."doctrine_id", new_values."document_id", new_values."end", new_values."explicitness", new_values."ground", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."provision_id", new_values."quote", new_values."reason", new_values."release_id", new_values."reliance", new_values."revision", new_values."role", new_values."situation_id", new_values."stance", new_values."start", new_values."status", new_values."uuid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d1e6c44a51461c9dcc63a63f5beaaec229b80ed3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9fe21",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="annotations_annotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annotation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_annotationevent" ("actor_id", "attitude", "changed", "coder_id", "confidence", "created", "deleted", "doctrine_id", "document_id", "end", "explicitness", "ground", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "provision_id", "quote", "reason", "release_id", "reliance", "revision", "role", "situation_id", "stance", "start", "status", "uuid", "version") SELECT new_values."actor_id", new_values."attitude", new_values."changed", new_values."coder_id", new_values."confidence", new_values."created", new_values."deleted", new_values."doctrine_id", new_values."document_id", new_values."end", new_values."explicitness", new_values."ground", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."provision_id", new_values."quote", new_values."reason", new_values."release_id", new_values."reliance", new_values."revision", new_values."role", new_values."situation_id", new_values."stance", new_values."start", new_values."status", new_values."uuid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."actor_id" IS DISTINCT FROM (new_values."actor_id") OR old_values."attitude" IS DISTINCT FROM (new_values."attitude") OR old_values."changed" IS DISTINCT FROM (new_values."changed") OR old_values."coder_id" IS DISTINCT FROM (new_values."coder_id") OR old_values."confidence" IS DISTINCT FROM (new_values."confidence") OR old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."doctrine_id" IS DISTINCT FROM (new_values."doctrine_id") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."explicitness" IS DISTINCT FROM (new_values."explicitness") OR old_values."ground" IS DISTINCT FROM (new_values."ground") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."project_id" IS DISTINCT FROM (new_values."project_id") OR old_values."provision_id" IS DISTINCT FROM (new_values."provision_id") OR old_values."quote" IS DISTINCT FROM (new_values."quote") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."release_id" IS DISTINCT FROM (new_values."release_id") OR old_values."reliance" IS DISTINCT FROM (new_values."reliance") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."situation_id" IS DISTINCT FROM (new_values."situation_id") OR old_values."stance" IS DISTINCT FROM (new_values."stance") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e04c5cdc4e840c4474b2f64901621bdce3d2329e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_60d0d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="annotations_annotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="annotation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_annotationevent" ("actor_id", "attitude", "changed", "coder_id", "confidence", "created", "deleted", "doctrine_id", "document_id", "end", "explicitness", "ground", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "provision_id", "quote", "reason", "release_id", "reliance", "revision", "role", "situation_id", "stance", "start", "status", "uuid", "version") SELECT old_values."actor_id", old_values."attitude", old_values."changed", old_values."coder_id", old_values."confidence", old_values."created", old_values."deleted", old_values."doctrine_id", old_values."document_id", old_values."end", old_values."explicitness", old_values."ground", old_values."id", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."provision_id", old_values."quote", old_values."reason", old_values."release_id", old_values."reliance", old_values."revision", old_values."role", old_values."situation_id", old_values."stance", old_values."start", old_values."status", old_values."uuid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="60f1b7b05a2e4581538f5434f4dbb683145388f4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e22de",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="annotations_annotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctrine",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrineevent" ("checked", "checked_by", "definition", "exclude", "id", "include", "key", "name", "order", "palette", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pin_cite", "polarity", "project_id", "replaced_by_id", "retired", "slug", "version") SELECT new_values."checked", new_values."checked_by", new_values."definition", new_values."exclude", new_values."id", new_values."include", new_values."key", new_values."name", new_values."order", new_values."palette", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pin_cite", new_values."polarity", new_values."project_id", new_values."replaced_by_id", new_values."retired", new_values."slug", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="93a4188639789a3ab0fb9f754bdab6c6edb9f4f8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_012e4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="annotations_doctrine",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctrine",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrineevent" ("checked", "checked_by", "definition", "exclude", "id", "include", "key", "name", "order", "palette", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pin_cite", "polarity", "project_id", "replaced_by_id", "retired", "slug", "version") SELECT new_values."checked", new_values."checked_by", new_values."definition", new_values."exclude", new_values."id", new_values."include", new_values."key", new_values."name", new_values."order", new_values."palette", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pin_cite", new_values."polarity", new_values."project_id", new_values."replaced_by_id", new_values."retired", new_values."slug", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e28f67a81ec27929df953bdeea91aed09b92f679",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_586ef",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="annotations_doctrine",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctrine",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrineevent" ("checked", "checked_by", "definition", "exclude", "id", "include", "key", "name", "order", "palette", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pin_cite", "polarity", "project_id", "replaced_by_id", "retired", "slug", "version") SELECT old_values."checked", old_values."checked_by", old_values."definition", old_values."exclude", old_values."id", old_values."include", old_values."key", old_values."name", old_values."order", old_values."palette", old_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pin_cite", old_values."polarity", old_values."project_id", old_values."replaced_by_id", old_values."retired", old_values."slug", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bba71bec62f28a3d57e0c24b590fb2f34f211ce0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0bdfe",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="annotations_doctrine",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctrinelink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrinelinkevent" ("id", "kind", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source_id", "target_id") SELECT new_values."id", new_values."kind", new_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."source_id", new_values."target_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="235217643af4bd037735fac91df4768e6e386fc8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b83ca",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="annotations_doctrinelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctrinelink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrinelinkevent" ("id", "kind", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source_id", "target_id") SELECT new_values."id", new_values."kind", new_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."source_id", new_values."target_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="462af5ca65f7bda40f9f116d4e38ec08601d5161",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_636da",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="annotations_doctrinelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="doctrinelink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_doctrinelinkevent" ("id", "kind", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source_id", "target_id") SELECT old_values."id", old_values."kind", old_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."source_id", old_values."target_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8a0f362a4ce867f73d9b00b5a57d40e534c141ff",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cacb2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="annotations_doctrinelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_instrumentevent" ("adopted", "id", "kind", "link", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "row_version") SELECT new_values."adopted", new_values."id", new_values."kind", new_values."link", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."row_version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3cc8ba604632ed84dfc6e79cb7f086f1bca38f9b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_16e00",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="annotations_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_instrumentevent" ("adopted", "id", "kind", "link", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "row_version") SELECT new_values."adopted", new_values."id", new_values."kind", new_values."link", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."row_version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="85b679105d2dd4239d4d05e0d682bb7340d70a55",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a06ea",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="annotations_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_instrumentevent" ("adopted", "id", "kind", "link", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "row_version") SELECT old_values."adopted", old_values."id", old_values."kind", old_values."link", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."row_version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="020ed4e457108cda3e6f6487ae118acdff08d0e9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38a0d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="annotations_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_provisionevent" ("description", "id", "in_force_for", "in_force_from", "in_force_to", "instrument_id", "link", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "row_version", "version") SELECT new_values."description", new_values."id", new_values."in_force_for", new_values."in_force_from", new_values."in_force_to", new_values."instrument_id", new_values."link", new_values."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."row_version", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e86693d734ba8e2c9848b528c4a2ad5f1548957a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c8c92",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="annotations_provision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_provisionevent" ("description", "id", "in_force_for", "in_force_from", "in_force_to", "instrument_id", "link", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "row_version", "version") SELECT new_values."description", new_values."id", new_values."in_force_for", new_values."in_force_from", new_values."in_force_to", new_values."instrument_id", new_values."link", new_values."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."row_version", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="72bdc8628d6b745a4d1d1d4897b82d37fd5081b7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2d17",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="annotations_provision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_provisionevent" ("description", "id", "in_force_for", "in_force_from", "in_force_to", "instrument_id", "link", "locator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "row_version", "version") SELECT old_values."description", old_values."id", old_values."in_force_for", old_values."in_force_from", old_values."in_force_to", old_values."instrument_id", old_values."link", old_values."locator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."row_version", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c631864fd1f05a0fca85716ffae882dbec1fa1fd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_51647",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="annotations_provision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="annotation",
            name="release",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="annotations.codebookrelease",
            ),
        ),
        migrations.AddField(
            model_name="annotationevent",
            name="release",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="annotations.codebookrelease",
            ),
        ),
        migrations.AddConstraint(
            model_name="annotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reliance__in", ["superseded", ""])),
                name="annotation_reliance",
                violation_error_message="“reliance” has no such value.",
            ),
        ),
        *project_keys("annotations_annotation", release="annotations_codebookrelease"),
        *project_keys(
            "annotations_doctrineexample",
            doctrine="annotations_doctrine",
            annotation="annotations_annotation",
        ),
        *project_keys(
            "annotations_recoding",
            change="annotations_codebookchange",
            annotation="annotations_annotation",
            before="annotations_doctrine",
            after="annotations_doctrine",
        ),
        *project_keys(
            "annotations_reconsideration",
            change="annotations_codebookchange",
            annotation="annotations_annotation",
            decision="annotations_codebookchange",
        ),
        *kept_history("annotations_doctrineevent"),
        *kept_history("annotations_doctrinelinkevent"),
        *kept_history("annotations_doctrineexampleevent"),
        *kept_history("annotations_instrumentevent"),
        *kept_history("annotations_provisionevent"),
        migrations.RunSQL(RELEASES_STAY, RELEASES_MAY_GO),
    ]
