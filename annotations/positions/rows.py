"""From counted marks to positions of named holders."""

from annotations import comparison, tree
from annotations.positions.counts import counts
from annotations.positions.works import works_of
from corpus.models import Actor, Document


class Positions:
    """All that a table shows: five queries at most.

    ``items`` are positions whose holder is the number that stands for it, by the
    holder's name and in the codebook's order; ``totals`` have no holder and count each
    passage once. ``holders`` is {number: {"kind", "id", "name"}}.
    """

    def __init__(self, filters):
        self.filters = filters
        self.tree = tree.load(filters.project, counted=False)
        nodes = list(self.tree.walk())
        slugs = {node.doctrine.pk: node.doctrine.slug for node in nodes}
        place = {node.doctrine.pk: number for number, node in enumerate(nodes)}
        self.codebook = {
            node.doctrine.slug: comparison.Doctrine(
                node.parent.doctrine.slug if node.parent else None,
                node.doctrine.polarity,
            )
            for node in nodes
        }
        self.works = works_of(filters.project)
        of_holders, of_all = counts(filters, self.works)
        self.holders = named_holders({row[0] for row in of_holders})
        rank = {key: number * len(nodes) for number, key in enumerate(self.holders)}
        of_holders.sort(key=lambda row: rank[row[0]] + place[row[1]])
        of_all.sort(key=lambda row: place[row[1]])
        self.items, self.totals = (
            comparison.positions(
                [(row[0], slugs[row[1]], row[2:]) for row in rows], self.codebook
            )
            for rows in (of_holders, of_all)
        )
        self.pks = {slug: pk for pk, slug in slugs.items()}


def named_holders(numbers):
    """{number: holder} in the order of their names: two queries at most.

    Args:
        numbers: actors' ids, and texts' ids with a minus.
    """
    found = []
    for kind, model, name, sign in (
        ("actor", Actor, "name", 1),
        ("document", Document, "title", -1),
    ):
        wanted = [number * sign for number in numbers if number * sign > 0]
        if wanted:
            rows = model.objects.filter(pk__in=wanted).values_list("pk", name)
            found += [
                (pk * sign, {"kind": kind, "id": pk, "name": shown})
                for pk, shown in rows
            ]
    found.sort(key=lambda pair: (pair[1]["name"].casefold(), pair[0]))
    return dict(found)
