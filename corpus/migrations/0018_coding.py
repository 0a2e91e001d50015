"""Say whether coders work blind, and who may add doctrines and names.

Why: a project decides this for itself. Adds columns with defaults and rewrites no row.
Undo drops them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0017_uploaded_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="coding",
            field=models.CharField(
                choices=[
                    ("open", "Coders see each other’s marks"),
                    ("blind", "Coders work blind"),
                    ("mixed", "As each assignment says"),
                ],
                db_default="open",
                default="open",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="doctrines_by",
            field=models.CharField(
                choices=[
                    ("viewer", "Viewer: reads and exports"),
                    ("coder", "Coder: also adds texts and marks passages"),
                    (
                        "reviewer",
                        "Reviewer: also edits all marks, decides, edits the codebook",
                    ),
                    (
                        "owner",
                        "Owner: also manages members, imports sets, withdraws texts",
                    ),
                ],
                db_default="reviewer",
                default="reviewer",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="names_by",
            field=models.CharField(
                choices=[
                    ("viewer", "Viewer: reads and exports"),
                    ("coder", "Coder: also adds texts and marks passages"),
                    (
                        "reviewer",
                        "Reviewer: also edits all marks, decides, edits the codebook",
                    ),
                    (
                        "owner",
                        "Owner: also manages members, imports sets, withdraws texts",
                    ),
                ],
                db_default="coder",
                default="coder",
                max_length=10,
            ),
        ),
    ]
