"""What became of an annotation in a new edition of its text."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from annotations.models import sight
from annotations.models.annotation import Annotation
from corpus.models import Document, OwnedQuerySet, Project
from formats import words


class CarriedQuerySet(OwnedQuerySet):
    def of_project(self, project):
        """Those of annotations that the project's reader may see, and whose new one."""
        seen, rows = sight.of(project), super().of_project(project)
        if not seen.texts:
            return rows
        return rows.filter(
            seen.condition("source__"), Q(target=None) | seen.condition("target__")
        )

    def waiting(self):
        """Those that a person has to place or drop."""
        return self.filter(outcome="unplaced", source__deleted=None)

    def for_list(self):
        return self.select_related(
            "source__doctrine",
            "source__coder",
            "source__actor",
            "source__document",
            "document",
            "target",
            "decided_by",
        ).order_by("source__start", "pk")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Carried(models.Model):
    # the keys of text and annotation hold the project too
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    #: The new edition.
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="carried",
        db_constraint=False,
        db_index=False,
    )
    #: The annotation of the earlier edition, which stays.
    source = models.ForeignKey(
        Annotation,
        on_delete=models.PROTECT,
        related_name="carried_to",
        db_constraint=False,
    )
    #: The one made from it; None until it has a place.
    target = models.OneToOneField(
        Annotation,
        on_delete=models.PROTECT,
        related_name="carried_from",
        null=True,
        blank=True,
        db_constraint=False,
    )
    outcome = models.CharField(max_length=9, choices=words.CARRIED)
    #: The place it has, or that is proposed: half-open, in code points of the new text.
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    #: How alike the words there are, 0 to 1.
    similarity = models.FloatField(default=0)
    #: Why it was dropped.
    reason = models.CharField(max_length=1000, blank=True)
    #: Raised by one with each change of the row: the lock (I5).
    version = models.PositiveIntegerField(default=1)
    #: Who placed, dropped or looked it over.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    decided = models.DateTimeField(null=True, blank=True)

    objects = CarriedQuerySet.as_manager()

    class Meta:
        verbose_name = "carried annotation"
        constraints = [
            models.UniqueConstraint(fields=["document", "source"], name="carried_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=[*words.CARRIED]), name="carried_outcome"
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__lt=F("end")),
                name="carried_start_before_end",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["unplaced", "dropped"], target=None)
                | Q(outcome__in=["unchanged", "moved", "placed"], target__isnull=False),
                name="carried_has_a_target",
            ),
        ]

    def __str__(self):
        return f"{self.source_id}: {self.outcome}"
