"""Positions as JSON: one answer for the API and the command."""

from annotations import comparison
from annotations.comparison import Count
from annotations.models import Doctrine
from annotations.positions.counts import MOST_NAMED, counts, named
from corpus.models import Actor, Document


def positions(filters, with_annotations=False):
    """The whole table as the contract of the API has it (never paged).

    Args:
        with_annotations: name at most MOST_NAMED annotations in each row, and whether
            there are ``more``.
    """
    doctrines = list(Doctrine.objects.filter(project=filters.project).for_tree())
    codebook = codebook_of(doctrines)
    place = {doctrine.pk: number for number, doctrine in enumerate(in_order(doctrines))}
    slugs = {doctrine.pk: doctrine.slug for doctrine in doctrines}
    of_holders, of_all = counts(filters)
    holders = holders_of(of_holders)
    of_holders.sort(
        key=lambda row: (holders[row[0], row[1]]["name"], row[0], row[1], place[row[2]])
    )
    of_all.sort(key=lambda row: place[row[2]])
    items = comparison.positions(
        [
            Count(holders[kind, pk], slugs[doctrine], tuple(numbers))
            for kind, pk, doctrine, *numbers in of_holders
        ],
        codebook,
    )
    totals = comparison.positions(
        [Count(None, slugs[row[2]], tuple(row[3:])) for row in of_all], codebook
    )
    for total in totals:
        del total["holder"]
    if with_annotations:
        name_annotations(items, of_holders, named(filters))
    return {
        "by": filters.by,
        "filters": filters.said(),
        "items": items,
        "totals": totals,
        "next": None,
    }


def codebook_of(doctrines):
    """The codebook as the arithmetic takes it."""
    slugs = {doctrine.pk: doctrine.slug for doctrine in doctrines}
    return {
        doctrine.slug: comparison.Doctrine(
            slugs.get(doctrine.parent_id), doctrine.polarity
        )
        for doctrine in doctrines
    }


def in_order(doctrines):
    """The doctrines as a tree is read: each before those below it.

    Args:
        doctrines: siblings in their order.
    """
    children: dict = {}
    for doctrine in doctrines:
        children.setdefault(doctrine.parent_id, []).append(doctrine)
    waiting = children.get(None, [])[::-1]
    ordered = []
    while waiting:
        doctrine = waiting.pop()
        ordered.append(doctrine)
        waiting += children.get(doctrine.pk, [])[::-1]
    return ordered


def holders_of(rows):
    """{(kind, id): holder}: two queries at most."""
    keys = {row[:2] for row in rows}
    holders = {}
    for kind, model, name in (
        ("actor", Actor, "name"),
        ("document", Document, "title"),
    ):
        wanted = [pk for key, pk in keys if key == kind]
        if wanted:
            found = model.objects.filter(pk__in=wanted).values_list("pk", name)
            for pk, shown in found:
                holders[kind, pk] = {"kind": kind, "id": pk, "name": shown}
    return holders


def name_annotations(items, rows, uuids):
    """Write into each item which marks it counts; rows are the items' counts."""
    for item, row in zip(items, rows, strict=True):
        item["annotations"] = [str(uuid) for uuid in uuids.get(row[:3], ())]
        item["more"] = item["n"] > MOST_NAMED
