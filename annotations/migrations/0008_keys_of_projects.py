"""Prove the project of a mark once, not twice.

Why: a mark's key to its text holds the project too, and the text's key proves that the
project is there; so the plain key to the project only cost a check for each row at
commit. The same of what belongs to a mark. Drops five constraints; each locks its table
for a moment, no row is read. Undo puts them back, with one scan a table.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0007_relations"),
        ("corpus", "0004_regions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="annotation",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="corpus.project",
            ),
        ),
        migrations.AlterField(
            model_name="via",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="corpus.project",
            ),
        ),
        migrations.AlterField(
            model_name="comparator",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="corpus.project",
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="corpus.project",
            ),
        ),
        migrations.AlterField(
            model_name="taggedannotation",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="corpus.project",
            ),
        ),
    ]
