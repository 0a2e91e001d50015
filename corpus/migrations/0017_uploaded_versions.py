"""Let an upload say that its text is a version of another.

Why: a new edition is looked at before it is stored, as any text is, and linked then.
Two columns without values and a key, on a table of few rows. Undo drops them: what
waits to be looked at is then stored as a text of its own.
"""

import django.db.models.deletion
from django.db import migrations, models

from corpus.project_keys import project_keys


class Migration(migrations.Migration):
    dependencies = [("corpus", "0016_own_marks")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="corpus.document",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("edition", "New edition"),
                    ("translation", "Translation"),
                    ("reprint", "Reprint"),
                ],
                default="",
                max_length=11,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("of", None),
                    ("kind__in", ["edition", "translation", "reprint"]),
                    _connector="OR",
                ),
                name="upload_version_kind",
                violation_error_message="Say which kind of version the text is.",
            ),
        ),
        *project_keys("corpus_upload", of="corpus_document"),
    ]
