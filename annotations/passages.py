"""Annotations as passages in their context, for the lists that people read."""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, F, OuterRef, Prefetch, Subquery, When
from django.db.models.functions import Coalesce, Lower

from annotations.models import Annotation, TaggedAnnotation, Via
from corpus.models import Authorship
from formats import words

#: Code points shown before and after a passage.
AROUND = 150
#: A longer passage is shown by its beginning and its end, in code points.
LONGEST, HEAD, TAIL = 1200, 800, 300

#: Name of an order -> its keys, together unique.
ORDERS = {
    "text": ["document_id", "start", "pk"],
    "newest": ["-created", "-pk"],
    "author": ["author_name", "document_id", "start", "pk"],
    "stance": ["stance_rank", "document_id", "start", "pk"],
}

#: The lists of an annotation: two queries; and who wrote its text.
TAGS = Prefetch("tagged", TaggedAnnotation.objects.select_related("tag"))
VIA = Via.objects.select_related("actor")
LISTS = (Prefetch("chain", VIA), TAGS)
AUTHORSHIPS = Authorship.objects.filter(role="author").select_related("actor")
AUTHORS = Prefetch("document__authorships", AUTHORSHIPS)
#: What a comparison shows of an annotation, and of who wrote its text.
QUOTED = (
    *("uuid", "start", "end", "quote", "stance", "attitude", "ground"),
    *("status", "reason", "document__title", "document__issued"),
    *("document__language", "document__publisher", "document__length"),
    *("doctrine__name", "doctrine__palette", "actor__name"),
    *("situation__code", "coder__name", "coder__email"),
)
SIGNED = ("document", "order", "name_as_signed", "actor__name")

# {wanted} are three arrays: document, first and last code point
CONTEXTS = """
SELECT wanted.place, wanted.first, string_agg(
    substr(
        block.text,
        greatest(wanted.first - block.start, 0) + 1,
        wanted.last - greatest(wanted.first, block.start)
    ), '' ORDER BY block.start
)
FROM unnest(%s::bigint[], %s::int[], %s::int[])
    WITH ORDINALITY AS wanted (document, first, last, place)
JOIN corpus_block AS block
    ON block.document_id = wanted.document
    AND block.start > wanted.first - 4096
    AND block.start < wanted.last
GROUP BY wanted.place, wanted.first
"""


@dataclass
class Passage:
    """The words before, the quote, the words after; each made ready to be read."""

    before: str
    quote: str
    after: str


def for_list(annotations):
    """Rows with all that a list shows of them: three queries more."""
    return (
        annotations.select_related(
            *("document", "doctrine", "actor", "situation", "coder", "release"),
            "provision__instrument",
        )
        .defer("release__content")
        .prefetch_related(AUTHORS, *LISTS)
    )


def for_quoting(annotations):
    """Rows with what a comparison shows of them, which is less: two queries more."""
    return (
        annotations.select_related(
            "document", "doctrine", "actor", "situation", "coder"
        )
        .only(*QUOTED)
        .prefetch_related(
            Prefetch("document__authorships", AUTHORSHIPS.only(*SIGNED)),
            Prefetch("chain", VIA.only("annotation", "order", "actor__name")),
        )
    )


def for_list_in_order(places, rows_of=for_list):
    """Rows in the order of rows that hold little: four queries at most.

    Args:
        rows_of: ``for_list`` or ``for_quoting``.
    """
    keys = [place.pk for place in places]
    rows = rows_of(Annotation.objects.filter(pk__in=keys)).in_bulk()
    return [rows[key] for key in keys if key in rows]


def for_order(annotations, order):
    """Rows with no more than an order of ORDERS compares: the sort stays narrow."""
    annotations = annotations.only("document_id", "start", "created")
    if order == "author":
        first = (
            Authorship.objects.filter(document=OuterRef("document"), role="author")
            .order_by("order", "pk")
            .values("actor__name")[:1]
        )
        name = Coalesce(Subquery(first), F("document__publisher"))
        annotations = annotations.annotate(author_name=Lower(name))
    if order == "stance":
        ranks = [
            When(stance=name, then=rank) for rank, name in enumerate(words.STANCES)
        ]
        annotations = annotations.annotate(stance_rank=Case(*ranks))
    return annotations


def add_passages(annotations):
    """Give each annotation its ``passage``: one query for all of them."""
    spans = [
        (row.document_id, max(row.start - AROUND, 0), row.end + AROUND)
        for row in annotations
    ]
    if not spans:
        return
    with connection.cursor() as cursor:
        cursor.execute(CONTEXTS, [list(column) for column in zip(*spans, strict=True)])
        found = {place: (first, text) for place, first, text in cursor.fetchall()}
    for place, row in enumerate(annotations, start=1):
        first, text = found[place]
        row.passage = passage(row, first, text)


def mark_repeated(annotations):
    """Tell rows of the span that the row before has: its context need not return."""
    before = None
    for row in annotations:
        span = row.document_id, row.start, row.end
        row.repeated = span == before
        before = span


def passage(row, first, text):
    """Cut the context of a row, whose first code point is ``first``, in three."""
    before = text[: row.start - first]
    after = text[row.end - first :]
    if first > 0:
        before = "… " + before.partition(" ")[2] if " " in before else "…" + before
    if row.end + AROUND < row.document.length:
        after = after.rpartition(" ")[0] + " …" if " " in after else after + "…"
    return Passage(lines(before), lines(shortened(row.quote)), lines(after))


def shortened(quote):
    if len(quote) <= LONGEST:
        return quote
    return f"{quote[:HEAD]} […] {quote[-TAIL:]}"


def lines(text):
    """Blank lines taken out: a list shows where a paragraph ends, and no more."""
    return re.sub(r"\s*\n\s*", "\n", text)
