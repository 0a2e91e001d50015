"""Let the status of an annotation be "discussion".

Why: a reviewer may ask before deciding. The word is longer than the column was. Locks
the annotations while the check looks through them and two small indexes on status are
built anew; rewrites no rows. Undo needs that nothing waits to be discussed.
"""

from django.db import migrations, models

STATUSES = {
    "proposed": "Proposed",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "discussion": "Needs discussion",
}
CHANGE = """
ALTER TABLE annotations_annotation
    DROP CONSTRAINT annotation_status,
    ALTER status TYPE varchar({length}),
    ADD CONSTRAINT annotation_status CHECK (status IN ({statuses}));
ALTER TABLE annotations_annotationevent ALTER status TYPE varchar({length});
ALTER TABLE annotations_recoding ALTER status TYPE varchar({length});
"""


def change(length, statuses):
    """The statements as Django would write them, in one go."""
    named = ", ".join(f"'{status}'" for status in statuses)
    return CHANGE.format(length=length, statuses=named)


def field(**options):
    return models.CharField(choices=list(STATUSES.items()), max_length=10, **options)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0018_assignments")]

    operations = [
        migrations.RunSQL(
            change(10, STATUSES),
            change(8, list(STATUSES)[:3]),
            state_operations=[
                migrations.AlterField(
                    "annotation", "status", field(default="proposed")
                ),
                migrations.AlterField(
                    "annotationevent", "status", field(default="proposed")
                ),
                migrations.AlterField("recoding", "status", field()),
                migrations.RemoveConstraint("annotation", "annotation_status"),
                migrations.AddConstraint(
                    "annotation",
                    models.CheckConstraint(
                        condition=models.Q(("status__in", list(STATUSES))),
                        name="annotation_status",
                        violation_error_message="“status” has no such value.",
                    ),
                ),
            ],
        )
    ]
