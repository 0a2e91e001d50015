"""The same doctrine in several situations, side by side."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from annotations.positions.elements import with_elements
from compare.elements.first import opened_first
from compare.pictures.picture import Picture
from compare.situations import drawing
from compare.situations.argued import Argued
from compare.situations.beside import Beside
from compare.situations.chosen import MOST
from compare.taking import taken
from compare.views.frame import framed

PAGE_LENGTH = 100
#: The name of the address that this page has beside the selection.
CHOSEN = "in"


@require_GET
def situations(request, slug):
    """Holders by situation, then a doctrine's elements by situation."""
    frame = framed(request, slug, "situations", columns="situation", situation="all")
    keep(frame)
    if frame.selection is None:
        return frame.answer("compare/situations.html")
    try:
        found = Beside(frame.selection, frame.works, request.GET.getlist(CHOSEN))
    except ValidationError as error:
        frame.context["problems"] = error.messages
        return frame.refused().answer("compare/situations.html")
    named = ", ".join(column.code for column in found.choice.columns)
    rule = f"{frame.context['rule']} Side by side: {named or 'no situation yet'}."
    frame.context["rule"] = rule
    argued = argued_in(frame, found)
    rows = found.rows(found.holders)
    pictures = pictures_of(frame, found, rows, argued, rule)
    if answer := taken(request, frame.project, pictures):
        return answer
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    return frame.answer(
        "compare/situations.html",
        found=found,
        heads=found.heads,
        most=MOST,
        page=page,
        foot=found.table.foot() if rows else None,
        argued=argued,
        lines=argued.lines() if argued else [],
        pictures=pictures,
        undrawn=max(len(rows) - drawing.MOST_ROWS, 0),
    )


def keep(frame):
    """Each of the page's two forms keeps what the other one sent."""
    sent = [
        (name, value)
        for name, values in frame.request.GET.lists()
        for value in values
        if value and name not in {"page", "picture", "format"}
    ]
    frame.context |= {
        "kept": [pair for pair in sent if pair[0] == CHOSEN],
        "carried": [pair for pair in sent if pair[0] != CHOSEN],
    }


def argued_in(frame, found):
    """The elements of the doctrine that is asked for, or of what divides most.

    None where the doctrine that is asked for has none.
    """
    doctrine = frame.selection.doctrine
    if not doctrine:
        doctrine = opened_first(frame.selection, frame.works)
    elif doctrine not in {slug for slug, _name in with_elements(frame.project)}:
        doctrine = None
    if not doctrine:
        return None
    return Argued(found.table.positions, doctrine, found.choice.columns)


def pictures_of(frame, found, rows, argued, rule):
    """{key: Picture}: what there is to draw."""
    by_side = bool(frame.selection.doctrine)
    pictures = {}
    if rows:
        title = "Who says what of which situation"
        figure = drawing.beside(rows, found.heads, by_side, title, rule)
        pictures["situations"] = Picture(figure, drawing.beside_table(rows))
    if argued and argued.words:
        title = f"Where the elements of {argued.doctrine.name} were argued"
        lines = argued.lines()
        figure = drawing.argued(lines, found.choice.columns, title, rule)
        pictures["argued"] = Picture(figure, drawing.argued_table(lines))
    return pictures
