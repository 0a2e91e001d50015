"""What was given is thrown away: by a person, or when nobody came back for it."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import OperationalError, transaction
from django.utils import timezone

from corpus import access, jobs
from corpus.access import Verb
from corpus.actions import uploads_files
from corpus.actions.documents import LOCK_NOT_AVAILABLE
from corpus.models import Upload, UploadState


def drop(*, upload, by):
    """Throw away what was given; what is stored stays.

    Raises:
        ValidationError: it is being stored at this moment.
    """
    access.require(by, Verb.ADD_TEXT, upload.project)
    if upload.at_work:
        # stored by itself: a job that holds the upload hears it, and lets go
        jobs.cancel(upload.job)
    try:
        forget(upload)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        raise ValidationError(
            "These texts are being stored at this moment, and that was asked to stop."
            " Look in a moment what came of it."
        ) from error


@transaction.atomic
def forget(upload):
    """Throw away what was given, whatever its job does."""
    rows = Upload.objects.select_for_update(nowait=True).filter(pk=upload.pk)
    found = rows.to_be_looked_at().first()
    if found:
        found.state = UploadState.DROPPED
        found.save(update_fields=["state"])
        transaction.on_commit(lambda: uploads_files.remove(upload))


def sweep():
    """Forget what was thrown away, and what nobody came back for in some days."""
    late = timezone.now() - timedelta(days=settings.UPLOAD_DAYS)
    gone = Upload.objects.filter(state=UploadState.DROPPED)
    for upload in (gone | Upload.objects.given_before(late)).select_related("job"):
        if upload.job and upload.job.open:
            continue
        upload.delete()
        uploads_files.remove_folder(str(upload.uuid))
    _sweep_folders(late)


def _sweep_folders(late):
    """Remove what an import that ended in the middle left, when it is old."""
    storage = storages["uploads"]
    folders = storage.listdir("")[0] if storage.exists("") else []
    known = {str(one) for one in Upload.objects.values_list("uuid", flat=True)}
    for folder in sorted(set(folders) - known):
        # a row may not be stored yet where its files are new
        if storage.get_modified_time(folder) < late:
            uploads_files.remove_folder(folder)
