"""What was given is read: texts come of the files, to be looked at."""

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction

from corpus import access, jobs
from corpus.access import Verb
from corpus.actions import uploads_files
from corpus.actions.documents import filename_of
from corpus.actions.readings import read_texts, sound
from corpus.importers import preview, web_archives, wire
from corpus.importers.child import Reader
from corpus.importers.plain_text import MEGABYTE, Unreadable
from corpus.importers.reading import Outside
from corpus.importers.sources import Source
from corpus.models import Upload, UploadedText, UploadState

#: Most texts in the files of one go, and what all of them and their own bytes may come
#: to, so that no disk is filled.
MOST_TEXTS = 5_000
MOST_UNPACKED = 500 * MEGABYTE
#: Files whose texts are written by one statement.
BATCH = 50


def start_reading(upload, files):
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


def read_again(*, upload, by):
    """Read the files once more, after it was cancelled or went wrong."""
    access.require(by, Verb.ADD_TEXT, upload.project)
    with transaction.atomic():
        # of two clicks, one waits here and finds the job of the other
        upload = Upload.objects.locked().get(pk=upload.pk)
        if upload.state == UploadState.READING and not upload.at_work:
            start_reading(upload, list(upload.files.all()))


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
        source = Source(
            uploads_files.load(upload, file.sha256), file.filename, file.head
        )
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
        original_sha256=uploads_files.save(upload, text.data),
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
