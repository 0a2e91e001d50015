"""The kinds of work of this app."""

from django.core.exceptions import ValidationError

from corpus import jobs
from corpus.access import Verb
from corpus.actions import snapshots, uploads_dropping, uploads_reading, uploads_storing
from corpus.models import Upload, UploadState


@jobs.kind(
    "read_upload",
    verb=Verb.ADD_TEXT,
    whole=False,
    again=True,
    left="Nothing was stored; the files are still there to be read again.",
)
def read_upload(work, *, upload):
    """Read the files, and store their texts where nobody wants to look first."""
    upload = Upload.objects.select_related("project", "by").get(pk=upload)
    if upload.state == UploadState.STORED:
        # a worker ended between storing them and saying so
        return jobs.Result(told(upload), upload.path())
    return _read(work, upload)


def _read(work, upload):
    uploads_reading.read(upload=upload, step=work.step)
    unreadable = upload.files.exclude(problem="").count()
    texts = upload.texts.count()
    if upload.direct and texts and not unreadable:
        stored = uploads_storing.store(
            upload=upload, by=work.by, step=lambda done: work.step(done, texts)
        )
        return jobs.Result(told(stored), upload.path())
    sentence = f"{texts:,} text{'' if texts == 1 else 's'} to look at."
    if unreadable:
        files = "1 file" if unreadable == 1 else f"{unreadable:,} files"
        sentence += f" {files} cannot be read."
    return jobs.Result(sentence, upload.path())


@jobs.kind("store_upload", verb=Verb.ADD_TEXT)
def store_upload(work, *, upload):
    upload = Upload.objects.select_related("project", "by").get(pk=upload)
    stored = uploads_storing.store(upload=upload, by=work.by, step=work.step)
    return jobs.Result(told(stored), upload.path())


@jobs.kind("fetch_page", verb=Verb.ADD_TEXT, whole=False)
def fetch_page(work, *, url):
    """A page by its address; whoever asked for it looks at its text then."""
    work.step(0, 1)
    upload = snapshots.fetch_page(
        project=work.project, url=url, by=work.by, job=work.job
    )
    result = _read(work, upload)
    unreadable = upload.files.exclude(problem="").first()
    if unreadable and not upload.texts.exists():
        uploads_dropping.forget(upload)
        raise ValidationError(unreadable.problem)
    return result


def told(upload):
    """What was stored, in a sentence."""
    new, there = len(upload.report["documents"]), len(upload.report["already"])
    sentence = f"{new:,} text{'' if new == 1 else 's'} added"
    return f"{sentence}, {there:,} there already." if there else f"{sentence}."
