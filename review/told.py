"""What a page of the queue holds already, sent back with each step.

The numbers of marks, and what stands beside a doctrine, are worked out once a minute
and not for each mark: between them the page keeps what it has.
"""

import time
from dataclasses import dataclass, field

from review.queue import SHOWN

#: Seconds after which everything is told anew.
FRESH = 60
#: A number of marks that a page can hold.
MOST = 10**9


@dataclass
class Told:
    """What the page shows, since ``at``, in seconds of the epoch."""

    #: The slug of the doctrine whose definition and examples stand beside the mark.
    doctrine: str
    at: int = field(default_factory=lambda: int(time.time()))
    #: {status: how many marks of the queue have it}
    counts: dict[str, int] = field(default_factory=dict)

    def __str__(self):
        numbers = [self.counts.get(status, 0) for status in SHOWN]
        return ":".join(map(str, [self.doctrine, self.at, *numbers]))

    def moved(self, before, after):
        """A mark went from one status to another."""
        self.counts[before] = max(self.counts.get(before, 0) - 1, 0)
        self.counts[after] = self.counts.get(after, 0) + 1


def read(sent):
    """What a page says that it holds, or None: it is old, or no page said it."""
    doctrine, *numbers = sent.split(":")
    if len(numbers) != len(SHOWN) + 1 or not all(
        number.isascii() and number.isdecimal() and len(number) < 12
        for number in numbers
    ):
        return None
    at, *counted = map(int, numbers)
    if not 0 <= time.time() - at < FRESH or max(counted) > MOST:
        return None
    return Told(doctrine, at, dict(zip(SHOWN, counted, strict=True)))
