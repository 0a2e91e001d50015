"""From counted marks to positions of named holders."""

from annotations import comparison, tree
from annotations.positions.counts import counts
from corpus.models import Actor, Document


class Positions:
    """All that a table shows: five queries at most.

    ``items`` are positions whose holder is (kind, id), by the holder's name and in the
    codebook's order; ``totals`` have no holder and count each passage once.
    ``holders`` is {(kind, id): {"kind", "id", "name"}}.
    """

    def __init__(self, filters):
        self.filters = filters
        self.tree = tree.load(filters.project, counted=False)
        nodes = list(self.tree.walk())
        slugs = {node.doctrine.pk: node.doctrine.slug for node in nodes}
        place = {node.doctrine.pk: number for number, node in enumerate(nodes)}
        self.codebook = {
            node.doctrine.slug: comparison.Doctrine(
                node.parent and node.parent.doctrine.slug, node.doctrine.polarity
            )
            for node in nodes
        }
        of_holders, of_all = counts(filters)
        self.holders = named_holders({row[:2] for row in of_holders})
        rank = {key: number for number, key in enumerate(self.holders)}
        of_holders.sort(key=lambda row: (rank[row[:2]], place[row[2]]))
        of_all.sort(key=lambda row: place[row[2]])
        self.items = comparison.positions(
            [(row[:2], slugs[row[2]], row[3:]) for row in of_holders],
            self.codebook,
        )
        self.totals = comparison.positions(
            [(None, slugs[row[2]], row[3:]) for row in of_all], self.codebook
        )
        self.pks = {slug: pk for pk, slug in slugs.items()}


def named_holders(keys):
    """{(kind, id): holder} in the order of their names: two queries at most."""
    found = []
    for kind, model, name in (
        ("actor", Actor, "name"),
        ("document", Document, "title"),
    ):
        wanted = [pk for key, pk in keys if key == kind]
        if wanted:
            rows = model.objects.filter(pk__in=wanted).values_list("pk", name)
            found += [{"kind": kind, "id": pk, "name": shown} for pk, shown in rows]
    found.sort(key=lambda holder: (holder["name"].casefold(), holder["id"]))
    return {(holder["kind"], holder["id"]): holder for holder in found}
