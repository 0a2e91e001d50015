"""The situations of a project with their counts, and what one has to do with others."""

from django.db.models import Count, Q

from annotations import tallies
from annotations.models import Annotation, Comparator, sight
from corpus.models import Document, Situation


def listed(project, *, q="", kind="", use=""):
    """A project's situations with ``texts`` and ``passages``: three queries.

    Args:
        q: words of code, title or description.
        kind: one of words.SITUATION_KINDS.
        use: "texts", "passages" or "unused".
    """
    rows = Situation.objects.of_project(project)
    for word in q.replace("\x00", "").split()[:12]:
        rows = rows.filter(
            Q(code__icontains=word)
            | Q(title__icontains=word)
            | Q(description__icontains=word)
        )
    if kind:
        rows = rows.filter(kind=kind)
    texts = dict(
        Document.objects.of_project(project)
        .standing()
        .exclude(situation=None)
        .order_by()
        .values("situation")
        .annotate(n=Count("pk"))
        .values_list("situation", "n")
    )
    passages = tallies.counts(project, "situation")
    found = []
    for situation in rows.for_list():
        situation.texts = texts.get(situation.pk, 0)
        situation.passages = passages.get(situation.pk, 0)
        used = {
            "": True,
            "texts": situation.texts,
            "passages": situation.passages,
            "unused": not (situation.texts or situation.passages),
        }
        if used[use]:
            found.append(situation)
    return found


def comparisons(situation):
    """Which situations claims compare it with, both ways: two queries.

    Returns:
        [{"code", "pk", "relation", "n", "towards"}]; ``towards`` tells that claims
        about this one name the other, else claims about the other name this one.
    """
    standing = Q(annotation__deleted=None, annotation__document__withdrawn=None) & ~Q(
        annotation__status="rejected"
    )
    rows = Comparator.objects.filter(standing, project=situation.project_id)
    if sight.of(situation.project).texts:
        seen = Annotation.objects.of_project(situation.project)
        rows = rows.filter(annotation__in=seen)
    named = (
        rows.filter(annotation__situation=situation)
        .order_by()
        .values_list("situation", "situation__code", "relation")
    )
    naming = (
        rows.filter(situation=situation)
        .order_by()
        .values_list("annotation__situation", "annotation__situation__code", "relation")
    )
    return [
        {"pk": pk, "code": code, "relation": relation, "n": n, "towards": towards}
        for found, towards in ((named, True), (naming, False))
        for pk, code, relation, n in sorted(
            found.annotate(n=Count("pk")), key=lambda row: (-row[3], row[1] or "")
        )
    ]
