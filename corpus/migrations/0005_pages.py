"""Keep the label of the page on which a block begins.

Why: a passage of a PDF is cited by its page. Adds a column with a default, which rewrites
nothing. Undo drops the column and the page labels with it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0004_regions"),
    ]

    operations = [
        migrations.AddField(
            model_name="block",
            name="page",
            field=models.CharField(blank=True, db_default="", max_length=20),
        ),
    ]
