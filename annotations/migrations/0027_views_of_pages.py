"""Saved views of more pages than the list of texts.

Why: a choice of what is compared can be kept under a name, too. Adds a column with a
constant default, which rewrites no row; the names are unique for each page now, so the
index is made anew on a small table. Undo loses the views of other pages' names only
where one person has two of the same name, in which case it is refused.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0026_changes")]

    operations = [
        migrations.AddField(
            model_name="savedview",
            name="page",
            field=models.CharField(default="texts", max_length=20),
        ),
        migrations.RemoveConstraint(
            model_name="savedview",
            name="one_view_a_name",
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("project", "user", "page", "name"),
                name="one_view_a_name",
                violation_error_message="You have a view of this name already.",
            ),
        ),
    ]
