"""The order in which holders who stand together are neighbours."""

from compare.likeness import tree
from compare.likeness.pairs import MINIMUM, Likenesses


def camp_order(items, minimum=MINIMUM, ranked=()):
    """All holders of the items, as the trees have them; who cannot be compared is last.

    Args:
        items: rows with holder, doctrine and stances, such as comparison.Position.
        minimum: of shared doctrines, below which two are not compared.
        ranked: all holders in the order that decides where two are alike; else by key.
    """
    found = Likenesses(items, minimum, ranked)
    order = [
        place
        for group in tree.grown(found.values, found.shared)
        for place in group.leaves
    ]
    return [found.holders[place] for place in order] + found.beyond + found.silent
