"""Merges of actors: which stands for which since, what that moved, and its undoing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from corpus.models import Actor, OwnedQuerySet, Project


class ActorMergeQuerySet(OwnedQuerySet):
    def for_list(self):
        """Newest first, with those it is about and who did it."""
        return self.select_related("kept", "absorbed", "by", "undone_by").order_by(
            "-created", "-pk"
        )

    def standing(self):
        """Merges that were not taken back."""
        return self.filter(undone=None)

    def about(self, actor):
        return self.filter(Q(kept=actor) | Q(absorbed=actor))


def _actor(name):
    return models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name=name,
        db_constraint=False,
        db_index=False,
    )


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        **options,
    )


class ActorMerge(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    kept = _actor("merges")
    #: The actor whose place ``kept`` takes.
    absorbed = _actor("merged")
    reason = models.TextField(blank=True)
    #: What an undoing gives back; its shape is in annotations/actions/merging.py.
    moved = models.JSONField(default=dict)
    by = _person()
    created = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = _person(null=True, blank=True)

    objects = ActorMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("absorbed")),
                name="merge_of_two",
                violation_error_message="An actor cannot be merged with itself.",
            ),
            models.CheckConstraint(
                condition=Q(undone=None, undone_by=None)
                | Q(undone__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone=None),
                name="one_standing_merge_an_actor",
                violation_error_message="This actor was merged already.",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "created"], name="merge_of_project"),
            models.Index(fields=["kept"], name="merge_kept"),
            models.Index(fields=["absorbed"], name="merge_absorbed"),
        ]

    def __str__(self):
        return f"{self.absorbed} → {self.kept}"
