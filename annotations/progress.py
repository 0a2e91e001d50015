"""How far coders are: what of their assignments is finished, and what they marked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from annotations.models import Annotation, Assignment
from corpus.models import Document, Membership

PAGE_LENGTH = 50


@dataclass
class Person:
    """One coder's share of a project."""

    name: str
    given: int
    finished: int
    marks: int
    former: bool

    @property
    def left(self):
        return self.given - self.finished


def people(project):
    """The coders who have assignments, by name: three queries."""
    given = (
        Assignment.objects.of_project(project)
        .standing()
        .order_by("coder__name", "coder")
        .values("coder", "coder__name", "coder__email")
        .annotate(n=Count("pk"), done=Count("pk", filter=Q(state="finished")))
    )
    marks = dict(
        Annotation.objects.of_project(project)
        .standing()
        .filter(document__assignments__coder=F("coder"))
        .order_by()
        .values_list("coder")
        .annotate(n=Count("pk"))
    )
    members = _members(project)
    return [
        Person(
            row["coder__name"] or row["coder__email"],
            row["n"],
            row["done"],
            marks.get(row["coder"], 0),
            row["coder"] not in members,
        )
        for row in given
    ]


def _members(project):
    rows = Membership.objects.of_project(project)
    return set(rows.values_list("user", flat=True))


def texts(project, *, show=""):
    """The project's texts, in their order.

    Args:
        show: "none", those that no coder has; "open", those that somebody has still to
            finish; "finished", those that all have finished.
    """
    rows = Document.objects.of_project(project).standing()
    given = Assignment.objects.of_project(project)
    some = Q(pk__in=given.values("document"))
    unfinished = Q(pk__in=given.filter(state="assigned").values("document"))
    shown = {"none": ~some, "open": unfinished, "finished": some & ~unfinished}
    return rows.filter(shown.get(show, Q())).order_by("pk")


def add_assignments(project, documents):
    """Give each text its ``given``, with ``marks`` and ``former``: three queries."""
    rows = with_marks(
        project,
        Assignment.objects.of_project(project)
        .filter(document__in=documents)
        .select_related("coder")
        .order_by("coder__name", "pk"),
    )
    members = _members(project)
    found: dict[int, list[Any]] = {}
    for row in rows:
        row.former = row.coder_id not in members
        found.setdefault(row.document_id, []).append(row)
    for document in documents:
        document.given = found.get(document.pk, [])
        for row in document.given:
            row.document = document
        document.finished = sum(row.state == "finished" for row in document.given)
    return documents


def with_marks(project, assignments):
    """The assignments as a list, each with ``marks``: two queries."""
    rows = list(assignments)
    numbers = {
        (document, coder): number
        for document, coder, number in Annotation.objects.of_project(project)
        .filter(
            document__in={row.document_id for row in rows},
            coder__in={row.coder_id for row in rows},
            deleted=None,
        )
        .order_by()
        .values_list("document", "coder")
        .annotate(n=Count("pk"))
    }
    for row in rows:
        row.marks = numbers.get((row.document_id, row.coder_id), 0)
    return rows
