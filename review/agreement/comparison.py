"""Everything that is told of the agreement of some coders about some texts.

Marks in, numbers out. What the query chose is compared as it is: marks under the
doctrine as which they count, texts that every coder marked or read.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from review.agreement import labels, sets, unitizing
from review.agreement.alpha import alpha_of, by_distance, coincidences
from review.agreement.bootstrap import Draws
from review.agreement.differences import Difference, differences
from review.agreement.matching import (
    Group,
    Mark,
    Score,
    across,
    at_one_place,
    clusters,
    f1,
    joined,
    precision,
    scores,
)
from review.agreement.result import Result, too_few
from review.agreement.unitizing import Category, Continuum

#: With fewer things compared, one more or less changes a number much.
FEW = 30
#: What is compared by its label; a doctrine also where passages differ in it.
LABELS = ("doctrine", "stance", "voice", "situation")
SET_DISTANCES = {
    "jaccard": sets.jaccard,
    "masi_product": sets.masi_product,
    "masi_distances": sets.masi_distances,
}
NO_DRAWS = "Intervals of sets are not worked out: it would take too long."
NOT_MARKED = "Neither of them marked anything."


@dataclass
class Label:
    """Agreement in one label."""

    alpha: Result
    fleiss: Result


@dataclass
class Pair:
    """What two coders' marks come to."""

    coders: tuple[Hashable, Hashable]
    score: Score
    #: By label.
    kappas: dict[str, Result]
    f1_exact: Result
    f1_overlap: Result
    #: The second's marks measured by the first's: precision and recall.
    exact: tuple[float | None, float | None]
    overlap: tuple[float | None, float | None]


@dataclass
class Comparison:
    """See the module; ``passages`` counts the groups that marks come to."""

    coders: list[Hashable]
    texts: list[Hashable]
    annotations: Counter
    length: int
    overall: Result
    doctrines: dict[str, Result]
    labels: dict[str, Label]
    sets: dict[str, Result]
    pairs: list[Pair]
    passages: int
    differences: list[Difference] = field(default_factory=list)


def compare(
    marks: Iterable[Mark],
    coders: Sequence[Hashable],
    continua: Mapping[Hashable, Continuum],
    tolerance: int = 0,
) -> Comparison:
    """Compare the marks of the coders.

    Args:
        marks: of these coders and texts alone.
        continua: of the texts, in the order in which they are laid end to end.
        tolerance: how many code points edges may lie apart and still be the same.
    """
    coders = list(coders)
    draws = Draws(continua)
    kept: list[Mark] = []
    units: dict = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        start, end = continua[mark.text].place(mark.start, mark.end)
        # what a region holds wholly counts nowhere
        if start < end:
            kept.append(mark)
            units[mark.doctrine][mark.text].append((mark.coder, start, end))
    lengths = {text: continuum.length for text, continuum in continua.items()}
    categories = {
        doctrine: unitizing.category_of(units[doctrine], len(coders), lengths)
        for doctrine in sorted(units)
    }
    overall, doctrines = unitizing_of(categories, coders, lengths, draws)
    same, whole, scored = groups_of(kept, coders, tolerance)
    of_labels = {
        name: said(whole if name == "doctrine" else same, name) for name in LABELS
    }
    return Comparison(
        coders=coders,
        texts=list(continua),
        annotations=Counter(mark.coder for mark in kept),
        length=sum(lengths.values()),
        overall=overall,
        doctrines=doctrines,
        labels={
            name: label_of(found, coders, draws) for name, found in of_labels.items()
        },
        sets=sets_of(kept, coders),
        pairs=pairs_of(kept, coders, scored, of_labels, draws),
        passages=len(whole),
        differences=differences(whole, coders, tolerance),
    )


def said(groups: Iterable[Group], name: str) -> list[labels.Unit]:
    """What was said in each group; None, elsewhere a missing label, as a word."""
    none = "the text’s own" if name == "voice" else "none"
    place = Mark._fields.index(name)
    return [
        (
            group[0].text,
            {
                mark.coder: none if (value := mark[place]) is None else value
                for mark in group
            },
        )
        for group in groups
    ]


def by_text_and(marks: Iterable[Mark], name: str) -> dict[Hashable, dict[Any, Group]]:
    found: dict = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        found[mark.text][getattr(mark, name)].append(mark)
    return found


