"""Keep what one text's head, and a project's rules, said before and after each change.

Why: the history tells it, and an earlier state can be brought back. Adds an empty table,
whose rows go with a purged text by its key, and two columns with defaults, so it is safe
on a live database. Undo loses what the table holds.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from corpus.project_keys import project_keys


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0019_rules_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "ruleschange", "before", models.JSONField(db_default={}, default=dict)
        ),
        migrations.AddField(
            "ruleschange", "why", models.TextField(blank=True, db_default="")
        ),
        migrations.CreateModel(
            name="HeadEdit",
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
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("why", models.TextField(blank=True)),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="head_edits",
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
                "indexes": [
                    models.Index(
                        fields=["project", "-created"], name="head_edit_project"
                    )
                ],
            },
        ),
        *project_keys("corpus_headedit", document="corpus_document"),
    ]
