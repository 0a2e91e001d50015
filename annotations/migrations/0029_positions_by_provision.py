"""The index that positions are counted from holds provision and ground, too.

Why: by these columns a table read every mark itself, four times as dear. Writes one
index anew: some seconds for a million marks, during which they can be read and not
changed. Undo takes both out of it; nothing is lost.
"""

from django.db import migrations, models

PLACE = (
    "array_position(ARRAY['asserts','denies','doubts','concedes','reports','predicts']"
    "::text[], %(expressions)s::text)"
)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0028_stances_by_place")]

    operations = [
        migrations.RemoveIndex(model_name="annotation", name="annotation_position"),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                models.F("project"),
                models.F("document"),
                models.F("doctrine"),
                models.F("situation"),
                models.F("actor"),
                models.Func(
                    models.F("stance"),
                    output_field=models.IntegerField(),
                    template=PLACE,
                ),
                models.F("start"),
                models.F("end"),
                models.F("provision"),
                condition=models.Q(
                    ("deleted", None), models.Q(("status", "rejected"), _negated=True)
                ),
                include=("stance", "ground"),
                name="annotation_position",
            ),
        ),
    ]
