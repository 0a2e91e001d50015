"""Drop the index that counted the marks of situations.

Why: the tallies say their number, and without the index a save costs as much less as
the tallies made it dearer. Takes a lock for a moment. Undo makes it again in one scan.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("annotations", "0014_tallies")]

    operations = [
        migrations.RemoveIndex(
            model_name="annotation", name="annotation_situation_counted"
        )
    ]
