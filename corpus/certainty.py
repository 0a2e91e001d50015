"""Whether a span that two versions of a text share can be at no other place.

What decides are the words, not who typed them: where an author takes words out and
writes the same ones at the same place again, nobody can tell that from words that
stayed.
"""

from bisect import bisect_right

from corpus.equal_runs import LEAST_CERTAIN, Run, holding, only_place, parts, words_of

#: So many agreed words on one side bind those beside them.
LEAST_BOUND = 16
#: Closer than this to a change, the words around a span must be unique.
NEAR = 64


class Certainty:
    """Two texts with the runs that both ways of comparing them agree on."""

    def __init__(self, old: str, new: str, runs: list[Run]):
        self.old, self.new, self.runs = old, new, runs
        self._starts = [run.old for run in runs]

    def kept(self, start: int, end: int) -> int | None:
        """Where a span stands that is agreed and can be at no other place.

        It hangs together with enough agreed words on both sides; or with such on one,
        and from there to the far side of the change the words that face the change
        stand once in both texts: whatever keeps the order can only have kept these.
        """
        run = holding(self.runs, self._starts, start, end)
        shift = run.new - run.old if run else 0
        if run is None or not self.whole(start, end, start + shift):
            return None
        if self.far(run, start, -1) and self.far(run, end, 1):
            return start + shift
        place = bisect_right(self._starts, start) - 1
        sides = [self.bound(run, start, end, side) for side in (-1, 1)]
        first, last = run.old, run.old + run.length
        words = words_of(self.old[start:end])
        head, tail = (words[0].end(), words[-1].start()) if words else (0, 0)
        more = 0
        if not any(sides):
            if not self.joined(place) or not self.alone(first, last, place, (-1, 1)):
                return None
            more = NEAR
        sides[0] = sides[0] or self.alone(first, start + head, place, (-1,), more)
        sides[1] = sides[1] or self.alone(start + tail, last, place, (1,), more)
        return start + shift if all(sides) else None

    def far(self, run: Run, at: int, side: int) -> bool:
        """Whether no change is near, before (side -1) or after (1) a place in a run."""
        if side < 0:
            return at - run.old >= NEAR or run.old == 0 == run.new
        last = run.old + run.length
        ends = last == len(self.old) and last - run.old + run.new == len(self.new)
        return last - at >= NEAR or ends

    def bound(self, run: Run, start: int, end: int, side: int) -> bool:
        """Whether enough agreed words, found once, stand before or after a span."""
        if side < 0:
            first, last = max(run.old, start - NEAR), end
        else:
            first, last = start, min(run.old + run.length, end + NEAR)
        far = self.far(run, start if side < 0 else end, side)
        enough = far or last - first - (end - start) >= LEAST_BOUND
        return enough and self.only(self.old[first:last])

    def joined(self, place: int) -> bool:
        """Whether a short run is parted from a long one by what one text alone has.

        On its other side there may be a replacement, if the run is not so short.
        """
        run = self.runs[place]
        if run.length >= NEAR:
            return False
        added, joined = [], []
        for side, before in ((-1, place - 1), (1, place)):
            old, new = self.gap(before)
            near = run.old - len(old) if side < 0 else run.old + run.length + len(old)
            added.append(not (said(old) and said(new)))
            joined.append(added[-1] and self.ground(place, side, 0)[0] == near)
        long = run.length >= LEAST_BOUND
        words = self.old[run.old : run.old + run.length]
        return any(joined) and (all(added) or (long and self.only(words)))

    def gap(self, place: int) -> tuple[str, str]:
        """What stands between a run and the next one, in both texts."""
        runs = [Run(0, 0, 0), *self.runs, Run(len(self.old), len(self.new), 0)]
        one, other = runs[place + 1], runs[place + 2]
        return (
            self.old[one.old + one.length : other.old],
            self.new[one.new + one.length : other.new],
        )

    def alone(self, start: int, end: int, place: int, sides, more=0) -> bool:
        """Whether words of a run stand once, from there over the changes beside it.

        Args:
            place: of the run.
            sides: -1 for the change before it, 1 for that after it.
            more: code points beyond that the words may not stand in either.
        """
        shift = self.runs[place].new - self.runs[place].old
        first, last = (start, start + shift), (end, end + shift)
        # a copy may reach into what seems to be before or after the change
        more = max(more, end - start)
        if -1 in sides:
            first = self.ground(place, -1, more)
        if 1 in sides:
            last = self.ground(place, 1, more)
        return all(
            self.times(text, start, end, here, there) == 1
            for text, here, there in zip((self.old, self.new), first, last, strict=True)
        )

    def ground(self, place: int, step: int, more: int) -> tuple[int, int]:
        """Where the next words that stand once begin, or the text ends, in both texts.

        Args:
            step: -1 before a run, 1 after it.
            more: code points of those words besides.
        """
        place += step
        while 0 <= place < len(self.runs):
            run = self.runs[place]
            near = run.old + (max(run.length - NEAR, 0) if step < 0 else 0)
            words = self.old[near : near + min(NEAR, run.length)]
            if len(words) >= LEAST_CERTAIN and self.only(words):
                into = min(more, run.length)
                far = run.length - into if step < 0 else into
                return run.old + far, run.new + far
            place += step
        return (0, 0) if step < 0 else (len(self.old), len(self.new))

    def only(self, words: str) -> bool:
        """Whether words stand once in both texts."""
        return all(only_place(text, words) is not None for text in (self.old, self.new))

    def times(self, text: str, start: int, end: int, first: int, last: int) -> int:
        """How often words of the old text stand in a part of a text, as whole words."""
        words, found = self.old[start:end], 0
        at = text.find(words, first, last)
        while at >= 0:
            found += all(
                parts(self.old, there) or not parts(text, here)
                for there, here in ((start, at), (end, at + end - start))
            )
            at = text.find(words, at + 1, last)
        return found

    def whole(self, start: int, end: int, at: int) -> bool:
        """Whether no letter was added to the words, before or after them."""
        return all(
            parts(self.old, there) or not parts(self.new, here)
            for there, here in ((start, at), (end, at + end - start))
        )


def said(words: str) -> bool:
    """Whether there is a letter or a digit among them."""
    return any(letter.isalnum() for letter in words)
