"""Make the tables of the codebook and the annotations, and those of their history.

Why: the first version. Triggers write the history, whoever changes a row. Undo drops
them, with every annotation.
"""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import taggit.managers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("corpus", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Doctrine",
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
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
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.doctrine",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "slug"),
                        name="one_doctrine_a_slug",
                        violation_error_message="There is a doctrine of this id already.",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="doctrine_in_project"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="doctrine_not_its_own_parent",
                        violation_error_message="A doctrine cannot lie under itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("palette__range", (1, 12))),
                        name="doctrine_palette",
                        violation_error_message="The palette has twelve colours: 1 to 12.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="doctrine_has_a_name",
                        violation_error_message="Give the doctrine a name.",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Instrument",
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
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(blank=True, max_length=50)),
                ("adopted", models.CharField(blank=True, max_length=10)),
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
                        fields=("project", "name"), name="one_instrument_a_name"
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="instrument_in_project"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Provision",
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
                ("locator", models.CharField(blank=True, max_length=100)),
                ("version", models.CharField(blank=True, max_length=100)),
                ("in_force_from", models.CharField(blank=True, max_length=10)),
                ("in_force_to", models.CharField(blank=True, max_length=10)),
                ("link", models.URLField(blank=True, max_length=1000)),
                ("description", models.TextField(blank=True)),
                (
                    "instrument",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provisions",
                        to="annotations.instrument",
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
                        fields=("instrument", "locator", "version"),
                        name="one_provision_a_version",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="provision_in_project"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Annotation",
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
                ("uuid", models.UUIDField(unique=True)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("asserts", "Asserts"),
                            ("denies", "Denies"),
                            ("doubts", "Doubts"),
                            ("concedes", "Concedes"),
                            ("reports", "Reports"),
                            ("predicts", "Predicts"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "attitude",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("endorses", "Endorses"),
                            ("rejects", "Rejects"),
                            ("doubts", "Doubts"),
                            ("neutral", "Neutral"),
                            ("unclear", "Not clear"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rule", "The rule"),
                            ("fact", "A fact"),
                            ("application", "The rule applied to the fact"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("claim", "Claim"),
                            ("rule", "Rule"),
                            ("evidence", "Evidence"),
                            ("rebuttal", "Rebuttal"),
                            ("concession", "Concession"),
                            ("analogy", "Analogy"),
                            ("consequence", "Consequence"),
                            ("prescription", "Prescription"),
                            ("conclusion", "Conclusion"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "explicitness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("named", "Named"),
                            ("paraphrased", "Paraphrased"),
                            ("inferred", "Inferred"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                        ],
                        max_length=6,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed", models.DateTimeField(default=django.utils.timezone.now)),
                ("deleted", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveBigIntegerField()),
                ("body_hash", models.CharField(blank=True, max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.actor",
                    ),
                ),
                (
                    "coder",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
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
                (
                    "situation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.situation",
                    ),
                ),
                (
                    "doctrine",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="annotations.doctrine",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="annotations.provision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "id"), name="annotation_in_project"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="annotation_start_before_end",
                        violation_error_message="Select at least one character.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "quote__length",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("end"), "-", models.F("start")
                                ),
                            )
                        ),
                        name="annotation_quote_length",
                        violation_error_message="The quote is not as long as its range.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stance__in",
                                [
                                    "asserts",
                                    "denies",
                                    "doubts",
                                    "concedes",
                                    "reports",
                                    "predicts",
                                ],
                            )
                        ),
                        name="annotation_stance",
                        violation_error_message="“stance” has no such value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "accepted", "rejected"])
                        ),
                        name="annotation_status",
                        violation_error_message="“status” has no such value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "attitude__in",
                                [
                                    "endorses",
                                    "rejects",
                                    "doubts",
                                    "neutral",
                                    "unclear",
                                    "",
                                ],
                            )
                        ),
                        name="annotation_attitude",
                        violation_error_message="“attitude” has no such value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["rule", "fact", "application", ""])
                        ),
                        name="annotation_ground",
                        violation_error_message="“ground” has no such value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "claim",
                                    "rule",
                                    "evidence",
                                    "rebuttal",
                                    "concession",
                                    "analogy",
                                    "consequence",
                                    "prescription",
                                    "conclusion",
                                    "",
                                ],
                            )
                        ),
                        name="annotation_role",
                        violation_error_message="“role” has no such value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "explicitness__in",
                                ["named", "paraphrased", "inferred", ""],
                            )
                        ),
                        name="annotation_explicitness",
                        violation_error_message="“explicitness” has no such value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["high", "medium", "low", ""])
                        ),
                        name="annotation_confidence",
                        violation_error_message="“confidence” has no such value.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["document", "start", "end"], name="annotation_span"
                    ),
                    models.Index(
                        fields=["document", "revision"], name="annotation_revision"
                    ),
                    models.Index(
                        fields=["project", "doctrine", "document", "start", "id"],
                        name="annotation_doctrine",
                    ),
                    models.Index(
                        condition=models.Q(("actor__isnull", False)),
                        fields=["project", "actor"],
                        name="annotation_holder",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_annotationevent" ("actor_id", "attitude", "changed", "coder_id", "confidence", "created", "deleted", "doctrine_id", "document_id", "end", "explicitness", "ground", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "provision_id", "quote", "reason", "revision", "role", "situation_id", "stance", "start", "status", "uuid", "version") SELECT new_values."actor_id", new_values."attitude", new_values."changed", new_values."coder_id", new_values."confidence", new_values."created", new_values."deleted", new_values."doctrine_id", new_values."document_id", new_values."end", new_values."explicitness", new_values."ground", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."provision_id", new_values."quote", new_values."reason", new_values."revision", new_values."role", new_values."situation_id", new_values."stance", new_values."start", new_values."status", new_values."uuid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="38301bfb03cba89a5ff7b13b7503f74559d7dfa5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9fe21",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_annotation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_annotationevent" ("actor_id", "attitude", "changed", "coder_id", "confidence", "created", "deleted", "doctrine_id", "document_id", "end", "explicitness", "ground", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "provision_id", "quote", "reason", "revision", "role", "situation_id", "stance", "start", "status", "uuid", "version") SELECT new_values."actor_id", new_values."attitude", new_values."changed", new_values."coder_id", new_values."confidence", new_values."created", new_values."deleted", new_values."doctrine_id", new_values."document_id", new_values."end", new_values."explicitness", new_values."ground", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."project_id", new_values."provision_id", new_values."quote", new_values."reason", new_values."revision", new_values."role", new_values."situation_id", new_values."stance", new_values."start", new_values."status", new_values."uuid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."actor_id" IS DISTINCT FROM (new_values."actor_id") OR old_values."attitude" IS DISTINCT FROM (new_values."attitude") OR old_values."changed" IS DISTINCT FROM (new_values."changed") OR old_values."coder_id" IS DISTINCT FROM (new_values."coder_id") OR old_values."confidence" IS DISTINCT FROM (new_values."confidence") OR old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."doctrine_id" IS DISTINCT FROM (new_values."doctrine_id") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."explicitness" IS DISTINCT FROM (new_values."explicitness") OR old_values."ground" IS DISTINCT FROM (new_values."ground") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."project_id" IS DISTINCT FROM (new_values."project_id") OR old_values."provision_id" IS DISTINCT FROM (new_values."provision_id") OR old_values."quote" IS DISTINCT FROM (new_values."quote") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."situation_id" IS DISTINCT FROM (new_values."situation_id") OR old_values."stance" IS DISTINCT FROM (new_values."stance") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="adbdc0b3922b229cf314c5efb17414c0e2adf79d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_60d0d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="annotations_annotation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_annotationevent" ("actor_id", "attitude", "changed", "coder_id", "confidence", "created", "deleted", "doctrine_id", "document_id", "end", "explicitness", "ground", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "provision_id", "quote", "reason", "revision", "role", "situation_id", "stance", "start", "status", "uuid", "version") SELECT old_values."actor_id", old_values."attitude", old_values."changed", old_values."coder_id", old_values."confidence", old_values."created", old_values."deleted", old_values."doctrine_id", old_values."document_id", old_values."end", old_values."explicitness", old_values."ground", old_values."id", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."provision_id", old_values."quote", old_values."reason", old_values."revision", old_values."role", old_values."situation_id", old_values."stance", old_values."start", old_values."status", old_values."uuid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="63a0b4fe3b1da869ec08a7ebc2400dd7ed1bbc5d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e22de",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_annotation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comparator",
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
                    "relation",
                    models.CharField(
                        choices=[("like", "Like"), ("unlike", "Unlike")], max_length=6
                    ),
                ),
                (
                    "annotation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comparators",
                        to="annotations.annotation",
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
                    "situation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="corpus.situation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("annotation", "situation"),
                        name="one_comparator_a_situation",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_comparatorevent" ("annotation_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "relation", "situation_id") SELECT new_values."annotation_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."relation", new_values."situation_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d40cc2dd696c3bad37018ac70088d4bc0cbeba0c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ad0d7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_comparator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_comparatorevent" ("annotation_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "relation", "situation_id") SELECT old_values."annotation_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."relation", old_values."situation_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5f1d31bca08d2565ab9f76782e878167c48b7a07",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a4bb8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_comparator",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "relation",
                    models.CharField(
                        choices=[("like", "Like"), ("unlike", "Unlike")], max_length=6
                    ),
                ),
                (
                    "annotation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.annotation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.comparator",
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
                    "situation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="corpus.situation",
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
                            hash="152f58a2ffc60f388d09fea3b5cf6a3c0203b403",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_70c34",
                            table="annotations_comparatorevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coverage",
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
                        choices=[
                            ("read", "Read"),
                            ("not_applicable", "Not applicable"),
                        ],
                        default="read",
                        max_length=14,
                    ),
                ),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
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
                (
                    "doctrine",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="annotations.doctrine",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "coder", "doctrine"),
                        name="one_coverage_a_coder",
                        nulls_distinct=False,
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="DoctrineLink",
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
                            ("element_of", "Element of"),
                            ("exception_to", "Exception to"),
                        ],
                        max_length=12,
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
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="annotations.doctrine",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.doctrine",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "target", "kind"), name="one_link_a_pair"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ImportedSet",
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
                ("format", models.CharField(max_length=20)),
                ("filename", models.CharField(blank=True, max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("made", models.PositiveIntegerField(default=0)),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "created_by",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "sha256"),
                        name="one_import_a_file",
                        violation_error_message="This file was imported before.",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="AnnotationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("uuid", models.UUIDField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("asserts", "Asserts"),
                            ("denies", "Denies"),
                            ("doubts", "Doubts"),
                            ("concedes", "Concedes"),
                            ("reports", "Reports"),
                            ("predicts", "Predicts"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "attitude",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("endorses", "Endorses"),
                            ("rejects", "Rejects"),
                            ("doubts", "Doubts"),
                            ("neutral", "Neutral"),
                            ("unclear", "Not clear"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rule", "The rule"),
                            ("fact", "A fact"),
                            ("application", "The rule applied to the fact"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("claim", "Claim"),
                            ("rule", "Rule"),
                            ("evidence", "Evidence"),
                            ("rebuttal", "Rebuttal"),
                            ("concession", "Concession"),
                            ("analogy", "Analogy"),
                            ("consequence", "Consequence"),
                            ("prescription", "Prescription"),
                            ("conclusion", "Conclusion"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "explicitness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("named", "Named"),
                            ("paraphrased", "Paraphrased"),
                            ("inferred", "Inferred"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                        ],
                        max_length=6,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed", models.DateTimeField(default=django.utils.timezone.now)),
                ("deleted", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveBigIntegerField()),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="corpus.actor",
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
                        to="annotations.annotation",
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
                    "situation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="corpus.situation",
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
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.provision",
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
                            hash="a968fb370b3f9213d8e69deafe5d69b34d02294b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8f47a",
                            table="annotations_annotationevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
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
                ("name", models.CharField(max_length=100)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, db_index=False, max_length=100
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
                        fields=("project", "name"), name="one_tag_a_name"
                    ),
                    models.UniqueConstraint(
                        fields=("project", "slug"), name="one_tag_a_slug"
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="tag_in_project"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TaggedAnnotation",
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
                    "content_object",
                    models.ForeignKey(
                        db_column="annotation_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged",
                        to="annotations.annotation",
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
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tagged",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_object", "tag"), name="one_tagging_a_tag"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_taggedannotationevent" ("annotation_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "tag_id") SELECT new_values."annotation_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."tag_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d141ec399bc4964b2a8430760f9e3088c7db78b5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_60d59",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_taggedannotation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_taggedannotationevent" ("annotation_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "tag_id") SELECT old_values."annotation_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."tag_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2d063ea83c760c9eee4b77d34bf57d62a55f5489",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c20ce",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_taggedannotation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="annotation",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="annotations.TaggedAnnotation",
                to="annotations.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.CreateModel(
            name="TaggedAnnotationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "content_object",
                    models.ForeignKey(
                        db_column="annotation_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.annotation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.taggedannotation",
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
                            hash="bc3f534a394bae78ed82eb1f12bc50069b8b8a02",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b7fe1",
                            table="annotations_taggedannotationevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Via",
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
                ("order", models.PositiveSmallIntegerField()),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="corpus.actor",
                    ),
                ),
                (
                    "annotation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chain",
                        to="annotations.annotation",
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
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("annotation", "order"), name="one_via_a_place"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_viaevent" ("actor_id", "annotation_id", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."actor_id", new_values."annotation_id", new_values."id", new_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="88f9364fc5d059a01fd478b82291d8d74ff78ce6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d30f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_via",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_viaevent" ("actor_id", "annotation_id", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT old_values."actor_id", old_values."annotation_id", old_values."id", old_values."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."project_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a56ee7499800566245cdbf88266fa949d7c333db",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b854f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="annotations_via",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="annotation",
            name="via",
            field=models.ManyToManyField(
                related_name="+", through="annotations.Via", to="corpus.actor"
            ),
        ),
        migrations.CreateModel(
            name="ViaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="corpus.actor",
                    ),
                ),
                (
                    "annotation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.annotation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.via",
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
                            hash="b799ad7edc2672dbeb8cfcc7f42f275e71c358f6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4ed52",
                            table="annotations_viaevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
