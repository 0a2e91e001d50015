"""The record of an imported set: the first row its transaction writes."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from corpus.models import OwnedQuerySet, Project


class ImportedSet(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    format = models.CharField(max_length=20)
    filename = models.CharField(max_length=255, blank=True)
    #: SHA-256 of the file, in hexadecimal: the same file again is reported.
    sha256 = models.CharField(max_length=64)
    #: Annotations made by the import.
    made = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "sha256"],
                name="one_import_a_file",
                violation_error_message="This file was imported before.",
            ),
        ]

    def __str__(self):
        return self.filename or self.sha256[:12]
