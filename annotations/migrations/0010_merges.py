"""Record merges of actors, and find marks by their holder and by their situation.

Why: two names of one person are made one and parted again, so what moved is kept. The
pages of actors and situations list marks in the order of the texts: three indexes are
made and one is replaced by a wider one; on a live table each takes a lock for one scan.
A new mark may not name an actor that was merged away, which triggers refuse (their
function came with the actors). Undo drops the record of merges.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from corpus.project_keys import project_keys

CHECK = """
CREATE TRIGGER annotation_of_standing_actor AFTER INSERT ON annotations_annotation
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION corpus_check_actors('check_violation');

CREATE TRIGGER annotation_still_of_standing_actor AFTER UPDATE ON annotations_annotation
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION corpus_check_actors('check_violation');

CREATE TRIGGER via_of_standing_actor AFTER INSERT ON annotations_via
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION corpus_check_actors('check_violation');
"""
UNCHECK = """
DROP TRIGGER annotation_of_standing_actor ON annotations_annotation;
DROP TRIGGER annotation_still_of_standing_actor ON annotations_annotation;
DROP TRIGGER via_of_standing_actor ON annotations_via;
"""


def actor(name):
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to="corpus.actor",
    )


def person(**options):
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0009_lists"),
        ("corpus", "0009_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActorMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("moved", models.JSONField(default=dict)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone", models.DateTimeField(blank=True, null=True)),
                ("absorbed", actor("merged")),
                ("by", person()),
                ("kept", actor("merges")),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
                ("undone_by", person(null=True, blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kept", models.F("absorbed")), _negated=True
                        ),
                        name="merge_of_two",
                        violation_error_message="An actor cannot be merged with itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone", None), ("undone_by", None)),
                            models.Q(
                                ("undone__isnull", False), ("undone_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="merge_undone_by_somebody",
                    ),
                    models.UniqueConstraint(
                        fields=("absorbed",),
                        condition=models.Q(("undone", None)),
                        name="one_standing_merge_an_actor",
                        violation_error_message="This actor was merged already.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["project", "created"], name="merge_of_project"
                    ),
                    models.Index(fields=["kept"], name="merge_kept"),
                    models.Index(fields=["absorbed"], name="merge_absorbed"),
                ],
            },
        ),
        migrations.RemoveIndex(model_name="annotation", name="annotation_holder"),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                fields=["project", "actor", "document", "start", "id"],
                name="annotation_of_holder",
                include=("status",),
                condition=models.Q(("actor__isnull", False), ("deleted", None)),
            ),
        ),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                fields=["project", "situation", "document", "start", "id"],
                name="annotation_situation",
                include=("status",),
                condition=models.Q(("deleted", None), ("situation__isnull", False)),
            ),
        ),
        migrations.AddIndex(
            model_name="comparator",
            index=models.Index(
                fields=["project", "situation", "relation", "annotation"],
                name="comparator_situation",
            ),
        ),
        migrations.AddIndex(
            model_name="via",
            index=models.Index(
                fields=["project", "actor", "annotation"], name="via_actor"
            ),
        ),
        *project_keys(
            "annotations_actormerge", kept="corpus_actor", absorbed="corpus_actor"
        ),
        migrations.RunSQL(CHECK, UNCHECK),
    ]
