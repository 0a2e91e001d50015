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
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.importers.blocks import can_cut

#: A line with the blank ones after it, which alone would match any other.
LINE = re.compile(r"[^\n]*\n+|[^\n]+")
#: A word with its marks that combine, white space, or a sign.
WORD = re.compile(r"\w[\w\u0300-\u036f]*|\s+|[^\w\s]")
#: difflib compares all with all: at most so many comparisons in one gap.
MOST_COMPARED = 1_000_000
#: Agreed words shorter than this may be chance, unless so many stand on both sides.
LEAST_CERTAIN = 20
LEAST_BESIDE = 10
#: Closer than this to a change, the words around a span must be unique.
NEAR = 64
#: Words that stand elsewhere are the same ones when they are so many and unique.
LEAST_MOVED = 40
#: A proposal less like the words than this is none.
LEAST_LIKE = 0.4
#: Words in a row by which a lost passage is looked for.
SHINGLE = 3


class Run(NamedTuple):
    """Equal words: ``length`` code points from ``old`` on, and from ``new`` on."""

    old: int
    new: int
    length: int


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
        self.moved = moved_lines(old, new, self.runs)
        self._starts = [run.old for run in self.runs]
        self._moved_starts = [run.old for run in self.moved]
        self._shingles: dict[tuple[str, ...], list[int]] | None = None
        self._words: list[re.Match[str]] = []

    def place(self, start: int, end: int) -> Placement:
        """What became of a span of the old text."""
        for run in self.reaching(start, end):
            if self.certain(run, start, end):
                at = start - run.old + run.new
                return Placement("unchanged", at, at + end - start, 1.0)
        along = holding(self.moved, self._moved_starts, start, end)
        if along:
            return self.found(start, end, start - along.old + along.new)
        quote = self.old[start:end]
        if len(quote) >= LEAST_MOVED and only_place(self.old, quote) is not None:
            there = only_place(self.new, quote)
            if there is not None and self.whole(start, end, there):
                return self.found(start, end, there)
        return self.proposal(start, end)

    def reaching(self, start: int, end: int) -> Iterator[Run]:
        """Agreed runs that touch a span, as far as the words around it are the same.

        Where a sentence was taken out, the next may begin with the same word: nobody
        can say which of the two stayed, and the run begins after it.
        """
        place = max(bisect_right(self._starts, start) - 1, 0)
        while place < len(self.runs) and self.runs[place].old < end:
            run = self.runs[place]
            place += 1
            shift = run.new - run.old
            first, last = start + shift, end + shift
            if run.old + run.length <= start or first < 0:
                continue
            if self.old[start:end] == self.new[first:last]:
                yield self.widened(start, end, shift)

    def widened(self, start: int, end: int, shift: int) -> Run:
        """Equal words with those around them, at most NEAR on each side."""
        first, last = start, end
        low = max(start - NEAR, 0, -shift)
        while first > low and self.old[first - 1] == self.new[first - 1 + shift]:
            first -= 1
        high = min(end + NEAR, len(self.old), len(self.new) - shift)
        while last < high and self.old[last] == self.new[last + shift]:
            last += 1
        return Run(first, first + shift, last - first)

    def certain(self, run: Run, start: int, end: int) -> bool:
        """Whether no other place could be meant by a span inside an agreed run."""
        at = start - run.old + run.new
        if not self.whole(start, end, at):
            return False
        first = max(run.old, start - NEAR)
        last = min(run.old + run.length, end + NEAR)
        far_before = start - first == NEAR or first == 0 == run.new
        ends = last == len(self.old) and last - run.old + run.new == len(self.new)
        far_after = last - end == NEAR or ends
        if far_before and far_after:
            return True
        # a short word may also begin the sentence that took the place of its own
        beside = end - start >= LEAST_CERTAIN or all(
            reach >= LEAST_BESIDE for reach in (start - first, last - end)
        )
        around = self.old[first:last]
        return beside and all(
            only_place(text, around) is not None for text in (self.old, self.new)
        )

    def found(self, start: int, end: int, at: int) -> Placement:
        """The same words: unchanged where what is around them leaves room for them."""
        first, last = self.room(start, end)
        in_order = first <= at and at + end - start <= last
        outcome = "unchanged" if in_order else "moved"
        return Placement(outcome, at, at + end - start, 1.0)

    def whole(self, start: int, end: int, at: int) -> bool:
        """Whether no letter was added to the words, before or after them."""
        return all(
            parts(self.old, there) or not parts(self.new, here)
            for there, here in ((start, at), (end, at + end - start))
        )

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


def runs_of(old: str, new: str, backward: bool = False) -> list[Run]:
    """Equal stretches in order: whole lines first, then words between them.

    Args:
        backward: look from the ends of the texts; the answer is told the same way.
    """
    lines = LINE.findall(old), LINE.findall(new)
    found: list[Run] = []
    end_old = end_new = 0
    for run in [*unit_runs(*lines, backward), Run(len(old), len(new), 0)]:
        gap = old[end_old : run.old], new[end_new : run.new]
        if all(gap):
            words = WORD.findall(gap[0]), WORD.findall(gap[1])
            found += [
                Run(end_old + inner.old, end_new + inner.new, inner.length)
                for inner in unit_runs(*words, backward)
            ]
        if run.length:
            found.append(run)
        end_old, end_new = run.old + run.length, run.new + run.length
    return join(found)


