"""What a merge of two actors would do, and which pairs of a project look alike."""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from annotations.models import Annotation, Via
from corpus import identifiers, lookalikes
from corpus.models import (
    Actor,
    ActorAffiliation,
    Authorship,
    DifferentActors,
    SituationState,
)

#: Pairs on one page.
PAIRS = 50


@dataclass
class Preview:
    """How many rows would come to the kept actor, and what cannot come."""

    kept: Any
    absorbed: Any
    authorships: int = 0
    annotations: int = 0
    via: int = 0
    affiliations: int = 0
    states: int = 0
    #: Names that the kept actor would have beside its own.
    names: list = field(default_factory=list)
    #: Titles of texts in which both have the same part.
    both: list = field(default_factory=list)
    #: [(register, the kept actor's key, the other's)] where they differ.
    keys: list = field(default_factory=list)


def preview(kept, absorbed):
    """A ``Preview``: eight queries."""
    parts = Authorship.objects.filter(actor=absorbed)
    theirs = set(Authorship.objects.filter(actor=kept).values_list("document", "role"))
    both = [
        part.document.title
        for part in parts.select_related("document")
        if (part.document_id, part.role) in theirs
    ]
    known = {kept.name, *(alias["name"] for alias in kept.aliases)}
    names = [absorbed.name, *(alias["name"] for alias in absorbed.aliases)]
    keys = [
        (register.label, kept.identifiers[name], absorbed.identifiers[name])
        for name, register in identifiers.REGISTERS.items()
        if kept.identifiers.get(name)
        and absorbed.identifiers.get(name)
        and kept.identifiers[name] != absorbed.identifiers[name]
    ]
    return Preview(
        kept=kept,
        absorbed=absorbed,
        authorships=parts.count(),
        annotations=Annotation.objects.filter(actor=absorbed).count(),
        via=Via.objects.filter(actor=absorbed).count(),
        affiliations=ActorAffiliation.objects.filter(actor=absorbed).count(),
        states=SituationState.objects.filter(actor=absorbed).count(),
        names=[name for name in names if name not in known],
        both=both,
        keys=keys,
    )


def alike(project):
    """Pairs that look alike and were not said to be different: two queries.

    Returns:
        [(first id, second id, reason's key)], the strongest reasons first.
    """
    rows = Actor.objects.of_project(project).values_list(
        "pk", "kind", "name", "aliases"
    )
    pairs = lookalikes.find(
        lookalikes.Named(pk, kind, name, tuple(alias["name"] for alias in aliases))
        for pk, kind, name, aliases in rows.order_by("pk")
    )
    different = set(
        DifferentActors.objects.of_project(project).values_list("first", "second")
    )
    return [pair for pair in pairs if (pair.first, pair.second) not in different]


def with_actors(project, pairs):
    """Pairs with their actors, and which of the two a merge would keep: a query."""
    pks = {pk for pair in pairs for pk in (pair.first, pair.second)}
    found = Actor.objects.of_project(project).in_bulk(pks)
    return [
        {
            "actors": [found[pair.first], found[pair.second]],
            "reason": lookalikes.REASONS[pair.reason],
        }
        for pair in islice(pairs, PAIRS)
        if pair.first in found and pair.second in found
    ]
