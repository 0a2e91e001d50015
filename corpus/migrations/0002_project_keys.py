"""Bind every reference in the corpus to its own project (I18).

Why: a plain foreign key would let a row of one project refer to another's. Adds
deferrable constraints; on a live table each takes a lock for one scan. Undo drops
them and loses nothing.
"""

from django.db import migrations

from corpus.project_keys import project_keys


class Migration(migrations.Migration):
    dependencies = [("corpus", "0001_initial")]

    operations = [
        *project_keys("corpus_document", situation="corpus_situation"),
        *project_keys(
            "corpus_authorship", document="corpus_document", actor="corpus_actor"
        ),
        *project_keys("corpus_block", document="corpus_document"),
        *project_keys("corpus_region", document="corpus_document"),
    ]
