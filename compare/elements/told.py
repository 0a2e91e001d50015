"""A sentence an element: who accepts it, who contests it, and on what ground. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.positions.elements import GROUNDS

#: What a holder's marks come to -> of one holder, of several; those that take a side.
PHRASES = {
    "accepts": ("accepts it", "accept it"),
    "contests": ("contests it", "contest it"),
    "split": ("is split on it", "are split on it"),
    "partly": ("accepts it in part", "accept it in part"),
}


@dataclass
class Stand:
    """Where the holders of a table stand on an element.

    ``words`` has what each holder's marks come to, ``names`` the holders in the same
    order, ``contested_on`` the grounds of what contests, "" where a mark names none.
    """

    name: str
    words: Sequence[str]
    names: Sequence[str]
    contested_on: Sequence[frozenset[str]]

    def count(self, *words: str) -> int:
        return sum(word in words for word in self.words)

    @property
    def speak(self) -> int:
        """How many take a side."""
        return self.count(*PHRASES)

    @property
    def agreed(self) -> bool:
        """Whether all of several holders accept it."""
        return self.speak > 1 and self.count("accepts") == self.speak

    @property
    def refused(self) -> bool:
        """Whether all of several holders contest it."""
        return self.speak > 1 and self.count("contests") == self.speak

    @property
    def division(self) -> int:
        """The smaller camp; who is on both sides counts in both."""
        if self.speak < 2:
            return 0
        both = self.count("split", "partly")
        return min(self.count("accepts"), self.count("contests")) + both

    @property
    def on(self) -> dict[str, int]:
        """Ground -> how many holders contest it there, in the order of GROUNDS."""
        named = dict.fromkeys(GROUNDS, 0)
        for grounds in self.contested_on:
            for ground in grounds & named.keys():
                named[ground] += 1
        return {ground: n for ground, n in named.items() if n}

    @property
    def sentence(self) -> str:
        """ "“Request”: 4 accept it, 3 contest it. Contested on the fact alone." """
        return f"“{self.name}”: {self.sides}.{self._grounds()}"

    @property
    def sides(self) -> str:
        if not self.speak:
            return "nobody takes a side"
        said = [(n, PHRASES[word]) for word in PHRASES if (n := self.count(word))]
        if self.speak == 1:
            [at] = [at for at, word in enumerate(self.words) if word in PHRASES]
            return f"only {self.names[at]} takes a side and {said[0][1][0]}"
        if len(said) == 1:
            who = "" if self.speak == len(self.words) else " who take a side"
            number = "both" if self.speak == 2 else f"all {self.speak}"
            return f"{number}{who} {said[0][1][1]}"
        return ", ".join(
            f"{n} {several if n > 1 else one}" for n, (one, several) in said
        )

    def _grounds(self) -> str:
        on = self.on
        if not on:
            return ""
        unnamed = any("" in grounds for grounds in self.contested_on)
        start = " Where a ground is named, contested on" if unnamed else " Contested on"
        if len(on) == 1:
            return f"{start} {GROUNDS[[*on][0]]} alone."
        said = [f"{GROUNDS[ground]} ({n})" for ground, n in on.items()]
        return f"{start} {', '.join(said[:-1])} and {said[-1]}."


def dividing(stands: Sequence[Stand]) -> list[int]:
    """The places of the elements that divide most; several where they tie."""
    most = max((stand.division for stand in stands), default=0)
    return [at for at, stand in enumerate(stands) if most and stand.division == most]


def headline(stands: Sequence[Stand]) -> str:
    """What the picture shows, in a few sentences."""
    agreed = [stand for stand in stands if stand.agreed]
    refused = [stand for stand in stands if stand.refused]
    most = [stands[at] for at in dividing(stands)]
    parts = []
    if len(agreed) == 1:
        parts.append(f"All who take a side on “{agreed[0].name}” accept it.")
    elif agreed:
        parts.append(
            f"{len(agreed)} of {len(stands)} elements are accepted by all who take a"
            " side on them."
        )
    for stand in refused:
        parts.append(f"All who take a side on “{stand.name}” contest it.")
    if not most:
        parts.append("No element divides the holders.")
    elif len(most) == 1:
        only = sum(stand.division > 0 for stand in stands) == 1
        parts.append(
            f"{'Only one divides them' if only else 'One divides most'},"
            f" {most[0].sentence}"
        )
    else:
        names = [f"“{stand.name}”" for stand in most]
        parts.append(f"{', '.join(names[:-1])} and {names[-1]} divide most.")
    return " ".join(parts)
