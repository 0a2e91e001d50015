"""Changes of very many heads are proposed, made and taken back by a job."""

from annotations.actions.heads import (
    make_change,
    propose_wish,
    require,
    require_few,
    undo_change,
)
from corpus import jobs
from corpus.models import Job

#: So many texts are changed while a request waits; more are a job.
FEW = 500
#: So many are looked at while a request waits.
FEW_LOOKED_AT = 5_000
#: Kind of job -> what it does.
DOES = {"make_heads_change": make_change, "undo_heads_change": undo_change}


def propose_soon(*, project, pks, wish, by):
    """Propose a change: at once of few texts, else by a job, whose result shows it.

    Returns:
        the change, and None; or None, and the job.

    Raises:
        PermissionDenied
        ValidationError: as ``propose_wish``
    """
    if len(pks) <= FEW_LOOKED_AT:
        return propose_wish(project=project, pks=pks, wish=wish, by=by), None
    require_few(len(pks))
    job = jobs.start(
        "propose_heads_change",
        title=f"See what changes in {len(pks):,} texts",
        by=by,
        project=project,
        total=len(pks),
        pks=pks,
        wish=wish,
    )
    return None, job


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
