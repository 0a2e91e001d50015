"""Whose marks somebody may see: coders who work blind see only their own.

Where a project's coding is "blind", or "mixed" and an assignment's is, a text shows a
coder the marks of others when all to whom it is assigned have finished it, or when a
reviewer opened it. This is the whole rule; ``Annotation.visible_to()`` and every query
that does not begin there take it from here.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from annotations.models.assignment import Assignment
from corpus.models import Document, Membership


def hidden(user, text="pk", project="project"):
    """The condition under which a text's marks by others are hidden from a user.

    Args:
        text, project: the paths to the text and to its project, from the model that
            is filtered.
    """
    given = Assignment.objects.filter(document=OuterRef(text))
    mine = given.filter(coder=user)
    codes = Membership.objects.filter(
        project=OuterRef(project), user=user, role="coder"
    )
    unfinished = given.filter(state="assigned")
    waiting = Exists(unfinished)
    nobody_done = ~Exists(given) | Exists(unfinished.filter(opened=None))
    blind = mine.filter(opened=None).exclude(coding="open")
    return Q(**{f"{project}__coding": "blind"}) & (
        (Q(Exists(blind)) & waiting) | (~Exists(mine) & Q(Exists(codes)) & nobody_done)
    ) | Q(**{f"{project}__coding": "mixed"}) & (
        Q(Exists(blind.filter(coding="blind"))) & waiting
    )


@dataclass(frozen=True)
class Sight:
    """What a reader of a project sees of its marks."""

    reader: int = 0
    #: Ids of the texts of which the reader sees only their own marks.
    texts: list[int] = field(default_factory=list)

    def condition(self, path: str = "") -> Q:
        """On annotations, or on what leads to one by ``path``, such as "source__"."""
        if not self.texts:
            return Q()
        own = Q(**{f"{path}coder": self.reader})
        return own | ~Q(**{f"{path}document__in": self.texts})

    def sql(self, mark: str) -> str:
        """The same in SQL, with the values of ``values``; begins with AND, or empty.

        Args:
            mark: the alias of annotations_annotation.
        """
        if not self.texts:
            return ""
        return (
            f" AND ({mark}.coder_id = %(sight_reader)s"
            f" OR NOT {mark}.document_id = ANY(%(sight_texts)s))"
        )

    def values(self) -> dict[str, Any]:
        """The parameters that ``sql`` names; none where it is empty."""
        if not self.texts:
            return {}
        return {"sight_reader": self.reader, "sight_texts": self.texts}


ALL = Sight()


def of(project) -> Sight:
    """What the reader of a project sees, who is whom ``access`` found it for.

    One query where coders work blind, none elsewhere; asked once for each object. A
    project without a reader, as actions and jobs have it, is seen whole.
    """
    reader = project.reader
    if reader is None or reader.commands or project.coding == "open":
        return ALL
    found = getattr(project, "sight", None)
    if found is None:
        texts = Document.objects.of_project(project).filter(hidden(reader))
        found = Sight(reader.pk, list(texts.values_list("pk", flat=True)))
        project.sight = found
    return found
