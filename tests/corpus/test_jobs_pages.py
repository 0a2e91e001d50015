"""My jobs: the list, one job, cancelling; the same over the API."""

import pytest
from django.urls import reverse

from corpus import jobs
from corpus.models import Job, Membership


@jobs.kind("test_pages")
def nothing(work):
    """A work that does nothing."""


@pytest.fixture
def make_job(project, alice):
    def make(by=alice, **fields):
        fields = {"title": "Read 3 files", "kind": "none", "project": project, **fields}
        return Job.objects.create(by=by, **fields)

    return make


def words(response):
    return " ".join(response.content.decode().split())


def test_who_has_started_none_is_told_what_starts_one(as_user, alice):
    page = as_user(alice).get(reverse("corpus:jobs"))
    assert "You have started no job yet." in words(page)


def test_the_list_has_the_persons_own_newest_first(as_user, alice, rita, make_job):
    make_job(title="First")
    make_job(title="Second")
    make_job(title="Hers", by=rita)
    said = words(as_user(alice).get(reverse("corpus:jobs")))
    assert said.index("Second") < said.index("First")
    assert "Hers" not in said


def test_an_owner_lists_those_of_the_project(as_user, alice, olga, project, make_job):
    make_job(title="Hers", by=alice)
    address = reverse("corpus:jobs") + f"?project={project.slug}"
    assert "Hers" in words(as_user(olga).get(address))
    assert as_user(alice).get(address).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_many(
    as_user, alice, make_job, django_assert_num_queries, number
):
    for _ in range(number):
        make_job()
    client = as_user(alice)
    # session, user, count, rows
    with django_assert_num_queries(4):
        client.get(reverse("corpus:jobs"))


def test_long_lists_have_pages(as_user, alice, make_job):
    for _ in range(51):
        make_job()
    page = as_user(alice).get(reverse("corpus:jobs"))
    assert "Page 1 of 2" in words(page)


def test_what_runs_says_how_far_it_is_and_asks_again(as_user, alice, make_job):
    job = make_job(state="running", done=3, total=12)
    said = words(as_user(alice).get(job.path()))
    assert '<progress id="job-progress" max="12" value="3">' in said
    assert "3 of 12" in said
    assert 'hx-trigger="every 2s"' in said
    assert "Look again" in said


def test_what_is_over_asks_no_more_and_leads_to_its_result(as_user, alice, make_job):
    job = make_job(state="done", sentence="Three texts.", result="/projects/")
    part = as_user(alice).get(job.path(), headers={"HX-Request": "true"})
    assert "hx-trigger" not in words(part)
    assert "<html" not in words(part)
    assert 'href="/projects/"' in words(part)


def test_a_job_is_cancelled_on_its_page(as_user, alice, project):
    job = jobs.start("test_pages", title="Try", by=alice, project=project)
    address = reverse("corpus:cancel_job", args=[job.uuid])
    page = as_user(alice).post(address, follow=True)
    assert "Cancelled before it began." in words(page)


def test_what_runs_is_asked_to_stop(as_user, alice, make_job):
    job = make_job(state="running")
    page = as_user(alice).post(
        reverse("corpus:cancel_job", args=[job.uuid]), follow=True
    )
    assert "Stopping …" in words(page)


def test_the_api_lists_and_cancels(client, bearer, alice, make_job):
    headers = bearer(alice)
    job = make_job(state="running", done=3, total=12)
    listed = client.get("/api/v1/jobs", headers=headers).json()
    assert [row["uuid"] for row in listed["items"]] == [str(job.uuid)]
    asked = client.post(f"/api/v1/jobs/{job.uuid}/cancel", headers=headers).json()
    assert (asked["state"], asked["done"], asked["total"]) == ("running", 3, 12)
    assert asked["stop_asked"]


def test_who_left_a_project_sees_no_job_of_it(as_user, project, alice):
    job = Job.objects.create(project=project, by=alice, title="Try", kind="none")
    own = Job.objects.create(by=alice, title="My own", kind="none")
    Membership.objects.filter(user=alice).delete()
    client = as_user(alice)
    assert client.get(job.path()).status_code == 404
    assert client.post(job.path() + "cancel/").status_code == 404
    assert client.get("/api/v1/jobs").json()["items"][0]["title"] == "My own"
    page = client.get("/jobs/")
    assert project.title not in page.text
    assert own.title in page.text
