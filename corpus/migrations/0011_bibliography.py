"""Keep what bibliographies say of a text beyond its head.

Why: journal, volume, pages, DOI and the like come with Zotero's exports and go back into
them. Adds a column with a default, which rewrites nothing. Undo loses these fields.
"""

from django.db import migrations, models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    dependencies = [("corpus", "0010_editions")]

    operations = [
        migrations.AddField(
            "document",
            "bibliography",
            models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(
                    Exact(
                        Func(
                            F("bibliography"),
                            function="jsonb_typeof",
                            output_field=models.TextField(),
                        ),
                        Value("object"),
                    )
                ),
                name="document_bibliography_object",
                violation_error_message="“bibliography” is an object of names.",
            ),
        ),
    ]
