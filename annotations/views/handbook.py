"""The codebook to read and to print."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from annotations import handbook as actions
from corpus import access


@require_GET
def handbook(request, slug):
    """The handbook for coders; ``?branch=`` keeps one entry and what lies below it."""
    project = access.get_project(request.user, slug)
    try:
        found = actions.load(project, request.GET.get("branch", ""))
    except KeyError:
        raise Http404("There is no such doctrine in this project.") from None
    return TemplateResponse(
        request,
        "annotations/handbook.html",
        {
            "project": project,
            "section": "doctrines",
            "part": "handbook",
            "handbook": found,
            "today": timezone.localdate(),
        },
    )
