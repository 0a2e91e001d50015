"""Who takes which position."""

from ninja import Query, Router

from annotations.forms.selection import SelectionForm, wants_annotations
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
    columns: str = "",
    unit: str = "",
    since: str = "",
    until: str = "",
    named: str = Query("", alias="with"),
):
    """One row for each holder and doctrine with marks; never paged.

    Without ``situation`` each mark counts that is about its text's situation; without
    ``status`` all but rejected ones. ``by`` is actor, author, speaker, kind, document
    or genre; ``columns`` doctrine, provision, situation or ground; ``unit`` passage,
    document or holder; ``since`` and ``until`` are dates of texts; with
    ``with=annotations`` the marks are named.
    """
    project = access.get_project(request.auth, slug)
    selection = SelectionForm(request.GET, project=project).selection()
    return answer(positions(selection, wants_annotations(named)))
