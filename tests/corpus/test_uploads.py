"""Files are given, read, looked at, corrected, stored or thrown away."""

import os
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from corpus import jobs
from corpus.actions import (
    uploads,
    uploads_correcting,
    uploads_dropping,
    uploads_reading,
    uploads_storing,
)
from corpus.importers.preview import Changes
from corpus.importers.sources import Source
from corpus.models import Document, Job, Region, Upload, UploadState
from tests.factories import make_document

PAGE = b"""<html><head><title>On bridges</title></head><body>
<article><h1>On bridges</h1>
<p>The first bridge was built of wood, and it stood for a very long time indeed.</p>
<p>The second was of stone, which costs more and lasts until somebody blows it up.</p>
</article></body></html>"""
TEXT = b"A heading\n\nThe first words of it.\n\nThe last words.\n"


@pytest.fixture
def give(as_user, alice, project):
    """give(files=…): the answer of the page where texts are added."""

    def send(**fields):
        address = reverse("corpus:add_documents", args=[project.slug])
        return as_user(alice).post(address, fields, follow=True)

    return send


@pytest.fixture
def given(project, alice):
    """given(b"…", b"…"): an upload of plain texts that was read."""

    def receive(*texts, **options):
        sources = [
            Source(text, f"{number}.txt") for number, text in enumerate(texts, start=1)
        ]
        return uploads.receive(project=project, sources=sources, by=alice, **options)

    return receive


@pytest.fixture
def correct(as_user, alice):
    """correct(upload, …): the preview of its first text, sent with these fields."""

    def send(upload, number=1, **fields):
        address = reverse(
            "corpus:upload_text", args=[upload.project.slug, upload.uuid, number]
        )
        fields = {"wanted": "on", "title": "A title", **fields}
        return as_user(alice).post(address, fields, follow=True)

    return send


def upload(name="note.txt", data=TEXT):
    return SimpleUploadedFile(name, data)


def words(response):
    return " ".join(response.content.decode().split())


def kept(upload):
    return storages["uploads"].exists(str(upload.uuid))


def test_a_text_is_shown_before_it_is_stored(give, project):
    page = give(files=upload())
    assert "Nothing is stored yet." in words(page)
    assert "The first words of it." in words(page)
    assert not Document.objects.exists()
    [given] = Upload.objects.all()
    assert given.state == UploadState.READY


def test_who_wants_no_preview_has_a_small_text_stored_at_once(give):
    assert "1 text added" in words(give(files=upload(), direct="on"))
    assert not Upload.objects.exists()


def test_what_takes_longer_is_read_by_a_job(give, project, as_user, alice):
    page = give(files=[upload("bridges.html", PAGE)])
    [job] = Job.objects.all()
    assert "Read bridges.html" in words(page)
    jobs.run(job.uuid)
    job.refresh_from_db()
    assert (job.state, job.sentence) == ("done", "1 text to look at.")
    page = as_user(alice).get(job.result, follow=True)
    assert "The second was of stone" in words(page)
    assert "proposed" in words(page)


def test_htmx_asks_how_far_it_is_and_then_for_the_whole_page(
    give, project, as_user, alice
):
    give(files=[upload("bridges.html", PAGE)])
    [job] = Job.objects.all()
    [given] = Upload.objects.all()
    asks = {"headers": {"HX-Request": "true"}}
    part = as_user(alice).get(given.path(), **asks)
    assert "<html" not in words(part)
    assert 'hx-trigger="every 2s"' in words(part)
    jobs.run(job.uuid)
    assert as_user(alice).get(given.path(), **asks)["HX-Refresh"] == "true"


def test_what_cannot_be_read_is_named_and_the_rest_stored(give, as_user, alice):
    page = give(files=[upload(), upload("bad.txt", b"%PDF-1.7")])
    assert "1 file cannot be read" in words(page)
    assert "bad.txt" in words(page)
    [given] = Upload.objects.all()
    page = as_user(alice).post(given.path() + "store/", follow=True)
    assert "1 text added" in words(page)


def test_a_text_in_the_project_already_is_named(give, project, olga):
    make_document(project=project, by=olga, text=TEXT.decode(), title="Known")
    assert "This text is in the project already" in words(give(files=upload()))


def test_where_nothing_is_new_there_is_nothing_to_store(give, project, olga):
    for text in (b"Consent was given.\n", b"Nobody asked.\n"):
        make_document(project=project, by=olga, text=text.decode())
    first = upload("a.txt", b"Consent was given.\n")
    page = give(files=[first, upload("b.txt", b"Nobody asked.\n")])
    assert "There is nothing new to store" in words(page)
    assert "Store these" not in words(page)


def test_the_head_is_corrected_and_stored(given, correct):
    page = correct(given(TEXT), then="store", title="Mine", authors="Reed, Ann")
    assert "1 text added" in words(page)
    [document] = Document.objects.all()
    assert (document.title, document.text()) == ("Mine", TEXT.decode())
    assert [part.actor.name for part in document.authorships.all()] == ["Reed, Ann"]


