"""The list of a project's texts: filters, orders, and the counts of one page.

A page costs the same for 50 and for 50,000 texts but for one look at their heads: keys
are ordered without their rows, and no more than MOST_COUNTED are counted.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    OrderBy,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce, Lower

from annotations.models import Annotation, Coverage, TaggedDocument, sight
from corpus.models import Actor, Authorship, Document
from corpus.presenters import for_rows
from formats import partial_date

PAGE_LENGTH = 50
#: More texts than these are not counted: the list says "more than".
MOST_COUNTED = 10_000

#: Word in the address -> what the list is ordered by.
ORDERS: dict[str, Any] = {
    "added": F("pk"),
    "title": Lower("title"),
    "author": Lower("first__actor__name"),
    "issued": F("issued_first"),
    "length": F("length"),
    "marks": F("marks"),
}
_OF_FIRST = Q(order=0, role="author")
_IS_FIRST = Q(authorships__order=0, authorships__role="author")


def matching(
    project,
    user,
    *,
    q="",
    situation="",
    author="",
    language="",
    genre="",
    issued_from="",
    issued_to="",
    tag="",
    format="",
    read="",
    marks="",
    withdrawn=False,
    sort="added",
):
    """The texts that match, in order.

    Args:
        q, situation, withdrawn: as ``Document.objects.matching``.
        author: words of an actor's name, or its id, with any part in the text.
        issued_from, issued_to: partial dates; a text of "2022" is one of any of its
            days.
        tag: the name of one of the texts' tags.
        format: how the file's name ends, without the dot.
        read: "yes" or "no", by ``user``.
        marks: "marked" or "unmarked".
        sort: one of ORDERS, behind "-" for the other way round.
    """
    rows = Document.objects.of_project(project).matching(
        q=q, situation=situation, withdrawn=withdrawn
    )
    if author:
        parts = Authorship.objects.filter(actor__in=_named(project, author))
        rows = rows.filter(pk__in=parts.values("document"))
    if language:
        rows = rows.filter(language=language)
    if genre:
        rows = rows.filter(genre=genre)
    if issued_from:
        rows = rows.exclude(issued="").filter(
            issued_last__gte=partial_date.earliest(issued_from)
        )
    if issued_to:
        rows = rows.exclude(issued="").filter(
            issued_first__lte=partial_date.latest(issued_to)
        )
    if tag:
        tagged = TaggedDocument.objects.filter(tag__project=project, tag__name=tag)
        rows = rows.filter(pk__in=tagged.values("document"))
    if format:
        rows = rows.filter(filename__iendswith=f".{format}")
    if read:
        reads = _reads(project, document=OuterRef("pk"), coder=user)
        rows = rows.filter(Exists(reads) if read == "yes" else ~Exists(reads))
    seen = sight.of(project)
    if seen.texts:
        # the stored number tells of marks that are hidden
        rows = rows.annotate(seen_marks=_counted(seen))
    number = "seen_marks" if seen.texts else "marks"
    if marks == "marked":
        rows = rows.filter(**{f"{number}__gt": 0})
    elif marks:
        rows = rows.filter(**{number: 0})
    return _ordered(rows, sort, number)


def _counted(seen):
    """How many marks of a text a reader sees."""
    marks = Annotation.objects.filter(
        seen.condition(), document=OuterRef("pk"), deleted=None
    )
    counted = marks.order_by().values("document").values(n=Count("pk"))
    return Coalesce(Subquery(counted), 0)


def _named(project, author):
    actors = Actor.objects.of_project(project)
    if author.isdecimal() and author.isascii() and len(author) < 19:
        return actors.filter(pk=int(author)).values("pk")
    for word in author.split():
        actors = actors.filter(name__icontains=word)
    return actors.values("pk")


def _ordered(rows, sort, number):
    word, down = sort.removeprefix("-"), sort.startswith("-")
    if word == "author":
        # made anew: a query changes it
        first = FilteredRelation("authorships", condition=_IS_FIRST)
        rows = rows.annotate(first=first)
    order = F(number) if word == "marks" else ORDERS[word]
    # those without a date stand first, those without an author last, either way round
    ends = {
        "issued": {"nulls_last": True} if down else {"nulls_first": True},
        "author": {"nulls_last": True},
    }
    order = OrderBy(order, descending=down, **ends.get(word, {}))
    return rows.order_by(order, "-pk" if down else "pk")


def _keys(project, rows, sort):
    """The keys of ``rows`` in their order, to be sliced."""
    if sort.removeprefix("-") == "author":
        return _KeysByAuthor(project, rows, sort.startswith("-"))
    return rows.values_list("pk", flat=True)


class _KeysByAuthor:
    """Keys by the first author's name: walks the actors until there are enough.

    Those without an author are looked for only where the others end.
    """

    def __init__(self, project, rows, down):
        rows = rows.order_by()
        named = Authorship.objects.filter(
            _OF_FIRST, project=project, actor__project=project
        )
        named = named.filter(document__in=rows.values("pk"))
        order = OrderBy(Lower("actor__name"), descending=down)
        self.named = named.order_by(order, "-document" if down else "document")
        unnamed = rows.exclude(Exists(_first_of(OuterRef("pk"))))
        self.unnamed = unnamed.order_by("-pk" if down else "pk")

    def __getitem__(self, span):
        begin, end = span.start or 0, span.stop
        found = list(self.named.values_list("document", flat=True)[begin:end])
        if len(found) < end - begin:
            named = begin + len(found) if found or not begin else self.named.count()
            begin, end = max(begin - named, 0), end - named
            found += self.unnamed.values_list("pk", flat=True)[begin:end]
        return found


def _first_of(document):
    return Authorship.objects.filter(_OF_FIRST, document=document)


def _reads(project, **where):
    found = Coverage.objects.of_project(project)
    return found.filter(doctrine=None, state="read", **where)


@dataclass
class Page:
    """Fifty rows of a list; how many there are is counted to a bound."""

    object_list: list
    number: int
    #: Exact up to MOST_COUNTED; above it, MOST_COUNTED.
    count: int
    more: bool
    has_next: bool

    def __iter__(self):
        return iter(self.object_list)

    def __getitem__(self, place):
        return self.object_list[place]

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def previous(self):
        return self.number - 1

    @property
    def next(self):
        return self.number + 1

    @property
    def pages(self):
        return -(-self.count // PAGE_LENGTH)


def page_of(project, rows, number, user, *, sort="added", dear=False):
    """One page of the texts, each with its counts: six queries.

    Args:
        rows: from ``matching``, with its ``sort``.
        dear: looking for the rows costs more than to fetch the keys of all.
        number: of the page, from 1; past the last one the last is shown.
    """
    keys = rows.values_list("pk", flat=True) if dear else _keys(project, rows, sort)
    if dear:
        keys = list(keys[: MOST_COUNTED + 1])
        count = len(keys)
    else:
        count = rows.order_by()[: MOST_COUNTED + 1].count()
    more = count > MOST_COUNTED
    if not more:
        number = min(number, max(1, -(-count // PAGE_LENGTH)))
    begin = PAGE_LENGTH * (number - 1)
    if more and dear and begin >= MOST_COUNTED - PAGE_LENGTH:
        keys = rows.values_list("pk", flat=True)
    pks = list(keys[begin : begin + PAGE_LENGTH + 1])
    found = for_rows(Document.objects.all()).in_bulk(pks[:PAGE_LENGTH])
    return Page(
        object_list=with_counts(project, [found[pk] for pk in pks[:PAGE_LENGTH]], user),
        number=number,
        count=min(count, MOST_COUNTED),
        more=more,
        has_next=len(pks) > PAGE_LENGTH,
    )


def with_counts(project, documents, user):
    """Give each document ``counts``, ``tags``, ``readers`` and ``read_by_me``.

    Three queries.
    """
    pks = [document.pk for document in documents]
    seen = Annotation.objects.of_project(project)
    standing = seen.filter(document__in=pks, deleted=None)
    counts = {
        row["document"]: row
        for row in standing.order_by()
        .values("document")
        .annotate(
            total=Count("pk"),
            accepted=Count("pk", filter=Q(status="accepted")),
            rejected=Count("pk", filter=Q(status="rejected")),
            proposed=Count("pk", filter=Q(status="proposed")),
            discussion=Count("pk", filter=Q(status="discussion")),
        )
    }
    tags, readers = defaultdict(list), defaultdict(list)
    tagged = TaggedDocument.objects.filter(document__in=pks).order_by("tag__name")
    for pk, name in tagged.values_list("document", "tag__name"):
        tags[pk].append(name)
    reads = _reads(project, document__in=pks).select_related("coder")
    for coverage in reads.order_by("pk"):
        readers[coverage.document_id].append(coverage.coder)
    for document in documents:
        document.counts = counts.get(document.pk, {"total": 0})
        document.tag_names = tags[document.pk]
        document.readers = readers[document.pk]
        document.read_by_me = user in document.readers
    return documents
