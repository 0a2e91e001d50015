"""Write down when an adjudication changes, as of all that positions are counted from.

Why: of what was adjudicated the settled marks count, and what was counted is kept as
long as nothing changed. Undo takes the triggers away; nothing is lost.
"""

from importlib import import_module

from django.db import migrations

changes = import_module("annotations.migrations.0026_changes")

WATCHED = [
    changes.watched(f"review_{name}")
    for name in ("adjudication", "settlement", "settledmark")
]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0026_changes"), ("review", "0001_initial")]

    operations = [migrations.RunSQL(made, gone) for made, gone in WATCHED]
