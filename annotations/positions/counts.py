"""Counted marks, straight from the database: nothing is stored but the marks.

A passage is a document, span, doctrine, stance, voice and situation; the equal marks of
several coders are one passage. Spans are half-open ranges of code points.

PostgreSQL reads the marks from the index annotation_position alone, in the order that
brings equal marks together, so that nothing is sorted. Marks in a region outside the
text are few: they are counted by themselves and taken away, which costs less than to
look for a region around each mark.
"""

from dataclasses import replace

from django.db import connection, transaction

from annotations.models import settled, sight
from annotations.positions import queries
from annotations.positions.counted import by_column, from_columns
from annotations.positions.kept import kept
from annotations.positions.selection import ALL, NONE
from annotations.positions.works import repeated, works_of
from formats.words import STANCES

#: How many annotations a row names when asked.
MOST_NAMED = 50
#: As the queries have them.
PLACES = {stance: place for place, stance in enumerate(STANCES, 1)}


def counts(selection, works=None):
    """(of holders, of the whole): how many of the unit, by stance.

    Returns:
        Counted of holder, doctrine, a number for each of STANCES, and, where the
        columns are no doctrines, along: a provision's or a situation's id or None, a
        ground's word or "". Of the whole, each passage is counted once however many
        authors it has, and holder is None.
    """
    rows = _counted(selection, works, selection.unit)
    whole = rows.among("holder", [None])
    of_holders = ~whole
    if selection.holder_pks is not None:
        # a co-author's row comes along
        of_holders = rows.among("holder", selection.holder_pks)
    return rows.taken(of_holders), rows.taken(whole)


def spoken(selection, works=None):
    """What each holder says in each text, in passages whatever the unit is.

    Returns:
        Counted of holder, document, doctrine, situation (or None) and a number for each
        of STANCES, in no order.
    """
    rows = _counted(selection, works, "spoken")
    if selection.holder_pks is not None:
        rows = rows.taken(rows.among("holder", selection.holder_pks))
    return rows


def _counted(selection, works, name):
    """The rows of one of queries.COUNTS, kept for as long as they are true."""
    works = works or works_of(selection.project)
    query = queries.COUNTS[name]
    along = ["along"] if selection.columns in queries.ALONG else []
    names = ["holder", "doctrine", *STANCES, *along]
    if name == "spoken":
        names = ["holder", "document", "doctrine", "situation", *STANCES]
    of_words: set[str] = set()
    if selection.by in ("kind", "genre"):
        of_words.add("holder")
    if selection.columns == "ground":
        of_words.add("along")

    def counted():
        asked, values = _written(selection, works, query)
        [row] = fetch(by_column(asked, names, of_words), values)
        return from_columns(row, names, of_words)

    return kept(name, selection, works, counted)


def _written(selection, works, query):
    """The SQL of rows, and its values."""
    of_mark, of_text, values = conditions(selection, works)
    repeats = repeated_passages(selection, works)
    numbers = [
        f"count(*) FILTER (WHERE stance = {place})::int" for place in PLACES.values()
    ]
    sums = [f"sum({name})" for name in STANCES]
    said = [f"sum(sign({name}))::bigint" for name in STANCES]
    extra = queries.BESIDE.get(selection.columns)
    names = {
        "beside": f", {extra}" if extra else "",
        "of_beside": f", annotation.{extra}" if extra else "",
    }
    kinds = {"provision": "bigint", "ground": "text"}
    if repeats:
        columns = list(zip(*repeats, strict=True))
        keys = ("documents", "doctrines", "situations", "actors", "stances")
        for name, column in zip(keys, columns[:5], strict=True):
            values[f"r_{name}"] = list(column)
        values["r_stances"] = [PLACES[stance] for stance in values["r_stances"]]
        if extra:
            values["r_beside"] = list(columns[7])
    values["w_texts"], values["w_mains"] = list(works.mains), [*works.mains.values()]
    taken = ", ".join(f"-{number}" for number in numbers)
    added = ", ".join(map("{} AS {}".format, numbers, STANCES))
    everywhere, chosen = of_mark, ""
    if works.settled and not selection.coder_pks:
        # told apart, so that the one is still read from its index alone
        rule = settled.of(selection.project)
        everywhere = f"{of_mark} AND {rule.open('annotation')}"
        marks = queries.CHOSEN.format(
            chosen=rule.chosen("annotation"), conditions=of_mark
        )
        chosen = "UNION ALL" + queries.COUNTED_ONCE.format(
            marks=marks, numbers=added, **names
        )
    of_repeats = ""
    if repeats:
        asked = f", %(r_beside)s::{kinds[selection.columns]}[]" if extra else ""
        of_repeats = queries.REPEATS.format(
            numbers=taken, beside=names["beside"], of_beside=asked
        )
    along = queries.ALONG.get(selection.columns)
    return (
        queries.COUNTED.format(
            repeats=of_repeats,
            everywhere=queries.COUNTED_ONCE.format(
                marks=queries.EVERYWHERE.format(conditions=everywhere),
                numbers=added,
                **names,
            ),
            chosen=chosen,
            in_regions=queries.COUNTED_ONCE.format(
                marks=queries.IN_REGIONS.format(
                    conditions=of_mark + of_layer(selection, works),
                    of_region="TRUE"
                    if selection.holder_pks is None
                    else queries.OF_HOLDERS,
                ),
                numbers=taken,
                **names,
            ),
            of_text=of_text,
            held=queries.HOLDERS[selection.by].format(passages="counted"),
        )
        + query.format(
            sums=", ".join(map("{} AS {}".format, sums, STANCES)),
            said=", ".join(said),
            signs=", ".join(f"sign({total})::bigint" for total in sums),
            any=" + ".join(sums),
            any_said=" + ".join(said),
            along=f", {along}" if along else "",
        ),
        values,
    )


