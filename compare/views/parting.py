"""Where two holders part, with the passages facing each other."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from annotations import tree
from annotations.positions.behind import behind
from compare import behind as shown_behind
from compare.addresses import passages_path
from compare.parting import HEADINGS, part
from compare.views.passages import opened

#: Points on one page, passages of a side, and of a holder that are looked at.
POINTS, SHOWN, MOST = 10, 4, 5_000


@require_GET
def parting(request, slug):
    """The points, ten a page, by ground; then what they share."""
    frame, cells = opened(request, slug, ["", "2"])
    if cells and not all(cell.holder for cell in cells):
        frame.context["problems"] = ["Choose two rows of the comparison."]
        frame, cells = frame.refused(), []
    if not cells:
        return frame.answer("compare/parting.html")
    try:
        return _shown(request, frame, cells)
    except ValidationError as error:
        frame.context["problems"] = error.messages
        return frame.refused().answer("compare/parting.html")


def _shown(request, frame, cells):
    selection, works = frame.selection, frame.works
    sides = []
    for cell in cells:
        found, total = behind(selection, works, cell.cell, MOST)
        if total > MOST:
            raise ValidationError(
                f"“{cell.holder}” has {total} passages here, more than {MOST:,}."
                " Choose one doctrine or situation."
            )
        sides.append(found)
    nodes = {
        node.doctrine.pk: node
        for node in tree.load(selection.project, counted=False).walk()
    }
    parted = part(sides[0], sides[1], nodes)
    page = Paginator(parted.points, POINTS).get_page(request.GET.get("page"))
    points = list(page.object_list)
    rows = shown_behind.ready(
        selection.project,
        [
            p
            for point in points
            for side in (point.one, point.two)
            for p in side[:SHOWN]
        ],
    )
    return frame.answer(
        "compare/parting.html",
        cells=cells,
        page=page,
        parted=parted,
        grounds=[
            (
                HEADINGS[ground],
                [_point(selection, cells, nodes, point, rows) for point in group],
            )
            for ground, group in groupby(points, key=lambda point: point.ground)
        ],
        shared=[
            (words, [nodes[pk].doctrine for pk in pks])
            for words, pks in (
                ("Both take the same side", parted.agreed),
                (f"Only {cells[0].holder} speaks", parted.only_one),
                (f"Only {cells[1].holder} speaks", parted.only_two),
            )
        ],
    )


def _point(selection, cells, nodes, point, rows):
    doctrine = nodes[point.doctrine].doctrine
    return {
        "doctrine": doctrine,
        "sides": [
            {
                "cell": cell,
                "rows": [rows[passage.pk] for passage in side[:SHOWN]],
                "more": max(len(side) - SHOWN, 0),
                "address": passages_path(
                    selection, cell.cell.holder, doctrine.slug, below=False
                ),
            }
            for cell, side in zip(cells, (point.one, point.two), strict=True)
        ],
    }
