"""Keep the history of marks from all but a purge.

Why: the history library's own trigger can be switched off by a setting of the session,
which anybody with SQL may set. Adds two triggers a table, rewrites no row; each locks
its table for a moment. Undo drops them.
"""

from django.db import migrations

from corpus.kept_history import kept_history


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0012_situations_counted"),
        ("corpus", "0013_deletions"),
    ]

    operations = [
        *kept_history("annotations_annotationevent", of_document=True),
        *kept_history("annotations_taggeddocumentevent", of_document=True),
        *kept_history("annotations_carriedevent"),
        *kept_history("annotations_comparatorevent"),
        *kept_history("annotations_relationevent"),
        *kept_history("annotations_taggedannotationevent"),
        *kept_history("annotations_viaevent"),
    ]
