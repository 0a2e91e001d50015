"""Say which change of a codebook takes which back, and what became of each mark.

Why: taking a change back is a change of its own, which can be taken back in turn. Adds
two columns with defaults and their checks to tables that a running release hardly
fills; each is locked for a moment. Undo drops the columns; changes of the new kind must
be gone before.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from corpus.project_keys import project_keys


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0016_codebook_history"),
        ("corpus", "0017_uploaded_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="codebookchange",
            name="codebook_change_kind",
        ),
        migrations.AddField(
            model_name="codebookchange",
            name="undoes",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="annotations.codebookchange",
            ),
        ),
        migrations.AddField(
            model_name="recoding",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("moved", "Put under another entry"),
                    ("dropped", "Dropped"),
                    ("restored", "Brought back"),
                ],
                db_default="moved",
                default="moved",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="codebookchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("create", "Added"),
                    ("edit", "Changed"),
                    ("meaning", "Changed its meaning"),
                    ("move", "Moved"),
                    ("reorder", "Put in order"),
                    ("retire", "Retired"),
                    ("restore", "Brought back"),
                    ("merge", "Merged"),
                    ("split", "Split"),
                    ("link", "Changed relations"),
                    ("example", "Changed examples"),
                    ("authority", "Changed authorities"),
                    ("import", "Imported"),
                    ("reconsider", "Reconsidered marks"),
                    ("undo", "Took back"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="codebookchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "create",
                            "edit",
                            "meaning",
                            "move",
                            "reorder",
                            "retire",
                            "restore",
                            "merge",
                            "split",
                            "link",
                            "example",
                            "authority",
                            "import",
                            "reconsider",
                            "undo",
                        ],
                    )
                ),
                name="codebook_change_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoding",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["moved", "dropped", "restored"])),
                name="recoding_outcome",
            ),
        ),
        *project_keys(
            "annotations_codebookchange", undoes="annotations_codebookchange"
        ),
    ]
