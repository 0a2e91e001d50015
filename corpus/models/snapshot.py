"""What an address answered when a text was taken from it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from corpus.models.project import OwnedQuerySet, Project


class Snapshot(models.Model):
    """A page as it came; of the texts whose file it was, found by the file's hash."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: As it was given, and where redirects led.
    url = models.CharField(max_length=2000)
    final_url = models.CharField(max_length=2000)
    #: Of HTTP, such as 200.
    status = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=130, blank=True)
    #: SHA-256 of the page, decompressed, in hexadecimal: ``Document.original_sha256``.
    sha256 = models.CharField(max_length=64)
    #: Requests and responses as WARC, and its SHA-256 in hexadecimal.
    warc = models.FileField(max_length=300)
    warc_sha256 = models.CharField(max_length=64)
    retrieved = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="snapshot_in_project"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "sha256"], name="snapshot_sha256"),
        ]

    def __str__(self):
        return f"{self.final_url} ({self.retrieved:%Y-%m-%d})"
