"""Files that a person gave, and what was understood of them, until they are stored."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from corpus.models.document import Document
from corpus.models.job import Job
from corpus.models.project import OwnedQuerySet, Project
from formats import words


class UploadState(models.TextChoices):
    READING = "reading", "Being read"
    READY = "ready", "To be looked at"
    STORED = "stored", "Stored"
    DROPPED = "dropped", "Thrown away"


class UploadQuerySet(OwnedQuerySet):
    def given_by(self, user):
        """A person's own, but for those thrown away."""
        return self.filter(by=user).exclude(state=UploadState.DROPPED)

    def worked_on_by(self, job):
        return self.filter(job=job).select_related("project")

    def to_be_looked_at(self):
        return self.filter(state__in=[UploadState.READING, UploadState.READY])

    def with_files(self):
        """Each with the name of its first file, and how many more it has."""
        first = UploadedFile.objects.filter(upload=OuterRef("pk"), number=1)
        return self.annotate(
            first_file=Subquery(first.values("filename")), more=Count("files") - 1
        )

    def locked(self):
        """As they are now; nobody else starts, corrects or stores them meanwhile."""
        return self.select_for_update(of=["self"]).select_related(
            "job", "project", "by"
        )

    def given_before(self, moment):
        return self.filter(created__lt=moment)


class Upload(models.Model):
    """What was given in one go. It is swept some days after it came."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(
        max_length=10, choices=UploadState, default=UploadState.READING
    )
    #: Whether its texts are stored without anybody looking at them.
    direct = models.BooleanField(default=False)
    #: The text that the one in it is a version of; null also when that was deleted.
    of = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    #: What version: one of words.EDITIONS; empty for texts of their own.
    kind = models.CharField(max_length=11, choices=words.EDITIONS, blank=True)
    #: What reads it, or stores it.
    job = models.ForeignKey(
        Job,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    #: After it was stored: keys of new texts, texts there already, names made.
    report = models.JSONField(default=dict, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "id"], name="upload_in_project"),
            models.CheckConstraint(
                condition=Q(of=None) | Q(kind__in=[*words.EDITIONS]),
                name="upload_version_kind",
                violation_error_message="Say which kind of version the text is.",
            ),
        ]
        indexes = [models.Index(fields=["project", "by"], name="upload_by")]

    def __str__(self):
        return f"Upload of {self.created:%Y-%m-%d}"

    def path(self):
        """Of its page."""
        return f"/projects/{self.project.slug}/uploads/{self.uuid}/"

    @property
    def at_work(self):
        """Whether a job reads or stores it, or will."""
        return bool(self.job and self.job.open)

    @property
    def open_to_change(self):
        """Whether its texts may be corrected, and storing them begun."""
        return self.state == UploadState.READY and not self.at_work


class UploadedFile(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="files", db_constraint=False
    )
    #: From 1, in the order in which they were given.
    number = models.PositiveIntegerField()
    filename = models.CharField(max_length=255)
    #: Of its bytes, in hexadecimal: its name in the storage.
    sha256 = models.CharField(max_length=64)
    #: Bytes.
    size = models.PositiveBigIntegerField()
    #: What a person or a manifest said of it, as ``Source.head``.
    head = models.JSONField(default=dict, blank=True)
    #: Why it cannot be read; a whole sentence.
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="uploaded_file_in_project"
            ),
            models.UniqueConstraint(
                fields=["upload", "number"], name="one_uploaded_file_a_number"
            ),
        ]

    def __str__(self):
        return self.filename


class UploadedTextQuerySet(OwnedQuerySet):
    def wanted(self):
        return self.filter(wanted=True)

    def new(self):
        """Those wanted that the project does not have yet."""
        there = Document.objects.filter(
            project=OuterRef("project"), text_sha256=OuterRef("text_sha256")
        )
        return self.wanted().exclude(Exists(there))

    def for_list(self):
        """Without what is large."""
        return self.defer("reading", "outside", "comments").order_by("number")


class UploadedText(models.Model):
    """A text that was read in a file, and what a person corrected."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="texts", db_constraint=False
    )
    file = models.ForeignKey(
        UploadedFile, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    #: From 1, over all files of the upload.
    number = models.PositiveIntegerField()
    filename = models.CharField(max_length=255)
    #: Of the bytes that its document keeps: the file's, or its part of an archive.
    original_sha256 = models.CharField(max_length=64)
    #: As ``Source.head``.
    head = models.JSONField(default=dict)
    #: Names of the fields that nobody but the file itself said.
    proposed = models.JSONField(default=list, blank=True)
    #: SHA-256 of the text as UTF-8, in hexadecimal, and its code points.
    text_sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField()
    #: Numbers of paragraphs, headings, footnotes, pages and stretches outside.
    counts = models.JSONField(default=dict)
    #: Whole sentences.
    warnings = models.JSONField(default=list, blank=True)
    comments = models.JSONField(default=list, blank=True)
    #: Stretches outside the text: lists of start, end, kind and whether it counts.
    outside = models.JSONField(default=list, blank=True)
    #: The text in blocks, as ``importers.wire`` packs it.
    reading = models.BinaryField()
    #: False when a person leaves it out.
    wanted = models.BooleanField(default=True)

    objects = UploadedTextQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "number"], name="one_uploaded_text_a_number"
            ),
        ]

    def __str__(self):
        return self.head.get("title") or self.filename
