"""Pages by their address, from the form to the text and its snapshot."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from warcio.archiveiterator import ArchiveIterator

from corpus import fetching, jobs
from corpus.actions.snapshots import forget, keep
from corpus.fetching import fetch
from corpus.models import Document, Job, JobState, Snapshot, Upload, UploadState
from tests.corpus.test_fetching import server

__all__ = ["server"]

NOWHERE = dict(fetching.fetch.__kwdefaults__ or {})


@pytest.fixture
def switched_on(settings):
    settings.FETCH = True


def test_nothing_is_said_of_it_when_it_is_off(as_user, alice, project):
    client = as_user(alice)
    page = client.get(reverse("corpus:add_documents", args=[project.slug]))
    assert "Fetch the page" not in page.content.decode()
    url = reverse("corpus:fetch", args=[project.slug])
    assert client.post(url, {"url": "https://example.org/"}).status_code == 404


def test_an_inside_address_ends_as_a_sentence(switched_on, as_user, alice, project):
    client = as_user(alice)
    page = client.get(reverse("corpus:add_documents", args=[project.slug]))
    assert "Fetch the page" in page.content.decode()
    url = reverse("corpus:fetch", args=[project.slug])
    client.post(url, {"url": "http://127.0.0.1/"})
    job = Job.objects.get()
    jobs.run(job.uuid)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.sentence == "This address is not on the open web, so it is not fetched."
    assert not Snapshot.objects.exists()


def test_what_is_no_address_is_said_at_once(switched_on, as_user, alice, project):
    url = reverse("corpus:fetch", args=[project.slug])
    page = as_user(alice).post(url, {"url": "file:///etc/passwd"})
    assert page.status_code == 422
    assert "begin with http:// or https://" in page.content.decode()
    assert 'value="file:///etc/passwd"' in page.content.decode()
    assert not Job.objects.exists()


def test_a_page_becomes_a_text_with_its_snapshot(
    server, as_user, rita, victor, mallory, project
):
    fetched = fetch(
        f"http://page.example:{server}/page",
        resolver=lambda host, port: ["127.0.0.1"],
        also_open=frozenset({("127.0.0.1", server)}),
    )
    upload = keep(project=project, fetched=fetched, by=rita)
    if upload.job:
        jobs.run(upload.job.uuid)
    client = as_user(rita)
    client.post(reverse("corpus:store_upload", args=[project.slug, upload.uuid]))
    document = Document.objects.get()
    assert document.url == f"http://page.example:{server}/page"
    assert document.retrieved
    assert document.title == "Consent"
    head = client.get(reverse("corpus:edit_head", args=[project.slug, document.pk]))
    url = reverse("corpus:snapshot", args=[project.slug, Snapshot.objects.get().uuid])
    assert url in head.content.decode()
    answer = as_user(victor).get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    data = b"".join(answer.streaming_content)
    kept = next(ArchiveIterator(io.BytesIO(data)))
    assert b"Nobody had asked." in kept.content_stream().read()
    assert as_user(mallory).get(url).status_code == 404


def test_a_text_deleted_for_good_takes_its_snapshot_along(
    project, document, olga, django_capture_on_commit_callbacks
):
    warc = default_storage.save("snapshots/x.warc.gz", ContentFile(b"kept"))
    Snapshot.objects.create(
        project=project,
        url="https://example.org/",
        final_url="https://example.org/",
        status=200,
        sha256=document.original_sha256,
        warc=warc,
        warc_sha256="0" * 64,
        by=olga,
    )
    forget(project=project.pk, sha256=document.original_sha256)
    assert Snapshot.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        forget(project=project.pk, sha256="no other text's")
        Document.objects.filter(pk=document.pk).update(original_sha256="other")
        forget(project=project.pk, sha256=document.original_sha256)
    assert not Snapshot.objects.exists()
    assert not default_storage.exists(warc)


def test_one_job_fetches_a_page_and_reads_it(
    server, switched_on, alice, project, monkeypatch
):
    reaching = {
        "resolver": lambda host, port: ["127.0.0.1"],
        "also_open": frozenset({("127.0.0.1", server)}),
    }
    monkeypatch.setattr(fetching.fetch, "__kwdefaults__", NOWHERE | reaching)

    def done(path):
        url = f"http://page.example:{server}/{path}"
        job = jobs.start("fetch_page", title=url, by=alice, project=project, url=url)
        jobs.run(job.uuid)
        job.refresh_from_db()
        return job

    job = done("page")
    assert (job.state, job.sentence) == (JobState.DONE, "1 text to look at.")
    upload = Upload.objects.get()
    assert (upload.path(), upload.state) == (job.result, UploadState.READY)
    # what cannot be read is told at once, and is not left to be looked at
    job = done("picture")
    assert (job.state, Job.objects.count()) == (JobState.FAILED, 2)
    assert "looks like a PNG picture" in job.sentence
    assert Upload.objects.to_be_looked_at().count() == 1
