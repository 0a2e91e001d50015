"""Let an owner delete a withdrawn text for good, and by no other way.

Why: what was added by mistake, or may not be kept, must be able to go, and what goes
must be remembered. A text's blocks and history can be deleted in one case: in the
transaction that writes the text's tombstone, which triggers allow only of a withdrawn
text whose planned deletion is due. So no setting of a session opens the way, and nothing
goes without its tombstone. Adds two tables, replaces a trigger; no row is rewritten. Undo forgets plans and tombstones; texts that are gone stay
gone.
"""

import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from corpus.kept_history import kept_history
from corpus.project_keys import project_keys

FORWARD = r"""
CREATE FUNCTION corpus_check_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.planned := now();
    IF NOT EXISTS (
        SELECT FROM corpus_document
        WHERE id = NEW.document_id AND withdrawn IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Only a withdrawn text can be deleted.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deletion_of_withdrawn';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER deletion_of_withdrawn BEFORE INSERT ON corpus_planneddeletion
FOR EACH ROW EXECUTE FUNCTION corpus_check_plan();

CREATE FUNCTION corpus_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed.', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'never_changed';
END $$;

CREATE TRIGGER never_changed BEFORE UPDATE ON corpus_planneddeletion
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_change();

CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON corpus_tombstone
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_change();

-- what a tombstone says comes from the text and its plan, whoever writes it
CREATE FUNCTION corpus_check_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone record;
BEGIN
    SELECT document.project_id, document.title, document.filename,
        document.text_sha256, plan.by_id, plan.planned
    INTO gone
    FROM corpus_document AS document
    JOIN corpus_planneddeletion AS plan ON plan.document_id = document.id
    WHERE document.id = NEW.document
        AND document.withdrawn IS NOT NULL AND plan.due <= now();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The deletion of this text is not planned, or not due yet.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deletion_is_due';
    END IF;
    NEW.project_id := gone.project_id;
    NEW.title := gone.title;
    NEW.filename := gone.filename;
    NEW.text_sha256 := gone.text_sha256;
    NEW.planned_by_id := gone.by_id;
    NEW.planned := gone.planned;
    NEW.deleted := now();
    NEW.transaction := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;

CREATE TRIGGER deletion_is_due BEFORE INSERT ON corpus_tombstone
FOR EACH ROW EXECUTE FUNCTION corpus_check_tombstone();

CREATE FUNCTION corpus_refuse_block_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM old_rows WHERE document_id NOT IN (
            SELECT document FROM corpus_tombstone
            WHERE transaction = pg_current_xact_id()::text::bigint
        )
    ) THEN
        RAISE EXCEPTION 'The text of a document never changes.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'text_is_immutable';
    END IF;
    RETURN NULL;
END $$;

-- rows of history, by their text or by their project
CREATE FUNCTION corpus_keep_history_of_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM old_rows WHERE document_id NOT IN (
            SELECT document FROM corpus_tombstone
            WHERE transaction = pg_current_xact_id()::text::bigint
        )
    ) THEN
        RAISE EXCEPTION 'The history of % is kept.', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_stays';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION corpus_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM old_rows WHERE project_id NOT IN (
            SELECT project_id FROM corpus_tombstone
            WHERE transaction = pg_current_xact_id()::text::bigint
        )
    ) THEN
        RAISE EXCEPTION 'The history of % is kept.', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_stays';
    END IF;
    RETURN NULL;
END $$;

-- deletes rows and what cannot be without them, with the history of both; what may be
-- without them stays, and refers to nothing
CREATE FUNCTION corpus_purge_rows(target regclass, keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    reference record;
    children bigint[];
BEGIN
    IF coalesce(cardinality(keys), 0) = 0 THEN
        RETURN;
    END IF;
    FOR reference IN
        SELECT DISTINCT own.attrelid::regclass AS child, own.attname AS name,
            own.attnotnull AS needed, to_regclass(own.attrelid::regclass || 'event')
                AS history
        FROM pg_constraint AS held
        CROSS JOIN LATERAL unnest(held.conkey, held.confkey) AS pair (own, theirs)
        JOIN pg_attribute AS own
            ON own.attrelid = held.conrelid AND own.attnum = pair.own
        JOIN pg_attribute AS theirs
            ON theirs.attrelid = held.confrelid AND theirs.attnum = pair.theirs
        WHERE held.contype = 'f' AND held.confrelid = target AND theirs.attname = 'id'
    LOOP
        IF reference.needed THEN
            EXECUTE format('SELECT array_agg(id) FROM %s WHERE %I = ANY($1)',
                reference.child, reference.name) INTO children USING keys;
            PERFORM corpus_purge_rows(reference.child, children);
            -- also of rows that are gone already
            IF reference.history IS NOT NULL THEN
                EXECUTE format('DELETE FROM %s WHERE %I = ANY($1)',
                    reference.history, reference.name) USING keys;
            END IF;
        ELSE
            EXECUTE format('UPDATE %s SET %I = NULL WHERE %I = ANY($1)',
                reference.child, reference.name, reference.name) USING keys;
        END IF;
    END LOOP;
    EXECUTE format('DELETE FROM %s WHERE id = ANY($1)', target) USING keys;
    IF to_regclass(target || 'event') IS NOT NULL THEN
        EXECUTE format('DELETE FROM %s WHERE pgh_obj_id = ANY($1)',
            to_regclass(target || 'event')) USING keys;
    END IF;
END $$;

-- the one way out: raises unless the text is withdrawn and its deletion is due
CREATE FUNCTION purge_document(key bigint, acting bigint, marks bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM corpus_document WHERE id = key FOR UPDATE;
    INSERT INTO corpus_tombstone (document, by_id, annotations)
    VALUES (key, acting, marks);
    -- the history library's triggers, beside which ours look for the tombstone
    PERFORM set_config('pgtrigger.ignore', (
        SELECT coalesce(array_agg(DISTINCT tgname), '{}')::text FROM pg_trigger
        WHERE tgname LIKE 'pgtrigger\_append\_only\_%'
    ), true);
    PERFORM corpus_purge_rows('corpus_document', ARRAY[key]);
    PERFORM set_config('pgtrigger.ignore', '{}', true);
END $$;

DROP TRIGGER text_is_immutable ON corpus_block;
CREATE TRIGGER text_is_immutable BEFORE UPDATE ON corpus_block
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_text_change();
CREATE TRIGGER text_stays AFTER DELETE ON corpus_block
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_block_deletion();

-- as before, but for a text that came and went in one transaction
CREATE OR REPLACE FUNCTION corpus_check_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole text;
BEGIN
    SELECT string_agg(text, '' ORDER BY start) INTO whole
    FROM corpus_block WHERE document_id = NEW.id;
    IF EXISTS (SELECT FROM corpus_document WHERE id = NEW.id) AND (
        whole IS NULL OR char_length(whole) <> NEW.length
        OR encode(sha256(convert_to(whole, 'UTF8')), 'hex') <> NEW.text_sha256
    )
    THEN
        RAISE EXCEPTION 'The stored text is not the text that was imported.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'text_is_whole';
    END IF;
    RETURN NULL;
END $$;
"""

