"""The arithmetic of positions: from counts of marks to the cells of the table.

Plain data in and out; no models. A *position* is what a holder's marks under one
doctrine come to. Nothing is averaged: a holder who asserts and denies is split. The
weights and polarities are in formats.words; the effect of a mark on the legality of the
act is the doctrine's polarity times the weight of the stance.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType, structs

from formats.words import POLARITIES, STANCE_WEIGHTS, STANCES

Holder = Hashable


class Position(Struct, gc=False, rename={"for_": "for"}):
    """A row of the contract; no cycles, so the garbage collector need not look."""

    #: A dict in the API's answer, before that whatever names a holder; None in totals.
    holder: Any
    doctrine: str
    #: As the codebook writes it: "+", "-" or "0".
    polarity: str
    #: Those that are there.
    stances: dict[str, int]
    n: int
    effect_sum: float
    #: Passages by the sign of their effect.
    for_: int
    against: int
    neutral: int
    split: bool
    #: At most so many uuids as one row names, and whether there are more.
    annotations: list[UUID] | UnsetType = UNSET
    more: bool | UnsetType = UNSET


NOT_APPLICABLE = "not_applicable"
SILENT = "silent"
NOT_CODED = "not_coded"

#: The effect of one mark on the legality of the act: polarity -> by stance.
EFFECTS = {
    sign: tuple(polarity * STANCE_WEIGHTS[stance] for stance in STANCES)
    for sign, polarity in POLARITIES.items()
}
#: n, effect_sum, for, against, neutral, split of no mark.
NOTHING = (0, 0.0, 0, 0, 0, False)
#: The stances that have an effect: polarity -> [(place among STANCES, effect)].
WEIGHED = {
    sign: [(place, effect) for place, effect in enumerate(effects) if effect]
    for sign, effects in EFFECTS.items()
}


class Doctrine(NamedTuple):
    parent: str | None
    #: As the codebook writes it: "+", "-" or "0".
    polarity: str


#: Doctrines by slug.
Codebook = dict[str, Doctrine]


#: Holder, doctrine, and the number of passages for each of STANCES.
Count = tuple[Holder, str, tuple[int, ...]]


class Covered(NamedTuple):
    """What a coder said of a text besides marking it."""

    document: Hashable
    #: None for all doctrines; a doctrine stands for its descendants too.
    doctrine: str | None
    #: One of formats.words.COVERAGE_STATES.
    state: str


def positions(counts: Iterable[Count], codebook: Codebook) -> list[Position]:
    """One row for each count, in the order they came.

    Args:
        counts: one for each holder and doctrine that has marks.
    """
    known: dict[tuple[str, tuple[int, ...]], tuple] = {}
    rows = []
    for holder, doctrine, numbers in counts:
        key = codebook[doctrine].polarity, numbers
        sums = known.get(key)
        if sums is None:
            sums = known[key] = sums_of(*key)
        rows.append(Position(holder, doctrine, *sums))
    return rows


def sums_of(polarity: str, numbers: tuple[int, ...]) -> tuple:
    """The fields of a position from the polarity on."""
    stances = {stance: n for stance, n in zip(STANCES, numbers, strict=True) if n}
    n, effect_sum = sum(numbers), 0.0
    for_ = against = 0
    # a large table has many thousands of them
    for place, effect in WEIGHED[polarity]:
        effect_sum += effect * numbers[place]
        if effect > 0:
            for_ += numbers[place]
        else:
            against += numbers[place]
    neutral = n - for_ - against
    split = both_ways(stances)
    return polarity, stances, n, effect_sum, for_, against, neutral, split


def both_ways(stances: dict[str, int]) -> bool:
    """Whether it is affirmed, also by a concession, and denied."""
    return "denies" in stances and ("asserts" in stances or "concedes" in stances)


def added(rows: Iterable[Position], doctrine: str, polarity: str) -> list[Position]:
    """One row for each holder, under another doctrine: that of a folded column."""
    return [
        structs.replace(sums, doctrine=doctrine, polarity=polarity)
        for sums in together(rows).values()
    ]


def together(rows: Iterable[Position]) -> dict[Holder, Position]:
    """What each holder's positions come to over all their doctrines."""
    sums: dict[Holder, Position] = {}
    for row in rows:
        total = sums.get(row.holder)
        if total is None:
            total = sums[row.holder] = Position(row.holder, "", "", {}, *NOTHING)
        for stance, n in row.stances.items():
            total.stances[stance] = total.stances.get(stance, 0) + n
        total.n += row.n
        # each effect by its own doctrine's polarity
        total.effect_sum += row.effect_sum
        total.for_ += row.for_
        total.against += row.against
        total.neutral += row.neutral
        total.split = total.split or row.split
    return sums


def columns(
    rows: Iterable[Position], codebook: Codebook, folded: Collection[str]
) -> list[Position]:
    """The rows with every folded doctrine standing for its descendants.

    Counts and effects are added up, each with its own doctrine's polarity; a folded
    column is split when one of its doctrines is.

    Args:
        folded: the slugs of closed branches; the outermost one counts.
    """
    gathered: dict[str, list[Position]] = {}
    for row in rows:
        shown = column_of(row.doctrine, codebook, folded)
        gathered.setdefault(shown, []).append(row)
    found = []
    for doctrine, group in gathered.items():
        if doctrine in folded:
            group = added(group, doctrine, codebook[doctrine].polarity)
        found += group
    return found


def column_of(doctrine: str, codebook: Codebook, folded: Collection[str]) -> str:
    """The outermost folded doctrine on the way up, or the doctrine itself."""
    closed = [slug for slug in lineage(codebook, doctrine) if slug in folded]
    return closed[-1] if closed else doctrine


def lineage(codebook: Codebook, doctrine: str) -> Iterator[str]:
    """The doctrine, its parent and so on to the top."""
    slug: str | None = doctrine
    while slug is not None:
        yield slug
        slug = codebook[slug].parent


class Coverage:
    """Tells the three kinds of empty cell apart."""

    def __init__(self, facts: Iterable[Covered], codebook: Codebook):
        """
        Args:
            facts: of the selected coders only.
        """
        self.codebook = codebook
        self.doctrines: dict[tuple[Hashable, str], set[str | None]] = {}
        for fact in facts:
            key = fact.document, fact.state
            self.doctrines.setdefault(key, set()).add(fact.doctrine)

    def empty_cell(self, documents: Collection[Hashable], doctrine: str) -> str:
        """Why a row with these texts has no mark under the doctrine, or ("") at all.

        NOT_APPLICABLE when that was said of every text, else SILENT when every text was
        read, else NOT_CODED; a holder without a text of their own is NOT_CODED.
        """
        if not documents:
            return NOT_CODED
        line: set[str | None] = {None}
        if doctrine:
            line.update(lineage(self.codebook, doctrine))
        if self.all_have(documents, "not_applicable", line):
            return NOT_APPLICABLE
        return SILENT if self.all_have(documents, "read", line) else NOT_CODED

    def all_have(
        self, documents: Collection[Hashable], state: str, line: set[str | None]
    ) -> bool:
        return all(
            not line.isdisjoint(self.doctrines.get((document, state), ()))
            for document in documents
        )


def in_words(position: Position) -> str:
    """For screen readers: "asserts 2, denies 1, split"."""
    parts = [
        f"{stance} {position.stances[stance]}"
        for stance in STANCES
        if stance in position.stances
    ]
    return ", ".join([*parts, "split"] if position.split else parts)
