"""Write who acted into the event alone, not into a table beside it as well.

Why: the history keeps user and verb in each event row; the library's trigger would also
write a row of its context table for each statement, which nobody reads and which grows
for ever. Replaces its function by one that does nothing; events do not change, no row
is rewritten. Undo puts the library's own function back.
"""

from django.db import migrations
from pghistory.models import Context

FORWARD = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid
LANGUAGE sql IMMUTABLE AS 'SELECT NULL::uuid'
"""


def restore(apps, schema_editor):
    """Install the library's own function, as its migration did."""
    Context.install_pgh_attach_context_func(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0005_history_of_lists"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
        migrations.RunPython(migrations.RunPython.noop, restore),
    ]
