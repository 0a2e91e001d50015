"""What was decided about a codebook, and what that did to annotations."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models import sight
from annotations.models.annotation import Annotation
from annotations.models.codebook import Doctrine
from corpus.models import OwnedQuerySet, Project
from formats import words


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


class CodebookChangeQuerySet(OwnedQuerySet):
    def for_list(self):
        """Newest first, with who made and undid each; without what they changed."""
        return (
            self.select_related("by", "undone_by")
            .defer("changes")
            .order_by("-created", "-pk")
        )


class CodebookChange(models.Model):
    """One decision: its entries before and after, so that it can be taken back."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=12, choices=words.CODEBOOK_CHANGES)
    #: Why, in the words of who decided.
    note = models.TextField(blank=True)
    #: The slug of the entry it is about, when it is about one.
    about = models.CharField(max_length=100, blank=True)
    #: {section: {key: [before or null, after or null]}}; the sections and keys are
    #: those of annotations/actions/recording.py.
    changes = models.JSONField(default=dict)
    by = _person()
    created = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = _person(null=True, blank=True)
    #: The change that this one takes back.
    undoes = _owned("self", related_name="+", null=True, blank=True, db_index=False)

    objects = CodebookChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="codebook_change_in_project"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[*words.CODEBOOK_CHANGES]),
                name="codebook_change_kind",
            ),
            models.CheckConstraint(
                condition=Q(undone=None, undone_by=None)
                | Q(undone__isnull=False, undone_by__isnull=False),
                name="codebook_change_undone_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "-created"], name="codebook_change_of_project"
            ),
            models.Index(
                fields=["project", "about", "-created"], name="codebook_change_about"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.about}".strip()


class Recoding(models.Model):
    """An annotation that a change of the codebook put under another entry, or dropped.

    One that was dropped or brought back has the same doctrine before and after.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    change = _owned(CodebookChange, related_name="recodings")
    annotation = _owned(Annotation, related_name="recodings")
    before = _owned(Doctrine, related_name="+", db_index=False)
    after = _owned(Doctrine, related_name="+", db_index=False)
    outcome = models.CharField(
        max_length=8, choices=words.RECODED, db_default="moved", default="moved"
    )
    #: What an undoing gives back beside the doctrine.
    status = models.CharField(max_length=10, choices=words.STATUSES)
    reason = models.TextField(blank=True)
    #: The annotation's version after the change: an undoing leaves a later one alone.
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "annotation"], name="recoded_once_a_change"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[*words.RECODED]), name="recoding_outcome"
            ),
        ]

    def __str__(self):
        return f"{self.annotation_id}: {self.before_id} → {self.after_id}"


class ReconsiderationQuerySet(OwnedQuerySet):
    def of_project(self, project):
        """Those of annotations that the project's reader may see."""
        seen = sight.of(project).condition("annotation__")
        return super().of_project(project).filter(seen)

    def waiting(self):
        """Those that nobody has decided, of annotations that stand.

        What waits because of a change that was taken back does not wait any more.
        """
        return self.filter(
            outcome="waiting",
            change__undone=None,
            annotation__deleted=None,
            annotation__document__withdrawn=None,
        )


class Reconsideration(models.Model):
    """An annotation whose doctrine changed its meaning: keep, move or drop it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: The change that altered the meaning.
    change = _owned(CodebookChange, related_name="reconsiderations")
    annotation = _owned(Annotation, related_name="reconsiderations")
    outcome = models.CharField(
        max_length=8, choices=words.RECONSIDERED, default="waiting"
    )
    decided_by = _person(null=True, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    #: The change that carried the decision out, when it moved the annotation.
    decision = _owned(
        CodebookChange, related_name="+", null=True, blank=True, db_index=False
    )

    objects = ReconsiderationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "annotation"], name="reconsidered_once_a_change"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[*words.RECONSIDERED]),
                name="reconsideration_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "change", "annotation"],
                name="reconsideration_waiting",
                condition=Q(outcome="waiting"),
            ),
        ]

    def __str__(self):
        return f"{self.annotation_id}: {self.outcome}"
