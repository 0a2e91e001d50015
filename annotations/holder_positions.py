"""Positions of a few holders alone, for the pages of actors and situations."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from annotations import comparison
from annotations.models import settled, sight
from annotations.models.codebook import POLARITIES
from annotations.positions.rows import Positions
from annotations.positions.selection import Selection
from annotations.positions.table import Cell, Table
from corpus.models import Authorship
from formats.words import STANCES

#: Holders of a situation on one page.
HOLDERS = 25


@dataclass
class Line:
    """What an actor's marks under one doctrine come to."""

    node: Any
    cell: Cell
    #: [(stance, how many, the passages behind it)]; 0 and "" where there is none.
    stances: list

    @property
    def polarity(self):
        return POLARITIES[self.cell.position.polarity]


def of_actor(actor, texts, *, voice, situation, situation_pk=None):
    """(lines in the codebook's order, all doctrines together, tree): four queries.

    Args:
        texts: ids of the standing texts that the actor wrote.
        voice, situation: as of a table of positions.
    """
    selection = Selection(
        project=actor.project,
        voice=voice,
        situation=situation,
        situation_pk=situation_pk,
        holder_pks=(actor.pk,),
        texts=tuple(texts),
    )
    found = Positions(selection)
    holder = {"kind": "actor", "id": actor.pk}
    lines = []
    for position in found.items:
        node = found.tree.nodes[position.doctrine]
        address = Table.cell_address(selection, position.doctrine, holder)
        stances = [
            (stance, n, passages_of(selection, position.doctrine, stance) if n else "")
            for stance in STANCES
            for n in [position.stances.get(stance, 0)]
        ]
        lines.append(Line(node, Cell(position, address=address), stances))
    together = comparison.together(found.items).get(actor.pk)
    return lines, Cell(together), found.tree


def passages_of(selection, doctrine, stance):
    """The query, on an actor's own page, for the passages behind a number."""
    part = {"own": "author", "attributed": "holder", "all": ""}[selection.voice]
    sent = {
        "voice": selection.voice,
        "of": selection.situation,
        "part": part,
        "doctrine": doctrine,
        "stance": stance,
        "situation": selection.situation or "text",
    }
    if sent["situation"] == "all":
        sent["situation"] = ""
    return f"?{urlencode({name: word for name, word in sent.items() if word})}"


# its texts are few, and their authors fewer: each is looked at once
_SPEAKING = """
WITH about AS MATERIALIZED (
    SELECT DISTINCT mark.document_id FROM annotations_annotation AS mark
    WHERE mark.project_id = %(project)s AND mark.situation_id = %(situation)s
        AND mark.actor_id IS NULL AND mark.deleted IS NULL
        AND mark.status <> 'rejected' {seen} AND {counted}
), speaking AS MATERIALIZED (
    SELECT DISTINCT author.actor_id FROM about
    JOIN corpus_document AS document
        ON document.id = about.document_id AND document.withdrawn IS NULL
    JOIN corpus_authorship AS author
        ON author.document_id = about.document_id AND author.role = 'author'
)
SELECT actor.id FROM speaking
JOIN corpus_actor AS actor ON actor.id = speaking.actor_id
WHERE actor.merged_into_id IS NULL
ORDER BY actor.name OFFSET %(skip)s LIMIT %(most)s
"""


def of_situation(situation, number=1):
    """(rows of holders, whether there are more): who says what of a situation.

    A row is a ``Cell`` with the holder, over all doctrines, in the texts' own voice.

    Args:
        number: of the page, from 1.
    """
    seen = sight.of(situation.project)
    with connection.cursor() as cursor:
        cursor.execute(
            _SPEAKING.format(
                seen=seen.sql("mark"),
                counted=settled.of(situation.project).counted("mark"),
            ),
            {
                **seen.values(),
                "project": situation.project_id,
                "situation": situation.pk,
                "skip": (number - 1) * HOLDERS,
                "most": HOLDERS + 1,
            },
        )
        pks = [pk for (pk,) in cursor.fetchall()]
    more, pks = len(pks) > HOLDERS, pks[:HOLDERS]
    selection = Selection(
        project=situation.project,
        situation=situation.code,
        situation_pk=situation.pk,
        holder_pks=tuple(pks),
        texts=tuple(texts_of(situation.project_id, pks)),
    )
    found = Positions(selection)
    together = comparison.together(found.items)
    rows = [
        {"holder": holder, "cell": Cell(together[pk])}
        for pk, holder in found.holders.items()
        if pk in together
    ]
    return rows, more


def texts_of(project_pk, actors: Collection[int]):
    """Ids of the texts that some actors wrote: one query."""
    wrote = Authorship.objects.filter(
        project=project_pk, actor__in=actors, role="author"
    )
    return sorted(set(wrote.values_list("document", flat=True)))
