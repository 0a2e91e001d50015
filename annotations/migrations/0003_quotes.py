"""Refuse an annotation that does not quote its text (I2), or comes out of turn.

Why: whoever writes (a page, COPY, psql), a quote must be the characters it points to,
and a row must carry its document's revision, so that readers can ask for what is new.
Statement triggers look at the new rows only; no row is rewritten. Undo drops them and
loses nothing.
"""

from django.db import migrations

# from the block that holds the first character: two steps in an index, and no other
# block of the text is read
_QUOTE = """(
    SELECT string_agg(
        substr(
            block.text,
            greatest(now.start - block.start, 0) + 1,
            now."end" - greatest(now.start, block.start)
        ), '' ORDER BY block.start
    )
    FROM corpus_block AS block
    WHERE block.document_id = now.document_id
        AND block.start >= (
            SELECT max(first.start) FROM corpus_block AS first
            WHERE first.document_id = now.document_id AND first.start <= now.start
        )
        AND block.start < now."end"
)"""

FORWARD = f"""
CREATE FUNCTION annotations_check_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_rows AS now WHERE now.quote IS DISTINCT FROM {_QUOTE}
    ) THEN
        RAISE EXCEPTION 'The quote is not what the text says in that range.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_quotes_text';
    END IF;
    IF EXISTS (
        SELECT FROM new_rows AS now
        JOIN corpus_document AS document ON document.id = now.document_id
        WHERE now.revision <> document.revision
    ) THEN
        RAISE EXCEPTION 'An annotation carries the revision of its document.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_in_turn';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER annotation_quotes_text AFTER INSERT ON annotations_annotation
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION annotations_check_new();

CREATE FUNCTION annotations_check_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_rows AS now
        LEFT JOIN old_rows AS was ON was.id = now.id
        WHERE (was.uuid, was.project_id, was.document_id, was.coder_id, was.created)
            IS DISTINCT FROM
            (now.uuid, now.project_id, now.document_id, now.coder_id, now.created)
    ) THEN
        RAISE EXCEPTION 'An annotation keeps its id, its text, its coder and its time.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_keeps';
    END IF;
    IF EXISTS (
        SELECT FROM new_rows AS now
        JOIN old_rows AS was ON was.id = now.id
        WHERE (was.start, was."end", was.quote)
            IS DISTINCT FROM (now.start, now."end", now.quote)
            AND now.quote IS DISTINCT FROM {_QUOTE}
    ) THEN
        RAISE EXCEPTION 'The quote is not what the text says in that range.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_quotes_text';
    END IF;
    IF EXISTS (
        SELECT FROM new_rows AS now
        JOIN corpus_document AS document ON document.id = now.document_id
        WHERE now.revision <> document.revision
    ) THEN
        RAISE EXCEPTION 'An annotation carries the revision of its document.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_in_turn';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER annotation_still_quotes_text AFTER UPDATE ON annotations_annotation
REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION annotations_check_changed();
"""

BACKWARD = """
DROP TRIGGER annotation_quotes_text ON annotations_annotation;
DROP TRIGGER annotation_still_quotes_text ON annotations_annotation;
DROP FUNCTION annotations_check_new();
DROP FUNCTION annotations_check_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0002_project_keys")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