def named(selection, works=None):
    """{(holder, doctrine id): [uuid]}: the first made mark of each passage.

    At most MOST_NAMED of each, in the order of the texts.
    """
    works = works or works_of(selection.project)
    of_mark, of_text, values = conditions(selection, works)
    if repeats := repeated_passages(selection, works):
        of_text += " AND NOT passage.first = ANY(%(repeated)s)"
        values["repeated"] = [row[-1] for row in repeats]
    query = queries.NAMED.format(
        of_beside="",
        conditions=of_mark + of_layer(selection, works),
        of_text=of_text,
        held=queries.HOLDERS[selection.by].format(passages="standing"),
    )
    return {row[:2]: row[2] for row in fetch(query, values)}


def repeated_passages(selection, works, likened=False):
    """Rows of KEYS and first mark that another text of the work has: one query.

    Whether one is repeated does not hang on whose it is: where only some holders are
    wanted, the others' passages are looked at, and theirs are told.

    Args:
        likened: rows of OF_LIKENED, which stands before the first mark.
    """
    if not works.repeats:
        return []
    everybody = replace(selection, holder_pks=None, texts=())
    of_mark, of_text, values = conditions(everybody, works)
    values["works"] = list(works.texts())
    of_mark += " AND annotation.document_id = ANY(%(works)s)" + of_layer(
        selection, works
    )
    extra = queries.BESIDE.get(selection.columns)
    of_beside = f", annotation.{extra}" if extra else ""
    passages = queries.PASSAGES
    if likened:
        passages, of_beside = queries.PASSAGES_LIKENED, queries.OF_LIKENED
    query = passages.format(
        of_beside=of_beside,
        conditions=of_mark,
        of_text=of_text,
    )
    found = repeated(works, fetch(query, values))
    if selection.holder_pks is None:
        return found
    holders, texts = set(selection.holder_pks), set(selection.texts)
    return [
        row for row in found if (row[3] or row[0]) in (holders if row[3] else texts)
    ]


def of_layer(selection, works):
    """What counts, in SQL: the layers of named coders, else what is settled."""
    if selection.coder_pks or not works.settled:
        return ""
    return f" AND {settled.of(selection.project).counted('annotation')}"


def run(query, values):
    """The rows of a query about few passages, planned as usual."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def fetch(query, values):
    """The rows of a query about very many."""
    with transaction.atomic(), connection.cursor() as cursor:
        # one process, since several cost more in sum; no nested loops, since the
        # planner guesses far too few passages; memory for the counts of many texts
        cursor.execute(
            "SET LOCAL max_parallel_workers_per_gather = 0;"
            " SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'"
        )
        cursor.execute(query, values)
        return cursor.fetchall()


def conditions(selection, works):
    """SQL on the mark, SQL on passage and text, and the values of both."""
    values = {"project": selection.project.pk, "most": MOST_NAMED}
    of_mark = ["annotation.deleted IS NULL"]
    of_text = ["document.withdrawn IS NULL"]
    if selection.first_day is not None:
        of_text.append("document.issued <> '' AND document.issued_last >= %(since)s")
        values["since"] = selection.first_day
    if selection.last_day is not None:
        of_text.append("document.issued <> '' AND document.issued_first <= %(until)s")
        values["until"] = selection.last_day
    if works.older:
        of_text.append("NOT document.id = ANY(%(older)s)")
        values["older"] = list(works.older)
    if selection.statuses:
        of_mark.append("annotation.status = ANY(%(statuses)s)")
        values["statuses"] = list(selection.statuses)
    else:
        of_mark.append("annotation.status <> 'rejected'")
    if selection.voice == "own":
        of_mark.append("annotation.actor_id IS NULL")
    elif selection.voice == "attributed":
        of_mark.append("annotation.actor_id IS NOT NULL")
    if selection.by == "speaker":
        # of the whole, too: whoever is not quoted has no row
        of_mark.append("annotation.actor_id IS NOT NULL")
    if selection.situation == NONE:
        of_mark.append("annotation.situation_id IS NULL")
    elif not selection.situation:
        of_text.append(
            "document.situation_id IS NOT DISTINCT FROM passage.situation_id"
        )
    elif selection.situation != ALL:
        of_mark.append("annotation.situation_id = %(situation)s")
        values["situation"] = selection.situation_pk
    if selection.holder_pks is not None:
        of_mark.append(queries.HELD_BY[selection.voice])
        values["holders"] = list(selection.holder_pks)
        values["texts"] = list(selection.texts)
    if selection.coder_pks:
        of_mark.append("annotation.coder_id = ANY(%(coders)s)")
        values["coders"] = list(selection.coder_pks)
    seen = sight.of(selection.project)
    if seen.texts:
        of_mark.append(seen.sql("annotation").removeprefix(" AND "))
        values |= seen.values()
    if selection.branch:
        of_mark.append("annotation.doctrine_id = ANY(%(branch)s)")
        values["branch"] = list(selection.branch)
    return " AND ".join(of_mark), " AND ".join(of_text), values
