"""Adjudications: what became of several coders' marks of one text and doctrine."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from annotations.models import Annotation, Doctrine
from corpus.models import Document, OwnedQuerySet, Project
from formats import words


class SettlementQuerySet(OwnedQuerySet):
    def standing(self):
        """Those that nobody took back."""
        return self.filter(undone=None)


class SettledMarkQuerySet(OwnedQuerySet):
    def standing(self):
        return self.filter(settlement__undone=None)

    def made(self):
        """Of marks that an adjudicator made, which are no coder's layer."""
        sources = SettledMark.objects.filter(part="source")
        taken = sources.filter(annotation=OuterRef("annotation"))
        return self.filter(Q(part="settled") & ~Exists(taken))


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        **options,
    )


def _owned(model, **options):
    """A key that a migration binds to the project."""
    return models.ForeignKey(
        model, on_delete=models.PROTECT, db_constraint=False, **options
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Adjudication(models.Model):
    """One text under one doctrine; its settled marks count while it is settled."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = _owned(Document, related_name="adjudications", db_index=False)
    doctrine = _owned(Doctrine, related_name="adjudications")
    #: When all of it was settled; None while it is open, or open again.
    settled = models.DateTimeField(null=True, blank=True)
    by = _person()
    created = models.DateTimeField(default=timezone.now)
    #: Raised by one with each change: the lock (I5).
    version = models.PositiveIntegerField(default=1)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="adjudication_in_project"
            ),
            models.UniqueConstraint(
                fields=["document", "doctrine"], name="one_adjudication_a_doctrine"
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "document", "doctrine"],
                name="adjudication_settled",
                condition=Q(settled__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.document_id} under {self.doctrine}"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Settlement(models.Model):
    """How the marks of one passage were settled; a decision stays when reopened."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    adjudication = _owned(Adjudication, related_name="settlements")
    outcome = models.CharField(max_length=12, choices=words.SETTLEMENTS)
    reason = models.TextField(blank=True)
    by = _person()
    created = models.DateTimeField(default=timezone.now)
    #: When it was taken back; None while it holds.
    undone = models.DateTimeField(null=True, blank=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="settlement_in_project"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[*words.SETTLEMENTS]),
                name="settlement_outcome",
            ),
        ]

    def __str__(self):
        return f"{self.outcome} in {self.adjudication_id}"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class SettledMark(models.Model):
    """A coder's mark that was settled, or one that stands for those."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    settlement = _owned(Settlement, related_name="marks")
    annotation = _owned(Annotation, related_name="settled_in")
    part = models.CharField(max_length=7, choices=words.SETTLED_PARTS)
    #: The annotation's version when it was settled: a later one is looked at anew.
    version = models.PositiveIntegerField()

    objects = SettledMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "annotation", "part"], name="settled_once"
            ),
        ]

    def __str__(self):
        return f"{self.part} {self.annotation_id}"
