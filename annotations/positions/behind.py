"""The passages behind a cell, a row or a column of a comparison."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from annotations.positions import queries
from annotations.positions.counts import (
    conditions,
    of_layer,
    repeated_passages,
    run,
)
from corpus.models import Authorship, Document

#: Passages in the order of their texts' dates, then of the text.
BEHIND = """
{standing},
held AS ({held})
SELECT held.first, held.doctrine_id, held.stance,
    (SELECT ground FROM annotations_annotation WHERE id = held.first),
    count(*) OVER ()
FROM held JOIN corpus_document AS text ON text.id = held.document_id
WHERE {of_holder}
ORDER BY text.issued_first, held.document_id, start, "end", held.first
LIMIT %(most)s OFFSET %(after)s
"""


@dataclass(frozen=True)
class Place:
    """Whose passages, and of which column; None takes all of them."""

    #: As named_holders gives it: {"kind", "id", "name"}.
    holder: dict | None = None
    #: Ids of the doctrines.
    doctrines: tuple[int, ...] = ()
    #: Where columns are no doctrines: a provision's or situation's id, a ground's word,
    #: "" for the marks that name none.
    along: str | None = None
    #: The id of a situation that the passages name, and "like" or "unlike".
    likened: tuple[int, str] | None = None


class Passage(NamedTuple):
    #: The mark that was made first.
    pk: int
    doctrine: int
    stance: str
    #: "" where the mark says none.
    ground: str


def behind(selection, works, cell: Place, most: int, after: int = 0):
    """(passages, how many there are of the cell): one to three queries.

    The same rule as the counts; at most ``most``, after that many of the first ones.

    Returns:
        (list of Passage, number). Past the last one the number is 0.
    """
    narrowed, of_holder, more = _narrowed(selection, cell)
    of_mark, of_text, values = conditions(narrowed, works)
    values |= {**more, "most": most, "after": after}
    if "texts" in more and selection.by != "actor":
        of_mark += " AND annotation.document_id = ANY(%(texts)s)"
    if selection.by == "speaker" and cell.holder:
        of_mark += " AND annotation.actor_id = %(holder)s"
    if cell.along is not None:
        of_mark += _along(selection.columns, cell.along, values)
    standing, of_beside = queries.STANDING, ""
    if extra := queries.BESIDE.get(selection.columns):
        of_beside = f", annotation.{extra}"
    if cell.likened:
        standing, of_beside = queries.STANDING_LIKENED, queries.OF_LIKENED
        of_mark += " AND other_id = %(other)s AND relation = %(relation)s"
        values["other"], values["relation"] = cell.likened
    near = works
    if "texts" in more and (selection.by != "actor" or selection.voice == "own"):
        near = works.touching(more["texts"])
    if repeats := repeated_passages(narrowed, near, bool(cell.likened)):
        of_text += " AND NOT passage.first = ANY(%(repeated)s)"
        values["repeated"] = [
            row[-1] for row in repeats if not cell.likened or row[-3:-1] == cell.likened
        ]
    # without a holder each passage once, however many authors it has
    rows_of = selection.by if cell.holder else "document"
    query = BEHIND.format(
        standing=standing.format(
            of_beside=of_beside,
            conditions=of_mark + of_layer(selection, works),
            of_text=of_text,
        ),
        held=queries.HOLDERS[rows_of].format(passages="standing"),
        of_holder=of_holder,
    )
    rows = run(query, values)
    return [Passage(*row[:4]) for row in rows], rows[0][4] if rows else 0


def _narrowed(selection, cell) -> tuple[Any, str, dict]:
    """The selection for a cell, a condition on the holder, and its values."""
    if cell.doctrines:
        selection = replace(selection, branch=cell.doctrines)
    if cell.holder is None:
        return selection, "TRUE", {}
    kind, number = cell.holder["kind"], cell.holder["id"]
    if kind == "document":
        return selection, "holder = %(holder)s", {"holder": -number, "texts": [number]}
    if kind == "kind":
        return selection, "holder = %(holder)s", {"holder": number}
    if kind == "genre":
        rows = Document.objects.filter(project=selection.project, genre=number)
        texts = list(rows.values_list("pk", flat=True))
        return selection, "holder = %(holder)s", {"holder": number, "texts": texts}
    if selection.by == "speaker":
        return selection, "holder = %(holder)s", {"holder": number}
    wrote = Authorship.objects.filter(
        project=selection.project, actor=number, role="author"
    )
    texts = list(wrote.values_list("document", flat=True))
    if selection.by == "actor":
        selection = replace(selection, holder_pks=(number,), texts=tuple(texts))
    return selection, "holder = %(holder)s", {"holder": number, "texts": texts}


def _along(columns, key, values) -> str:
    if columns == "ground":
        values["along"] = key
        return " AND annotation.ground = %(along)s"
    column = queries.ALONG[columns]
    if not key:
        return f" AND annotation.{column} IS NULL"
    values["along"] = int(key)
    return f" AND annotation.{column} = %(along)s"
