"""Delete first what nothing refers to, when a text is deleted for good.

Why: an annotation that was carried must have its place, so that taking the annotations of
a new edition away before the rows that say where they came from was refused. Replaces
a function, touches no row. Undo leaves it: the order before was any order.
"""

from django.db import migrations

FORWARD = r"""
CREATE OR REPLACE FUNCTION corpus_purge_rows(target regclass, keys bigint[])
RETURNS void LANGUAGE plpgsql AS $$
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
                AS history,
            (SELECT count(*) FROM pg_constraint
             WHERE contype = 'f' AND confrelid = own.attrelid) AS referred
        FROM pg_constraint AS held
        CROSS JOIN LATERAL unnest(held.conkey, held.confkey) AS pair (own, theirs)
        JOIN pg_attribute AS own
            ON own.attrelid = held.conrelid AND own.attnum = pair.own
        JOIN pg_attribute AS theirs
            ON theirs.attrelid = held.confrelid AND theirs.attnum = pair.theirs
        WHERE held.contype = 'f' AND held.confrelid = target AND theirs.attname = 'id'
        ORDER BY referred, needed DESC, child, name
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
"""


class Migration(migrations.Migration):
    dependencies = [("corpus", "0013_deletions")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
