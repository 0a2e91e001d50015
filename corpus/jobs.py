"""Work that outlasts a request: started by an action, done by the worker.

A kind of work is a function in the module ``tasks`` of an app, which is imported when
Django starts::

    @jobs.kind("carry", verb=Verb.EDIT_MARKS)
    def carry(work, *, edition):
        for number, mark in enumerate(marks, start=1):
            …
            work.step(number, len(marks))
        return jobs.Result("12 annotations were carried.", path_of_the_result)

    job = jobs.start("carry", title="Carry 12 annotations", by=user, project=project,
                     total=12, edition=edition.pk)

``start`` belongs in the transaction of the action that asks for the work: both are
there, or neither. The function is called later, as ``work.by`` and in ``work.project``,
after the person's right to do it was asked for again (I17). By default it runs in one
transaction: it is stored whole, with the job's "done", or not at all. ``work.step``
says how far it is, costs no query, and raises ``Cancelled`` when somebody asked for the
end; it may be called from anywhere in the work, as often as one likes. What raises a
ValidationError, PermissionDenied or Http404 ends as failed, with its sentences.

A person sees the job at ``corpus:job``, and all of theirs at ``corpus:jobs``. Commands
call the same functions' actions in the foreground and need no worker.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from corpus import access
from corpus.heartbeat import Heartbeat
from corpus.models import Job, JobState
from corpus.retry import atomic_with_retries

logger = logging.getLogger(__name__)

#: What procrastinate calls the one task that runs them all.
TASK = "corpus.run_job"
LONGEST_TITLE = Job._meta.get_field("title").max_length or 0

NOTHING_STAYED = "Nothing of it was stored."
AT_ONCE = "Start it again."


class Cancelled(Exception):
    """Somebody asked the work to stop, or the server is being stopped."""


class Gone(Exception):
    """The job was given up or taken by another worker meanwhile."""


class Result(NamedTuple):
    """What came of a work."""

    #: One or more whole sentences.
    sentence: str
    #: The path of the page that shows it.
    path: str = ""


@dataclass
class Work:
    """What a kind's function is given."""

    job: Job
    by: object
    #: With ``role``; None where the job belongs to no project.
    project: object
    heartbeat: Heartbeat

    def step(self, done, total=None):
        """Say how far it is; cheap, so call it often.

        Raises:
            Cancelled
        """
        self.heartbeat.done = done
        if total is not None:
            self.heartbeat.total = total
        if self.heartbeat.stop:
            raise Cancelled


@dataclass
class Kind:
    """A kind of work."""

    name: str
    do: Callable
    #: What the person must be allowed to do in the project; None asks to see it only.
    verb: access.Verb
    #: One transaction around all of it.
    whole: bool
    #: Whether it may be done again from its beginning after it died in the middle.
    again: bool
    #: What stays of a work that did not come to its end; a whole sentence.
    left: str = field(default=NOTHING_STAYED)


KINDS: dict[str, Kind] = {}


def kind(name, *, verb=access.Verb.READ, whole=True, again=False, left=NOTHING_STAYED):
    """Enter a function into the register; its arguments but ``work`` are named."""

    def register(do):
        KINDS[name] = Kind(name, do, verb, whole, again, left)
        return do

    return register


# asking for it


@transaction.atomic
def start(kind, *, title, by, project=None, total=0, **arguments):
    """Have the worker do it; it begins when the surrounding transaction is stored.

    Args:
        kind: a name in the register.
        arguments: what its function takes by name; only what JSON can say.

    Raises:
        PermissionDenied
    """
    if project is not None:
        access.require(by, KINDS[kind].verb, project)
    job = Job.objects.create(
        kind=kind,
        title=title[:LONGEST_TITLE],
        by=by,
        project=project,
        total=total,
        arguments=arguments,
    )
    _queue(job)
    return job


def _queue(job):
    # over Django's own connection, so in the same transaction
    deferrer = configure_task(name=TASK, job_manager=JobManager(DjangoConnector()))
    job.task = deferrer.defer(uuid=str(job.uuid))
    job.save(update_fields=["task"])


@transaction.atomic
def cancel(job):
    """Ask a job to stop; one that waits ends at once.

    Returns:
        whether it was still open.
    """
    now = timezone.now()
    ended = (
        Job.objects.waiting()
        .filter(pk=job.pk)
        .update(
            state=JobState.CANCELLED,
            sentence="Cancelled before it began.",
            finished=now,
            stop_asked=now,
        )
    )
    if ended:
        JobManager(DjangoConnector()).cancel_job_by_id(job.task, delete_job=True)
        return True
    return bool(Job.objects.running().filter(pk=job.pk).update(stop_asked=now))


