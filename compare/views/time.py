"""Positions by the dates of texts, and who turned."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from compare.over_time import OverTime, description
from compare.pictures.picture import Picture, Table
from compare.taking import TYPES, taken
from compare.talk import undated
from compare.timeline import drawing
from compare.timeline.sheets import sheets
from compare.views.frame import framed
from corpus.http import attached_csv
from formats import partial_date

#: Lanes, and positions in texts, of one picture: on a page, and in its file.
ON_PAGE, IN_FILE = (25, 250), (200, 2000)
#: Changes on a page.
PAGE_LENGTH = 25
COLUMNS = ["Holder", "Doctrine", "Date", "Text", "Side", "Passages"]
#: Columns of a change in a file, for either text.
OF_TEXT = ("date", "text", "side", "quote", "paragraph", "address")


@require_GET
def time(request, slug):
    """Lanes with their texts, and changes, 25 a page; or the changes as CSV."""
    frame = framed(request, slug, "time", columns="doctrine", unit="passage")
    if frame.selection is None:
        return frame.answer("compare/time.html")
    found = OverTime(frame.selection, frame.works)
    rule = frame.context["rule"]
    if request.GET.get("format") == "changes":
        told = [[rule], [], *lines(found)]
        return attached_csv(told, f"{frame.project.slug}-changes.csv")
    if request.GET.get("picture") and request.GET.get("format") in TYPES:
        found.read(found.whole())
        in_file = drawn(found, sheets(found.sizes, *IN_FILE)[0], rule, found.whole())
        return taken(request, frame.project, {"time": in_file})
    windowed = frame.selection.since or frame.selection.until
    page = Paginator(sheets(found.sizes, *ON_PAGE), 1).get_page(request.GET.get("page"))
    [pieces] = page.object_list
    turned = Paginator(found.turned, PAGE_LENGTH).get_page(request.GET.get("turned"))
    open_order = found.open_order[:PAGE_LENGTH]
    found.read(pieces, [*turned.object_list, *open_order])
    return frame.answer(
        "compare/time.html",
        found=found,
        picture=drawn(found, pieces, rule),
        rows=found.rows(pieces),
        page=page,
        positions=int(found.sizes.sum()),
        undrawn=len(sheets(found.sizes, *IN_FILE)) > 1,
        turned=turned,
        turns=found.with_quotes(turned.object_list),
        open_order=open_order,
        undated=undated(frame.project) if windowed else found.undated(),
        windowed=windowed,
    )


def drawn(found, pieces, rule, told=()):
    """The picture of some pieces of lanes.

    Args:
        told: the pieces that its table has, for a file.
    """
    parts = found.parts(pieces)
    about = description(parts)
    figure = drawing.figure(parts, "Positions by the texts’ dates", about, rule)
    return Picture(figure, Table(COLUMNS, cells(found.rows(told)), frozenset({5})))


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
    turns = [*found.turned, *found.open_order]
    found.read(turns=turns)
    for turn in found.with_quotes(turns):
        row = [turn.holder, turn.doctrine.slug, turn.kind or "order not certain"]
        for side, _document, head, quotes in turn.sides():
            row += [head.issued, head.title, side]
            row += [
                " / ".join(str(getattr(quote, name)) for quote in quotes)
                for name in ("words", "paragraph", "address")
            ]
        yield row
