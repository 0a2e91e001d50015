"""Keep how many marks there are of each doctrine, situation and holder.

And how many of a text's are in its own voice, for the list of its authors.

Why: the codebook, the page of a text and the lists of situations and actors counted all
marks of the project each time, half a second for a million. The triggers that count the
marks of each text write a row of differences beside it; no row is ever changed, so
writers do not wait for each other. Reads all marks once; on a live table writers wait
meanwhile. Undo drops the table and puts the functions back; nothing is lost.
"""

from django.db import migrations, models

# {marks}: rows with the columns of a mark, and its sign
WRITE = """
    INSERT INTO annotations_tally (project, kind, "of", coder, n)
    SELECT mark.project_id, what.kind, what."of", what.coder, sum(mark.sign)
    FROM ({marks}) AS mark, LATERAL (VALUES
        ('doctrine', mark.doctrine_id, mark.coder_id),
        ('situation', mark.situation_id, NULL),
        ('holder', mark.actor_id, NULL)
    ) AS what (kind, "of", coder)
    WHERE what."of" IS NOT NULL
        AND (what.kind = 'doctrine' OR mark.status <> 'rejected')
    GROUP BY 1, 2, 3, 4 HAVING sum(mark.sign) <> 0;
"""
ROWS = """
        SELECT project_id, document_id, doctrine_id, coder_id, situation_id, actor_id,
            status, {sign} AS sign FROM {rows} WHERE deleted IS NULL
"""
NEW = ROWS.format(sign=1, rows="new_rows")
OLD = ROWS.format(sign=-1, rows="old_rows")
TEXTS = """
    UPDATE corpus_document AS document SET marks = document.marks {sign} counted.n,
        own_marks = document.own_marks {sign} counted.own
    FROM (
        SELECT document_id, count(*) AS n, count(*) FILTER (
            WHERE actor_id IS NULL AND status <> 'rejected'
        ) AS own
        FROM {rows} WHERE deleted IS NULL GROUP BY document_id
    ) AS counted
    WHERE document.id = counted.document_id;
"""
TEXTS_NEW = TEXTS.format(sign="+", rows="new_rows")
TEXTS_GONE = TEXTS.format(sign="-", rows="old_rows")
TEXTS_CHANGED = """
    UPDATE corpus_document AS document SET marks = document.marks + counted.n,
        own_marks = document.own_marks + counted.own
    FROM (
        SELECT document_id, sum(sign) AS n, coalesce(sum(sign) FILTER (
            WHERE actor_id IS NULL AND status <> 'rejected'
        ), 0) AS own
        FROM ({marks}) AS mark GROUP BY document_id
    ) AS counted
    WHERE document.id = counted.document_id AND (counted.n, counted.own) <> (0, 0);
"""
#: As they were before, for undoing it.
WAS_NEW = """
    UPDATE corpus_document AS document SET marks = document.marks + counted.n
    FROM (
        SELECT document_id, count(*) AS n FROM new_rows
        WHERE deleted IS NULL GROUP BY document_id
    ) AS counted
    WHERE document.id = counted.document_id;
"""
WAS_CHANGED = """
    UPDATE corpus_document AS document SET marks = document.marks + counted.n
    FROM (
        SELECT now.document_id, sum(
            (now.deleted IS NULL)::int - (was.deleted IS NULL)::int
        ) AS n
        FROM new_rows AS now JOIN old_rows AS was ON was.id = now.id
        GROUP BY now.document_id
    ) AS counted
    WHERE document.id = counted.document_id AND counted.n <> 0;
"""
WAS_GONE = """
    UPDATE corpus_document AS document SET marks = document.marks - counted.n
    FROM (
        SELECT document_id, count(*) AS n FROM old_rows
        WHERE deleted IS NULL GROUP BY document_id
    ) AS counted
    WHERE document.id = counted.document_id;
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION annotations_count_{name}()
RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body}
    RETURN NULL;
END $$;
"""
BOTH = f"{NEW} UNION ALL {OLD}"
BEFORE = {"new": WAS_NEW, "changed": WAS_CHANGED, "gone": WAS_GONE}
TEXTS_NOW = {
    "new": TEXTS_NEW,
    "changed": TEXTS_CHANGED.format(marks=BOTH),
    "gone": TEXTS_GONE,
}
ADDED = {"new": NEW, "changed": BOTH, "gone": OLD}
FILL = """
UPDATE corpus_document AS document SET own_marks = counted.own
FROM (
    SELECT document_id, count(*) AS own FROM annotations_annotation
    WHERE deleted IS NULL AND actor_id IS NULL AND status <> 'rejected'
    GROUP BY document_id
) AS counted
WHERE document.id = counted.document_id;
"""
FORWARD = "".join(
    [
        *(
            FUNCTION.format(name=name, body=body + WRITE.format(marks=ADDED[name]))
            for name, body in TEXTS_NOW.items()
        ),
        "LOCK TABLE annotations_annotation IN SHARE MODE;",
        WRITE.format(marks=ROWS.format(sign=1, rows="annotations_annotation")),
        FILL,
    ]
)
BACKWARD = "".join(
    FUNCTION.format(name=name, body=body) for name, body in BEFORE.items()
)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0013_deletions"), ("corpus", "0016_own_marks")]

    operations = [
        migrations.CreateModel(
            name="Tally",
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
                ("project", models.BigIntegerField()),
                ("kind", models.CharField(max_length=9)),
                ("of", models.BigIntegerField()),
                ("coder", models.BigIntegerField(null=True)),
                ("n", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["project", "kind", "of"], name="tally_of_project"
                    )
                ]
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
