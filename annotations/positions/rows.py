"""From counted marks to positions of named holders."""

from collections.abc import Iterable
from functools import cached_property

import numpy

from annotations import comparison, tree
from annotations.models import Provision
from annotations.positions.counts import counts
from annotations.positions.works import works_of
from corpus.models import Actor, Document, Situation
from formats.words import ACTOR_KINDS, GROUNDS

#: What a column is called that has the marks that name none.
NONE_NAMED = {
    "provision": "No provision",
    "situation": "No situation",
    "ground": "No ground",
}


class Positions:
    """All that a table shows: six queries at most.

    ``items`` are positions whose holder is the number or word that stands for it, by
    the holder's name and in the order of the columns; ``totals`` have no holder and
    count each passage once. ``holders`` is {key: {"kind", "id", "name"}}. Where the
    columns are no doctrines, a position's ``doctrine`` is the key of its column, of
    which ``columns`` has {key: name} in order, and its effect is the sum over the
    doctrines, each with its own polarity. A page that shows some of the holders asks
    for theirs: ``of``.

    Args:
        works: of the project, where they are known already.
    """

    def __init__(self, selection, works=None):
        self.selection = selection
        self.tree = tree.load(selection.project, counted=False)
        nodes = list(self.tree.walk())
        self._slugs = {node.doctrine.pk: node.doctrine.slug for node in nodes}
        self.codebook = codebook_of(nodes)
        self.works = works or works_of(selection.project)
        self._of_holders, of_all = counts(selection, self.works)
        keys = self._of_holders.different("holder")
        self.holders = named_holders(keys, selection.by)
        self.pks = {slug: pk for pk, slug in self._slugs.items()}
        self.columns: dict[str, str] = {}
        if selection.columns != "doctrine":
            self.columns = named_columns(of_all.different("along"), selection)
        self.totals = self._positions(of_all, [None])

    @cached_property
    def items(self):
        return self._positions(self._of_holders, self.holders)

    def of(self, keys):
        """The positions of some holders, in the order of ``items``."""
        among = self._of_holders.among("holder", keys)
        return self._positions(self._of_holders.taken(among), self.holders)

    def _positions(self, rows, holders):
        """Of counts, in the order of the holders and of the codebook."""
        order = rows.places("doctrine", self._slugs), rows.places("holder", holders)
        rows = rows.taken(numpy.lexsort(order))
        if self.selection.columns != "doctrine":
            return self._along(rows)
        slugs = self._slugs
        return comparison.positions(
            [(row[0], slugs[row[1]], row[2:]) for row in rows], self.codebook
        )

    def _along(self, rows):
        """Counts of columns that are no doctrines, as positions."""
        apart: dict[str, list] = {key: [] for key in self.columns}
        for row in rows:
            key = key_of(row[-1])
            apart[key].append((row[0], self._slugs[row[1]], row[2:-1]))
        found = []
        for key, counted in apart.items():
            of_doctrines = comparison.positions(counted, self.codebook)
            found += comparison.added(of_doctrines, key, "0")
        rank = {key: number for number, key in enumerate([*self.holders, None])}
        # a stable sort: the columns keep their order
        return sorted(found, key=lambda row: rank[row.holder])


def codebook_of(nodes):
    """The nodes of a tree for comparison's arithmetic."""
    return {
        node.doctrine.slug: comparison.Doctrine(
            node.parent.doctrine.slug if node.parent else None, node.doctrine.polarity
        )
        for node in nodes
    }


def key_of(value):
    """A column's key for what a row of counts tells of it."""
    return str(value or "")


def named_columns(values, selection):
    """{key: name} of columns that are no doctrines, in their order: a query at most."""
    wanted = {key_of(value) for value in values}
    names: dict[str, str] = {}
    if selection.columns == "ground":
        names = {word: name for word, name in GROUNDS.items() if word in wanted}
    elif numbers := [int(key) for key in wanted if key]:
        wanted_rows = {"project": selection.project, "pk__in": numbers}
        found: Iterable[Provision | Situation]
        if selection.columns == "provision":
            found = (
                Provision.objects.filter(**wanted_rows)
                .select_related("instrument")
                .order_by("instrument__name", "locator", "version", "pk")
            )
        else:
            found = Situation.objects.filter(**wanted_rows).for_list()
        names = {str(row.pk): str(row) for row in found}
    if "" in wanted:
        names[""] = NONE_NAMED[selection.columns]
    return names


def named_holders(keys, by="actor"):
    """{key: holder} in the order of their names: two queries at most.

    Args:
        keys: actors' ids, and texts' ids with a minus; words of kinds or genres.
        by: one of selection.ROWS.
    """
    if by == "kind":
        names = {**ACTOR_KINDS, "": "Text without author"}
        ranked = [*names]
        return {
            word: {"kind": by, "id": word, "name": names[word]}
            for word in sorted(keys, key=ranked.index)
        }
    if by == "genre":
        ordered = sorted(keys, key=lambda word: (not word, word.casefold(), word))
        return {
            word: {"kind": by, "id": word, "name": word or "No genre"}
            for word in ordered
        }
    found = []
    for kind, model, name, sign in (
        ("actor", Actor, "name", 1),
        ("document", Document, "title", -1),
    ):
        wanted = [key * sign for key in keys if key * sign > 0]
        if wanted:
            rows = model.objects.filter(pk__in=wanted).values_list("pk", name)
            found += [
                (pk * sign, {"kind": kind, "id": pk, "name": shown})
                for pk, shown in rows
            ]
    found.sort(key=lambda pair: (pair[1]["name"].casefold(), pair[0]))
    return dict(found)
