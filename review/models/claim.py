"""Claims: which reviewer is deciding which mark now."""

from django.conf import settings
from django.db import models

from annotations.models import Annotation
from corpus.models import OwnedQuerySet, Project


class Claim(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    annotation = models.OneToOneField(
        Annotation, on_delete=models.CASCADE, related_name="claim", db_constraint=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    #: After it, the mark is shown to others again.
    until = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    def __str__(self):
        return f"{self.annotation_id} by {self.by}"
