"""Texts on their way: files are given, read, looked at, corrected, then stored."""

import hashlib
import logging
from datetime import timedelta

import msgspec
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import OperationalError, transaction
from django.db.models import Sum
from django.utils import timezone

from corpus import access, jobs
from corpus.access import Verb
from corpus.actions.documents import LOCK_NOT_AVAILABLE, filename_of, store_texts
from corpus.actions.editions import link
from corpus.actions.heads import check_head
from corpus.actions.readings import (
    Text,
    UnreadableFiles,
    by_file,
    read_texts,
    sound,
)
from corpus.importers import preview, web_archives, wire
from corpus.importers.child import Reader, is_small_text
from corpus.importers.plain_text import MEGABYTE, Unreadable
from corpus.importers.reading import Outside
from corpus.importers.sources import Source
from corpus.models import Upload, UploadedFile, UploadedText, UploadState

logger = logging.getLogger(__name__)

#: Most files of one go, and most texts in them.
MOST_FILES = 2_000
MOST_TEXTS = 5_000
#: So much is read or stored while a request waits; more is a job.
FEW = 20
LITTLE = 2 * MEGABYTE
#: What one person may have given and neither stored nor thrown away, and what all
#: texts of one go and their own bytes may come to, so that no disk is filled.
MOST_WAITING = 1_000 * MEGABYTE
MOST_UNPACKED = 500 * MEGABYTE
#: Files whose texts are written by one statement.
BATCH = 50


def is_little(sources):
    """Whether all of it is read in a moment."""
    return (
        len(sources) <= FEW
        and sum(len(source.data) for source in sources) <= LITTLE
        and all(is_small_text(source.data, source.filename) for source in sources)
    )


def receive(*, project, sources, by, direct=False, of=None, kind=""):
    """Keep what was given, and have it read: at once when it is little, else by a job.

    Args:
        sources: list of ``Source``.
        direct: store the texts when all could be read, without a preview.
        of, kind: the text that the one given is a version of, and what version, as
            ``editions.link``.

    Raises:
        ValidationError: nothing was given, too much, or a head that cannot be stored.
    """
    access.require(by, Verb.ADD_TEXT, project)
    if of:
        access.require(by, Verb.LINK_TEXTS, project)
    _check(sources)
    _check_waiting(sources, by)
    upload = Upload(project=project, by=by, direct=direct, of=of, kind=kind)
    try:
        with transaction.atomic():
            _keep(upload, sources)
            if is_little(sources):
                _read_now(upload)
    except BaseException:
        _remove_files(upload)
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
            sha256=_save(upload, source.data),
            size=len(source.data),
            head=source.head,
        )
        for number, source in enumerate(sources, start=1)
    ]
    upload.save()
    UploadedFile.objects.bulk_create(files)
    if not is_little(sources):
        _start_reading(upload, files)


def _start_reading(upload, files):
    number = len(files)
    upload.job = jobs.start(
        "read_upload",
        title=f"Read {files[0]}" if number == 1 else f"Read {number:,} files",
        by=upload.by,
        project=upload.project,
        total=number,
        upload=upload.pk,
    )
    upload.state = UploadState.READING
    upload.save(update_fields=["job", "state"])


def _save(upload, data):
    """Keep bytes under their hash; the same ones once."""
    sha256 = hashlib.sha256(data).hexdigest()
    storage, name = storages["uploads"], f"{upload.uuid}/{sha256}"
    if not storage.exists(name):
        storage.save(name, ContentFile(data))
    return sha256


def _load(upload, sha256):
    with storages["uploads"].open(f"{upload.uuid}/{sha256}") as file:
        return file.read()


def _remove_files(upload):
    _remove_named(str(upload.uuid))


def _remove_named(folder):
    storage = storages["uploads"]
    if storage.exists(folder):
        for name in storage.listdir(folder)[1]:
            storage.delete(f"{folder}/{name}")
        storage.delete(folder)


# reading


def _read_now(upload):
    """
    Raises:
        UnreadableFiles: there is not one text in them.
    """
    read(upload=upload, step=lambda _done: None)
    if not upload.texts.exists():
        files = upload.files.exclude(problem="")
        raise UnreadableFiles([f"{file.filename}: {file.problem}" for file in files])


def read_again(*, upload, by):
    """Read the files once more, after it was cancelled or went wrong."""
    access.require(by, Verb.ADD_TEXT, upload.project)
    with transaction.atomic():
        # of two clicks, one waits here and finds the job of the other
        upload = _locked(upload)
        if upload.state == UploadState.READING and not upload.at_work:
            _start_reading(upload, list(upload.files.all()))


def _locked(upload):
    """The upload as it is now; nobody else starts, corrects or stores it meanwhile."""
    rows = Upload.objects.select_for_update(of=["self"])
    return rows.select_related("job", "project", "by").get(pk=upload.pk)


