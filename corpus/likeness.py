"""Texts that are nearly the same: a syndicated article printed twice.

Each text is told by a sample of its shingles, so that comparing a project's texts costs
little: the smallest hashes of words in a row (Broder 1997).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from heapq import nsmallest

WORD = re.compile(r"\w+")
#: Words in a row, and how many hashes tell a text.
SHINGLE, SAMPLE = 5, 128
#: Texts share so many of their samples, 0 to 1, to be proposed as one.
LEAST = 0.5
#: A hash that more texts have says nothing: a notice under every article.
MOST_SHARING = 50


def sample(text: str) -> frozenset[int]:
    """The sample of a text; empty when it has too few words."""
    words = [word.casefold() for word in WORD.findall(text)]
    found = {
        int.from_bytes(
            blake2b(" ".join(words[i : i + SHINGLE]).encode(), digest_size=8).digest()
        )
        for i in range(len(words) - SHINGLE + 1)
    }
    return frozenset(nsmallest(SAMPLE, found))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """How much two texts share, 0 to 1, as their samples tell."""
    both = set(nsmallest(SAMPLE, one | other))
    return len(both & one & other) / len(both) if both else 0.0


def alike(samples: dict[int, frozenset[int]]) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts that are nearly the same: (smaller key, larger key, likeness)."""
    having: dict[int, list[int]] = defaultdict(list)
    for key in sorted(samples):
        for hashed in samples[key]:
            having[hashed].append(key)
    for pair in sorted(_sharing(having.values())):
        like = likeness(samples[pair[0]], samples[pair[1]])
        if like >= LEAST:
            yield *pair, like


def _sharing(groups: Iterable[list[int]]) -> set[tuple[int, int]]:
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for keys in groups:
        if len(keys) <= MOST_SHARING:
            for place, one in enumerate(keys):
                for other in keys[place + 1 :]:
                    shared[one, other] += 1
    return {pair for pair, count in shared.items() if count >= SAMPLE // 8}
