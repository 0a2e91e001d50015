"""Let dates be doubtful, about, open or a season, and sort them by their days.

Why: bibliographies know such dates (EDTF, level 1), and as text they do not sort. Widens
four columns, which rewrites nothing; the two columns of days are computed for each row,
so that the table of documents is written anew once (50,000 rows: under two seconds, and
nobody reads it meanwhile). Undo takes the days away; dates that are no plain ones must
be changed before.
"""

from django.db import migrations, models

from corpus.models.partial_date import validate_partial_date

YEARS = r"[0-9]{4}(-((0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]|XX))?|XX(-XX)?))?"
BARE = r"-?[0-9]{4}-2[1-4]|Y-?[1-9][0-9]{4,8}"
PIECE = rf"(-?({YEARS}|[0-9]{{3}}X|[0-9]{{2}}XX)[?~%]?|{BARE})"
PATTERN = rf"^({PIECE}(/({PIECE}|\.\.)?)?|(\.\.)?/{PIECE})$"

#: As ``earliest`` and ``latest`` of formats.partial_date. One function that calls no
#: other of ours: a restored backup computes the columns with an empty search path.
FORWARD = rf"""
CREATE FUNCTION corpus_day(written text, late boolean) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    piece text := written;
    early_digit text := CASE WHEN late THEN '9' ELSE '0' END;
    parts text[];
    year bigint;
    month int;
    day int;
BEGIN
    IF written = '' OR written !~ '{PATTERN}' THEN
        RETURN -1000000000000000;
    END IF;
    IF position('/' in written) > 0 THEN
        piece := split_part(written, '/', CASE WHEN late THEN 2 ELSE 1 END);
        IF piece IN ('', '..') THEN
            RETURN CASE WHEN late THEN 100000000000000 ELSE -100000000000000 END;
        END IF;
    END IF;
    piece := rtrim(piece, '?~%');
    IF piece LIKE 'Y%' THEN
        parts := ARRAY[substr(piece, 2)];
    ELSIF piece LIKE '-%' THEN
        -- before Christ the larger number is the earlier
        parts := string_to_array(substr(piece, 2), '-');
        parts[1] := '-' || translate(parts[1], 'X', translate(early_digit, '09', '90'));
    ELSE
        parts := string_to_array(piece, '-');
        parts[1] := translate(parts[1], 'X', early_digit);
    END IF;
    year := parts[1]::bigint;
    month := CASE
        WHEN parts[2] IS NULL OR parts[2] = 'XX' THEN CASE WHEN late THEN 12 ELSE 1 END
        WHEN parts[2] = '24' THEN 12
        WHEN parts[2] > '20'
            THEN parts[2]::int * 3 - 60 + CASE WHEN late THEN 2 ELSE 0 END
        ELSE parts[2]::int
    END;
    day := CASE
        WHEN parts[3] <> 'XX' THEN parts[3]::int
        WHEN NOT late THEN 1
        WHEN month IN (4, 6, 9, 11) THEN 30
        WHEN month <> 2 THEN 31
        WHEN year % 4 = 0 AND (year % 100 <> 0 OR year % 400 = 0) THEN 29
        ELSE 28
    END;
    RETURN year * 10000 + month * 100 + day;
END $$;
"""
BACKWARD = "DROP FUNCTION corpus_day(text, boolean)"


def date_field():
    return models.CharField(
        blank=True, max_length=32, validators=[validate_partial_date]
    )


def day_field(late):
    return models.GeneratedField(
        db_persist=True,
        editable=False,
        expression=models.Func(
            models.F("issued"),
            models.Value(late),
            function="corpus_day",
            output_field=models.BigIntegerField(),
        ),
        output_field=models.BigIntegerField(),
    )


def pattern_constraint(model, field):
    return migrations.AddConstraint(
        model_name=model,
        constraint=models.CheckConstraint(
            condition=models.Q(
                (field, ""), (f"{field}__regex", PATTERN), _connector="OR"
            ),
            name=f"{model}_{field}_partial_date",
            violation_error_message=(
                f"“{field}” is a year, a month or a day: 2022, 2022-01 or 2022-01-07; ?"
                " behind it says doubtful, ~ about."
            ),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("corpus", "0006_jobs")]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RemoveConstraint("document", "document_issued_partial_date"),
        migrations.RemoveConstraint("document", "document_retrieved_partial_date"),
        migrations.RemoveIndex("document", "document_issued"),
        migrations.AlterField("document", "issued", date_field()),
        migrations.AlterField("document", "retrieved", date_field()),
        migrations.AlterField("situation", "begins", date_field()),
        migrations.AlterField("situation", "ends", date_field()),
        migrations.AddField("document", "issued_first", day_field(late=False)),
        migrations.AddField("document", "issued_last", day_field(late=True)),
        migrations.AddIndex(
            "document",
            models.Index(
                fields=["project", "issued_first", "id"], name="document_issued"
            ),
        ),
        pattern_constraint("document", "issued"),
        pattern_constraint("document", "retrieved"),
        pattern_constraint("situation", "begins"),
        pattern_constraint("situation", "ends"),
    ]
