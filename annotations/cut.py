"""Cut a paragraph where annotations begin and end, for the reading view.

The annotator does the same in the browser; both are tested on one shared fixture.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Segment(NamedTuple):
    #: Half-open range in code points of the document.
    start: int
    end: int
    #: The spans that cover it, outer first; empty for plain text.
    spans: list[Any]


def outer_first(span):
    """Sort key: by start, then the longer first, then by id."""
    return span.start, -span.end, str(span.id)


def cut(start: int, end: int, spans: Iterable[Any]) -> list[Segment]:
    """Segments without gaps that together are the paragraph.

    Args:
        start, end: the paragraph's half-open range in code points of the document.
        spans: objects with ``id``, ``start`` and ``end``; those that lie elsewhere
            are passed over.
    """
    inside = sorted(
        (span for span in spans if span.start < end and span.end > start),
        key=outer_first,
    )
    borders = {start, end}
    for span in inside:
        borders |= {max(start, span.start), min(end, span.end)}
    places = sorted(borders)
    return [
        Segment(
            first,
            last,
            [span for span in inside if span.start <= first and span.end >= last],
        )
        for first, last in zip(places, places[1:], strict=False)
    ]
