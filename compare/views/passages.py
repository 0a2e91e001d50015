"""The passages behind a cell, and two cells side by side."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from annotations.positions.rows import Positions
from compare.addresses import said
from compare.behind import read
from compare.cells import asked
from compare.views.frame import framed
from corpus.paging import page_number

#: A longer list of holders is not offered as a choice.
MOST_HOLDERS = 300
KEYS = ("holder", "column", "below", "likened", "relation")


@require_GET
@vary_on_headers("HX-Request")
def passages(request, slug):
    """All passages of a cell, a row or a column; a part of a page for htmx."""
    frame, cells = opened(request, slug, [""])
    if not cells:
        return frame.answer("compare/passages.html")
    [cell] = cells
    found = read(
        frame.selection, frame.works, cell, page_number(request.GET.get("page", ""))
    )
    context = {
        **frame.context,
        "behind": found,
        "cell": cell,
    }
    if request.htmx:
        return TemplateResponse(request, "compare/_passages.html", context)
    context |= {"others": others(frame, cell), "beside": along(frame, request.GET)}
    return TemplateResponse(request, "compare/passages.html", context)


@require_GET
def beside(request, slug):
    """Two cells side by side."""
    frame, cells = opened(request, slug, ["", "2"])
    if not cells:
        return frame.answer("compare/beside.html")
    pages = [page_number(request.GET.get(name, "")) for name in ("page", "page2")]
    found = [
        read(frame.selection, frame.works, cell, page)
        for cell, page in zip(cells, pages, strict=True)
    ]
    both = cells[0].cell.holder and cells[1].cell.holder and cells[0] != cells[1]
    return frame.answer(
        "compare/beside.html",
        sides=list(zip(("", "2"), found, strict=True)),
        parting=both and parting_query(frame.selection, cells),
    )


def opened(request, slug, numbers):
    """The frame with what goes along, and the cells of the address, none if wrong."""
    frame = framed(request, slug, "table")
    frame.context["kept"] = [
        (name + number, request.GET[name + number])
        for number in numbers
        for name in KEYS
        if name + number in request.GET
    ]
    if frame.selection is None:
        return frame, []
    try:
        return frame, [asked(frame.selection, request.GET, n) for n in numbers]
    except ValidationError as error:
        frame.context["problems"] = error.messages
        return frame.refused(), []


def along(frame, sent):
    """What goes along when another holder's cell is put beside the one of an address.

    Of the other cell all is the same but the holder.
    """
    cell = [(name, sent[name]) for name in KEYS if sent.get(name)]
    other = [(f"{name}2", value) for name, value in cell if name != "holder"]
    return [*said(frame.selection), *cell, *other]


def others(frame, cell):
    """[(key, name)] of holders that the cell may be put beside."""
    holders = Positions(frame.selection, frame.works).holders
    if len(holders) > MOST_HOLDERS:
        return []
    return [
        (key, holder["name"])
        for holder in holders.values()
        if (key := f"{holder['kind']}:{holder['id']}") != cell.holder_key
    ]


def parting_query(selection, cells):
    one, two = cells
    return urlencode(
        [*said(selection), ("holder", one.holder_key), ("holder2", two.holder_key)],
        safe=":",
    )
