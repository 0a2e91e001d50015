"""Compare the rows of a large change as sets.

Why: for EXISTS over a join the planner expects to meet a row that differs at once, and
takes a nested loop. No row differs, so that a change of 20,000 annotations compared
each with each and met the limit of time. A set that is taken from another is hashed.
Undo brings the join back and loses nothing.
"""

from importlib import import_module

from django.db import migrations

quotes = import_module("annotations.migrations.0003_quotes")

_HEAD = "CREATE FUNCTION annotations_check_changed()"
_KEPT = "id, uuid, project_id, document_id, coder_id, created"
_QUOTED = 'id, document_id, start, "end", quote'

FORWARD = f"""
CREATE OR REPLACE FUNCTION annotations_check_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT {_KEPT} FROM new_rows EXCEPT SELECT {_KEPT} FROM old_rows) THEN
        RAISE EXCEPTION 'An annotation keeps its id, its text, its coder and its time.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_keeps';
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT {_QUOTED} FROM new_rows EXCEPT SELECT {_QUOTED} FROM old_rows
        ) AS now
        WHERE now.quote IS DISTINCT FROM {quotes._QUOTE}
    ) THEN
        RAISE EXCEPTION 'The quote is not what the text says in that range.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_quotes_text';
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT document_id, revision FROM new_rows) AS now
        JOIN corpus_document AS document ON document.id = now.document_id
        WHERE now.revision <> document.revision
    ) THEN
        RAISE EXCEPTION 'An annotation carries the revision of its document.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_in_turn';
    END IF;
    RETURN NULL;
END $$;
"""

# the function alone, out of the statements that made it with its triggers
_BEFORE = quotes.FORWARD[quotes.FORWARD.index(_HEAD) :].partition("END $$;")
BACKWARD = (_BEFORE[0] + _BEFORE[1]).replace("CREATE", "CREATE OR REPLACE", 1)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0024_of_provision")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
