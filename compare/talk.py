"""Who says what in which text, with the names that people read."""

from dataclasses import dataclass
from typing import Any

from annotations import tree
from annotations.positions.counts import spoken
from annotations.positions.rows import named_holders
from compare.networks.statements import Spoken
from corpus.models import Actor, Document


@dataclass
class Talk:
    selection: Any
    works: Any
    #: Spoken rows, whose doctrine is its slug.
    rows: list[Spoken]
    #: {key of a holder: {"kind", "id", "name"}}, in the order of the names.
    holders: dict
    #: {slug: Doctrine} of those that are spoken of, in the codebook's order.
    doctrines: dict


def talk(selection, works):
    """All that a selection counts: four queries, and two where texts repeat.

    A holder, a text and a doctrine make one row, whatever situations they are about.
    """
    sums: dict = {}
    for holder, document, doctrine, _situation, *numbers in spoken(selection, works):
        key = holder, document, doctrine
        known = sums.get(key)
        sums[key] = [*map(sum, zip(known, numbers, strict=True))] if known else numbers
    nodes = tree.load(selection.project, counted=False).walk()
    of_rows = {doctrine for _holder, _document, doctrine in sums}
    doctrines = {
        node.doctrine.pk: node.doctrine for node in nodes if node.doctrine.pk in of_rows
    }
    holders = named_holders({holder for holder, *_more in sums}, selection.by)
    place = {key: at for at, key in enumerate(holders)}
    rows = [
        Spoken(holder, document, doctrines[doctrine].slug, numbers)
        for (holder, document, doctrine), numbers in sums.items()
    ]
    rows.sort(key=lambda row: (place[row.holder], row.document))
    by_slug = {doctrine.slug: doctrine for doctrine in doctrines.values()}
    return Talk(selection, works, rows, holders, by_slug)


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
