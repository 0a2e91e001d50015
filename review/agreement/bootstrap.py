"""How far a number may be trusted: texts drawn again, with replacement.

What coders do in one text hangs together, so whole texts are drawn, as many as there
are. Every measure here is worked out from sums over texts, so a draw only says how
often each text counts. The draws are the same for all measures, and each time.
"""

import random
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import numpy as np

from review.agreement.result import Result

#: So many texts are drawn in all: more draws where there are few texts.
TEXTS_DRAWN = 60_000
LEAST_DRAWS, MOST_DRAWS = 200, 1000
SEED = 1
#: With fewer texts the draws are too much alike to tell anything.
LEAST_TEXTS = 5
#: The part of the draws that must have a value.
LEAST_DRAWN = 0.9
EDGES = (0.025, 0.975)

TOO_FEW_TEXTS = f"An interval takes {LEAST_TEXTS} texts or more."
TOO_FEW_DRAWS = "Too many draws of the texts have no value, so no interval can be told."


class Draws:
    """So many times texts are drawn: how often each one counts."""

    def __init__(self, texts: Iterable[Hashable], seed: int = SEED):
        self.places = {text: place for place, text in enumerate(texts)}
        times = []
        chance = random.Random(seed)
        size = len(self.places)
        if size >= LEAST_TEXTS:
            draws = max(min(TEXTS_DRAWN // size, MOST_DRAWS), LEAST_DRAWS)
            for _ in range(draws):
                drawn = chance.choices(range(size), k=size)
                times.append(np.bincount(drawn, minlength=size))
        #: A row a draw, a column a text.
        self.times = np.array(times, dtype=float).reshape(len(times), size)

    def totals(self, columns: Sequence[Mapping[Hashable, float]]) -> list[list[float]]:
        """The sums of numbers of each text: a row a draw, as many as columns in it.

        Whole numbers are summed exactly, up to 2 ** 53.
        """
        numbers = np.zeros((len(self.places), len(columns)))
        for index, column in enumerate(columns):
            for text, number in column.items():
                numbers[self.places[text], index] = number
        return (self.times @ numbers).tolist()

    def with_interval(
        self,
        result: Result,
        columns: Sequence[Mapping[Hashable, float]],
        measure: Callable[[Sequence[float]], float | None],
    ) -> Result:
        """The result with the interval of a measure of sums over texts.

        Args:
            columns: the numbers of each text that are summed up.
        """
        if result.value is None:
            return result
        return self.between(result, list(map(measure, self.totals(columns))))

    def between(self, result: Result, values: Sequence[float | None]) -> Result:
        """The result with the interval in which most of the drawn values lie."""
        if result.value is None:
            return result
        if not len(self.times):
            return result._replace(no_interval=TOO_FEW_TEXTS)
        found = sorted(value for value in values if value is not None)
        if len(found) < LEAST_DRAWN * len(self.times):
            return result._replace(no_interval=TOO_FEW_DRAWS)
        low, high = (found[round(edge * (len(found) - 1))] for edge in EDGES)
        return result._replace(interval=(low, high))