def test_what_is_wrong_in_the_head_is_told(given, correct):
    page = correct(given(TEXT), then="store", issued="soon")
    assert page.status_code == 422
    assert not Document.objects.exists()


def test_a_ticked_paragraph_is_stored_as_outside(given, correct):
    correct(given(TEXT), then="store", paragraph=["3"], paragraphs_kind="biography")
    [region] = Region.objects.all()
    text = TEXT.decode()
    assert (region.start, region.end) == (text.index("The last"), len(text))
    assert region.kind == "biography"


def test_a_part_outside_is_switched_off_and_on_again(given, correct):
    upload = given(TEXT)
    correct(upload, paragraph=["2", "3"], paragraphs_kind="teaser")
    [[start, end, kind, on]] = upload.texts.get().outside
    key = f"{start}-{end}"
    assert (kind, on) == ("teaser", True)
    correct(upload, shown=[key], **{f"kind-{key}": "comments"})
    assert upload.texts.get().outside == [[start, end, "comments", False]]
    correct(upload, shown=[key], counting=[key], then="store")
    [region] = Region.objects.all()
    assert (region.start, region.end, region.kind) == (start, end, "comments")


def test_what_was_not_shown_stays_as_it_was(given, correct):
    upload = given(TEXT)
    correct(upload, paragraph=["3"], paragraphs_kind="biography")
    correct(upload)
    assert upload.texts.get().outside[0][3] is True


def test_a_text_is_left_out(given, correct, as_user, alice):
    upload = given(TEXT, b"Another.")
    correct(upload, wanted="")
    page = as_user(alice).get(upload.path())
    assert "Left out" in words(page)
    as_user(alice).post(upload.path() + "store/")
    assert Document.objects.get().text() == "Another."


def test_a_long_text_is_shown_in_parts(given, as_user, alice):
    long = b"".join(b"Paragraph %d of a long text, it is.\n" % n for n in range(3000))
    upload = given(long)
    page = words(as_user(alice).get(upload.path(), follow=True))
    assert "Part 1 of" in page
    assert "Paragraph 2999 of" not in page
    last = as_user(alice).get(upload.path() + "texts/1/?part=99")
    assert "Paragraph 2999 of" in words(last)


def test_storing_many_is_a_job_that_stores_all(given, alice):
    upload = given(*(b"Text %d." % number for number in range(20)), b"One more.")
    jobs.run(upload.job.uuid)
    upload.refresh_from_db()
    uploads_storing.store_soon(upload=upload, by=alice)
    job = Job.objects.get(kind="store_upload")
    assert not Document.objects.exists()
    jobs.run(job.uuid)
    job.refresh_from_db()
    assert (job.state, job.sentence) == ("done", "21 texts added.")
    assert Document.objects.count() == 21


def test_storing_twice_stores_once(given, alice):
    upload = given(TEXT)
    uploads_storing.store(upload=upload, by=alice)
    uploads_storing.store(upload=upload, by=alice)
    assert Document.objects.count() == 1


def test_without_a_preview_a_job_reads_and_stores(given):
    texts = [b"Text %d." % number for number in range(21)]
    upload = given(*texts, direct=True)
    jobs.run(upload.job.uuid)
    upload.refresh_from_db()
    assert upload.state == UploadState.STORED
    assert Document.objects.count() == 21


def test_reading_can_be_started_again(given, as_user, alice):
    upload = given(*(b"Text %d." % number for number in range(21)))
    jobs.cancel(upload.job)
    assert "Cancelled" in words(as_user(alice).get(upload.path()))
    assert "Back to the files" in words(as_user(alice).get(upload.job.path()))
    as_user(alice).post(upload.path() + "read/")
    upload.refresh_from_db()
    jobs.run(upload.job.uuid)
    assert upload.texts.count() == 21


@pytest.mark.django_db(transaction=True)
class TestFiles:
    def test_they_go_when_they_are_stored(self, given, alice):
        upload = given(TEXT)
        assert kept(upload)
        uploads_storing.store(upload=upload, by=alice)
        assert not kept(upload)

    def test_they_go_when_they_are_thrown_away(self, given, as_user, alice):
        upload = given(TEXT)
        as_user(alice).post(upload.path() + "drop/")
        assert not kept(upload)
        assert as_user(alice).get(upload.path()).status_code == 404
        uploads_dropping.sweep()
        assert not Upload.objects.exists()

    def test_what_is_being_stored_is_not_waited_for(self, given, as_user, alice):
        upload = given(TEXT)
        other = connection.copy()
        other.set_autocommit(False)
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT FROM corpus_upload FOR UPDATE")
            page = as_user(alice).post(upload.path() + "drop/", follow=True)
        finally:
            other.rollback()
            other.close()
        assert "These texts are being stored at this moment" in words(page)
        assert kept(upload)

    def test_files_thrown_away_while_they_are_read_are_told(self, given):
        upload = given(*(b"Text %d." % number for number in range(21)))
        name = f"{upload.uuid}/{upload.files.get(number=7).sha256}"
        storages["uploads"].delete(name)
        jobs.run(upload.job.uuid)
        upload.job.refresh_from_db()
        told = "These files were thrown away while they were read."
        assert (upload.job.state, upload.job.sentence) == ("failed", told)


