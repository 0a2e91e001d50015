"""Where the words of one text stand in another version of it.

Texts are compared by lines, then by words inside changed lines. A stretch is *agreed*
only when it is found alike from the front and from the back: where a repeated sentence
was taken out, the two ways differ, and nobody can say which copy stayed. A span is
carried only when its words are the same and its place is certain; everything else is a
proposal for a person. All offsets are code points, all ranges half-open.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from corpus.certainty import Certainty
from corpus.differences import similarity
from corpus.equal_runs import (
    LEAST_CERTAIN,
    WORD,
    agreed,
    holding,
    moved_lines,
    only_place,
    runs_of,
    words_of,
)

#: Words that stand elsewhere are the same ones when they are so many and unique.
LEAST_MOVED = 40
#: A proposal less like the words than this is none.
LEAST_LIKE = 0.4
#: Words in a row by which a lost passage is looked for.
SHINGLE = 3


class Placement(NamedTuple):
    """What became of a span."""

    #: unchanged, moved or unplaced (needs placing).
    outcome: str
    #: Where it stands now, or what is proposed; None when nothing is like it.
    start: int | None = None
    end: int | None = None
    #: How alike the words are, 0 to 1.
    similarity: float = 0.0


class Alignment:
    """Two texts and the stretches that they share."""

    def __init__(self, old: str, new: str):
        self.old, self.new = old, new
        #: In order in both texts.
        self.runs = agreed(runs_of(old, new), runs_of(old, new, backward=True))
        self.certainty = Certainty(old, new, self.runs)
        self.moved = moved_lines(old, new, self.runs)
        self._starts = [run.old for run in self.runs]
        self._moved_starts = [run.old for run in self.moved]
        self._shingles: dict[tuple[str, ...], list[int]] | None = None
        self._words: list[re.Match[str]] = []

    def place(self, start: int, end: int) -> Placement:
        """What became of a span of the old text."""
        at = self.certainty.kept(start, end)
        if at is not None:
            return Placement("unchanged", at, at + end - start, 1.0)
        along = holding(self.moved, self._moved_starts, start, end)
        if along:
            return self.found(start, end, start - along.old + along.new)
        quote = self.old[start:end]
        if len(quote) >= LEAST_CERTAIN and only_place(self.old, quote) is not None:
            there = only_place(self.new, quote)
            if there is not None and self.same(start, end, there):
                return self.found(start, end, there)
        return self.proposal(start, end)

    def same(self, start: int, end: int, at: int) -> bool:
        """Whether words that stand once in both texts are surely the same ones."""
        long = end - start >= LEAST_MOVED
        whole = self.certainty.whole(start, end, at)
        return whole and (long or self.along(start, end, at))

    def found(self, start: int, end: int, at: int) -> Placement:
        """The same words: unchanged where what is around them leaves room for them."""
        first, last = self.room(start, end)
        in_order = first <= at and at + end - start <= last
        stayed = in_order or self.along(start, end, at)
        outcome = "unchanged" if stayed else "moved"
        return Placement(outcome, at, at + end - start, 1.0)

    def along(self, start: int, end: int, at: int) -> bool:
        """Whether an agreed run that shares code points with a span leads it there.

        Where a sentence was taken out, the next may begin with the same word: nobody
        can say which of the two stayed, and the run begins after it.
        """
        place = max(bisect_right(self._starts, start) - 1, 0)
        while place < len(self.runs) and self.runs[place].old < end:
            run = self.runs[place]
            place += 1
            if run.old + run.length > start and run.new - run.old == at - start:
                return True
        return False

    def proposal(self, start: int, end: int) -> Placement:
        """The likeliest place for words that changed."""
        quote = self.old[start:end]
        found = [self.between(start, end), self.elsewhere(quote)]
        best = Placement("unplaced")
        for candidate in filter(None, found):
            first, last = trimmed(self.new, *candidate)
            if first < last:
                like = similarity(quote, self.new[first:last])
                if like >= LEAST_LIKE and like > best.similarity:
                    best = Placement("unplaced", first, last, round(like, 3))
        return best

    def between(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the new text between what stands before and after a span."""
        first, last = self.room(start, end)
        # a stretch much longer holds other words as well
        return (first, last) if 0 < last - first <= 3 * (end - start) + 200 else None

    def room(self, start: int, end: int) -> tuple[int, int]:
        first, last = 0, len(self.new)
        before = bisect_right(self._starts, start) - 1
        if before >= 0:
            run = self.runs[before]
            first = run.new + min(start - run.old, run.length)
        after = bisect_right(self._starts, end - 1) - 1
        if after >= 0 and end <= self.runs[after].old + self.runs[after].length:
            last = self.runs[after].new + end - self.runs[after].old
        elif after + 1 < len(self.runs):
            last = self.runs[after + 1].new
        return first, last

    def elsewhere(self, quote: str) -> tuple[int, int] | None:
        """The stretch that shares most threes of words with a passage."""
        if self._shingles is None:
            self._words = words_of(self.new)
            self._shingles = {}
            for place, shingle in enumerate(shingles(self._words)):
                self._shingles.setdefault(shingle, []).append(place)
        own = words_of(quote)
        votes: Counter[int] = Counter()
        for place, shingle in enumerate(shingles(own)):
            there = self._shingles.get(shingle, ())
            # what stands everywhere tells nothing
            if len(there) <= 8:
                # a few words more or less before it do not matter
                votes.update({(at - place) // 4 for at in there})
        if not votes:
            return None
        first = max(votes.most_common(1)[0][0] * 4, 0)
        last = min(first + len(own) + 3, len(self._words)) - 1
        found = self._words[first].start(), self._words[last].end()
        return core(quote, self.new, *found)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the white space at its edges."""
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def core(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the words at its edges that a quote does not have."""
    words = set(WORD.findall(quote))
    kept = [word for word in words_of(text[start:end]) if word[0] in words]
    # they may be written in other letters, large or small
    return (start + kept[0].start(), start + kept[-1].end()) if kept else (start, end)


def shingles(words: list[re.Match[str]]) -> Iterator[tuple[str, ...]]:
    """Each word with those after it, SHINGLE together."""
    said = [word[0].casefold() for word in words]
    least = min(SHINGLE, len(said))
    return (tuple(said[i : i + least]) for i in range(len(said) - least + 1))
