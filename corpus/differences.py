"""How alike two passages are, and where they differ."""

from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.equal_runs import MOST_COMPARED, WORD


def similarity(one: str, other: str) -> float:
    """How many words two passages share in order: 0 none, 1 all."""
    if one == other:
        return 1.0
    words = WORD.findall(one), WORD.findall(other)
    matcher = SequenceMatcher(None, *words, False)
    if len(words[0]) * len(words[1]) > MOST_COMPARED:
        return matcher.quick_ratio()
    return matcher.ratio()


class Piece(NamedTuple):
    """Words of a passage, and whether the other version has them."""

    text: str
    differs: bool


def differences(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both passages in pieces: what they share, and what differs."""
    words = WORD.findall(old), WORD.findall(new)
    if len(words[0]) * len(words[1]) > MOST_COMPARED:
        return [Piece(old, old != new)], [Piece(new, old != new)]
    sides: tuple[list[Piece], list[Piece]] = [], []
    matcher = SequenceMatcher(None, *words, False)
    for tag, here, here_end, there, there_end in matcher.get_opcodes():
        if here < here_end:
            sides[0].append(Piece("".join(words[0][here:here_end]), tag != "equal"))
        if there < there_end:
            sides[1].append(Piece("".join(words[1][there:there_end]), tag != "equal"))
    return sides