# doing it


@app.task(name=TASK, pass_context=True)
def run_job(context, uuid):
    run(uuid, context.additional_context.get("name", ""))


def run(uuid, worker=""):
    """Do a job that waits, to its end, whatever that is; one that does not is left.

    Args:
        worker: a name for who does it.
    """
    now = timezone.now()
    taken = (
        Job.objects.waiting()
        .filter(uuid=uuid)
        .update(state=JobState.RUNNING, started=now, seen=now, worker=worker)
    )
    if not taken:
        return
    job = Job.objects.select_related("by", "project").get(uuid=uuid)
    try:
        with Heartbeat(job) as heartbeat:
            _attempt(job, heartbeat)
    except Gone:
        logger.warning("Job %s was given up while it ran.", job.uuid)
    except Cancelled:
        _end_early(job, stopped=not heartbeat.asked)
    except (ValidationError, PermissionDenied, Http404) as error:
        _fail(job, sentences_of(error))
    except Exception:
        logger.exception("Job %s (%s) failed.", job.uuid, job.kind)
        left = KINDS[job.kind].left if job.kind in KINDS else NOTHING_STAYED
        _fail(
            job,
            f"Something went wrong on our side, and the log says what. {left}",
        )


def _attempt(job, heartbeat):
    kind = KINDS[job.kind]
    if not job.by.is_active:
        raise PermissionDenied("Whoever started this may not sign in any more.")
    project = job.project
    if project is not None:
        project = access.get_project(job.by, project.slug, kind.verb)
    work = Work(job, job.by, project, heartbeat)
    if kind.whole:
        _do_whole(kind, work)
    else:
        _finish(job, kind.do(work, **job.arguments), heartbeat)


@atomic_with_retries
def _do_whole(kind, work):
    # a try that failed may have come far
    work.step(0)
    result = kind.do(work, **work.job.arguments)
    work.step(work.heartbeat.done)
    _finish(work.job, result, work.heartbeat)


def _finish(job, result, heartbeat):
    heartbeat.end()
    if heartbeat.stop and KINDS[job.kind].whole:
        raise Cancelled
    _end(
        job,
        JobState.DONE,
        result.sentence if result else "Done.",
        result=result.path if result else "",
        done=max(heartbeat.done, heartbeat.total),
        total=heartbeat.total,
    )


def _end(job, state, sentence, **more):
    """
    Raises:
        Gone
    """
    changed = (
        Job.objects.running()
        .filter(pk=job.pk)
        .update(state=state, sentence=sentence, finished=timezone.now(), **more)
    )
    if not changed:
        raise Gone


def _fail(job, sentence):
    if Job.objects.running().filter(pk=job.pk).exists():
        _end(job, JobState.FAILED, sentence)


def _end_early(job, stopped):
    """
    Args:
        stopped: the server was, not the work.
    """
    if stopped:
        give_up(Job.objects.filter(pk=job.pk))
    else:
        _end(job, JobState.CANCELLED, f"Cancelled. {KINDS[job.kind].left}")


def sentences_of(error):
    """What an error says, a sentence a line, each behind its field's name."""
    if isinstance(error, ValidationError):
        if not hasattr(error, "error_dict"):
            return "\n".join(error.messages)
        return "\n".join(
            sentence if name == "__all__" else f"{name}: {sentence}"
            for name, told in error.message_dict.items()
            for sentence in told
        )
    return str(error) or "This is not there any more, or not for you."


# those that died


@transaction.atomic
def give_up(jobs):
    """Say of running jobs that their worker is gone; those that may, wait again.

    Args:
        jobs: a queryset; of it only those that run are touched.
    """
    for job in jobs.running().select_for_update(skip_locked=True):
        kind = KINDS.get(job.kind)
        if kind and kind.again and not job.stop_asked:
            job.state, job.done = JobState.WAITING, 0
            _queue(job)
        else:
            left = kind.left if kind else NOTHING_STAYED
            job.state, job.finished = JobState.DIED, timezone.now()
            job.sentence = (
                "It stopped in the middle, because the program that worked on it"
                f" ended. {left} {AT_ONCE}"
            )
        job.save(update_fields=["state", "done", "finished", "sentence"])


@transaction.atomic
def queue_again(jobs):
    """Queue those that wait and are in no queue any more."""
    for job in jobs.waiting().select_for_update(skip_locked=True):
        _queue(job)
