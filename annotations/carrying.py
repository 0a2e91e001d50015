"""What the page of a new edition shows: each annotation, then and now."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count

from annotations.models import Carried
from annotations.passages import AROUND, CONTEXTS, lines
from corpus.differences import differences
from formats import words

#: Longer passages are compared by their beginnings, in code points.
MOST_SHOWN = 2000


@dataclass
class Side:
    """A passage in one edition: before, its words in pieces, after."""

    before: str
    pieces: list
    after: str


@dataclass
class Row:
    carried: Any
    then: Side | None
    #: None when there is no proposal.
    now: Side | None
    #: How alike in per cent, for people.
    alike: int
    may_decide: bool = False
    #: In a form that was refused.
    ticked: bool = False


def numbers_of(document):
    """[(outcome, word, number)] of a text's carried annotations: one query."""
    seen = Carried.objects.of_project(document.project)
    rows = seen.filter(document=document).values("outcome")
    found = dict(rows.annotate(n=Count("pk")).values_list("outcome", "n"))
    return [(name, word, found.get(name, 0)) for name, word in words.CARRIED.items()]


def rows_of(carried):
    """Rows of a page with both passages: one query for all words.

    Args:
        carried: of ``for_list``.
    """
    carried = list(carried)
    spans = []
    for row in carried:
        spans.append((row.source.document_id, row.source.start, row.source.end))
        start, end = place_of(row)
        spans.append((row.document_id, start, end))
    found = contexts(spans)
    rows = []
    for row, then, now in zip(carried, found[::2], found[1::2], strict=True):
        pieces = differences(then[1], now[1]) if now else ([], [])
        if not now:
            pieces = differences(then[1], then[1])
        sides = [
            Side(lines(text[0]), piece, lines(text[2])) if text else None
            for text, piece in zip((then, now), pieces, strict=True)
        ]
        rows.append(Row(row, sides[0], sides[1], round(row.similarity * 100)))
    return rows


def place_of(row):
    """Where the new annotation stands, or the proposed range, or (None, None)."""
    if row.target is not None:
        return row.target.start, row.target.end
    return row.start, row.end


def contexts(spans):
    """(before, words, after) of each span, None where it has no range: one query.

    Args:
        spans: [(document's id, start, end)]; both None is no range.
    """
    wanted = [
        (document, max(start - AROUND, 0), min(end, start + MOST_SHOWN) + AROUND)
        if start is not None
        else (None, None, None)
        for document, start, end in spans
    ]
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(CONTEXTS, [list(column) for column in zip(*wanted, strict=True)])
        found = {place: (first, text) for place, first, text in cursor.fetchall()}
    answer: list[tuple[str, str, str] | None] = []
    for place, (_document, start, end) in enumerate(spans, start=1):
        if start is None or place not in found:
            answer.append(None)
            continue
        first, text = found[place]
        last = min(end, start + MOST_SHOWN)
        cut = "" if last == end else " […]"
        answer.append(
            (
                text[: start - first],
                text[start - first : last - first] + cut,
                text[last - first :] if last == end else "",
            )
        )
    return answer
