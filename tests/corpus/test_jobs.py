"""Jobs: asked for, done, cancelled, failed, found dead."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from corpus import jobs
from corpus.access import Verb
from corpus.models import Job, JobState, Membership, Project, Situation
from tests.corpus.worker import work_off

#: What the kinds below do, set by each test.
WORK: dict = {}


@jobs.kind("test_whole", verb=Verb.ADD_TEXT)
def whole(work, **given):
    return WORK["do"](work, **given)


@jobs.kind("test_again", verb=Verb.ADD_TEXT, again=True)
def again(work):
    return WORK["do"](work)


@pytest.fixture
def ask(project, alice):
    """ask(do): a waiting job of alice's that does this."""

    def start(do, kind="test_whole", **given):
        WORK["do"] = do
        return jobs.start(kind, title="Try", by=alice, project=project, **given)

    return start


def done(work):
    work.step(3, 3)
    return jobs.Result("Three things were done.", "/there/")


def add_situation(work):
    Situation.objects.create(project=work.project, code="MADE", title="Made")


def elsewhere(function, *arguments):
    """Call it in a thread, which has a connection of its own."""

    def call():
        try:
            function(*arguments)
        finally:
            connection.close()

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()


def state_of(job):
    job.refresh_from_db()
    return job.state


@pytest.mark.django_db(transaction=True)
class TestWorker:
    def test_a_job_is_done_and_leaves_the_queue(self, ask):
        job = ask(done, total=5)
        work_off()
        assert state_of(job) == JobState.DONE
        assert (job.sentence, job.result) == ("Three things were done.", "/there/")
        assert (job.done, job.total) == (3, 3)
        assert not ProcrastinateJob.objects.exists()

    def test_what_is_cancelled_while_it_runs_stores_nothing(self, ask):
        def endless(work):
            add_situation(work)
            elsewhere(jobs.cancel, work.job)
            for _ in range(1000):
                work.step(1, 2)
                threading.Event().wait(0.05)

        job = ask(endless)
        work_off()
        assert state_of(job) == JobState.CANCELLED
        assert job.sentence == "Cancelled. Nothing of it was stored."
        assert not Situation.objects.filter(code="MADE").exists()

    def test_how_far_it_is_is_seen_while_it_runs(self, ask):
        seen = []

        def half(work):
            work.step(1, 2)
            for _ in range(1000):
                elsewhere(lambda: seen.append(Job.objects.get(pk=work.job.pk).done))
                if seen[-1]:
                    return
                threading.Event().wait(0.05)

        ask(half)
        work_off()
        assert seen[-1] == 1


def test_what_is_taken_back_asks_for_nothing(ask):
    with transaction.atomic():
        ask(done)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_what_is_wrong_is_told_and_nothing_stored(ask):
    def refuse(work):
        add_situation(work)
        raise ValidationError({"title": "This has no title."})

    job = ask(refuse)
    jobs.run(job.uuid)
    assert state_of(job) == JobState.FAILED
    assert job.sentence == "title: This has no title."
    assert not Situation.objects.filter(code="MADE").exists()


def test_our_own_mistake_is_told_as_ours(ask):
    job = ask(lambda work: 1 / 0)
    jobs.run(job.uuid)
    assert state_of(job) == JobState.FAILED
    assert "on our side" in job.sentence
    assert "Nothing of it was stored." in job.sentence


def test_who_may_not_cannot_start(project, victor):
    found = Project.objects.get(pk=project.pk)
    with pytest.raises(PermissionDenied):
        jobs.start("test_whole", title="Try", by=victor, project=found)


def test_whose_right_is_gone_has_it_done_no_more(ask, alice):
    job = ask(add_situation)
    Membership.objects.filter(user=alice).update(role="viewer")
    jobs.run(job.uuid)
    assert state_of(job) == JobState.FAILED
    assert "takes the role coder" in job.sentence


def test_who_left_has_nothing_done_any_more(ask, alice):
    job = ask(add_situation)
    alice.is_active = False
    alice.save()
    jobs.run(job.uuid)
    assert state_of(job) == JobState.FAILED


def test_what_waits_is_cancelled_at_once(ask):
    job = ask(done)
    assert jobs.cancel(job)
    assert state_of(job) == JobState.CANCELLED
    assert not ProcrastinateJob.objects.exists()


def test_what_is_over_cannot_be_cancelled(ask):
    job = ask(done)
    jobs.run(job.uuid)
    assert not jobs.cancel(job)
    assert state_of(job) == JobState.DONE


def test_a_job_is_done_once(ask):
    job = ask(done)
    jobs.run(job.uuid)
    WORK["do"] = add_situation
    jobs.run(job.uuid)
    assert not Situation.objects.filter(code="MADE").exists()


class TestDead:
    def run_and_die(self, ask, kind):
        job = ask(done, kind)
        long_ago = timezone.now() - timedelta(hours=1)
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, seen=long_ago)
        jobs.give_up(Job.objects.unheard_for(60))
        return job

    def test_it_is_said(self, ask):
        job = self.run_and_die(ask, "test_whole")
        assert state_of(job) == JobState.DIED
        assert job.sentence.startswith("It stopped in the middle")
        assert job.sentence.endswith("Nothing of it was stored. Start it again.")

    def test_it_waits_again_where_that_is_safe(self, ask):
        job = self.run_and_die(ask, "test_again")
        assert state_of(job) == JobState.WAITING
        jobs.run(job.uuid)
        assert state_of(job) == JobState.DONE

    def test_what_is_heard_of_is_left(self, ask):
        job = ask(done)
        Job.objects.update(state=JobState.RUNNING, seen=timezone.now())
        jobs.give_up(Job.objects.unheard_for(60))
        assert state_of(job) == JobState.RUNNING

    def test_given_up_while_it_ran_stores_nothing(self, ask):
        def late(work):
            add_situation(work)
            Job.objects.update(state=JobState.DIED)

        job = ask(late)
        jobs.run(job.uuid)
        assert not Situation.objects.filter(code="MADE").exists()
