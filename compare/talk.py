"""Who says what in which text, with the names that people read."""

from dataclasses import dataclass, replace
from typing import Any

import numpy

from annotations import tree
from annotations.positions.counts import counts, spoken
from annotations.positions.rows import named_holders
from annotations.positions.selection import ALL
from compare.networks.statements import Spoken
from corpus.models import Actor, Document


@dataclass
class Talk:
    selection: Any
    works: Any
    #: In no order.
    rows: Spoken
    #: {key of a holder: {"kind", "id", "name"}}, in the order of the names.
    holders: dict
    #: {slug: Doctrine} of those that are spoken of, in the codebook's order.
    doctrines: dict


def talk(selection, works, by_text=True):
    """All that a selection counts: four queries, and two where texts repeat.

    A holder, a doctrine and a text make one row, whatever situations they are about.

    Args:
        by_text: False for rows of all texts together, which cost less.
    """
    if by_text:
        rows = spoken(selection, works)
    else:
        asked = replace(selection, columns="doctrine", unit="passage")
        rows, _of_all = counts(asked, works)
    of_rows = rows.different("doctrine")
    nodes = tree.load(selection.project, counted=False).walk()
    doctrines = [node.doctrine for node in nodes if node.doctrine.pk in of_rows]
    holders = named_holders(rows.different("holder"), selection.by)
    said = Spoken(
        rows.places("holder", holders),
        rows.places("doctrine", [doctrine.pk for doctrine in doctrines]),
        rows.numbers("document") if by_text else None,
        rows.passages(),
    )
    if by_text and selection.situation == ALL:
        said = _together(said)
    by_slug = {doctrine.slug: doctrine for doctrine in doctrines}
    return Talk(selection, works, said, holders, by_slug)


def _together(rows):
    """One row for each doctrine, holder and text, whatever it is about."""
    keys = rows.documents, rows.holders, rows.doctrines
    order = numpy.lexsort(keys)
    documents, holders, doctrines = (key[order] for key in keys)
    if not len(order):
        return rows
    begins = numpy.ones(len(order), dtype=bool)
    begins[1:] = False
    for key in (documents, holders, doctrines):
        begins[1:] |= key[1:] != key[:-1]
    first = numpy.flatnonzero(begins)
    numbers = numpy.add.reduceat(rows.numbers[order], first)
    return Spoken(holders[first], doctrines[first], documents[first], numbers)


def kinds_of(holders):
    """{key: kind}: that of an actor, else what stands for the holder: one query."""
    actors = [holder["id"] for holder in holders.values() if holder["kind"] == "actor"]
    known = dict(Actor.objects.filter(pk__in=actors).values_list("pk", "kind"))
    return {
        key: known[holder["id"]] if holder["kind"] == "actor" else holder["kind"]
        for key, holder in holders.items()
    }


def undated(project):
    """How many standing texts have no date: one query."""
    return Document.objects.of_project(project).standing().filter(issued="").count()
