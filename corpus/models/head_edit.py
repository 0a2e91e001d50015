"""Changes of one text's head: who made them, what it said before and after, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from corpus.models.document import Document
from corpus.models.project import OwnedQuerySet, Project


class HeadEdit(models.Model):
    """One change, whole: it is never changed, and goes with its text only."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="head_edits"
    )
    #: {field: value} of the fields that changed, as heads have them: lists of names,
    #: the code of a situation, otherwise words.
    before = models.JSONField()
    after = models.JSONField()
    why = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "-created"], name="head_edit_project"),
        ]

    def __str__(self):
        return ", ".join(self.after)
