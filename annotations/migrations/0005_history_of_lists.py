"""Find the tags, chain and comparators in the history of one annotation.

Why: their events name the annotation, and without an index each history would read all
of them. On a live table making the indexes locks writers for a second a million rows.
Undo drops them and loses nothing but speed.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0004_positions")]

    operations = [
        migrations.AddIndex(
            model_name="comparatorevent",
            index=models.Index(fields=["annotation"], name="comparator_history"),
        ),
        migrations.AddIndex(
            model_name="taggedannotationevent",
            index=models.Index(fields=["content_object"], name="tagging_history"),
        ),
        migrations.AddIndex(
            model_name="viaevent",
            index=models.Index(fields=["annotation"], name="via_history"),
        ),
    ]