def groups_of(marks, coders, tolerance):
    """(groups under one doctrine, groups across doctrines, scores of pairs by text)"""
    same, whole = [], []
    scored: dict = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for text, by_doctrine in sorted(by_text_and(marks, "doctrine").items()):
        of_text, matched = [], Counter()
        for found in by_doctrine.values():
            for cluster in clusters(found):
                of_text += joined(cluster)
                matched.update(scores(cluster, tolerance))
        for (pair, exact), often in matched.items():
            counts = scored[frozenset(pair)][text]
            counts[0] += often if exact else 0
            counts[1] += often
        same += of_text
        whole += across(of_text, len(coders))
    return same, whole, scored


def unitizing_of(categories: dict[str, Category], coders, lengths, draws: Draws):
    """(alpha of all categories, alpha of each), with intervals."""
    size, length = len(coders), sum(lengths.values())
    drawn_lengths = [row[0] for row in draws.totals([lengths])]
    observed, expected = [0.0] * len(drawn_lengths), [0.0] * len(drawn_lengths)
    found = {}
    for doctrine, category in categories.items():
        units = sum(sums.units for sums in category.sums.values())
        columns = [
            {text: sums[index] for text, sums in category.sums.items()}
            for index in range(len(unitizing.NOTHING))
        ]
        values = []
        for index, numbers in enumerate(draws.totals(columns)):
            sums = unitizing.Sums(*numbers)
            # what crowds grows with the units and with the gaps
            crowding = category.crowding * (sums.units / units) ** 2
            one, other = unitizing.disagreements(
                sums, crowding, size, drawn_lengths[index]
            )
            observed[index] += one
            expected[index] += other
            values.append(1 - one / other if other > 0 else None)
        result = unitizing.alpha(category, size, length)
        found[doctrine] = draws.between(result, values)
    values = [
        1 - one / other if other > 0 else None
        for one, other in zip(observed, expected, strict=True)
    ]
    result = unitizing.overall(list(categories.values()), size, length)
    return draws.between(result, values), found


def label_of(units: Sequence[labels.Unit], coders, draws: Draws) -> Label:
    if problem := too_few(len(coders)):
        return Label(Result(None, problem), Result(None, problem))
    return Label(labels.alpha(units, draws), labels.fleiss(units, len(coders), draws))


def sets_of(marks: Sequence[Mark], coders) -> dict[str, Result]:
    """Alpha of the sets of doctrines that coders put on the same words."""
    if problem := too_few(len(coders)):
        return dict.fromkeys(SET_DISTANCES, Result(None, problem))
    units = []
    for text, found in sorted(by_text_and(marks, "text").items()):
        doctrines: dict = defaultdict(set)
        for mark in found[text]:
            doctrines[mark.coder, mark.start, mark.end].add(mark.doctrine)
        spans = [Mark(text, coder, "", start, end) for coder, start, end in doctrines]
        units += [
            [frozenset(doctrines[span.coder, span.start, span.end]) for span in group]
            for group in at_one_place(spans)
        ]
    matrix = coincidences(units)
    n = sum(len(unit) > 1 for unit in units)
    return {
        name: alpha_of(matrix, by_distance(distance))._replace(
            n=n, no_interval=NO_DRAWS
        )
        for name, distance in SET_DISTANCES.items()
    }


def pairs_of(marks, coders, scored, of_labels, draws: Draws) -> list[Pair]:
    numbers: dict = defaultdict(Counter)
    for mark in marks:
        numbers[mark.coder][mark.text] += 1
    kappas = {
        name: labels.cohen(units, coders, draws) for name, units in of_labels.items()
    }
    found = []
    for one, other in combinations(coders, 2):
        by_text = scored[frozenset((one, other))]
        matched = {
            kind: {text: counts[index] for text, counts in by_text.items()}
            for index, kind in enumerate(("exact", "overlapping"))
        }
        score = Score(
            **{kind: sum(row.values()) for kind, row in matched.items()},
            first=sum(numbers[one].values()),
            second=sum(numbers[other].values()),
        )

        def f1_of(kind, one=one, other=other, matched=matched, score=score):
            value = f1(getattr(score, kind), score.first, score.second)
            n = score.first + score.second
            result = Result(value, "" if n else NOT_MARKED, n)
            columns = [matched[kind], numbers[one], numbers[other]]
            drawn = [f1(*row) for row in draws.totals(columns)]
            return draws.between(result, drawn)

        found.append(
            Pair(
                coders=(one, other),
                score=score,
                kappas={name: row[one, other] for name, row in kappas.items()},
                f1_exact=f1_of("exact"),
                f1_overlap=f1_of("overlapping"),
                exact=both(score.exact, score),
                overlap=both(score.overlapping, score),
            )
        )
    return found


def both(matched: int, score: Score) -> tuple[float | None, float | None]:
    """(precision, recall) of the second's marks by the first's."""
    return precision(matched, score.second), precision(matched, score.first)
