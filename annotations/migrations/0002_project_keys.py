"""Bind every reference of the codebook and the annotations to its project (I18).

Why: a plain foreign key would let a row of one project refer to another's. Adds
deferrable constraints; on a live table each takes a lock for one scan. Undo drops
them and loses nothing.
"""

from django.db import migrations

from corpus.project_keys import project_keys


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0001_initial"),
        ("corpus", "0003_immutable_text"),
    ]

    operations = [
        *project_keys(
            "annotations_doctrine",
            parent="annotations_doctrine",
            replaced_by="annotations_doctrine",
        ),
        *project_keys(
            "annotations_doctrinelink",
            source="annotations_doctrine",
            target="annotations_doctrine",
        ),
        *project_keys("annotations_provision", instrument="annotations_instrument"),
        *project_keys(
            "annotations_annotation",
            document="corpus_document",
            doctrine="annotations_doctrine",
            actor="corpus_actor",
            situation="corpus_situation",
            provision="annotations_provision",
        ),
        *project_keys(
            "annotations_via",
            annotation="annotations_annotation",
            actor="corpus_actor",
        ),
        *project_keys(
            "annotations_comparator",
            annotation="annotations_annotation",
            situation="corpus_situation",
        ),
        *project_keys(
            "annotations_taggedannotation",
            annotation="annotations_annotation",
            tag="annotations_tag",
        ),
        *project_keys(
            "annotations_coverage",
            document="corpus_document",
            doctrine="annotations_doctrine",
        ),
    ]
