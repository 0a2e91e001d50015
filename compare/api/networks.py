"""Networks of holders over HTTP: as JSON, GraphML or a list of edges."""

from django.core.exceptions import ValidationError
from django.http import StreamingHttpResponse
from ninja import Router

from annotations.forms.selection import SelectionForm, one_of
from annotations.positions.works import works_of
from compare.forms.networks import NetworkForm
from compare.joined import answer as told
from compare.joined import joined
from compare.networks.files import TYPES, WRITERS
from compare.views.frame import rule_of
from corpus import access
from corpus.http import answer

router = Router(tags=["networks"])
FORMATS = ["json", *WRITERS]


@router.get("projects/{slug:slug}/networks", url_name="networks")
def get_network(
    request,
    slug: str,
    type: str = "",
    qualifier: str = "",
    normalisation: str = "",
    least: str = "",
    by: str = "",
    unit: str = "",
    voice: str = "",
    situation: str = "",
    status: str = "",
    coder: str = "",
    doctrine: str = "",
    since: str = "",
    until: str = "",
    format: str = "json",
):
    """All edges, the heaviest first; never paged.

    ``type`` is subtract (the usual one), congruence, conflict or affiliation. What
    counts is chosen as for positions; ``unit`` says which equal statements count once.
    ``format`` is json, graphml or csv.
    """
    project = access.get_project(request.auth, slug)
    selection, named = network_of(project, request.GET)
    if one_of(FORMATS, format) == "json":
        return answer(told(named, selection))
    return StreamingHttpResponse(WRITERS[format](named), content_type=TYPES[format])


def network_of(project, sent):
    """(selection, named network) of what a client or a command sent.

    Raises:
        ValidationError
    """
    form = SelectionForm(sent, project=project)
    selection = form.selection()
    choice = NetworkForm(sent).choice()
    works = works_of(project)
    try:
        named = joined(selection, works, choice, rule_of(selection, works))
    except ValueError as error:
        raise ValidationError(str(error)) from error
    return selection, named
