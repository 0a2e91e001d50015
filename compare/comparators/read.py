"""Comparators with the names and addresses that people need."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from annotations.positions.comparators import comparators
from annotations.positions.rows import named_holders
from compare.addresses import passages_path
from corpus.models import Situation

LIKE, UNLIKE, BOTH = "like", "unlike", "split"
#: Side -> of one holder, of several.
VERBS = {
    LIKE: ("says like", "say like"),
    UNLIKE: ("says unlike", "say unlike"),
    BOTH: ("is split", "are split"),
}
NO_SITUATION = "No situation"


@dataclass
class Said:
    """What a holder says of two situations; numbers of the unit."""

    #: {"kind", "id", "name"}
    holder: dict
    #: Codes: of the claim, NO_SITUATION where it has none, and of the other.
    situation: str
    other: str
    like: int = 0
    unlike: int = 0
    #: Of the passages that say like, and of those that say unlike.
    like_path: str = ""
    unlike_path: str = ""

    @property
    def side(self):
        if self.like and self.unlike:
            return BOTH
        return LIKE if self.like else UNLIKE


@dataclass
class Pair:
    """Two situations, and what the holders say of them."""

    situation: str
    other: str
    said: list[Said]

    @property
    def name(self):
        return f"{self.situation} and {self.other}"

    def count(self, side):
        return sum(row.side == side for row in self.said)

    @property
    def sentence(self):
        """ "KAZ-2022 and CSK-1968: 3 say like, 1 says unlike." """
        sides = [(n, VERBS[side]) for side in VERBS if (n := self.count(side))]
        if len(self.said) == 1:
            who = f"only {self.said[0].holder['name']} compares them, and"
            parts = [f"{who} {sides[0][1][0]}"]
        elif len(sides) == 1:
            number = "both" if len(self.said) == 2 else f"all {len(self.said)}"
            parts = [f"{number} {sides[0][1][1]}"]
        else:
            parts = [f"{n} {several if n > 1 else one}" for n, (one, several) in sides]
        return f"{self.name}: {', '.join(parts)}."


@dataclass
class Compared:
    #: By the holder's name, then the pair as most compared.
    said: list[Said]
    #: Those that most holders compare first.
    pairs: list[Pair]


def compared(selection, works) -> Compared:
    """All that is said: four queries, five where texts repeat."""
    rows = comparators(selection, works)
    holders = named_holders({row[0] for row in rows}, selection.by)
    wanted = {pk for row in rows for pk in row[1:3] if pk}
    codes: dict[Any, str] = dict(
        Situation.objects.filter(project=selection.project, pk__in=wanted).values_list(
            "pk", "code"
        )
    )
    codes[None] = NO_SITUATION
    found: dict = {}
    address = passages_path_of(selection)
    for key, situation, other, relation, n in rows:
        said = found.setdefault(
            (key, situation, other), Said(holders[key], codes[situation], codes[other])
        )
        path = address(holders[key], situation, codes[other], relation)
        if relation == LIKE:
            said.like, said.like_path = n, path
        else:
            said.unlike, said.unlike_path = n, path
    rank = {key: number for number, key in enumerate(holders)}
    order = sorted(found, key=lambda key: (rank[key[0]], codes[key[1]], codes[key[2]]))
    in_order = [found[key] for key in order]
    return Compared(in_order, pairs_of(in_order))


def pairs_of(said) -> list[Pair]:
    apart: dict = {}
    for row in said:
        apart.setdefault((row.situation, row.other), []).append(row)
    pairs = [Pair(about, other, rows) for (about, other), rows in apart.items()]
    return sorted(pairs, key=lambda pair: (-len(pair.said), pair.situation, pair.other))


def passages_path_of(selection):
    """(holder, id of the claim's situation, other's code, relation) -> address."""
    along = replace(selection, columns="situation")

    def found(holder, situation, other, relation):
        path = passages_path(along, holder, str(situation or ""))
        return f"{path}&{urlencode({'likened': other, 'relation': relation})}"

    return found
