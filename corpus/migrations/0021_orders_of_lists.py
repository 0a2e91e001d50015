"""Index the orders of the list of texts, and keep the words that it looks into.

Why: ordered by author, and asked for words, a list of 50,000 texts took more than 200 ms.
The words are a generated column without capitals and accents, so the table of texts is
written anew once, and three indexes are made; writers wait meanwhile (50,000 rows: about
two seconds). Undo drops them and loses nothing.
"""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corpus", "0020_head_edits")]

    operations = [
        migrations.RemoveIndex(
            model_name="document",
            name="document_issued",
        ),
        migrations.AddField(
            model_name="document",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("title"),
                    models.F("publisher"),
                    models.F("filename"),
                    arg_joiner=" || ' ' || ",
                    output_field=models.TextField(),
                    template="corpus_fold(%(expressions)s)",
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                models.F("project"),
                django.db.models.functions.text.Lower("name"),
                name="actor_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                models.F("project"),
                models.OrderBy(models.F("issued_first"), nulls_first=True),
                models.F("id"),
                name="document_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                models.F("project"),
                django.db.models.functions.text.Lower("title"),
                models.F("id"),
                name="document_title",
            ),
        ),
    ]
