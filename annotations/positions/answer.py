"""Positions as JSON: one answer for the API and the command."""

from annotations.positions.counts import MOST_NAMED, named
from annotations.positions.rows import Positions


def positions(filters, with_annotations=False):
    """The whole table as the contract of the API has it (never paged).

    Args:
        with_annotations: name at most MOST_NAMED annotations in each row, and whether
            there are ``more``.
    """
    found = Positions(filters)
    if with_annotations:
        uuids = named(filters, found.works)
        for item in found.items:
            item.annotations = uuids.get((item.holder, found.pks[item.doctrine]), [])
            item.more = item.n > MOST_NAMED
    for item in found.items:
        item.holder = found.holders[item.holder]
    return {
        "by": filters.by,
        "filters": filters.said(),
        "items": found.items,
        "totals": found.totals,
        "next": None,
    }
