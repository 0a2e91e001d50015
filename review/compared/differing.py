"""The passages about which coders differ, in words."""

from dataclasses import dataclass
from typing import Any

from annotations import passages
from annotations.addresses import annotation_path
from annotations.models import Annotation
from review.agreement.differences import Difference


@dataclass
class Reading:
    """What one coder made of a passage; without an annotation they did not mark it."""

    coder: Any
    annotation: Annotation | None = None


@dataclass
class Passage:
    """A passage for the list."""

    difference: Difference
    #: What differs: "stance, edges by 5 characters".
    words: str
    #: The annotation that shows the passage, with its text and words around.
    shown: Annotation
    #: The annotator at the place.
    place: str
    readings: list[Reading]


def in_words(difference, coders) -> str:
    """What differs: "only Alice marked it; stance; edges by 5 characters"."""
    parts = [kind for kind in difference.kinds if kind not in {"missing", "edges"}]
    if difference.missing:
        marked = [coders[mark.coder] for mark in difference.marks]
        parts.insert(0, f"only {' and '.join(map(str, marked))} marked it")
    if "edges" in difference.kinds:
        plural = "" if difference.apart == 1 else "s"
        parts.append(f"edges by {difference.apart} character{plural}")
    return "; ".join(parts)


def passages_of(differences, chosen) -> list[Passage]:
    """Rows of the list: a constant number of queries for a page of them."""
    keys = [mark.key for row in differences for mark in row.marks]
    rows = passages.for_list(Annotation.objects.filter(pk__in=keys)).in_bulk()
    found = []
    for row in differences:
        # somebody may have deleted one meanwhile
        if any(mark.key not in rows for mark in row.marks):
            continue
        widest = max(row.marks, key=lambda mark: mark.end - mark.start)
        shown = rows[widest.key]
        readings = [
            Reading(chosen.coders[mark.coder], rows[mark.key]) for mark in row.marks
        ]
        readings += [Reading(chosen.coders[coder]) for coder in row.missing]
        slug = chosen.choice.project.slug
        place = annotation_path(slug, shown.document_id, shown.uuid)
        words = in_words(row, chosen.coders)
        found.append(Passage(row, words, shown, place, readings))
    passages.add_passages([row.shown for row in found])
    return found