def test_a_folder_without_a_row_is_swept_when_it_is_old(given, settings):
    storage, new = storages["uploads"], given(TEXT)
    for folder in ("old", "fresh"):
        storage.save(f"{folder}/file", ContentFile(b"1"))
    days = (settings.UPLOAD_DAYS + 1) * 86_400
    late = storage.get_modified_time("old").timestamp() - days
    for folder in ("old", str(new.uuid)):
        os.utime(storage.path(folder), (late, late))
    uploads_dropping.sweep()
    assert not storage.exists("old")
    assert storage.exists("fresh/file")
    assert kept(new)


def test_what_waits_is_called_by_its_files(given, project, as_user, alice):
    given(TEXT, b"More.")
    given(b"Alone.")
    address = reverse("corpus:add_documents", args=[project.slug])
    page = words(as_user(alice).get(address))
    assert "1.txt and 1 more</a>" in page
    assert "1.txt</a>" in page


def test_what_nobody_came_back_for_is_swept(given, settings):
    old, new = given(TEXT), given(b"New.")
    late = timezone.now() - timedelta(days=settings.UPLOAD_DAYS + 1)
    Upload.objects.filter(pk=old.pk).update(created=late)
    uploads_dropping.sweep()
    assert list(Upload.objects.all()) == [new]
    assert (kept(old), kept(new)) == (False, True)


@pytest.mark.parametrize("number", [2, 40])
def test_the_preview_costs_the_same_for_many(
    given, as_user, alice, number, django_assert_num_queries
):
    upload = given(*(b"Text %d." % place for place in range(number)))
    if upload.job:
        jobs.run(upload.job.uuid)
    client = as_user(alice)
    # session, user, project, upload, files that cannot be read, number of texts, texts,
    # those there already, those that are new
    with django_assert_num_queries(9):
        client.get(upload.path())


def start_storing(upload, alice, monkeypatch):
    """As with more texts than are stored while a request waits."""
    monkeypatch.setattr(uploads_storing, "FEW", 0)
    return uploads_storing.store_soon(upload=upload, by=alice).job


def test_two_clicks_begin_one_job(given, alice, as_user, monkeypatch):
    upload = given(TEXT)
    job = start_storing(upload, alice, monkeypatch)
    as_user(alice).post(upload.path() + "store/")
    assert [row.pk for row in Job.objects.all()] == [job.pk]
    Upload.objects.update(state=UploadState.READING, job=None)
    for _click in range(2):
        as_user(alice).post(upload.path() + "read/")
    assert Job.objects.filter(kind="read_upload").count() == 1


def test_what_is_being_stored_is_not_corrected_any_more(
    given, alice, correct, monkeypatch
):
    upload = given(TEXT)
    start_storing(upload, alice, monkeypatch)
    page = correct(upload, title="Too late")
    assert "Saved." not in words(page)
    assert upload.texts.get().head.get("title") != "Too late"


def test_what_was_stored_meanwhile_is_not_corrected(given, alice):
    text = given(TEXT).texts.get()
    # the page was asked for just before somebody stored them
    uploads_storing.store(upload=Upload.objects.get(), by=alice)
    with pytest.raises(ValidationError, match="nothing can be changed"):
        uploads_correcting.correct(
            text=text,
            head={"title": "Too late"},
            wanted=True,
            changes=Changes(),
            by=alice,
        )


def test_nobody_fills_the_disk(given, alice, give, monkeypatch):
    given(TEXT)
    monkeypatch.setattr(uploads, "MOST_WAITING", 2 * len(TEXT) - 1)
    page = give(files=upload())
    assert "that wait to be looked at" in words(page)
    assert Upload.objects.count() == 1
    uploads_dropping.drop(upload=Upload.objects.get(), by=alice)
    assert "Nothing is stored yet." in words(give(files=upload()))


def test_files_that_unpack_to_too_much_are_given_up(given, monkeypatch):
    monkeypatch.setattr(uploads_reading, "MOST_UNPACKED", 3 * len(TEXT))
    with pytest.raises(ValidationError, match="Add them in several goes"):
        given(TEXT, TEXT + b"More.")


def test_a_folder_that_cannot_be_removed_stops_no_sweeping(given, alice):
    one, other = given(TEXT), given(TEXT + b"More.")
    name = storages["uploads"].save(f"{one.uuid}/folder/file", ContentFile(b"1"))
    Upload.objects.update(created=timezone.now() - timedelta(days=30))
    uploads_dropping.sweep()
    assert storages["uploads"].exists(name)
    assert not kept(other)
    assert not Upload.objects.exists()
