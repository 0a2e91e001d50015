"""Keep files that were given until their texts are looked at and stored.

Why: what was understood of a file is shown, and corrected, before it is stored. New
tables; locks nothing. Undo drops them and with them what was given and not stored yet;
the files of these stay in the folder "uploads" until somebody deletes it.
"""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from corpus.project_keys import project_keys


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0011_bibliography"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
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
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("ready", "To be looked at"),
                            ("stored", "Stored"),
                            ("dropped", "Thrown away"),
                        ],
                        default="reading",
                        max_length=10,
                    ),
                ),
                ("direct", models.BooleanField(default=False)),
                ("report", models.JSONField(blank=True, default=dict)),
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
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="corpus.job",
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
                        fields=("project", "id"), name="upload_in_project"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["project", "by"], name="upload_by"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadedFile",
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
                ("filename", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("head", models.JSONField(blank=True, default=dict)),
                ("problem", models.TextField(blank=True)),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="corpus.upload",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "id"), name="uploaded_file_in_project"
                    ),
                    models.UniqueConstraint(
                        fields=("upload", "number"), name="one_uploaded_file_a_number"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadedText",
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
                ("filename", models.CharField(max_length=255)),
                ("original_sha256", models.CharField(max_length=64)),
                ("head", models.JSONField(default=dict)),
                ("proposed", models.JSONField(blank=True, default=list)),
                ("text_sha256", models.CharField(max_length=64)),
                ("length", models.PositiveIntegerField()),
                ("counts", models.JSONField(default=dict)),
                ("warnings", models.JSONField(blank=True, default=list)),
                ("comments", models.JSONField(blank=True, default=list)),
                ("outside", models.JSONField(blank=True, default=list)),
                ("reading", models.BinaryField()),
                ("wanted", models.BooleanField(default=True)),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="corpus.uploadedfile",
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
                    "upload",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="corpus.upload",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("upload", "number"), name="one_uploaded_text_a_number"
                    ),
                ],
            },
        ),
        *project_keys("corpus_upload", job="corpus_job"),
        *project_keys("corpus_uploadedfile", upload="corpus_upload"),
        *project_keys(
            "corpus_uploadedtext", upload="corpus_upload", file="corpus_uploadedfile"
        ),
    ]
