"""The numbers of a comparison as rows, each with what it means in one sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from review.agreement.comparison import FEW
from review.agreement.result import Result

#: What a measure is called, and what it means.
MEANINGS = {
    "unitizing": (
        "Passages: alpha for unitizing",
        "Whether they mark the same stretches of the texts, edges and all: 1 is the"
        " same everywhere, 0 what chance would give, less is worse than chance.",
    ),
    "alpha": (
        "Krippendorff’s alpha",
        "Whether those who marked the same passage say the same of it, chance taken"
        " off; it bears with passages that only some of them marked.",
    ),
    "fleiss": (
        "Fleiss’ kappa",
        "The same, of the passages alone that all of them marked.",
    ),
    "jaccard": (
        "Alpha, Jaccard’s distance",
        "Whether they put the same set of doctrines on the same words: two sets are"
        " as like as the part of them that is shared.",
    ),
    "masi_product": (
        "Alpha, MASI as Passonneau 2006",
        "The same, but a set within the other counts two thirds and sets that cross"
        " one third: the distance is 1 − J × M, as in NLTK.",
    ),
    "masi_distances": (
        "Alpha, MASI as DKPro",
        "The same under the other formula of that name: the distance is"
        " (1 − J) × (1 − M).",
    ),
    "kappa": (
        "Cohen’s kappa",
        "Whether two coders say the same of the passages that both marked, chance"
        " taken off.",
    ),
    "f1_exact": (
        "F1, same edges",
        "The part of both coders’ marks that the other set at the same place under"
        " the same doctrine; one mark answers to one mark.",
    ),
    "f1_overlap": (
        "F1, overlapping",
        "The same where sharing one character is enough.",
    ),
}
LABEL_NAMES = {
    "doctrine": "Doctrine",
    "stance": "Stance",
    "voice": "Voice",
    "situation": "Situation",
}


class Row(NamedTuple):
    #: A key of MEANINGS.
    measure: str
    #: What it is about: a doctrine's name, a label, two coders; empty for all.
    about: str
    result: Result

    @property
    def name(self):
        return MEANINGS[self.measure][0]

    @property
    def meaning(self):
        return MEANINGS[self.measure][1]

    @property
    def few(self):
        """Whether so little was compared that the number says little."""
        return self.result.value is not None and self.result.n < FEW


def passages(comparison, names) -> Iterator[Row]:
    """Where they mark: overall, then doctrine by doctrine."""
    yield Row("unitizing", "", comparison.overall)
    for slug, result in comparison.doctrines.items():
        yield Row("unitizing", names.get(slug, slug), result)


def labels(comparison) -> Iterator[Row]:
    """What they say of passages that several marked."""
    for name, label in comparison.labels.items():
        yield Row("alpha", LABEL_NAMES[name], label.alpha)
        if len(comparison.coders) > 2:
            yield Row("fleiss", LABEL_NAMES[name], label.fleiss)


def sets(comparison) -> Iterator[Row]:
    """Several doctrines on the same words."""
    for name, result in comparison.sets.items():
        yield Row(name, "", result)


def pairs(comparison, coders) -> Iterator[Row]:
    """Two by two."""
    for pair in comparison.pairs:
        both = " and ".join(str(coders[coder]) for coder in pair.coders)
        yield Row("f1_exact", both, pair.f1_exact)
        yield Row("f1_overlap", both, pair.f1_overlap)
        for name, result in pair.kappas.items():
            yield Row("kappa", f"{LABEL_NAMES[name]}: {both}", result)


def warnings(comparison) -> list[str]:
    """Why the numbers should not be leaned on."""
    found = []
    if len(comparison.coders) < 2:
        found.append("Agreement takes two coders: choose another one.")
    elif not comparison.texts:
        found.append("No text was marked or marked read by all of them.")
    elif comparison.passages < FEW:
        found.append(
            f"Only {comparison.passages} passages are compared: with fewer than"
            f" {FEW} one more or less changes a number much."
        )
    if comparison.texts and comparison.overall.no_interval:
        found.append(comparison.overall.no_interval)
    return found


def all_of(comparison, chosen) -> list[Row]:
    """Every row, in the order of the page."""
    return [
        *passages(comparison, chosen.names),
        *labels(comparison),
        *sets(comparison),
        *pairs(comparison, chosen.coders),
    ]
