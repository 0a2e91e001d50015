"""The marks that count, one by one: for an export, and to say how many there are."""

from dataclasses import replace
from typing import NamedTuple

from annotations.positions import queries
from annotations.positions.counts import conditions, fetch, of_layer, repeated_passages
from annotations.positions.works import works_of

#: Every mark of each passage, also the equal ones of several coders.
MARKS = f"""
{queries.STANDING}
SELECT annotation.id, annotation.coder_id, annotation.document_id, standing.first
FROM standing JOIN annotations_annotation AS annotation
    ON annotation.document_id = standing.document_id
    AND annotation.doctrine_id = standing.doctrine_id
    AND annotation.stance = standing.stance
    AND annotation.start = standing.start AND annotation."end" = standing."end"
WHERE annotation.project_id = %(project)s AND {{conditions}}
    AND annotation.situation_id IS NOT DISTINCT FROM standing.situation_id
    AND annotation.actor_id IS NOT DISTINCT FROM standing.actor_id
"""
NUMBERS = f"""
SELECT count(DISTINCT first), count(DISTINCT document_id), count(DISTINCT coder_id)
FROM ({MARKS}) AS mark
"""


class Numbers(NamedTuple):
    passages: int
    texts: int
    coders: int


def counted_marks(selection, works=None):
    """The ids of all marks behind the numbers of a selection: two queries at most."""
    return [row[0] for row in _asked(selection, works, MARKS)]


def numbers(selection, works=None):
    """How many passages count, of how many texts, by how many coders."""
    return Numbers(*_asked(selection, works, NUMBERS)[0])


def _asked(selection, works, query):
    # what the columns are makes no mark count that did not
    selection = replace(selection, columns="doctrine")
    works = works or works_of(selection.project)
    of_mark, of_text, values = conditions(selection, works)
    of_mark += of_layer(selection, works)
    if selection.by == "speaker":
        of_mark += " AND annotation.actor_id IS NOT NULL"
    if repeats := repeated_passages(selection, works):
        of_text += " AND NOT passage.first = ANY(%(repeated)s)"
        values["repeated"] = [row[-1] for row in repeats]
    query = query.format(conditions=of_mark, of_text=of_text, of_beside="")
    return fetch(query, values)
