"""Examples of a doctrine: passages, or words written for the codebook."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models import sight
from annotations.models.annotation import Annotation
from annotations.models.codebook import Doctrine
from corpus.models import OwnedQuerySet, Project
from formats import words


class DoctrineExampleQuerySet(OwnedQuerySet):
    def of_project(self, project):
        """Those in words, and those whose passage the project's reader may see."""
        seen = sight.of(project).condition("annotation__")
        return super().of_project(project).filter(seen)

    def shown(self):
        """Those that say something: a passage that stands, or words of their own."""
        standing = Q(annotation__deleted=None, annotation__document__withdrawn=None)
        return self.filter(
            (Q(annotation__isnull=False) & standing)
            | (Q(annotation=None) & ~Q(text=""))
        ).order_by("kind", "order", "pk")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class DoctrineExample(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    doctrine = models.ForeignKey(
        Doctrine,
        on_delete=models.PROTECT,
        related_name="examples",
        db_constraint=False,
    )
    kind = models.CharField(max_length=8, choices=words.EXAMPLES, default="positive")
    #: The passage that shows it; None for words of its own, or of a text that is gone.
    annotation = models.ForeignKey(
        Annotation,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_constraint=False,
    )
    #: Words written for the codebook; empty for a passage.
    text = models.TextField(blank=True)
    #: Why it is one.
    note = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    created = models.DateTimeField(default=timezone.now)

    objects = DoctrineExampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["doctrine", "annotation"],
                name="one_example_a_passage",
                violation_error_message="This passage is an example already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[*words.EXAMPLES]), name="example_kind"
            ),
            models.CheckConstraint(
                condition=Q(annotation=None) | Q(text=""),
                name="example_passage_or_words",
                violation_error_message="An example is a passage or words of its own.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} example of {self.doctrine}"