def read(*, upload, step):
    """Read all files of an upload; what was read of it before is forgotten.

    Args:
        step: called with the number of files that were read.
    """
    UploadedText.objects.filter(upload=upload).delete()
    texts: list[UploadedText] = []
    number = size = 0
    with Reader() as reader:
        for done, file in enumerate(upload.files.all(), start=1):
            found = _read_file(upload, file, reader)
            size += sum(len(text.data) + len(text.reading.text) for text in found)
            if number + len(found) > MOST_TEXTS or size > MOST_UNPACKED:
                raise ValidationError(
                    f"These files hold more than {MOST_TEXTS:,} texts, or more than"
                    f" {MOST_UNPACKED // MEGABYTE:,} MB. Add them in several goes."
                )
            texts += [
                _uploaded(upload, file, text, number + place)
                for place, text in enumerate(found, start=1)
            ]
            number += len(found)
            if done % BATCH == 0:
                UploadedText.objects.bulk_create(texts)
                texts = []
            step(done)
    UploadedText.objects.bulk_create(texts)
    Upload.objects.filter(pk=upload.pk, state=UploadState.READING).update(
        state=UploadState.READY
    )
    upload.refresh_from_db(fields=["state"])


def _read_file(upload, file, reader):
    try:
        source = Source(_load(upload, file.sha256), file.filename, file.head)
    except FileNotFoundError:
        raise ValidationError(
            "These files were thrown away while they were read."
        ) from None
    try:
        found = read_texts(source, reader, guess_furniture=True)
        problem = ""
    except Unreadable as error:
        found, problem = [], str(error)
    except ValidationError as error:
        found, problem = [], " ".join(error.messages)
    if problem != file.problem:
        file.problem = problem
        file.save(update_fields=["problem"])
    return found


def _uploaded(upload, file, text, number):
    reading = text.reading
    said = {name: value for name, value in file.head.items() if value}
    head = {**text.head, **web_archives.told_apart(said, sound(reading.head))}
    outside = [[*stretch, True] for stretch in reading.outside]
    return UploadedText(
        project=upload.project,
        upload=upload,
        file=file,
        number=number,
        filename=filename_of(text.filename),
        original_sha256=_save(upload, text.data),
        head=head,
        proposed=[name for name, value in head.items() if value != said.get(name)],
        text_sha256=text.sha256,
        length=len(reading.text),
        counts=preview.counts(reading),
        warnings=reading.warnings,
        comments=reading.comments,
        outside=outside,
        reading=pack(reading),
    )


def pack(reading):
    """A reading as bytes, without what the row has beside it."""
    [one] = wire.packed([reading])
    one.outside, one.data = [], None
    return msgspec.msgpack.encode(one)


def unpack(text):
    """The reading of an ``UploadedText``, with its outside as corrected."""
    one = msgspec.msgpack.decode(bytes(text.reading), type=wire.Read)
    [reading] = wire.unpacked(wire.Answer([one]))
    reading.outside = [
        Outside(start, end, kind) for start, end, kind, counts in text.outside if counts
    ]
    return reading


# correcting


def correct(*, text, head, wanted, changes, by):
    """Keep what a person corrected in a preview.

    Args:
        head: all of it, as ``Source.head``.
        changes: a ``preview.Changes``.

    Raises:
        ValidationError: the head cannot be stored, or the text is stored already.
    """
    access.require(by, Verb.ADD_TEXT, text.project)
    check_head(head)
    reading = unpack(text)
    text.head, text.proposed, text.wanted = head, [], wanted
    text.outside = preview.corrected(reading, text.outside, changes)
    text.counts = {**text.counts, "outside": sum(1 for *_, on in text.outside if on)}
    with transaction.atomic():
        if not _locked(text.upload).open_to_change:
            raise ValidationError(
                "These texts are being stored, or were thrown away, so that nothing can"
                " be changed here any more."
            )
        text.save(update_fields=["head", "proposed", "wanted", "outside", "counts"])


# storing


def store_soon(*, upload, by):
    """Store the texts: at once when they are few, else by a job."""
    access.require(by, Verb.ADD_TEXT, upload.project)
    texts = list(upload.texts.wanted().values_list("length", flat=True))
    if len(texts) <= FEW and sum(texts) <= LITTLE:
        return store(upload=upload, by=by)
    with transaction.atomic():
        upload = _locked(upload)
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
    transaction.on_commit(lambda: _remove_files(upload))
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
        data=_load(upload, row.original_sha256),
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


# throwing away


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
        _drop(upload)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        raise ValidationError(
            "These texts are being stored at this moment, and that was asked to stop."
            " Look in a moment what came of it."
        ) from error


@transaction.atomic
def _drop(upload):
    rows = Upload.objects.select_for_update(nowait=True).filter(pk=upload.pk)
    found = rows.to_be_looked_at().first()
    if found:
        found.state = UploadState.DROPPED
        found.save(update_fields=["state"])
        transaction.on_commit(lambda: _remove_files(upload))


def sweep():
    """Forget what was thrown away, and what nobody came back for in some days."""
    late = timezone.now() - timedelta(days=settings.UPLOAD_DAYS)
    gone = Upload.objects.filter(state=UploadState.DROPPED)
    for upload in (gone | Upload.objects.given_before(late)).select_related("job"):
        if upload.job and upload.job.open:
            continue
        upload.delete()
        _remove_folder(str(upload.uuid))
    _sweep_folders(late)


def _sweep_folders(late):
    """Remove what an import that ended in the middle left, when it is old."""
    storage = storages["uploads"]
    folders = storage.listdir("")[0] if storage.exists("") else []
    known = {str(one) for one in Upload.objects.values_list("uuid", flat=True)}
    for folder in sorted(set(folders) - known):
        # a row may not be stored yet where its files are new
        if storage.get_modified_time(folder) < late:
            _remove_folder(folder)


def _remove_folder(folder):
    try:
        _remove_named(folder)
    except OSError:
        logger.warning("Files of an upload cannot be removed.", exc_info=True)
