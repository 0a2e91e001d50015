"""Assignments: which coder works on which text, and whether blind."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from corpus.models import Document, OwnedQuerySet, Project
from formats import words


class AssignmentQuerySet(OwnedQuerySet):
    def standing(self):
        """Those of texts that were not withdrawn."""
        return self.filter(document__withdrawn=None)

    def of_coder(self, user):
        return self.filter(coder=user)


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, **options
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Assignment(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="assignments",
        db_constraint=False,
        db_index=False,
    )
    coder = _person(related_name="assignments")
    state = models.CharField(
        max_length=8, choices=words.ASSIGNMENTS, default="assigned"
    )
    #: Whether the coder works blind on this text; empty is as the project says.
    coding = models.CharField(
        max_length=5, choices=words.ASSIGNMENT_CODING, blank=True, default=""
    )
    #: What the coder should know.
    note = models.CharField(max_length=1000, blank=True)
    by = _person(related_name="+", db_index=False)
    created = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True, blank=True)
    #: When a reviewer let the coder see the others' marks before all had finished.
    opened = models.DateTimeField(null=True, blank=True)
    #: Raised by one with each change of the row: the lock (I5).
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="assignment_in_project"
            ),
            models.UniqueConstraint(
                fields=["document", "coder"],
                name="one_assignment_a_coder",
                violation_error_message="This coder has the text already.",
            ),
            models.CheckConstraint(
                condition=Q(state="assigned", finished=None)
                | Q(state="finished", finished__isnull=False),
                name="assignment_finished_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "coder", "state"], name="assignment_of_coder"
            ),
        ]

    def __str__(self):
        return f"{self.coder}: {self.document_id}"
