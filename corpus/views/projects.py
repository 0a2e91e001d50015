"""The start page, and the projects in the header's menu."""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from corpus.access import get_project
from corpus.models import Project


@require_safe
def start(request):
    projects = Project.objects.visible_to(request.user).for_list()
    return TemplateResponse(request, "corpus/start.html", {"projects": projects})


@require_safe
def menu(request):
    """The menu's list for htmx; without JavaScript the start page is the list."""
    if not request.htmx:
        return redirect("corpus:start")
    projects = Project.objects.visible_to(request.user).order_by("title", "pk")
    return TemplateResponse(
        request, "corpus/_projects_menu.html", {"projects": projects}
    )


@require_safe
def project(request, slug):
    project = get_project(request.user, slug)
    return redirect("annotations:documents", project.slug)
