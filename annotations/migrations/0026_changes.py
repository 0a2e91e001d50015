"""Write down that something changed which positions are counted from.

Why: what was counted is kept as long as nothing changed (annotations/positions/kept.py).
Each statement that changes a mark, a region, an author, a link between texts or what
somebody read adds a row to the tallies, and so does each text whose date, situation,
genre or withdrawal changes, each actor whose kind does and each doctrine that moves. No
row is changed, so nobody waits for another. The tallies' numbers get eight bytes, for
which that small table is written anew. Undo takes the triggers and these rows away;
nothing is lost.
"""

from importlib import import_module

from django.db import migrations, models

tallies = import_module("annotations.migrations.0014_tallies")

# by chance, so that no two states have one sum, also after a backup was restored
STEP = "1 + floor(random() * 4294967296)::bigint"
OF_ROWS = f"""
    INSERT INTO annotations_tally (project, kind, "of", coder, n)
    SELECT project_id, 'change', 0, NULL, {STEP} FROM {{rows}} GROUP BY project_id;
"""
OF_ROW = f"""
    INSERT INTO annotations_tally (project, kind, "of", coder, n)
    VALUES (NEW.project_id, 'change', 0, NULL, {STEP});
"""
FUNCTION = """
CREATE FUNCTION annotations_tell_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body}
    RETURN NULL;
END $$;
"""
FUNCTIONS = FUNCTION.format(
    name="changes", body=OF_ROWS.format(rows="told_rows")
) + FUNCTION.format(name="change", body=OF_ROW)
EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}


def watched(table):
    """(SQL that tells of every change of a table, SQL that undoes it)"""
    made = [
        f"CREATE TRIGGER tells_of_{event} AFTER {event.upper()} ON {table}"
        f" REFERENCING {rows} TABLE AS told_rows"
        " FOR EACH STATEMENT EXECUTE FUNCTION annotations_tell_changes();"
        for event, rows in EVENTS.items()
    ]
    gone = [f"DROP TRIGGER tells_of_{event} ON {table};" for event in EVENTS]
    return "\n".join(made), "\n".join(gone)


def watched_columns(table, columns):
    """The same of some columns; row by row, since texts are saved with each mark."""
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    made = (
        f"CREATE TRIGGER tells_of_columns AFTER UPDATE OF {', '.join(columns)}"
        f" ON {table} FOR EACH ROW WHEN ({changed})"
        " EXECUTE FUNCTION annotations_tell_change();"
    )
    return made, f"DROP TRIGGER tells_of_columns ON {table};"


WATCHED = [
    *map(
        watched,
        (
            "corpus_region",
            "corpus_authorship",
            "corpus_edition",
            "annotations_coverage",
        ),
    ),
    watched_columns(
        "corpus_document", ("issued", "situation_id", "genre", "withdrawn")
    ),
    watched_columns("corpus_actor", ("kind",)),
    watched_columns("annotations_doctrine", ("parent_id",)),
]


def counting(told):
    """The functions that count marks, which also tell that they changed, or do not."""
    return "".join(
        tallies.FUNCTION.format(
            name=name,
            body=body
            + tallies.WRITE.format(marks=tallies.ADDED[name])
            + (OF_ROWS.format(rows="old_rows" if name == "gone" else "new_rows"))
            * told,
        )
        for name, body in tallies.TEXTS_NOW.items()
    )


FORWARD = "\n".join([FUNCTIONS, *(made for made, _gone in WATCHED), counting(True)])
BACKWARD = "\n".join(
    [
        *(gone for _made, gone in WATCHED),
        counting(False),
        "DROP FUNCTION annotations_tell_changes(); DROP FUNCTION annotations_tell_change();",
        "DELETE FROM annotations_tally WHERE kind = 'change';",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0025_changed_sets"),
        ("corpus", "0018_coding"),
    ]

    operations = [
        migrations.AlterField("tally", "n", models.BigIntegerField()),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
