"""Deleting a text for good: planned, then done, and what is remembered of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from corpus.models.document import Document
from corpus.models.project import OwnedQuerySet, Project


class PlannedDeletionQuerySet(OwnedQuerySet):
    def due(self):
        """Those whose days of grace are over."""
        return self.filter(due__lte=timezone.now()).order_by("due", "pk")


class PlannedDeletion(models.Model):
    """A withdrawn text that will be deleted; to take it back is to delete the row.

    Triggers set ``planned``, refuse any change and a text that is not withdrawn.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = models.OneToOneField(
        Document,
        on_delete=models.CASCADE,
        related_name="planned_deletion",
        db_constraint=False,
    )
    planned = models.DateTimeField(db_default=Now(), editable=False)
    #: Not before this; at least a day after ``planned``.
    due = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlannedDeletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    due__gte=models.F("planned") + models.Value(timedelta(days=1))
                ),
                name="planned_deletion_grace",
                violation_error_message="A deletion waits for a day at least.",
            ),
        ]

    def __str__(self):
        return f"{self.document} on {self.due:%Y-%m-%d}"


class Tombstone(models.Model):
    """What stays of a deleted text. Triggers write what it says and refuse changes.

    A text's blocks and history can be deleted only in the transaction that writes its
    tombstone: nothing goes without one.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: The id that the text had; no other text ever gets it.
    document = models.BigIntegerField(unique=True)
    title = models.CharField(max_length=500)
    filename = models.CharField(max_length=255, blank=True)
    #: SHA-256 of the text that was stored, in hexadecimal.
    text_sha256 = models.CharField(max_length=64)
    #: Annotations that went with it, those deleted before included.
    annotations = models.PositiveIntegerField()
    #: Who planned it, and when.
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    planned = models.DateTimeField()
    #: Who carried it out: as a rule the command line.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    deleted = models.DateTimeField(db_default=Now())
    #: The id of the transaction that deleted the text.
    transaction = models.BigIntegerField(db_default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "text_sha256"], name="tombstone_text"),
        ]

    def __str__(self):
        return f"{self.title}, deleted {self.deleted:%Y-%m-%d}"
