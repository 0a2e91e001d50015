"""Texts on their way: files are given and kept, then read, looked at and stored.

Reading, correcting, storing and throwing away are modules of their own beside this one.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum

from corpus import access
from corpus.access import Verb
from corpus.actions import uploads_files, uploads_reading
from corpus.actions.documents import filename_of
from corpus.actions.head_fields import check_head
from corpus.actions.readings import UnreadableFiles, by_file
from corpus.importers.child import is_small_text
from corpus.importers.plain_text import MEGABYTE
from corpus.models import Upload, UploadedFile

#: Most files of one go.
MOST_FILES = 2_000
#: So much is read or stored while a request waits; more is a job.
FEW = 20
LITTLE = 2 * MEGABYTE
#: What one person may have given and neither stored nor thrown away.
MOST_WAITING = 1_000 * MEGABYTE


def is_little(sources):
    """Whether all of it is read in a moment."""
    return (
        len(sources) <= FEW
        and sum(len(source.data) for source in sources) <= LITTLE
        and all(is_small_text(source.data, source.filename) for source in sources)
    )


def receive(*, project, sources, by, direct=False, of=None, kind="", job=None):
    """Keep what was given, and have it read: at once when it is little, else by a job.

    Args:
        sources: list of ``Source``.
        direct: store the texts when all could be read, without a preview.
        of, kind: the text that the one given is a version of, and what version, as
            ``editions.link``.
        job: one that is at work, and reads what is given itself.

    Raises:
        ValidationError: nothing was given, too much, or a head that cannot be stored.
    """
    access.require(by, Verb.ADD_TEXT, project)
    if of:
        access.require(by, Verb.LINK_TEXTS, project)
    _check(sources)
    _check_waiting(sources, by)
    upload = Upload(project=project, by=by, direct=direct, of=of, kind=kind, job=job)
    try:
        with transaction.atomic():
            _keep(upload, sources)
            if not job and is_little(sources):
                _read_now(upload)
    except BaseException:
        uploads_files.remove(upload)
        raise
    return upload


def _check(sources):
    if not sources:
        raise ValidationError("There is no text to add. Choose a file or paste a text.")
    if len(sources) > MOST_FILES:
        raise ValidationError(
            f"These are {len(sources):,} files; the limit of one go is {MOST_FILES:,}."
            " Add them in several goes, or packed as ZIP files."
        )
    wrong = []
    for source in sources:
        try:
            check_head(source.head)
        except ValidationError as error:
            wrong += by_file(source.filename, error)
    if wrong:
        raise ValidationError(wrong)


def _check_waiting(sources, by):
    waiting = UploadedFile.objects.filter(
        upload__in=Upload.objects.given_by(by).to_be_looked_at()
    )
    size = waiting.aggregate(size=Sum("size"))["size"] or 0
    if size + sum(len(source.data) for source in sources) > MOST_WAITING:
        raise ValidationError(
            f"You have {size // MEGABYTE:,} MB of files that wait to be looked at; the"
            f" limit is {MOST_WAITING // MEGABYTE:,}. Store them or throw some away"
            " first."
        )


def _keep(upload, sources):
    files = [
        UploadedFile(
            project=upload.project,
            upload=upload,
            number=number,
            filename=filename_of(source.filename),
            sha256=uploads_files.save(upload, source.data),
            size=len(source.data),
            head=source.head,
        )
        for number, source in enumerate(sources, start=1)
    ]
    upload.save()
    UploadedFile.objects.bulk_create(files)
    if not upload.job and not is_little(sources):
        uploads_reading.start_reading(upload, files)


def _read_now(upload):
    """
    Raises:
        UnreadableFiles: there is not one text in them.
    """
    uploads_reading.read(upload=upload, step=lambda _done: None)
    if not upload.texts.exists():
        files = upload.files.exclude(problem="")
        raise UnreadableFiles([f"{file.filename}: {file.problem}" for file in files])
