"""Keep how many marks each text has, and index what its lists filter by.

Why: a list of 50,000 texts ordered by its marks would count a million rows. Adds a
column with a default and four indexes; each index reads the table once and keeps writers
waiting meanwhile (50,000 rows: well under a second). Undo drops them and loses nothing.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corpus", "0007_dates")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="marks",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["project", "situation", "id"], name="document_situation"
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["project", "language"], name="document_language"
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["project", "genre"], name="document_genre"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["project", "publisher"], name="document_publisher"
            ),
        ),
    ]
