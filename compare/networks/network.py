"""A network as people chose it: its nodes, its edges, and what is behind each edge."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy

from compare.networks import one_mode, two_mode
from compare.networks.statements import (
    AFFIRMS,
    CONTESTS,
    Spoken,
    Statements,
    statements,
)

#: Word of the address -> what people read.
KINDS = {
    "subtract": "Agreement less conflict",
    "congruence": "Agreement",
    "conflict": "Conflict",
    "affiliation": "Holders and doctrines",
}
QUALIFIERS = {
    "subtract": "Affirmed less contested",
    "ignore": "Spoken of, on whichever side",
    "combine": "Affirmed, contested or both",
}
BETWEEN_HOLDERS = {
    "no": "Not divided",
    "average": "By the average of what both say",
    "jaccard": "Jaccard",
    "cosine": "Cosine",
}
OF_DOCTRINES = {
    "no": "Not divided",
    "activity": "By all that the holder says",
    "prominence": "By all that is said of the doctrine",
}
NORMALISATIONS = {**BETWEEN_HOLDERS, **OF_DOCTRINES}
#: Holders between whom weights are worked out: a million of them.
MOST_HOLDERS = 1000
#: Weights this close are equal: thirds and sixths are not exact.
NEAR = 1e-9

#: How both ends of an edge stand to each other: + agree or affirm, - part or contest.
PLUS, MINUS, BOTH, UNSIGNED = "+", "-", "both", ""


class Choice(NamedTuple):
    """One of KINDS, of QUALIFIERS (for affiliation), of NORMALISATIONS."""

    kind: str = "subtract"
    qualifier: str = "subtract"
    normalisation: str = "no"
    #: Edges whose weight, without its sign, is smaller are left out.
    least: float = 0.0

    @property
    def two_mode(self):
        return self.kind == "affiliation"

    @property
    def qualified(self):
        """Whether it tells sides apart."""
        return not self.two_mode or self.qualifier != "ignore"

    @property
    def codes(self):
        """Whether its weights are codes."""
        return self.two_mode and self.qualifier == "combine"

    def checked(self):
        """Itself.

        Raises:
            ValueError: a whole sentence.
        """
        if self.codes and self.normalisation != "no":
            raise ValueError(
                "Affirmed, contested or both is a code, which cannot be divided; choose"
                " weights that are not divided (no)."
            )
        if self.codes and self.least:
            raise ValueError(
                "Affirmed, contested or both is a code, not a weight; leave the least"
                " weight out."
            )
        fit = OF_DOCTRINES if self.two_mode else BETWEEN_HOLDERS
        if self.normalisation not in fit:
            offered = ", ".join(f"“{words}” ({name})" for name, words in fit.items())
            raise ValueError(
                f"Weights “{NORMALISATIONS[self.normalisation]}”"
                f" ({self.normalisation}) do not fit this network; choose one of"
                f" {offered}."
            )
        return self


class Edge(NamedTuple):
    #: Places in ``holders``, and in ``holders`` or ``doctrines``.
    source: int
    target: int
    weight: float
    sign: str


class Behind(NamedTuple):
    """What two holders share: doctrines with how much each adds."""

    agree: list[tuple[object, float]]
    part: list[tuple[object, float]]


@dataclass
class Network(Sequence):
    """Its edges, the heaviest first, then in the order of the names."""

    choice: Choice
    said: Statements
    weights: numpy.ndarray

    def __post_init__(self):
        heavy = abs(self.weights)
        enough = (heavy > NEAR) & (heavy >= self.choice.least - NEAR)
        if not self.choice.two_mode:
            enough = numpy.triu(enough, 1)
        sources, targets = numpy.nonzero(enough)
        # rounded, so that equal weights keep the order of names
        order = numpy.lexsort(
            (targets, sources, -heavy[sources, targets].round(9)),
        )
        self._sources, self._targets = sources[order], targets[order]

    @property
    def holders(self):
        return self.said.holders

    @property
    def targets(self):
        """What the second end of an edge is a place of."""
        return self.said.doctrines if self.choice.two_mode else self.said.holders

    def __len__(self):
        return len(self._sources)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self._edge(at) for at in range(*place.indices(len(self)))]
        return self._edge(range(len(self))[place])

    def _edge(self, at):
        source, target = int(self._sources[at]), int(self._targets[at])
        weight = float(self.weights[source, target])
        return Edge(source, target, weight, self.sign(weight))

    def sign(self, weight):
        if self.choice.kind == "congruence":
            return PLUS
        if self.choice.kind == "conflict":
            return MINUS
        if not self.choice.qualified:
            return UNSIGNED
        if self.choice.codes:
            return {1: PLUS, 2: MINUS, 3: BOTH}[round(weight)]
        return PLUS if weight > 0 else MINUS

    def signs(self) -> Counter:
        """How many edges each sign has."""
        weights = self.weights[self._sources, self._targets]
        if not self.choice.codes:
            weights = numpy.sign(weights)
        found: Counter = Counter()
        for weight in numpy.unique(weights):
            found[self.sign(weight)] += int((weights == weight).sum())
        return found

    def between(self, holders, most):
        """The heaviest edges between some holders, or of them and doctrines.

        Args:
            holders: their places.
            most: at most so many.
        """
        kept = numpy.isin(self._sources, holders)
        if not self.choice.two_mode:
            kept &= numpy.isin(self._targets, holders)
        return [self._edge(at) for at in numpy.flatnonzero(kept)[:most]]

    def behind(self, edge):
        """The doctrines that two holders share, those that add most first."""
        one, other = self.said.counts[:, edge.source], self.said.counts[:, edge.target]
        agree = one[AFFIRMS] * other[AFFIRMS] + one[CONTESTS] * other[CONTESTS]
        part = one[AFFIRMS] * other[CONTESTS] + one[CONTESTS] * other[AFFIRMS]
        return Behind(*(self._doctrines(added) for added in (agree, part)))

    def _doctrines(self, added):
        places = sorted(numpy.nonzero(added)[0], key=lambda place: -added[place])
        return [(self.said.doctrines[place], float(added[place])) for place in places]

    def levels(self, edge):
        """How often a holder affirms and contests a doctrine, in a network of both.

        Where sides are not told apart, how many statements there are.
        """
        affirms, contests = map(float, self.said.counts[:, edge.source, edge.target])
        if not self.choice.qualified:
            return {"statements": affirms}
        return {"affirms": affirms, "contests": contests}

    def alone(self):
        """Places of holders without any edge."""
        joined = {*self._sources.tolist()}
        if not self.choice.two_mode:
            joined |= {*self._targets.tolist()}
        return [place for place in range(len(self.holders)) if place not in joined]

    def even(self):
        """How many pairs agree as often as they part, so that no edge is left."""
        if self.choice.kind != "subtract":
            return 0
        met = one_mode.congruence(self.said.counts) > 0
        return int(numpy.triu(met & (abs(self.weights) <= NEAR), 1).sum())


def network(
    rows: Spoken, holders: Sequence, doctrines: Sequence, unit, choice: Choice
) -> Network:
    """As chosen.

    Args:
        holders, doctrines: in the order that equal weights keep; who makes no
            statement is left out.
        unit: as ``statements`` says.

    Raises:
        ValueError: too many holders; a whole sentence.
    """
    if len(holders) > MOST_HOLDERS and not choice.two_mode:
        raise ValueError(
            f"There are {len(holders):,} holders; a network between them is worked out"
            f" for at most {MOST_HOLDERS:,}. Choose a doctrine, a situation or a time."
        )
    said = statements(rows, holders, doctrines, unit, choice.qualified)
    total = said.total
    spoke, spoken = total.any(axis=1), total.any(axis=0)
    said = Statements(
        [holder for holder, there in zip(said.holders, spoke, strict=True) if there],
        [slug for slug, there in zip(said.doctrines, spoken, strict=True) if there],
        said.counts[:, spoke][:, :, spoken],
    )
    if choice.two_mode:
        found = two_mode.weights(said.counts, choice.qualifier, choice.normalisation)
    else:
        found = one_mode.weights(said.counts, choice.kind, choice.normalisation)
    return Network(choice, said, found)
