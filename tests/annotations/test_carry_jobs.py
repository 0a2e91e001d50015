"""Very many annotations are carried by a job, all or none."""

import pytest

from annotations.actions import carry as carrying
from annotations.models import Annotation, Carried
from corpus import jobs
from corpus.models import Job, JobState
from tests.annotations.test_carry import ASKED, FIRST, SAID, SECOND
from tests.annotations.test_works import linked
from tests.corpus.worker import work_off
from tests.factories import make_annotation, make_document


@pytest.fixture
def second(project, olga, alice, monkeypatch):
    """A new edition of a text with more annotations than are carried at once."""
    monkeypatch.setattr(carrying, "FEW", 1)
    first = make_document(project=project, by=olga, text=FIRST)
    for quote in (ASKED, SAID):
        make_annotation(document=first, by=alice, quote=quote)
    return linked(project, olga, first, SECOND, "edition")


def path_of(document):
    return f"/projects/winter/texts/{document.pk}/carried/"


@pytest.mark.django_db(transaction=True)
def test_many_are_carried_by_a_job_that_leads_to_the_list(as_user, rita, second):
    client = as_user(rita)
    answer = client.post(path_of(second))
    job = Job.objects.get()
    assert answer.headers["Location"] == job.path()
    assert (job.title, job.total) == ("Carry 2 annotations", 2)
    assert not Carried.objects.exists()
    assert "How far it is" in client.get(path_of(second)).text
    work_off()
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.DONE, 2)
    assert job.sentence == "Carried unchanged: 1. Moved: 1. Need placing: 0."
    assert "How far it is" not in client.get(job.result).text
    assert Annotation.objects.filter(document=second).count() == 2


def test_what_is_stopped_on_the_way_carries_nothing(rita, second):
    def stop(number):
        if number == 2:
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        carrying.carry(document=second, by=rita, step=stop)
    assert not Carried.objects.exists()
    assert not Annotation.objects.filter(document=second).exists()


def test_a_second_click_starts_no_second_job(rita, second):
    jobs_asked = [carrying.carry_soon(document=second, by=rita)[1] for _ in range(2)]
    assert jobs_asked[0] == jobs_asked[1] == Job.objects.get()
    jobs.cancel(jobs_asked[0])
    assert carrying.carry_soon(document=second, by=rita)[1] != jobs_asked[0]


def test_the_api_answers_with_the_job(call, rita, second):
    answer = call(rita, "POST", f"/api/v1/documents/{second.pk}/carry")
    assert answer.status_code == 202
    assert answer.json()["kind"] == "carry"
