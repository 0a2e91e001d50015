"""Texts by their address, and what came from there."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from corpus import jobs
from corpus.access import Verb, get_project
from corpus.actions import snapshots as actions
from corpus.forms.documents import AddForm
from corpus.http import SANDBOX
from corpus.models import Snapshot
from corpus.views.documents import add_page


@require_POST
def fetch(request, slug):
    """Have a page fetched by a job; nothing is here when that is switched off."""
    project = get_project(request.user, slug, Verb.ADD_TEXT)
    if not settings.FETCH:
        raise Http404
    url = request.POST.get("url", "").strip()
    try:
        actions.check(url)
    except ValidationError as error:
        form = AddForm(initial=project.defaults)
        return add_page(
            request,
            project,
            form,
            status=422,
            fetch_url=url,
            fetch_problems=error.messages,
        )
    job = jobs.start(
        "fetch_page", title=f"Fetch {url}", by=request.user, project=project, url=url
    )
    return redirect("corpus:job", job.uuid)


@require_GET
def snapshot(request, slug, uuid):
    """The page as it came, as WARC; never opened in the browser."""
    project = get_project(request.user, slug)
    found = get_object_or_404(Snapshot.objects.of_project(project), uuid=uuid)
    try:
        file = found.warc.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{found.warc_sha256[:12]}.warc.gz",
        content_type="application/octet-stream",
        headers={"Content-Security-Policy": SANDBOX},
    )
