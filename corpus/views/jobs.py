"""A person's jobs: all of them, and one with how far it is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from corpus import access
from corpus import jobs as work
from corpus.access import Verb
from corpus.models import Job, Upload

PAGE_SIZE = 50


@require_GET
def jobs(request):
    """The person's own, newest first; of a project, for its owner, everybody's."""
    project, rows = None, Job.objects.started_by(request.user)
    if slug := request.GET.get("project", ""):
        project = access.get_project(request.user, slug, Verb.MANAGE)
        rows = Job.objects.of_project(project)
    pages = Paginator(rows.for_list(), PAGE_SIZE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "project": project,
    }
    return TemplateResponse(request, "corpus/jobs.html", context)


def find(user, uuid):
    """A job the user may see, as it stands now.

    Raises:
        Http404
    """
    return get_object_or_404(Job.objects.visible_to(user).for_list(), uuid=uuid)


@never_cache
@require_GET
def job(request, uuid):
    """One job; htmx asks for its part of the page again and again while it is open."""
    found = find(request.user, uuid)
    template = "corpus/_job.html" if request.htmx else "corpus/job.html"
    upload = Upload.objects.given_by(request.user).worked_on_by(found).first()
    return TemplateResponse(request, template, {"job": found, "upload": upload})


@require_POST
def cancel(request, uuid):
    """Ask a job to stop, and show it."""
    found = find(request.user, uuid)
    if not work.cancel(found):
        messages.info(request, "It was over already.")
    return redirect(found.path())