BACKWARD = """
CREATE OR REPLACE FUNCTION corpus_check_text() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TRIGGER text_stays ON corpus_block;
DROP TRIGGER text_is_immutable ON corpus_block;
CREATE TRIGGER text_is_immutable BEFORE UPDATE OR DELETE ON corpus_block
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_text_change();
DROP TRIGGER deletion_is_due ON corpus_tombstone;
DROP TRIGGER never_changed ON corpus_tombstone;
DROP TRIGGER never_changed ON corpus_planneddeletion;
DROP TRIGGER deletion_of_withdrawn ON corpus_planneddeletion;
DROP FUNCTION purge_document(bigint, bigint, bigint);
DROP FUNCTION corpus_purge_rows(regclass, bigint[]);
DROP FUNCTION corpus_keep_history();
DROP FUNCTION corpus_keep_history_of_text();
DROP FUNCTION corpus_refuse_block_deletion();
DROP FUNCTION corpus_check_tombstone();
DROP FUNCTION corpus_refuse_change();
DROP FUNCTION corpus_check_plan();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0012_uploads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedDeletion",
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
                (
                    "planned",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("due", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="planned_deletion",
                        to="corpus.document",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("planned"),
                                    "+",
                                    models.Value(datetime.timedelta(days=1)),
                                ),
                            )
                        ),
                        name="planned_deletion_grace",
                        violation_error_message="A deletion waits for a day at least.",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
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
                ("document", models.BigIntegerField(unique=True)),
                ("title", models.CharField(max_length=500)),
                ("filename", models.CharField(blank=True, max_length=255)),
                ("text_sha256", models.CharField(max_length=64)),
                ("annotations", models.PositiveIntegerField()),
                ("planned", models.DateTimeField()),
                (
                    "deleted",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("transaction", models.BigIntegerField(db_default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["project", "text_sha256"], name="tombstone_text"
                    ),
                ]
            },
        ),
        *project_keys("corpus_planneddeletion", document="corpus_document"),
        migrations.RunSQL(FORWARD, BACKWARD),
        *kept_history("corpus_regionevent", of_document=True),
        *kept_history("corpus_editionevent"),
    ]
