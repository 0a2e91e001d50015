"""What was read is stored: all texts that are wanted, or none."""

from django.core.exceptions import ValidationError
from django.db import transaction

from corpus import access, jobs
from corpus.access import Verb
from corpus.actions import uploads_files
from corpus.actions.documents import store_texts
from corpus.actions.editions import link
from corpus.actions.readings import Text
from corpus.actions.uploads import FEW, LITTLE
from corpus.actions.uploads_reading import unpack
from corpus.models import Upload, UploadState


def store_soon(*, upload, by):
    """Store the texts: at once when they are few, else by a job."""
    access.require(by, Verb.ADD_TEXT, upload.project)
    texts = list(upload.texts.wanted().values_list("length", flat=True))
    if len(texts) <= FEW and sum(texts) <= LITTLE:
        return store(upload=upload, by=by)
    with transaction.atomic():
        upload = Upload.objects.locked().get(pk=upload.pk)
        if not upload.open_to_change:
            # a second click: the first one's job, or what came of it, is shown
            return upload
        upload.job = jobs.start(
            "store_upload",
            title=f"Store {len(texts):,} texts",
            by=by,
            project=upload.project,
            total=len(texts),
            upload=upload.pk,
        )
        upload.save(update_fields=["job"])
    return upload


@transaction.atomic
def store(*, upload, by, step=None):
    """Store the texts that are wanted, all or none, and forget the files.

    Raises:
        ValidationError: nothing is to be stored, or a head cannot be.
    """
    access.require(by, Verb.ADD_TEXT, upload.project)
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state == UploadState.STORED:
        return upload
    if upload.state != UploadState.READY:
        raise ValidationError("These files are not read yet, or were thrown away.")
    texts = [_text(upload, row) for row in upload.texts.wanted()]
    if not texts:
        raise ValidationError("There is no text to store among these files.")
    if upload.kind:
        _check_version(upload, texts)
    added = store_texts(project=upload.project, texts=texts, by=by, step=step)
    if upload.kind:
        _link(upload, added, by)
    upload.state, upload.report = UploadState.STORED, _report(added)
    upload.save(update_fields=["state", "report"])
    upload.files.all().delete()
    transaction.on_commit(lambda: uploads_files.remove(upload))
    return upload


def _check_version(upload, texts):
    if upload.of is None:
        raise ValidationError(
            "The text that this is a version of was deleted meanwhile. Throw this away,"
            " and add it as a text of its own."
        )
    if len(texts) > 1:
        raise ValidationError(
            f"A version of “{upload.of}” is one text, and these are {len(texts):,}."
            " Leave the others out."
        )


def _link(upload, added, by):
    """Link the text, and have the annotations of an earlier edition carried."""
    there = [already.document for already in added.already]
    [document] = added.documents or there
    document.project = upload.project
    try:
        link(document=document, of=upload.of, kind=upload.kind, by=by)
    except ValidationError as error:
        raise ValidationError(error.messages) from None
    if upload.kind == "edition":
        # a work of the layer above, asked for by its name
        jobs.start(
            "carry",
            title=f"Carry annotations to “{document}”",
            by=by,
            project=upload.project,
            document=document.pk,
        )


def _text(upload, row):
    return Text(
        filename=row.filename,
        data=uploads_files.load(upload, row.original_sha256),
        head=row.head,
        reading=unpack(row),
        sha256=row.text_sha256,
    )


def _report(added):
    return {
        "documents": [document.pk for document in added.documents],
        "already": [
            [already.filename, already.document.pk] for already in added.already
        ],
        "deleted_before": added.deleted_before,
        "actors": added.actors,
        "situations": added.situations,
    }
