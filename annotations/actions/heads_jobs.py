"""Changes of very many heads are made, and taken back, by a job."""

from annotations.actions.heads import make_change, require, undo_change
from corpus import jobs
from corpus.models import Job

#: So many texts are changed while a request waits; more are a job.
FEW = 500
#: Kind of job -> what it does.
DOES = {"make_heads_change": make_change, "undo_heads_change": undo_change}


def change_soon(kind, *, change, by):
    """Make a change or take it back: at once when it is of few texts, else by a job.

    Args:
        kind: one of DOES.

    Returns:
        the job, or None when it is done.

    Raises:
        PermissionDenied
        ChangedMeanwhile: a head is not what was seen.
    """
    number = len(change.rows)
    if number <= FEW:
        DOES[kind](change=change, by=by)
        return None
    require(change.project, change.rows, by)
    # a second click asks for nothing new
    return job_of(change) or jobs.start(
        kind,
        title=f"{'Make' if kind == 'make_heads_change' else 'Take back'} the change of"
        f" {number:,} texts",
        by=by,
        project=change.project,
        total=number,
        change=change.pk,
    )


def job_of(change):
    """The open job that makes a change or takes it back, or None."""
    rows = Job.objects.of_project(change.project_id).open()
    return rows.filter(kind__in=DOES, arguments={"change": change.pk}).first()
