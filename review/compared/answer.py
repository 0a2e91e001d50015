"""The agreement of coders as JSON: one answer for page, API and command."""

from collections import Counter

from annotations.models import CodebookRelease
from review.agreement.differences import KINDS
from review.agreement.result import Result
from review.compared import measures


def answer(chosen, comparison):
    """The contract's keys, and beside them what a number needs to be read."""
    addresses = {key: coder.address for key, coder in chosen.coders.items()}
    return {
        "coders": list(addresses.values()),
        "n": sum(comparison.annotations.values()),
        "passages": comparison.passages,
        "annotations": {
            address: comparison.annotations[key] for key, address in addresses.items()
        },
        "texts": [
            {
                "id": text.pk,
                "title": text.title,
                "sha256": text.text_sha256,
                "length": text.length,
                "compared": chosen.continua[text.pk].length,
            }
            for text in chosen.texts
        ],
        "codebook_release": release_of(chosen.choice.project),
        "filters": chosen.choice.said(),
        "warnings": measures.warnings(comparison),
        "unitizing": unitizing(comparison),
        **{
            name: told({"alpha": label.alpha, "fleiss": label.fleiss})
            for name, label in comparison.labels.items()
        },
        "sets": told(comparison.sets),
        "pairs": [pair_of(pair, addresses) for pair in comparison.pairs],
        "differences": kinds_of(comparison),
    }


def told(results: dict[str, Result]):
    """Numbers by name, with how much was compared, intervals and reasons."""
    return {**values(results), **details(results)}


def values(results):
    return {name: result.value for name, result in results.items()}


def details(results):
    return {
        "n": {name: result.n for name, result in results.items()},
        "intervals": {name: result.interval for name, result in results.items()},
        "reasons": {
            name: reason
            for name, result in results.items()
            if (reason := result.reason or result.no_interval)
        },
    }


def unitizing(comparison):
    """Doctrines stand by themselves, since their ids may be any word."""
    of_all = details({"overall": comparison.overall})
    of_each = details(comparison.doctrines)
    return {
        "overall": comparison.overall.value,
        "doctrines": values(comparison.doctrines),
        **{name: {**of_all[name], "doctrines": of_each[name]} for name in of_all},
    }


def pair_of(pair, addresses):
    """Kappa is that of the doctrine; those of the other labels stand beside it."""
    results = {
        "kappa": pair.kappas["doctrine"],
        "f1_exact": pair.f1_exact,
        "f1_overlap": pair.f1_overlap,
    }
    rest = {
        f"kappa_{name}": result
        for name, result in pair.kappas.items()
        if name != "doctrine"
    }
    return {
        "coders": [addresses[coder] for coder in pair.coders],
        **told({**results, **rest}),
        "precision_exact": pair.exact[0],
        "recall_exact": pair.exact[1],
        "precision_overlap": pair.overlap[0],
        "recall_overlap": pair.overlap[1],
        "matched": {
            "exact": pair.score.exact,
            "overlap": pair.score.overlapping,
            "first": pair.score.first,
            "second": pair.score.second,
        },
    }


def kinds_of(comparison):
    """How many passages differ, and in what."""
    kinds = Counter(kind for row in comparison.differences for kind in row.kinds)
    return {
        "passages": len(comparison.differences),
        **{kind: kinds[kind] for kind in KINDS},
    }


def release_of(project):
    """The number of the newest codebook release, or None: one query."""
    rows = CodebookRelease.objects.of_project(project).order_by("-number")
    return rows.values_list("number", flat=True).first()
