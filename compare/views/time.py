"""Positions by the dates of texts, and who turned."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from compare.over_time import OverTime, description
from compare.pictures.picture import Picture, Table
from compare.taking import taken
from compare.talk import undated
from compare.timeline import drawing
from compare.views.frame import framed
from corpus.http import attached_csv
from formats import partial_date

PAGE_LENGTH = 100
COLUMNS = ["Holder", "Doctrine", "Date", "Text", "Side", "Passages"]
#: Columns of a change in a file, for either text.
OF_TEXT = ("date", "text", "side", "quote", "paragraph", "address")


@require_GET
def time(request, slug):
    """Lanes, texts and changes; or the changes as CSV."""
    frame = framed(request, slug, "time", columns="doctrine", unit="passage")
    if frame.selection is None:
        return frame.answer("compare/time.html")
    found = OverTime(frame.selection, frame.works)
    if request.GET.get("format") == "changes":
        told = [[frame.context["rule"]], [], *lines(found)]
        return attached_csv(told, f"{frame.project.slug}-changes.csv")
    parts, more = drawing.bounded(found.parts())
    about = description(found, parts)
    rule = frame.context["rule"]
    rows = found.rows()
    figure = drawing.figure(parts, "Positions by the texts’ dates", about, rule)
    picture = Picture(figure, Table(COLUMNS, cells(rows), frozenset({5})))
    if answer := taken(request, frame.project, {"time": picture}):
        return answer
    windowed = frame.selection.since or frame.selection.until
    turned = Paginator(found.turned, PAGE_LENGTH).get_page(request.GET.get("turned"))
    return frame.answer(
        "compare/time.html",
        found=found,
        about=about,
        parts=parts,
        more=more,
        picture=picture,
        page=Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page")),
        turned=turned,
        turns=found.with_quotes(turned.object_list),
        open_order=found.open_order[:PAGE_LENGTH],
        undated=undated(frame.project) if windowed else found.undated(),
        windowed=windowed,
    )


def cells(rows):
    return [
        [
            row.holder,
            row.doctrine.name,
            partial_date.display(row.head.issued) or "no date",
            row.head.title,
            row.side,
            row.passages,
        ]
        for row in rows
    ]


def lines(found):
    """A row a change or an order that is not certain, with both texts."""
    both = [f"{name}_{end}" for end in ("before", "after") for name in OF_TEXT]
    yield ("holder", "doctrine", "change", *both)
    for turn in found.with_quotes([*found.turned, *found.open_order]):
        row = [turn.holder, turn.doctrine.slug, turn.kind or "order not certain"]
        for side, _document, head, quotes in turn.sides():
            row += [head.issued, head.title, side]
            row += [
                " / ".join(str(getattr(quote, name)) for quote in quotes)
                for name in ("words", "paragraph", "address")
            ]
        yield row
