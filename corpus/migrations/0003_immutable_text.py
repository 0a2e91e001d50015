"""Refuse any change of an imported text (I1).

Why: every annotation stores offsets into it. Adds triggers and rewrites no rows, so
it is safe on a live table. Undo drops the triggers and loses nothing.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION corpus_refuse_text_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The text of a document never changes.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'text_is_immutable';
END $$;

CREATE TRIGGER text_is_immutable BEFORE UPDATE OR DELETE ON corpus_block
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_text_change();

CREATE TRIGGER text_is_immutable BEFORE UPDATE ON corpus_document
FOR EACH ROW WHEN (
    (OLD.project_id, OLD.text_sha256, OLD.length)
    IS DISTINCT FROM (NEW.project_id, NEW.text_sha256, NEW.length)
) EXECUTE FUNCTION corpus_refuse_text_change();

CREATE FUNCTION corpus_check_blocks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT
                document_id,
                start,
                start + char_length(text) AS stop,
                lag(start + char_length(text), 1, 0)
                    OVER (PARTITION BY document_id ORDER BY start) AS previous
            FROM corpus_block
            WHERE document_id IN (SELECT document_id FROM new_rows)
        ) AS block
        JOIN corpus_document AS document ON document.id = block.document_id
        WHERE block.start <> block.previous OR block.stop > document.length
    ) THEN
        RAISE EXCEPTION 'The blocks of a text follow one another and end with it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'blocks_are_the_text';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER blocks_are_the_text AFTER INSERT ON corpus_block
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION corpus_check_blocks();

CREATE FUNCTION corpus_check_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole text;
BEGIN
    SELECT string_agg(text, '' ORDER BY start) INTO whole
    FROM corpus_block WHERE document_id = NEW.id;
    IF whole IS NULL OR char_length(whole) <> NEW.length
        OR encode(sha256(convert_to(whole, 'UTF8')), 'hex') <> NEW.text_sha256
    THEN
        RAISE EXCEPTION 'The stored text is not the text that was imported.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'text_is_whole';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER text_is_whole AFTER INSERT ON corpus_document
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION corpus_check_text();
"""

BACKWARD = """
DROP TRIGGER text_is_whole ON corpus_document;
DROP TRIGGER blocks_are_the_text ON corpus_block;
DROP TRIGGER text_is_immutable ON corpus_document;
DROP TRIGGER text_is_immutable ON corpus_block;
DROP FUNCTION corpus_check_text();
DROP FUNCTION corpus_check_blocks();
DROP FUNCTION corpus_refuse_text_change();
"""


class Migration(migrations.Migration):
    dependencies = [("corpus", "0002_project_keys")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
