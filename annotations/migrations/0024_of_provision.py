"""Find the passages that rely on a provision by an index.

Why: the pages of instruments and provisions count and list them, and most annotations
name no provision, so the index is small. On a live table it takes a lock for one scan.
Undo drops it and loses nothing.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0023_discussion")]

    operations = [
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                fields=["project", "provision", "document", "start", "id"],
                name="annotation_of_provision",
                condition=models.Q(deleted=None, provision__isnull=False),
            ),
        ),
    ]