def unit_runs(old: list[str], new: list[str], backward: bool) -> Iterator[Run]:
    """Equal stretches of texts that are cut into units."""
    starts = offsets(old), offsets(new)
    if backward:
        pairs = [
            (len(old) - i - 1, len(new) - j - 1)
            for i, j in reversed(matches(old[::-1], new[::-1]))
        ]
    else:
        pairs = matches(old, new)
    for i, j in pairs:
        yield Run(starts[0][i], starts[1][j], len(old[i]))


def offsets(units: Iterable[str]) -> list[int]:
    found, at = [], 0
    for unit in units:
        found.append(at)
        at += len(unit)
    return found


def matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal units in order: what is unique in both first (patience)."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, first, last = waiting.pop()
        while low < high and first < last and old[low] == new[first]:
            found.append((low, first))
            low, first = low + 1, first + 1
        while low < high and first < last and old[high - 1] == new[last - 1]:
            high, last = high - 1, last - 1
            found.append((high, last))
        if low == high or first == last:
            continue
        anchors = unique_in_order(old, new, low, high, first, last)
        if anchors:
            found += anchors
            ends = [(low - 1, first - 1), *anchors, (high, last)]
            waiting += [
                (i + 1, next_i, j + 1, next_j)
                for (i, j), (next_i, next_j) in zip(ends, ends[1:], strict=False)
                if next_i > i + 1 and next_j > j + 1
            ]
        elif (high - low) * (last - first) <= MOST_COMPARED:
            matcher = SequenceMatcher(None, old[low:high], new[first:last], False)
            found += [
                (low + block.a + k, first + block.b + k)
                for block in matcher.get_matching_blocks()
                for k in range(block.size)
            ]
    found.sort()
    return found


def unique_in_order(old, new, low, high, first, last) -> list[tuple[int, int]]:
    """Units that stand once in each part: the longest row of them in both orders."""
    counted = Counter(old[low:high]), Counter(new[first:last])
    there = {new[j]: j for j in range(first, last) if counted[1][new[j]] == 1}
    pairs = [
        (i, there[old[i]])
        for i in range(low, high)
        if counted[0][old[i]] == 1 and old[i] in there
    ]
    # the longest increasing row, by the piles of the game of patience
    tops: list[int] = []
    piles: list[int] = []
    below: list[int] = []
    for place, (_i, j) in enumerate(pairs):
        pile = bisect_right(tops, j)
        below.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            piles.append(place)
        else:
            tops[pile], piles[pile] = j, place
    row = []
    place = piles[-1] if piles else -1
    while place >= 0:
        row.append(pairs[place])
        place = below[place]
    return row[::-1]


def join(runs: Iterable[Run]) -> list[Run]:
    """Runs that follow each other in both texts, as one."""
    found: list[Run] = []
    for run in runs:
        if found:
            last = found[-1]
            if (last.old + last.length, last.new + last.length) == run[:2]:
                found[-1] = Run(last.old, last.new, last.length + run.length)
                continue
        found.append(run)
    return found


def agreed(forward: list[Run], backward: list[Run]) -> list[Run]:
    """What both ways say of the same characters."""
    found = []
    i = j = 0
    while i < len(forward) and j < len(backward):
        one, other = forward[i], backward[j]
        first = max(one.old, other.old)
        last = min(one.old + one.length, other.old + other.length)
        if first < last and one.new - one.old == other.new - other.old:
            found.append(Run(first, first + one.new - one.old, last - first))
        if one.old + one.length <= other.old + other.length:
            i += 1
        else:
            j += 1
    return found


def moved_lines(old: str, new: str, runs: list[Run]) -> list[Run]:
    """Lines that stand once in each text, but not in the same order."""
    lines = LINE.findall(old), LINE.findall(new)
    counted = Counter(lines[0]), Counter(lines[1])
    there = dict(zip(lines[1], offsets(lines[1]), strict=True))
    starts = [run.old for run in runs]
    new_runs = sorted(Run(run.new, run.old, run.length) for run in runs)
    new_starts = [run.old for run in new_runs]
    found = []
    for line, at in zip(lines[0], offsets(lines[0]), strict=True):
        if len(line.strip()) < LEAST_CERTAIN:
            continue
        if counted[0][line] != 1 or counted[1][line] != 1:
            continue
        here, end = there[line], at + len(line)
        if holding(runs, starts, at, end) or holding(
            new_runs, new_starts, here, here + len(line)
        ):
            continue
        found.append(Run(at, here, len(line)))
    return join(found)


def holding(runs: list[Run], starts: list[int], start: int, end: int) -> Run | None:
    """The run that holds a whole span of the old text."""
    place = bisect_right(starts, start) - 1
    if place < 0:
        return None
    run = runs[place]
    return run if end <= run.old + run.length else None


def only_place(text: str, words: str) -> int | None:
    """Where words stand, if they do so once."""
    first = text.find(words)
    if first < 0 or text.find(words, first + 1) >= 0:
        return None
    return first


def parts(text: str, at: int) -> bool:
    """Whether a cut at this place would part a word or a character."""
    if not 0 < at < len(text):
        return False
    letters = text[at - 1].isalnum() and text[at].isalnum()
    return letters or not can_cut(text, at)


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


def words_of(text: str) -> list[re.Match[str]]:
    return [word for word in WORD.finditer(text) if not word[0].isspace()]


def shingles(words: list[re.Match[str]]) -> Iterator[tuple[str, ...]]:
    """Each word with those after it, SHINGLE together."""
    said = [word[0].casefold() for word in words]
    least = min(SHINGLE, len(said))
    return (tuple(said[i : i + least]) for i in range(len(said) - least + 1))


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
