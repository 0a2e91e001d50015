"""Changes of very many heads are proposed, made and taken back by a job."""

from django.core.exceptions import ValidationError

from annotations.actions import heads_files
from annotations.actions.heads import (
    make_change,
    propose_wish,
    require,
    require_few,
    undo_change,
)
from annotations.actions.heads_import import propose_rows, rows_of_table
from annotations.heads_table import is_small
from corpus import access, jobs
from corpus.access import Verb
from corpus.importers.plain_text import Unreadable
from corpus.models import Job

#: So many texts are changed while a request waits; more are a job.
FEW = 500
#: So many are looked at while a request waits.
FEW_LOOKED_AT = 5_000
#: So many lines of a small table are compared while a request waits.
FEW_LINES = 1_000
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


def propose_table_soon(*, project, data, filename, by):
    """Propose what a table changes: at once if it is small, else by a job.

    Returns:
        the change, and None; or None, and the job.

    Raises:
        PermissionDenied
        ValidationError: as ``propose_table``; of a large table its job says it.
    """
    access.require(by, Verb.EDIT_HEAD, project)
    rows = _few_rows(data)
    if rows is not None:
        change = propose_rows(project=project, rows=rows, filename=filename, by=by)
        return change, None
    folder = heads_files.keep(data)
    try:
        job = jobs.start(
            "propose_heads_table",
            title=f"See what the table {filename} changes",
            by=by,
            project=project,
            folder=folder,
            filename=filename,
        )
    except BaseException:
        heads_files.forget(folder)
        raise
    return None, job


def _few_rows(data):
    """The rows of a table when they are few, or None."""
    try:
        small = is_small(data)
    except Unreadable as error:
        raise ValidationError(str(error)) from error
    rows = rows_of_table(data) if small else None
    return rows if rows is None or len(rows) <= FEW_LINES else None


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
