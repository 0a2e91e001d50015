"""Keep pages as they came from their address.

Why: a page on the web changes or goes; what was marked must stay provable. Adds a table
and touches no other. Undo loses the snapshots' rows; their files stay in the storage.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0014_purge_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
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
                ("url", models.CharField(max_length=2000)),
                ("final_url", models.CharField(max_length=2000)),
                ("status", models.PositiveSmallIntegerField()),
                ("media_type", models.CharField(blank=True, max_length=130)),
                ("sha256", models.CharField(max_length=64)),
                ("warc", models.FileField(max_length=300, upload_to="")),
                ("warc_sha256", models.CharField(max_length=64)),
                ("retrieved", models.DateTimeField(db_default=Now())),
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
                    models.Index(fields=["project", "sha256"], name="snapshot_sha256")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "id"), name="snapshot_in_project"
                    )
                ],
            },
        ),
    ]
