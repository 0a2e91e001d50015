"""Which of a doctrine's elements each holder accepts or contests."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from annotations.models import Doctrine
from annotations.positions.elements import Elements, with_elements
from compare.addresses import passages_paths
from compare.elements import drawing
from compare.elements.first import opened_first
from compare.elements.told import headline
from compare.pictures.picture import Picture
from compare.taking import taken
from compare.views.frame import framed
from corpus import access

PAGE_LENGTH = 100


@require_GET
def elements_of(request, slug):
    """The doctrine that is asked for, else the one whose elements divide most."""
    project = access.get_project(request.user, slug)
    doctrine = request.GET.get("doctrine")
    if not doctrine:
        frame = framed(request, slug, "elements_of", columns="doctrine")
        if frame.selection:
            doctrine = opened_first(frame.selection, frame.works)
        if not doctrine:
            return frame.answer("compare/elements.html")
    return shown(request, slug, doctrine, with_elements(project))


@require_GET
def elements(request, slug, doctrine):
    """The picture, its sentences, and the table, a hundred holders a page."""
    doctrines = with_elements(access.get_project(request.user, slug))
    return shown(request, slug, doctrine, doctrines)


def shown(request, slug, doctrine, doctrines):
    frame = framed(request, slug, "elements_of", doctrine=doctrine, columns="doctrine")
    entry = get_object_or_404(Doctrine, project=frame.project, slug=doctrine)
    frame.context |= {"doctrine": entry, "doctrines": doctrines}
    if frame.selection is None:
        return frame.answer("compare/elements.html")
    # a cell's passages are of its element, wherever in the codebook it stands
    anywhere = replace(frame.selection, doctrine="", branch=())
    found = Elements(frame.selection, doctrine, frame.works, passages_paths(anywhere))
    lines = found.lines(found.holders)
    names = [node.doctrine.name for node in found.nodes]
    names[-1] = f"{names[-1]}, in general"
    camps = drawing.stands(names, lines)
    # the doctrine itself is no element: it is shown where somebody speaks of it
    of_elements = camps if camps[-1].speak else camps[:-1]
    rows = drawing.drawn(lines, camps[:-1])
    rule = frame.context["rule"]
    unsaid = drawing.unsaid(lines)
    elements = len(camps) - 1
    figure = drawing.picture(entry.name, rows, of_elements, elements, rule, unsaid)
    picture = Picture(figure, drawing.table(names, lines))
    if answer := taken(request, frame.project, {"elements": picture}):
        return answer
    page = Paginator(lines, PAGE_LENGTH).get_page(request.GET.get("page"))
    return frame.answer(
        "compare/elements.html",
        nodes=found.nodes,
        lines=page.object_list,
        page=page,
        picture=picture,
        spoken=drawing.any_marks(lines),
        undrawn=len(drawing.coded(lines)) - len(rows),
        unsaid=unsaid,
        headline=headline(camps[:-1]),
        sentences=[camp.sentence for camp in of_elements],
    )
