"""Precedents: reasons of decisions that guide later ones about a doctrine."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models.annotation import Annotation
from annotations.models.codebook import Doctrine
from corpus.models import OwnedQuerySet, Project
from formats import words


class PrecedentQuerySet(OwnedQuerySet):
    def standing(self):
        """Those that were not overruled."""
        return self.filter(overruled=None)

    def for_list(self):
        """Those that stand first, then the latest, with what each shows."""
        return self.select_related(
            "annotation__document", "doctrine", "by", "overruled_by"
        ).order_by(models.F("overruled").asc(nulls_first=True), "-created", "-pk")


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        **options,
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Precedent(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    doctrine = models.ForeignKey(
        Doctrine,
        on_delete=models.PROTECT,
        related_name="precedents",
        db_constraint=False,
    )
    #: Whether the passage shows what belongs under the doctrine, or what does not.
    kind = models.CharField(max_length=8, choices=words.EXAMPLES)
    #: The mark that was decided; None when its text is gone.
    annotation = models.ForeignKey(
        Annotation,
        on_delete=models.PROTECT,
        related_name="precedents",
        null=True,
        blank=True,
        db_constraint=False,
    )
    reason = models.TextField(
        error_messages={"blank": "Say in a few words what was decided and why."}
    )
    by = _person()
    created = models.DateTimeField(default=timezone.now)
    overruled = models.DateTimeField(null=True, blank=True)
    overruled_by = _person(null=True, blank=True)
    overruled_reason = models.TextField(blank=True)
    #: Raised by one with each change of the row: the lock (I5).
    version = models.PositiveIntegerField(default=1)

    objects = PrecedentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="precedent_has_a_reason",
                violation_error_message="A precedent needs a reason.",
            ),
            models.CheckConstraint(
                condition=Q(overruled=None, overruled_by=None)
                | (
                    Q(overruled__isnull=False, overruled_by__isnull=False)
                    & ~Q(overruled_reason="")
                ),
                name="precedent_overruled_with_a_reason",
                violation_error_message="Say why the precedent is overruled.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} precedent of {self.doctrine}"
