"""All measures of agreement of ten coders: CPU of one comparison, without the database.

    .venv/bin/python benchmarks/agreement.py [--coders 10 --texts 200 --marks 100]

Each text of 40,000 code points has passages under 60 doctrines; a coder marks most of
them, three in ten with other edges, one in ten under another doctrine. Everything that
the page tells is worked out, the intervals as well.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from review.agreement.comparison import compare  # noqa: E402
from review.agreement.matching import Mark  # noqa: E402
from review.agreement.unitizing import Continuum  # noqa: E402

LENGTH = 40_000
DOCTRINES = 60
STANCES = ["asserts"] * 5 + ["denies", "doubts"]
HOLDERS = [None] * 20 + list(range(20))
TARGET = 10


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--coders", type=int, default=10)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--marks", type=int, default=100)
    options = parser.parse_args()
    chance = random.Random(1)
    marks = [
        mark
        for text in range(options.texts)
        for mark in marks_of(text, options.coders, options.marks, chance)
    ]
    continua = {text: Continuum([], LENGTH) for text in range(options.texts)}
    begin = time.process_time()
    found = compare(marks, range(options.coders), continua)
    spent = time.process_time() - begin
    print(
        f"{len(marks):,} marks, {found.passages:,} passages,"
        f" alpha {found.overall.value:.3f}: {spent:.1f} s CPU (target {TARGET})"
    )


def marks_of(text, coders, number, chance):
    """What the coders mark in one text."""
    places = [passage(chance) for _ in range(number * 6 // 5)]
    for coder in range(coders):
        for start, end, doctrine in chance.sample(places, number):
            if chance.random() < 0.3:
                start = max(0, start + chance.randrange(-20, 20))
                end = max(start + 1, end + chance.randrange(-20, 20))
            if chance.random() < 0.1:
                doctrine = chance.randrange(DOCTRINES)
            stance, holder = chance.choice(STANCES), chance.choice(HOLDERS)
            yield Mark(text, coder, f"d{doctrine}", start, end, stance, holder)


def passage(chance):
    start = chance.randrange(LENGTH - 300)
    return start, start + chance.randrange(20, 250), chance.randrange(DOCTRINES)


if __name__ == "__main__":
    main()
