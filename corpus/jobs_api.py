"""Jobs over HTTP."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router

from corpus import jobs
from corpus.http import answer
from corpus.models import Job
from corpus.paging import DEFAULT_LIMIT, page

router = Router(tags=["jobs"])


@router.get("jobs", url_name="jobs")
def list_jobs(request, limit: int = DEFAULT_LIMIT, cursor: str = ""):
    """Your own jobs, newest first."""
    rows = Job.objects.started_by(request.auth).for_list()
    found, next_cursor = page(rows, ["-created", "-pk"], limit, cursor)
    return answer({"items": list(map(job_row, found)), "next": next_cursor})


@router.get("jobs/{uuid:uuid}", url_name="job")
def get_job(request, uuid: UUID):
    """A job of yours, or of a project that you own: how far it is, what came of it."""
    return answer(job_row(find(request.auth, uuid)))


@router.post("jobs/{uuid:uuid}/cancel", url_name="cancel_job")
def cancel_job(request, uuid: UUID):
    """Ask a job to stop; nothing happens to one that is over."""
    jobs.cancel(find(request.auth, uuid))
    return answer(job_row(find(request.auth, uuid)))


def find(user, uuid):
    return get_object_or_404(Job.objects.visible_to(user).for_list(), uuid=uuid)


def job_row(job):
    return {
        "uuid": job.uuid,
        "title": job.title,
        "kind": job.kind,
        "project": job.project.slug if job.project else None,
        "by": job.by.email,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "sentence": job.sentence,
        "result": job.result,
        "created": job.created,
        "started": job.started,
        "finished": job.finished,
        "stop_asked": job.stop_asked,
        "html_url": job.path(),
    }
