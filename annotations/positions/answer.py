"""Positions as JSON: one answer for the API and the command."""

from annotations.positions.counts import MOST_NAMED, named
from annotations.positions.rows import Positions
from annotations.positions.rule import rule


def positions(selection, with_annotations=False):
    """The whole table as the contract of the API has it (never paged).

    Args:
        with_annotations: name at most MOST_NAMED annotations in each row, and whether
            there are ``more``.

    Where the columns are no doctrines, ``doctrine`` of a row is the key of its column,
    whose name is in ``columns``.
    """
    found = Positions(selection)
    if with_annotations:
        uuids = named(selection, found.works)
        for item in found.items:
            item.annotations = uuids.get((item.holder, found.pks[item.doctrine]), [])
            item.more = item.n > MOST_NAMED
    for item in found.items:
        item.holder = found.holders[item.holder]
    columns = {"columns": found.columns} if found.columns else {}
    branch = ""
    if selection.doctrine:
        branch = found.tree.nodes[selection.doctrine].doctrine.name
    return {
        "by": selection.by,
        **columns,
        "filters": selection.said(),
        "rule": rule(selection, found.works, branch, found.works.waiting()),
        "items": found.items,
        "totals": found.totals,
        "next": None,
    }
