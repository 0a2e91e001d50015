"""How alike holders are: matrix, tree, map and pairs."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from compare.forms.likeness import MinimumForm
from compare.likeness import map_drawing, tree_drawing
from compare.likeness.pairs import MINIMUM, MOST_HOLDERS
from compare.likeness.reached import most_shared
from compare.likenesses import Compared
from compare.taking import taken
from compare.views.frame import framed

PAGE_LENGTH = 25
#: What the page's own form sends anew.
OWN = {"minimum", "page", "format", "picture"}


@require_GET
def likeness(request, slug):
    """The page, or a picture's file; 25 pairs a page."""
    frame = framed(request, slug, "likeness", columns="doctrine")
    form = MinimumForm(request.GET)
    minimum = form.cleaned_data["minimum"] if form.is_valid() else MINIMUM
    frame.context |= {
        "minimum_shown": minimum,
        "kept": [("minimum", minimum)] if minimum != MINIMUM else [],
        "others": [sent for sent in request.GET.lists() if sent[0] not in OWN],
    }
    if frame.selection and form.errors:
        frame.context["problems"] = form.errors["minimum"]
        frame = frame.refused()
    if frame.selection is None:
        return frame.answer("compare/likeness.html")
    rule = frame.context["rule"]
    compared = Compared(frame.selection, frame.works, minimum, rule)
    page = Paginator(compared.pairs, PAGE_LENGTH).get_page(request.GET.get("page"))
    whole = request.GET.get("picture") == "likeness" and "format" in request.GET
    pictures = compared.pictures(compared.pairs if whole else page.object_list)
    if answer := taken(request, frame.project, pictures):
        return answer
    return frame.answer(
        "compare/likeness.html",
        minimum=minimum,
        most_holders=MOST_HOLDERS,
        most_shared=0 if pictures else most_shared(compared.found),
        compared=compared,
        pictures=pictures,
        formulas={"tree": tree_drawing.FORMULA, "map": map_drawing.FORMULA},
        matrix=compared.matrix() if pictures else [],
        pairs=list(compared.rows(page.object_list)),
        page=page,
    )
