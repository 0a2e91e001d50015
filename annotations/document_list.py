"""The list of a project's texts: filters, orders, and the counts of one page."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from annotations.models import Annotation, Coverage
from corpus.models import Authorship, Document

_FIRST_AUTHOR = (
    Authorship.objects.filter(document=OuterRef("pk"), role="author")
    .order_by("order")
    .values(name=Lower("actor__name"))[:1]
)
_MARKS = Annotation.objects.filter(document=OuterRef("pk"), deleted=None)
_COUNTED = _MARKS.order_by().values("document").values(n=Count("pk"))

#: Word in the address -> what the list is ordered by.
ORDERS: dict[str, Any] = {
    "added": F("pk"),
    "title": Lower("title"),
    "author": Subquery(_FIRST_AUTHOR),
    "issued": F("issued_first"),
    "length": F("length"),
    "marks": Subquery(_COUNTED),
}


def matching(
    project,
    user,
    *,
    q="",
    situation="",
    author="",
    language="",
    genre="",
    read="",
    marks="",
    withdrawn=False,
    sort="added",
):
    """The texts that match, in order.

    Args:
        q, situation, withdrawn: as ``Document.objects.matching``.
        author: the id of an actor with any part in the text.
        read: "yes" or "no", by ``user``.
        marks: "marked" or "unmarked".
        sort: one of ORDERS, behind "-" for the other way round.
    """
    rows = Document.objects.of_project(project).matching(
        q=q, situation=situation, withdrawn=withdrawn
    )
    if author:
        parts = Authorship.objects.filter(document=OuterRef("pk"), actor=author)
        rows = rows.filter(Exists(parts))
    if language:
        rows = rows.filter(language=language)
    if genre:
        rows = rows.filter(genre=genre)
    if read:
        reads = _reads(document=OuterRef("pk"), coder=user)
        rows = rows.filter(Exists(reads) if read == "yes" else ~Exists(reads))
    if marks:
        rows = rows.filter(Exists(_MARKS) if marks == "marked" else ~Exists(_MARKS))
    order = ORDERS[sort.removeprefix("-")]
    if sort.startswith("-"):
        return rows.order_by(OrderBy(order, descending=True, nulls_last=True), "-pk")
    return rows.order_by(OrderBy(order, nulls_first=True), "pk")


def _reads(**where):
    return Coverage.objects.filter(doctrine=None, state="read", **where)


def with_counts(documents, user):
    """Give each document ``counts``, ``readers`` and ``read_by_me``: two queries."""
    pks = [document.pk for document in documents]
    standing = Annotation.objects.filter(document__in=pks, deleted=None)
    counts = {
        row["document"]: row
        for row in standing.order_by()
        .values("document")
        .annotate(
            total=Count("pk"),
            accepted=Count("pk", filter=Q(status="accepted")),
            rejected=Count("pk", filter=Q(status="rejected")),
            proposed=Count("pk", filter=Q(status="proposed")),
        )
    }
    readers = defaultdict(list)
    for coverage in _reads(document__in=pks).select_related("coder").order_by("pk"):
        readers[coverage.document_id].append(coverage.coder)
    for document in documents:
        document.counts = counts.get(document.pk, {"total": 0})
        document.readers = readers[document.pk]
        document.read_by_me = user in document.readers
    return documents
