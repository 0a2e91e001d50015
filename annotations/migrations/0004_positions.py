"""Let positions be counted from an index alone.

Why: a table of positions reads every mark of a project. This index holds what it counts,
in the order that brings equal marks together. On a live table making it locks writers
for some seconds a million marks. Undo drops it and loses nothing but speed.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0003_quotes"),
        ("corpus", "0003_immutable_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                fields=[
                    "project",
                    "document",
                    "doctrine",
                    "situation",
                    "actor",
                    "stance",
                    "start",
                    "end",
                ],
                name="annotation_position",
                condition=models.Q(
                    ("deleted", None),
                    models.Q(("status", "rejected"), _negated=True),
                ),
            ),
        ),
    ]
