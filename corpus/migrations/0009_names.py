"""Say more of actors and situations, and let one actor stand for another.

Why: other names in any script, affiliations with dates, keys in registers, the States
of a situation; an actor that was merged points to the one that stands for it. The name
is unique among those that stand. A generated column holds what the list looks into, so
the table of actors is written anew once (20,000 rows: under a second). The affiliation
and the capacity that an actor had become its first row of affiliations. Undo loses what
these fields and tables say, and needs every merge taken back before.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import corpus.models.partial_date
from corpus.project_keys import project_keys

#: As in the migration before: which words are dates.
YEARS = r"[0-9]{4}(-((0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]|XX))?|XX(-XX)?))?"
BARE = r"-?[0-9]{4}-2[1-4]|Y-?[1-9][0-9]{4,8}"
PIECE = rf"(-?({YEARS}|[0-9]{{3}}X|[0-9]{{2}}XX)[?~%]?|{BARE})"
PATTERN = rf"^({PIECE}(/({PIECE}|\.\.)?)?|(\.\.)?/{PIECE})$"

#: Letters that Unicode does not take apart, and plain ones.
LETTERS = ("łøđðıħŧŋ", "loddihtn")

#: A function that calls none of ours: a restored backup computes the column with an
#: empty search path.
FOLD = rf"""
CREATE FUNCTION corpus_fold(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT replace(replace(replace(translate(
        lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g')),
        '{LETTERS[0]}', '{LETTERS[1]}'
    ), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
$$
"""

#: Nothing new may name an actor that was merged away. The lock lets a merge wait for
#: those who name the actor now, and them for a merge. The trigger says what error it
#: is: one that is tried again, or one with a sentence.
CHECK = """
CREATE FUNCTION corpus_check_actors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows WHERE actor_id IS NOT NULL) THEN
        PERFORM FROM corpus_actor
            WHERE id IN (SELECT actor_id FROM new_rows) ORDER BY id FOR KEY SHARE;
        IF EXISTS (
            SELECT FROM corpus_actor WHERE merged_into_id IS NOT NULL
                AND id IN (SELECT actor_id FROM new_rows)
        ) THEN
            RAISE EXCEPTION 'This actor was merged into another.'
                USING ERRCODE = TG_ARGV[0], CONSTRAINT = 'actor_stands';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER authorship_of_standing_actor AFTER INSERT ON corpus_authorship
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION corpus_check_actors('serialization_failure');
"""
UNCHECK = """
DROP TRIGGER authorship_of_standing_actor ON corpus_authorship;
DROP FUNCTION corpus_check_actors();
"""

ALIASES = """
UPDATE corpus_actor SET aliases = (
    SELECT coalesce(jsonb_agg(
        jsonb_build_object('name', said.alias, 'kind', '', 'language', '')
    ), '[]') FROM jsonb_array_elements_text(aliases) AS said (alias)
) WHERE jsonb_typeof(aliases -> 0) = 'string'
"""
NAMES = """
UPDATE corpus_actor SET aliases = jsonb_path_query_array(aliases, '$[*].name')
WHERE aliases <> '[]'
"""
AFFILIATIONS = """
INSERT INTO corpus_actoraffiliation
    (project_id, actor_id, affiliation, capacity, begins, ends)
SELECT project_id, id, affiliation, capacity, '', '' FROM corpus_actor
WHERE affiliation <> '' OR capacity <> ''
ORDER BY id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0008_lists"),
        ("corpus", "0006_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION corpus_fold(text)"),
        migrations.RunSQL(ALIASES, NAMES),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="ActorAffiliation",
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
                ("affiliation", models.CharField(blank=True, max_length=200)),
                ("capacity", models.CharField(blank=True, max_length=200)),
                (
                    "begins",
                    models.CharField(
                        blank=True,
                        max_length=32,
                        validators=[corpus.models.partial_date.validate_partial_date],
                    ),
                ),
                (
                    "ends",
                    models.CharField(
                        blank=True,
                        max_length=32,
                        validators=[corpus.models.partial_date.validate_partial_date],
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliations",
                        to="corpus.actor",
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
                "ordering": [
                    models.Case(models.When(ends="", then=0), default=1),
                    "-begins",
                    "-ends",
                    "-pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("affiliation", ""), ("capacity", ""), _negated=True
                        ),
                        name="affiliation_says_something",
                        violation_error_message="Give an affiliation or a capacity.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins", ""),
                            ("begins__regex", PATTERN),
                            _connector="OR",
                        ),
                        name="affiliation_begins_partial_date",
                        violation_error_message="“begins” is a year, a month or a day: 2022, 2022-01 or 2022-01-07; ? behind it says doubtful, ~ about.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends", ""),
                            ("ends__regex", PATTERN),
                            _connector="OR",
                        ),
                        name="affiliation_ends_partial_date",
                        violation_error_message="“ends” is a year, a month or a day: 2022, 2022-01 or 2022-01-07; ? behind it says doubtful, ~ about.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["project", "actor"], name="affiliation_actor"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DifferentActors",
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
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "first",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="corpus.actor",
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
                (
                    "said_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="corpus.actor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "first", "second"), name="two_actors_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="two_actors_in_order",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SituationState",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("territorial", "Territorial State"),
                            ("intervening", "Intervening State"),
                            ("other", "Other State involved"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="situations",
                        to="corpus.actor",
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
                (
                    "situation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="states",
                        to="corpus.situation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("situation", "actor", "part"), name="one_part_a_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["territorial", "intervening", "other"])
                        ),
                        name="situation_state_part",
                        violation_error_message="“part” has no such value.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["project", "actor"], name="situation_state_actor"
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="actor",
            name="one_actor_a_name",
        ),
        migrations.AddField(
            model_name="actor",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="corpus.actor",
            ),
        ),
        migrations.AddField(
            model_name="actor",
            name="note",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="actor",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="situation",
            name="description",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="situation",
            name="links",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="situation",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["aliases"], name="actor_alias", opclasses=["jsonb_path_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["project", "merged_into"],
                name="actor_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)),
                fields=("project", "name"),
                name="one_actor_a_name",
                violation_error_message="There is an actor of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="actor_merged_into_another",
            ),
        ),
        migrations.AddField(
            model_name="actor",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("name"),
                    models.F("affiliation"),
                    models.Func(
                        models.F("aliases"),
                        output_field=models.TextField(),
                        template="jsonb_path_query_array(%(expressions)s, '$[*].name')::text",
                    ),
                    models.Func(
                        models.F("identifiers"),
                        output_field=models.TextField(),
                        template="jsonb_path_query_array(%(expressions)s, '$.*')::text",
                    ),
                    arg_joiner=" || ' ' || ",
                    output_field=models.TextField(),
                    template="corpus_fold(%(expressions)s)",
                ),
                output_field=models.TextField(),
            ),
        ),
        *project_keys("corpus_actor", merged_into="corpus_actor"),
        *project_keys("corpus_actoraffiliation", actor="corpus_actor"),
        *project_keys(
            "corpus_differentactors", first="corpus_actor", second="corpus_actor"
        ),
        *project_keys(
            "corpus_situationstate",
            situation="corpus_situation",
            actor="corpus_actor",
        ),
        migrations.RunSQL(CHECK, UNCHECK),
        migrations.RunSQL(AFFILIATIONS, migrations.RunSQL.noop),
    ]
