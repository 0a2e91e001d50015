"""Who gets which text: plain arithmetic over ids, without a query."""

import random

#: Word in a form or a body -> what it does.
WAYS = {
    "each": "Every text to each of them",
    "round": "One coder a text, in turn",
    "share": "One coder a text, in turn, and a share of the texts to two",
}


def pairs(texts, coders, *, way, share=0, seed=0):
    """[(text, coder)], in the order of the texts.

    Args:
        texts, coders: ids, in the order in which they come by turns.
        way: one of WAYS.
        share: how many of 100 texts two coders get; rounded up to a whole text.
        seed: the same number chooses the same texts again.
    """
    if way == "each" or len(coders) == 1:
        return [(text, coder) for text in texts for coder in coders]
    twice: set[int] = set()
    if way == "share":
        number = -(-len(texts) * share // 100)
        chosen = random.Random(seed).sample(range(len(texts)), number)  # noqa: S311
        twice = set(chosen)
    found, turn = [], 0
    for place, text in enumerate(texts):
        for _ in range(2 if place in twice else 1):
            found.append((text, coders[turn % len(coders)]))
            turn += 1
    return found
