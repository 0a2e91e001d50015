"""Who likens which situation to which other one, or says that it is unlike."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from compare.comparators import drawing
from compare.comparators.read import compared
from compare.pictures.picture import Picture
from compare.taking import taken
from compare.views.frame import framed

PAGE_LENGTH = 100
#: How many pairs get a sentence.
MOST_SENTENCES = 20


@require_GET
def comparators(request, slug):
    """The picture, a sentence a pair, and the table, a hundred rows a page."""
    frame = framed(request, slug, "comparators", columns="situation")
    if frame.selection is None:
        return frame.answer("compare/comparators.html")
    found = compared(frame.selection, frame.works)
    figure = drawing.picture(found, frame.context["rule"])
    picture = Picture(figure, drawing.table(found))
    if answer := taken(request, frame.project, {"comparators": picture}):
        return answer
    page = Paginator(found.said, PAGE_LENGTH).get_page(request.GET.get("page"))
    return frame.answer(
        "compare/comparators.html",
        picture=picture,
        page=page,
        pairs=found.pairs[:MOST_SENTENCES],
        unsaid=max(len(found.pairs) - MOST_SENTENCES, 0),
        undrawn=max(len(found.pairs) - drawing.MOST_PAIRS, 0),
    )
