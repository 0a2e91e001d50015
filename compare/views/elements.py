"""Which of a doctrine's elements each holder accepts or contests."""

import csv
import io

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from annotations.models import Doctrine
from annotations.positions.elements import WORDS, Elements
from compare.views.frame import framed
from formats.csv_table import BYTE_ORDER_MARK, harmless

PAGE_LENGTH = 100


@require_GET
def elements(request, slug, doctrine):
    """The table, a hundred holders a page, or all of it as CSV."""
    frame = framed(request, slug, "elements", doctrine=doctrine, columns="doctrine")
    entry = get_object_or_404(Doctrine, project=frame.project, slug=doctrine)
    frame.context["doctrine"] = entry
    if frame.selection is None:
        return frame.answer("compare/elements.html")
    found = Elements(frame.selection, doctrine, frame.works)
    if request.GET.get("format") == "csv":
        return as_csv(found, doctrine)
    page = Paginator(list(found.holders), PAGE_LENGTH).get_page(request.GET.get("page"))
    return frame.answer(
        "compare/elements.html",
        nodes=found.nodes,
        lines=found.lines(page.object_list),
        page=page,
    )


def as_csv(found, doctrine):
    """A row a holder: the words of each cell, and the sentence."""
    written = io.StringIO(newline="")
    written.write(BYTE_ORDER_MARK)
    writer = csv.writer(written)
    names = [node.doctrine.name for node in found.nodes]
    writer.writerow(harmless(("holder", "kind", *names, "in_words")))
    for line in found.lines(found.holders):
        cells = [WORDS[element.word] for element in line.elements]
        holder = line.holder
        row = (holder["name"], holder["kind"], *cells, line.sentence)
        writer.writerow(harmless(row))
    return HttpResponse(
        written.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="elements-{doctrine}.csv"'
        },
    )
