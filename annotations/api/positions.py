"""Who takes which position."""

from ninja import Query, Router

from annotations.forms.positions import PositionsForm, wants_annotations
from annotations.positions.answer import positions
from corpus import access
from corpus.http import answer

router = Router(tags=["positions"])


@router.get("projects/{slug:slug}/positions", url_name="positions")
def get_positions(
    request,
    slug: str,
    by: str = "actor",
    voice: str = "own",
    situation: str = "",
    status: str = "",
    coder: str = "",
    doctrine: str = "",
    named: str = Query("", alias="with"),
):
    """One row for each holder and doctrine with marks; never paged.

    Without ``situation`` each mark counts that is about its text's situation; without
    ``status`` all but rejected ones. ``with=annotations`` names the marks.
    """
    project = access.get_project(request.auth, slug)
    filters = PositionsForm(request.GET, project=project).filters()
    return answer(positions(filters, wants_annotations(named)))
