"""What there is to adjudicate: the passages of texts, who said what, how it stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts.models import User
from annotations import tree
from annotations.models import Annotation, Assignment, Coverage, sight
from corpus.models import Document
from review.agreement.matching import Mark
from review.alignment import Aligned, align
from review.models import Adjudication, SettledMark, Settlement


@dataclass
class Held:
    """A settlement that stands, with the marks it is about: {annotation: version}."""

    pk: int
    sources: dict[int, int] = field(default_factory=dict)
    #: Ids of the settled marks, and whether all of them still count.
    chosen: list[int] = field(default_factory=list)
    whole: bool = True

    def holds(self, mark, version):
        """Whether a mark was settled as it stands, and what was settled stands too."""
        return self.whole and self.sources.get(mark) == version


@dataclass
class Passage:
    """Marks about one passage; open until each of them, as it stands, is settled."""

    aligned: Aligned
    #: {annotation: (uuid, version)}
    seen: dict[Any, tuple[UUID, int]]
    held: list[Held]

    @property
    def settled(self):
        return all(
            any(held.holds(mark.key, self.seen[mark.key][1]) for held in self.held)
            for mark in self.aligned.marks
        )

    @property
    def agreed(self):
        return self.aligned.kind == "same" and not self.settled


@dataclass
class Pair:
    """A text under a doctrine and all below it."""

    document: Document
    node: tree.Node
    #: Ids of all who marked or finished it.
    coders: list[int]
    passages: list[Passage]
    adjudication: Adjudication | None

    @property
    def settled(self):
        return [passage for passage in self.passages if passage.settled]

    @property
    def agreed(self):
        return [passage for passage in self.passages if passage.agreed]

    @property
    def differing(self):
        return [p for p in self.passages if not p.settled and not p.agreed]

    @property
    def done(self):
        """Whether its settled marks alone count."""
        return self.adjudication is not None and self.adjudication.settled is not None


def layers(project):
    """The standing marks of coders that count; what settles others is left out."""
    rows = Annotation.objects.of_project(project).standing()
    made = SettledMark.objects.made().values("annotation")
    return rows.with_status("not-rejected").exclude(pk__in=made)


def texts_of(project) -> set[int]:
    """Ids of the texts that two or more people marked or finished: four queries.

    Those that the reader codes blind are none of them.
    """
    coders = defaultdict(set)
    rows = layers(project).order_by().values_list("document", "coder").distinct()
    for text, coder in rows:
        coders[text].add(coder)
    for text, coder, _doctrine in finished(project):
        coders[text].add(coder)
    found = {text for text, people in coders.items() if len(people) > 1}
    return found - {*sight.of(project).texts}


def finished(project, documents=None):
    """(text, coder, doctrine or None for all) of what was read: two queries."""
    read = Coverage.objects.of_project(project).filter(state="read")
    done = Assignment.objects.of_project(project).filter(state="finished")
    if documents is not None:
        read = read.filter(document__in=documents)
        done = done.filter(document__in=documents)
    yield from read.values_list("document", "coder", "doctrine")
    for text, coder in done.values_list("document", "coder"):
        yield text, coder, None


class Coded:
    """What people coded in some texts: five queries, however many there are."""

    def __init__(self, project, documents: Collection[Document]):
        keys = [document.pk for document in documents]
        self.documents = documents
        self.marks: dict[int, list[tuple[int, Mark]]] = defaultdict(list)
        self.seen: dict[int, tuple[UUID, int]] = {}
        self.finished = list(finished(project, keys))
        rows = layers(project).filter(document__in=keys).order_by("start", "pk")
        for *said, doctrine, uuid, version in rows.values_list(
            *("document", "coder", "doctrine__slug", "start", "end", "stance"),
            *("actor", "situation", "pk", "doctrine", "uuid", "version"),
        ):
            mark = Mark._make(said)
            self.marks[said[0]].append((doctrine, mark))
            self.seen[said[-1]] = uuid, version
        self.held = held_in(project, keys)
        adjudications = Adjudication.objects.of_project(project)
        self.adjudications = {
            (row.document_id, row.doctrine_id): row
            for row in adjudications.filter(document__in=keys)
        }

    def pair(self, document, node) -> Pair:
        branch = {below.doctrine.pk for below in node.branch()}
        above = {upper.doctrine.pk for upper in node.ancestors()}
        marks = [mark for pk, mark in self.marks[document.pk] if pk in branch]
        coders: set[Any] = {mark.coder for mark in marks}
        for text, coder, doctrine in self.finished:
            if text == document.pk and (doctrine is None or doctrine in branch | above):
                coders.add(coder)
        people = sorted(coders)
        passages = [self.passage(aligned) for aligned in align(marks, people)]
        adjudication = self.adjudications.get((document.pk, node.doctrine.pk))
        return Pair(document, node, people, passages, adjudication)

    def passage(self, aligned):
        held = {row.pk: row for mark in aligned.marks for row in self.held[mark.key]}
        seen = {mark.key: self.seen[mark.key] for mark in aligned.marks}
        return Passage(aligned, seen, list(held.values()))

    def pairs(self, codebook: tree.Tree) -> list[Pair]:
        """For each text its highest doctrines with marks, and what was begun below."""
        found = []
        for document in self.documents:
            marked = {doctrine for doctrine, _mark in self.marks[document.pk]}
            for node in codebook.walk():
                begun = (document.pk, node.doctrine.pk) in self.adjudications
                below = {entry.doctrine.pk for entry in node.branch()}
                if begun or (node.parent is None and marked & below):
                    pair = self.pair(document, node)
                    if begun or len(pair.coders) > 1:
                        found.append(pair)
        return found


def held_in(project, documents, marks=None) -> dict[int, list[Held]]:
    """{annotation: the settlements that are about it}: one query.

    Args:
        marks: ids of those that are wanted; all of the texts without them.
    """
    rows = SettledMark.objects.of_project(project).standing()
    rows = rows.filter(settlement__adjudication__document__in=documents)
    if marks is not None:
        about = SettledMark.objects.filter(part="source", annotation__in=marks)
        rows = rows.filter(settlement__in=about.values("settlement"))
    found: dict[int, Held] = {}
    for pk, mark, part, version, deleted, status in rows.values_list(
        *("settlement", "annotation", "part", "version"),
        *("annotation__deleted", "annotation__status"),
    ).order_by("settlement", "pk"):
        held = found.setdefault(pk, Held(pk))
        if part == "source":
            held.sources[mark] = version
        else:
            held.chosen.append(mark)
            held.whole = held.whole and not deleted and status != "rejected"
    by_mark = defaultdict(list)
    for held in found.values():
        for mark in held.sources:
            by_mark[mark].append(held)
    return by_mark


def settlements_of(passages: Iterable[Passage]) -> dict[int, Settlement]:
    """What was decided of passages, by id: one query."""
    keys = {held.pk for passage in passages for held in passage.held}
    rows = Settlement.objects.filter(pk__in=keys).select_related("by")
    return rows.in_bulk()


def people_of(coders: Collection[int]) -> dict[int, User]:
    """The coders by id, in the order of their names: one query."""
    rows = User.objects.filter(pk__in=coders).order_by("name", "email", "pk")
    return {user.pk: user for user in rows}
