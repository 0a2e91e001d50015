"""Room for the number of a text's marks in its own voice.

Why: the list of actors counted the marks of all texts they wrote. A column with a
default, which rewrites no row; the annotations' triggers keep it. Undo drops it and
loses nothing.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corpus", "0015_snapshots")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="own_marks",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
    ]
