"""Releases: the codebook as it stood, frozen under a number."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from corpus.models import OwnedQuerySet, Project


class CodebookReleaseQuerySet(OwnedQuerySet):
    def for_list(self):
        """Newest first, with who froze each; without what they hold."""
        return self.select_related("by").defer("content").order_by("-number")

    def current(self, project):
        """The key of a project's newest release, or None before the first."""
        rows = self.filter(project=project).order_by("-number")
        return rows.values_list("pk", flat=True).first()


class CodebookRelease(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: 1, 2, 3 … in each project.
    number = models.PositiveIntegerField()
    notes = models.TextField(blank=True)
    #: The codebook as ``formats.codebook`` writes it; never changed.
    content = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    created = models.DateTimeField(default=timezone.now)

    objects = CodebookReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                name="one_release_a_number",
                violation_error_message="There is a release of this number already.",
            ),
            models.UniqueConstraint(
                fields=["project", "id"], name="release_in_project"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="release_number_from_one"
            ),
        ]

    def __str__(self):
        return f"release {self.number}"
